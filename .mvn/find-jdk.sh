# Sets JAVA_HOME to a JDK of at least 25, for ./drydock and ./mvnw; says what to install where there is none.
# Looks in JAVA_HOME, PATH, /usr/lib/jvm, SDKMAN and macOS' java_home, in this order. POSIX sh, to be sourced.

jdk_major() { # JDK_HOME: prints the major version of a JDK that has a compiler, without starting it where a release file tells
  [ -x "$1/bin/javac" ] || return 1
  jdk_version=
  if [ -r "$1/release" ]; then
    while IFS= read -r jdk_line; do
      case $jdk_line in JAVA_VERSION=*) jdk_version=${jdk_line#*=\"}; break ;; esac
    done <"$1/release"
  else
    jdk_version=$("$1/bin/javac" -version 2>&1) && jdk_version=${jdk_version#javac }
  fi
  jdk_version=${jdk_version%%[!0-9]*}
  [ -n "$jdk_version" ] && [ "$jdk_version" -ge 25 ]
}

find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && jdk_major "$JAVA_HOME"; then return 0; fi
  jdk_javac=$(command -v javac) || jdk_javac=
  while [ -n "$jdk_javac" ] && [ -L "$jdk_javac" ]; do
    jdk_link=$(readlink "$jdk_javac")
    case $jdk_link in /*) jdk_javac=$jdk_link ;; *) jdk_javac=${jdk_javac%/*}/$jdk_link ;; esac
  done
  case $- in *f*) jdk_noglob=-f ;; *) jdk_noglob=+f ;; esac
  set +f
  set -- "${jdk_javac%/bin/javac}" /usr/lib/jvm/* "${SDKMAN_DIR:-${HOME:-/nonexistent}/.sdkman}"/candidates/java/*
  set "$jdk_noglob"
  for jdk_home; do
    if [ -n "$jdk_home" ] && jdk_major "$jdk_home"; then
      JAVA_HOME=$jdk_home
      export JAVA_HOME
      return 0
    fi
  done
  if [ -x /usr/libexec/java_home ] && jdk_home=$(/usr/libexec/java_home -v 25+ 2>/dev/null) && jdk_major "$jdk_home"; then
    JAVA_HOME=$jdk_home
    export JAVA_HOME
    return 0
  fi
  echo "drydock: no JDK 25 or newer found; install one (Debian: apt-get install openjdk-25-jdk; macOS: brew install openjdk; any: https://adoptium.net) or set JAVA_HOME to it" >&2
  return 1
}
