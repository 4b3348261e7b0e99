# `drydock serve` of a checkout: builds the server where sources changed, and becomes it. POSIX sh, to be sourced with `home` set.

. "$home/.mvn/find-jdk.sh"
find_jdk || exit 3
stamp=$home/server/target/built
if [ ! -f "$stamp" ] || [ -n "$(find "$home/pom.xml" "$home/engine/src/main" "$home/server/pom.xml" "$home/server/src/main" -newer "$stamp" -print -quit 2>/dev/null)" ]; then
  echo "drydock: building the server (only now and when sources change, about a minute) ..." >&2
  mkdir -p "$home/server/target" && : >"$stamp.new"
  if ! (cd "$home" && ./mvnw -q -B -Dfast -Dspotless.check.skip -DskipTests -Dmaven.test.skip -pl testkit,engine,cli,server package) >"$home/server/target/build.log" 2>&1; then
    grep -m 5 ERROR "$home/server/target/build.log" >&2
    echo "drydock: the build failed; all of it is in $home/server/target/build.log" >&2
    exit 3
  fi
  mv "$stamp.new" "$stamp"
fi
shift
. "$home/server/launch-server.sh"
launch_server "$home/server/target/app/drydock-server.jar" "$@"
