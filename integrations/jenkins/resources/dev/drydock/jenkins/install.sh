#!/bin/sh
# Puts Drydock on this node, once for each archive, and prints `installed PATH`, or `refused WHY`. The archive is unpacked, and what is in it
# runs, only where its SHA-256 is the one that the pipeline names. Several builds may be here at once: the first that is done counts.
#
#   DRYDOCK_STEP_ARCHIVE         a file, or an https:// address
#   DRYDOCK_STEP_SHA256          64 hexadecimal digits
#   DRYDOCK_STEP_INSTALLATIONS   where it is kept; empty for the user's cache
set -eu
umask 077

refuse() {
  printf 'refused %s\n' "$1"
  exit 0
}

root=${DRYDOCK_STEP_INSTALLATIONS:-}
if [ -z "$root" ]; then
  [ -n "${HOME:-}" ] || refuse "there is no home directory to keep Drydock in; name one with installations: '/path'"
  root=${XDG_CACHE_HOME:-$HOME/.cache}/drydock/installations
fi
done=$root/$DRYDOCK_STEP_SHA256
if [ -f "$done" ]; then
  IFS= read -r home <"$done"
  if [ -x "$root/$home/drydock" ]; then
    printf 'installed %s\n' "$root/$home/drydock"
    exit 0
  fi
  rm -f "$done" # somebody has tidied up
fi

mkdir -p "$root" || refuse "$root cannot be made; name another place with installations: '/path'"
new=$(mktemp -d "$root/new.XXXXXX") || refuse "$root cannot be written; name another place with installations: '/path'"
trap 'rm -rf "$new"' EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# A copy of our own: nobody changes it between the check and the unpacking.
case $DRYDOCK_STEP_ARCHIVE in
  https://*)
    command -v curl >/dev/null 2>&1 || refuse "curl is not on this node; install it, or give archive as a file"
    curl --fail --silent --show-error --location --proto =https --proto-redir =https --max-time 600 --output "$new/archive" -- "$DRYDOCK_STEP_ARCHIVE" ||
      refuse "the archive could not be fetched from $DRYDOCK_STEP_ARCHIVE; check the address and the node's network"
    ;;
  *)
    [ -f "$DRYDOCK_STEP_ARCHIVE" ] || refuse "there is no archive $DRYDOCK_STEP_ARCHIVE on this node; check the path"
    cp -- "$DRYDOCK_STEP_ARCHIVE" "$new/archive" ||
      refuse "the archive $DRYDOCK_STEP_ARCHIVE could not be copied to $root; is there room?"
    ;;
esac

if command -v sha256sum >/dev/null 2>&1; then
  found=$(sha256sum <"$new/archive")
elif command -v shasum >/dev/null 2>&1; then
  found=$(shasum -a 256 <"$new/archive")
else
  refuse "neither sha256sum nor shasum is on this node, so that nobody can check the archive; install one of them"
fi
found=${found%% *}
[ "$found" = "$DRYDOCK_STEP_SHA256" ] ||
  refuse "the archive has the SHA-256 $found, and not the $DRYDOCK_STEP_SHA256 that the pipeline names; nothing of it was run"

mkdir "$new/unpacked"
tar -xzf "$new/archive" -C "$new/unpacked" || refuse "the archive could not be unpacked in $root; is there room?"
set -- "$new"/unpacked/*/drydock
if [ $# -ne 1 ] || [ ! -x "$1" ]; then refuse "the archive is not one of Drydock's; distribution/make makes them"; fi
home=$DRYDOCK_STEP_SHA256.${new##*.}
mv "${1%/drydock}" "$root/$home"

# A hard link is made by one of several, and never half.
printf '%s\n' "$home" >"$new/done"
if ! ln "$new/done" "$done" 2>/dev/null; then
  rm -rf "${root:?}/$home"
  [ -f "$done" ] || refuse "$root takes no hard links; name another place with installations: '/path'"
  IFS= read -r home <"$done"
fi
printf 'installed %s\n' "$root/$home/drydock"
