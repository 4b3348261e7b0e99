
# Pushes an image and keeps the digest that the registry has it under.
#
#   DRYDOCK_STEP_TOOL       docker, podman, buildah or skopeo
#   DRYDOCK_STEP_IMAGE      the image, as that tool names it
#   DRYDOCK_STEP_TO         where it goes, with its tag
#   DRYDOCK_STEP_INSECURE   not empty where that registry has no TLS
rm -rf "$DRYDOCK_STEP_REPORTS"
mkdir -p "$DRYDOCK_STEP_REPORTS"
digest=$DRYDOCK_STEP_REPORTS/digest
case $DRYDOCK_STEP_TOOL in
  docker)
    run docker tag "$DRYDOCK_STEP_IMAGE" "$DRYDOCK_STEP_TO"
    if [ "$status" -eq 0 ]; then
      status=0
      docker push "$DRYDOCK_STEP_TO" >"$private/said" 2>"$private/errors" || status=$?
      cat "$private/said"
      cat "$private/errors" >&2
      sed -n 's/^.*digest: \(sha256:[0-9a-f]\{64\}\) size: .*$/\1/p' "$private/said" | tail -n 1 >"$digest"
    fi
    ;;
  podman | buildah)
    run "$DRYDOCK_STEP_TOOL" push ${DRYDOCK_STEP_INSECURE:+--tls-verify=false} --digestfile "$digest" "$DRYDOCK_STEP_IMAGE" "docker://$DRYDOCK_STEP_TO"
    ;;
  skopeo)
    run skopeo copy ${DRYDOCK_STEP_INSECURE:+--dest-tls-verify=false} --digestfile "$digest" "$DRYDOCK_STEP_IMAGE" "docker://$DRYDOCK_STEP_TO"
    ;;
esac
[ "$status" -eq 0 ] || tell "$private/errors"
exit "$status"
