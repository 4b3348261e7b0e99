#!/bin/sh
# Runs ci/drydock.sh of the repository in this step, with the variables of pipe.yml under the names that the script has for them; what is empty
# is not set, so that what the repository's own variables say counts. The archive of Drydock is compared with SHA256 before anything of it runs.
set -eu
cd -- "${BITBUCKET_CLONE_DIR:-.}"
[ -x ci/drydock.sh ] || {
  echo 'pipe.sh: ci/drydock.sh is not in this repository; drydock init bitbucket writes it' >&2
  exit 3
}

for name in ARCHIVE SHA256 POLICY PATCHED_IMAGE IMAGE REGISTRY_USER REGISTRY_PASSWORD KEY KEY_PASSWORD; do
  # a name of this list, never a value, becomes part of what is evaluated
  eval "value=\${$name:-}"
  [ -z "$value" ] || export "DRYDOCK_$name=$value"
  unset "$name"
done
unset value

code=0
ci/drydock.sh "${STEP:-all}" || code=$?
# red, too; Bitbucket finds JUnit results in directories with "test-reports" in their names
if [ -f drydock-reports/drydock.xml ]; then
  mkdir -p test-reports
  cp drydock-reports/drydock.xml test-reports/
fi
exit "$code"
