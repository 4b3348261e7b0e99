
# Scan, gate or plan. The figures are taken out here, since a document of many megabytes has no business on Jenkins' controller.
[ -z "${DRYDOCK_STEP_REPORTS:-}" ] || { rm -rf "$DRYDOCK_STEP_REPORTS" && mkdir -p "$DRYDOCK_STEP_REPORTS"; }
run "$DRYDOCK_STEP_PROGRAM" "$@"
if [ "$status" -gt 1 ]; then
  tell "$private/errors"
elif [ -n "${DRYDOCK_STEP_REPORTS:-}" ]; then
  awk '
    /^  "verdict": \{$/ { verdict = 1 }
    verdict && /^    "excused": / { verdict = 0 }
    verdict && /^        "level": "deny",?$/ { denied++ }
    verdict && /^        "level": "warn",?$/ { warned++ }
    /^  "summary": \{$/ { summary = 1; next }
    summary && /^  \}/ { summary = 0 }
    summary && /^    "[A-Za-z]+": [0-9]+,?$/ { gsub(/[ ",]/, ""); sub(/:/, "="); print }
    END { print "denied=" (denied + 0); print "warned=" (warned + 0) }
  ' "$DRYDOCK_STEP_REPORTS/drydock.json" >"$DRYDOCK_STEP_REPORTS/figures"
fi
exit "$status"
