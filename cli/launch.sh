# How the JVM is started, for the launcher of a checkout and that of a distribution. POSIX sh, to be sourced.
#
#   JAVA_HOME   the run-time image
#   home        where advisories/snapshot.idx lies
#   app         where the jars lie, and the AOT cache when it is made
#   settings    where compiler-directives.json lies
#   DRYDOCK_JAVA_OPTS   more options for the JVM

jar=$app/drydock-cli.jar
cache=$app/drydock.aot

# The cache remembers where its jars lay. Where an archive was unpacked elsewhere, the JVM looks for that place again for each of
# 2,500 classes, a quarter of a start; so on Linux they lie at descriptor 9, wherever that is.
place() { # changes what the shell has open: in a subshell only, or before exec
  if [ -r "$app" ] && exec 9<"$app" && [ -e /proc/self/fd/9/drydock-cli.jar ]; then jar=/proc/self/fd/9/drydock-cli.jar; fi
}

# One collector thread: a scan is over before more would pay.
jvm="-XX:+UseSerialGC -XX:-UsePerfData -Xss512k -Xlog:disable -Xlog:all=error:stderr --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Djdk.http.auth.tunneling.disabledSchemes="

# Makes the cache of loaded classes and profiles, which holds for one JDK and one build, by a training run. Two commands, since the second
# one would not have the descriptor as a child of the first.
train() ( # IMAGE: an archive that shows the program what scans are like
  rm -f "$cache" "$cache.new"
  place
  # shellcheck disable=SC2086
  if {
    "$JAVA_HOME/bin/java" $jvm -Ddrydock.home="$home" -XX:AOTMode=record -XX:AOTConfiguration="$cache.seen" -cp "$jar" \
      dev.drydock.cli.training.Training "$1" "$app/training" &&
      "$JAVA_HOME/bin/java" $jvm -XX:AOTMode=create -XX:AOTConfiguration="$cache.seen" -XX:AOTCache="$cache.new" -cp "$jar"
  } >/dev/null 2>&1 && [ -s "$cache.new" ]; then
    printf '%s\n' "$JAVA_HOME" >"$cache.jdk" && mv "$cache.new" "$cache"
  fi
  rm -rf "$cache.new" "$cache.seen" "$app/training"
)

# Becomes the program. `aot` is the cache, or empty.
launch() {
  # A scan is over in a second, on two cores as a rule: the optimising compiler takes them from the work, and what it makes comes too
  # late. So it is kept for what works on every byte: decoders, digests, searches (compiler-directives.json); all else gets the quick
  # one. Two are compiled at once; of SHA-256 only compiled callers reach the processor's own instructions, so its Java form is never
  # needed. What runs for long has both compilers. docs/benchmarks.md has the figures.
  case ${1:-} in
    scan | sbom | plan | fix | explain | gate | promote)
      compiler="-XX:CompileThresholdScaling=3 -XX:CompileCommand=quiet
        -XX:CompileCommand=CompileThresholdScaling,sun.security.provider.SHA2::implCompress,0.01
        -XX:CompileCommand=CompileThresholdScaling,sun.security.provider.DigestBase::implCompressMultiBlock0,0.01
        -XX:CompileCommand=exclude,sun.security.provider.SHA2::implCompress0
        -XX:CompileCommand=CompileThresholdScaling,dev.drydock.image.compression.gzip.DeflateStream::stretch,0.01
        -XX:CompileCommand=CompileThresholdScaling,dev.drydock.image.compression.zstd.Sequences::execute,0.1
        -XX:CompileCommand=CompileThresholdScaling,dev.drydock.image.compression.zstd.LiteralCodes::together,0.1
        -XX:CompileCommand=CompileThresholdScaling,dev.drydock.image.compression.zstd.XxHash64::stripes,0.1
        -XX:+UnlockDiagnosticVMOptions -XX:-DisplayVMOutput"
      directives=$settings/compiler-directives.json
      ;;
    *) compiler= directives= ;;
  esac
  [ ! -t 1 ] || jvm="$jvm -Ddrydock.stdout=terminal"
  [ ! -t 2 ] || jvm="$jvm -Ddrydock.stderr=terminal"

  place
  # shellcheck disable=SC2086
  exec "$JAVA_HOME/bin/java" $jvm ${aot:+"-XX:AOTCache=$aot"} $compiler ${directives:+"-XX:CompilerDirectivesFile=$directives"} ${DRYDOCK_JAVA_OPTS:-} -Ddrydock.home="$home" -cp "$jar" dev.drydock.cli.Main "$@"
}
