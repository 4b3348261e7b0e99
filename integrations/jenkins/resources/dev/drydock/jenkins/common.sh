#!/bin/sh
# What the scripts that run Drydock begin with. All that a pipeline says comes in variables, never in this text, and this first line keeps
# Jenkins from printing commands with their values.
#
#   DRYDOCK_STEP_PROGRAM     Drydock
#   DRYDOCK_STEP_ARGUMENTS   one on each line
#   DRYDOCK_STEP_REPORTS     a directory of this step alone; empty where nothing is kept
#   DRYDOCK_STEP_REGISTRY    where to log in with DRYDOCK_STEP_USER and DRYDOCK_STEP_PASSWORD; empty for nowhere
set -eu

private=$(mktemp -d)
trap 'rm -rf "$private"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# Only as long as this runs, and only for what this runs. printf is the shell's own, so that no list of processes shows it.
if [ -n "${DRYDOCK_STEP_REGISTRY:-}" ]; then
  account=$(printf '%s:%s' "$DRYDOCK_STEP_USER" "$DRYDOCK_STEP_PASSWORD" | base64 | tr -d '\n')
  printf '{"auths":{"%s":{"auth":"%s"}}}\n' "$DRYDOCK_STEP_REGISTRY" "$account" >"$private/config.json"
  DOCKER_CONFIG=$private
  REGISTRY_AUTH_FILE=$private/config.json
  export DOCKER_CONFIG REGISTRY_AUTH_FILE
  unset account DRYDOCK_STEP_USER DRYDOCK_STEP_PASSWORD
fi

if [ -n "${DRYDOCK_STEP_REPORTS:-}" ] && [ -L "${DRYDOCK_STEP_REPORTS%%/*}" ]; then
  echo "drydock: ${DRYDOCK_STEP_REPORTS%%/*} is a symbolic link; remove it from the repository" >&2
  exit 3
fi

[ -z "${DRYDOCK_STEP_REPORTS:-}" ] || rm -f "$DRYDOCK_STEP_REPORTS/error"

# What went wrong in one line, for the step to say.
tell() {
  [ -z "${DRYDOCK_STEP_REPORTS:-}" ] || { mkdir -p "$DRYDOCK_STEP_REPORTS" && tail -n 1 "$1" | cut -c 1-1000 >"$DRYDOCK_STEP_REPORTS/error"; }
}

# Runs a program; what it says to people is seen, and its exit code is in $status.
run() {
  status=0
  "$@" 2>"$private/errors" || status=$?
  cat "$private/errors" >&2
}

# Neither spaces nor patterns are looked at, only ends of lines.
set -f
IFS='
'
# shellcheck disable=SC2086
set -- ${DRYDOCK_STEP_ARGUMENTS:-}
unset IFS
set +f
