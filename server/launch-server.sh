# How the server's JVM is started, for the launcher of a checkout and that of a distribution. POSIX sh, to be sourced.
#
#   JAVA_HOME   the run-time image
#   home        where advisories/snapshot.idx lies
#   DRYDOCK_JAVA_OPTS   more options for the JVM

# Becomes the server.
launch_server() { # JAR ARGUMENTS...
  server=$1
  shift
  # shellcheck disable=SC2086
  exec "$JAVA_HOME/bin/java" -XX:-UsePerfData --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    ${DRYDOCK_JAVA_OPTS:-} -Ddrydock.home="$home" -jar "$server" "$@"
}
