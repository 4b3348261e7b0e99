
# Signs an image and says what is known about it, beside it in its registry. Arguments are those that sign and attest share.
#
#   DRYDOCK_STEP_REFERENCE   the image, by its digest
#   DRYDOCK_STEP_JUDGED      the directory of the reports of exactly this digest
#   DRYDOCK_STEP_KEY         the file of the private key
attest() {
  [ "$status" -ne 0 ] || run "$DRYDOCK_STEP_PROGRAM" attest --key="$DRYDOCK_STEP_KEY" "$@" -- "$DRYDOCK_STEP_REFERENCE"
}

printf '{"result":"passed"}\n' >"$private/verdict.json"
run "$DRYDOCK_STEP_PROGRAM" sign --key="$DRYDOCK_STEP_KEY" "$@" -- "$DRYDOCK_STEP_REFERENCE"
attest "$@" --type=cyclonedx --predicate="$DRYDOCK_STEP_JUDGED/drydock.cdx.json"
attest "$@" --type=scan --predicate="$DRYDOCK_STEP_JUDGED/drydock.json"
attest "$@" --type=verdict --predicate="$private/verdict.json"
[ "$status" -eq 0 ] || tell "$private/errors"
exit "$status"
