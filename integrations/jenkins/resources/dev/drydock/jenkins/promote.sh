
# Brings an image to where it is deployed from.
#
#   DRYDOCK_STEP_KEY      the file of the private key; empty for none
#   DRYDOCK_STEP_TARGET   where to log in too, with DRYDOCK_STEP_TARGET_USER and DRYDOCK_STEP_TARGET_PASSWORD; empty for nowhere
if [ -n "${DRYDOCK_STEP_TARGET:-}" ]; then
  others=
  [ ! -f "$private/config.json" ] || others=$(sed -n 's/^{"auths":{\(.*\)}}$/\1,/p' "$private/config.json")
  account=$(printf '%s:%s' "$DRYDOCK_STEP_TARGET_USER" "$DRYDOCK_STEP_TARGET_PASSWORD" | base64 | tr -d '\n')
  printf '{"auths":{%s"%s":{"auth":"%s"}}}\n' "$others" "$DRYDOCK_STEP_TARGET" "$account" >"$private/config.json"
  DOCKER_CONFIG=$private
  export DOCKER_CONFIG
  unset account others DRYDOCK_STEP_TARGET_USER DRYDOCK_STEP_TARGET_PASSWORD
fi

command=$1
shift
run "$DRYDOCK_STEP_PROGRAM" "$command" ${DRYDOCK_STEP_KEY:+"--key=$DRYDOCK_STEP_KEY"} "$@"
[ "$status" -lt 2 ] || tell "$private/errors"
exit "$status"
