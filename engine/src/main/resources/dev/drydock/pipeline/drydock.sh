#!/bin/sh
# Builds the image of this repository, holds it against its policy, and publishes it when it passes.
# `drydock init` wrote this file; it is yours to change. Every CI system calls it, and you can at your desk:
#
#   ci/drydock.sh all        install, build, gate, publish
#   ci/drydock.sh install    gets Drydock, unless DRYDOCK names one; nothing runs before its SHA-256 is right
#   ci/drydock.sh build      builds the Dockerfile with docker, podman or buildah
#   ci/drydock.sh gate       judges the image (drydock.yaml); red ends with what to change, and exit code 1
#   ci/drydock.sh publish    on the default branch only, what has passed only: pushes, signs, attests
#   ci/drydock.sh pre-push   for the Git hook of this name
#
# What you can set (environment variables; nothing has to be set to build and gate):
#
#   DRYDOCK                  a Drydock that is installed already: its path, or its name on PATH
#   DRYDOCK_ARCHIVE          else where its archive is: a file, or a URL
#   DRYDOCK_SHA256           the archive's SHA-256
#   DRYDOCK_HOME             where it is unpacked; ~/.cache/drydock-pipeline. Do not let a CI system restore this directory
#   DRYDOCK_CACHE_DIR        where advisories and what is known of layers is kept; ~/.cache/drydock. Share it if you like
#   DRYDOCK_LAYER_CACHE      more such directories, dir:DIR
#   DRYDOCK_BUILDER          docker, podman or buildah; else the first that works
#   DRYDOCK_DOCKERFILE, DRYDOCK_TARGET, DRYDOCK_CONTEXT      what is built
#   DRYDOCK_BUILD_ARGS       NAME=VALUE, one on each line
#   DRYDOCK_POLICY           the policy; else drydock.yaml, else Drydock's own
#   DRYDOCK_BASELINE         what counts as there before: a scan's JSON, an image, or base (docs of `drydock gate`)
#   DRYDOCK_TRY_BASES        yes: newer bases are looked for in the base image's registry, read, and named where they mend more
#   DRYDOCK_REPORTS          where the reports go; drydock-reports
#   DRYDOCK_PATCHED_IMAGE    yes: when the gate is red, the image that `drydock fix` leads to is built, from a copy of the sources, and kept
#   DRYDOCK_PATCHED_TO       REGISTRY/NAME for development that it is pushed to, as COMMIT-patched; else it is a file of the reports. Its login is
#                            that of DRYDOCK_IMAGE where the registry is the same, else what `docker login` left
#   DRYDOCK_IMAGE            REGISTRY/NAME to push to; without it nothing is published
#   DRYDOCK_REGISTRY_USER, DRYDOCK_REGISTRY_PASSWORD         for that registry; else what `docker login` left
#   DRYDOCK_INSECURE_REGISTRY  HOST:PORT that is talked to without TLS
#   DRYDOCK_KEY, DRYDOCK_KEY_PASSWORD  to sign with: a file of `drydock key generate`, or its content
#   DRYDOCK_BRANCH, DRYDOCK_COMMIT, DRYDOCK_DEFAULT_BRANCH   where Git and the CI system do not tell
set -eu
unset CDPATH

default_name=@NAME@
default_dockerfile=@DOCKERFILE@
default_target=@TARGET@
default_context=@CONTEXT@
default_branch=${DRYDOCK_DEFAULT_BRANCH:-@BRANCH@}
default_archive=@ARCHIVE@
default_sha256=@SHA256@

say() { printf 'drydock.sh: %s\n' "$*" >&2; }
stop() { # EXIT_CODE WORDS
  code=$1
  shift
  say "$@"
  exit "$code"
}
has() { command -v "$1" >/dev/null 2>&1; }

cd -- "$(dirname -- "$0")/.."
dockerfile=${DRYDOCK_DOCKERFILE:-$default_dockerfile}
target=${DRYDOCK_TARGET:-$default_target}
context=${DRYDOCK_CONTEXT:-$default_context}
reports=${DRYDOCK_REPORTS:-drydock-reports}
image=${DRYDOCK_IMAGE:-}
# between the steps: the image as a file, its id, and what the gate said of which id
work=.drydock
scratch=
trap '[ -z "$scratch" ] || rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

make_scratch() { [ -n "$scratch" ] || scratch=$(mktemp -d); }

# What CI systems tell comes first: they check out a commit, not a branch.
commit() {
  for known in "${DRYDOCK_COMMIT:-}" "${GITHUB_SHA:-}" "${CI_COMMIT_SHA:-}" "${CIRCLE_SHA1:-}" "${BITBUCKET_COMMIT:-}" \
    "${BUILD_SOURCEVERSION:-}" "${GIT_COMMIT:-}"; do
    if [ -n "$known" ]; then
      printf '%s\n' "$known"
      return
    fi
  done
  git -c safe.directory="$(pwd -P)" rev-parse HEAD 2>/dev/null || stop 3 'no commit is known here; set DRYDOCK_COMMIT'
}

branch() {
  for known in "${DRYDOCK_BRANCH:-}" "${GITHUB_HEAD_REF:-}" "${GITHUB_REF_NAME:-}" "${CI_COMMIT_REF_NAME:-}" "${CHANGE_BRANCH:-}" \
    "${BRANCH_NAME:-}" "${CIRCLE_BRANCH:-}" "${BITBUCKET_BRANCH:-}" "${SYSTEM_PULLREQUEST_SOURCEBRANCH:-}" "${BUILD_SOURCEBRANCH:-}" \
    "${GIT_BRANCH:-}"; do
    if [ -n "$known" ]; then
      known=${known#refs/heads/}
      [ "$known" != "${GIT_BRANCH:-}" ] || known=${known#origin/}
      printf '%s\n' "$known"
      return
    fi
  done
  git -c safe.directory="$(pwd -P)" symbolic-ref --quiet --short HEAD 2>/dev/null || :
}

# A stranger may call the branch of a pull request `main`, and a tag of that name passes by the protection of branches: what comes with
# one of these is never published.
is_request_or_tag() {
  [ "${GITHUB_REF_TYPE:-}" = tag ] ||
    [ -n "${GITHUB_HEAD_REF:-}${CI_MERGE_REQUEST_IID:-}${CHANGE_ID:-}${CIRCLE_PR_NUMBER:-}${BITBUCKET_PR_ID:-}" ] ||
    [ -n "${SYSTEM_PULLREQUEST_PULLREQUESTID:-}${CI_COMMIT_TAG:-}${TAG_NAME:-}${CIRCLE_TAG:-}${BITBUCKET_TAG:-}" ]
}

# ---- install ----

sha256() {
  if has sha256sum; then
    sha256sum <"$1"
  elif has shasum; then
    shasum -a 256 <"$1"
  else
    openssl dgst -sha256 -r <"$1"
  fi | cut -c 1-64
}

# The archive's place may hold a password (https://user:password@...), so it is never printed.
fetch() { # ARCHIVE FILE
  case $1 in
    http://* | https://*)
      if has curl; then
        curl --fail --silent --show-error --location --proto '=http,https' --retry 3 --output "$2" -- "$1" 2>/dev/null
      else
        wget -q -O "$2" -- "$1" 2>/dev/null
      fi || stop 3 'the archive of Drydock cannot be fetched from DRYDOCK_ARCHIVE; check the address, and what it takes to reach it'
      ;;
    *)
      [ -f "$1" ] || stop 3 "the archive of Drydock is not at $1; check DRYDOCK_ARCHIVE"
      # a copy: what is unpacked is then surely what was checked
      cp -- "$1" "$2"
      ;;
  esac
}

install_drydock() {
  if [ -n "${DRYDOCK:-}" ]; then
    has "$DRYDOCK" || stop 3 "DRYDOCK is $DRYDOCK, which cannot be run here"
    return
  fi
  archive=${DRYDOCK_ARCHIVE:-$default_archive}
  wanted=$(printf '%s' "${DRYDOCK_SHA256:-$default_sha256}" | tr 'ABCDEF' 'abcdef')
  if [ -z "$archive" ] || [ -z "$wanted" ]; then
    stop 3 'set DRYDOCK_ARCHIVE (a file or URL) and DRYDOCK_SHA256; distribution/make in a checkout of Drydock makes the archive and tells the SHA-256'
  fi
  case $wanted in *[!0-9a-f]*) stop 2 'DRYDOCK_SHA256 is no SHA-256 in hexadecimal' ;; esac
  [ "${#wanted}" -eq 64 ] || stop 2 'DRYDOCK_SHA256 is no SHA-256: it has 64 digits'
  home=${DRYDOCK_HOME:-${XDG_CACHE_HOME:-${HOME:?set DRYDOCK_HOME to a directory that only you may write to}/.cache}/drydock-pipeline}
  mkdir -p -- "$home"
  home=$(cd -- "$home" && pwd -P)
  # This file appears when all that it names is there; of two that install at once both are right, and the last one stays.
  if [ -f "$home/$wanted" ]; then
    IFS= read -r unpacked <"$home/$wanted"
    DRYDOCK=$home/$unpacked/drydock
    [ ! -x "$DRYDOCK" ] || return 0
  fi
  make_scratch
  fetch "$archive" "$scratch/archive"
  [ "$(sha256 "$scratch/archive")" = "$wanted" ] ||
    stop 3 'the archive of Drydock is not the one that was agreed on: its SHA-256 is another; nothing of it was run'
  fresh=$(mktemp -d "$home/unpacked.XXXXXX")
  gzip -dc <"$scratch/archive" | tar -xf - -C "$fresh" || { rm -rf "$fresh"; stop 3 'the archive of Drydock cannot be unpacked; is the disk full?'; }
  for DRYDOCK in "$fresh"/*/drydock; do :; done
  if ! "$DRYDOCK" --version >/dev/null 2>&1; then
    rm -rf "$fresh"
    stop 3 "Drydock does not start here; is its archive for this system, $(uname -sm)?"
  fi
  unpacked=${DRYDOCK%/drydock}
  printf '%s\n' "${unpacked#"$home"/}" >"$fresh/place"
  mv -f -- "$fresh/place" "$home/$wanted"
  say "installed $("$DRYDOCK" --version)"
}

# ---- build ----

builder() {
  if [ -n "${DRYDOCK_BUILDER:-}" ]; then
    has "$DRYDOCK_BUILDER" || stop 3 "DRYDOCK_BUILDER is $DRYDOCK_BUILDER, which is not installed here"
    printf '%s\n' "$DRYDOCK_BUILDER"
  elif has docker && docker version >/dev/null 2>&1; then
    echo docker
  elif has podman; then
    echo podman
  elif has buildah; then
    echo buildah
  else
    stop 3 'nothing here can build an image; install buildah or podman, or start docker'
  fi
}

name() {
  printf '%s:%s\n' "${image:-$default_name}" "$1"
}

# Directories of ours in the work tree: none of them gets into a commit, and none into an image that is built next.
begin_directory() {
  mkdir -p -- "$1"
  [ -e "$1/.gitignore" ] || printf '*\n' >"$1/.gitignore"
}

report_files='drydock.json drydock.sarif drydock.xml drydock.md drydock.html drydock.cdx.json gl-container-scanning.json
  patched.diff patched.json patched.md patched-image.tar'

clean() {
  rm -f -- "$work/image.tar" "$work/image.id" "$work/passed" "$work/.gitignore"
  for file in $report_files .gitignore; do rm -f -- "$reports/$file"; done
  rmdir -- "$work" "$reports" 2>/dev/null || :
}

# Of the sources in this directory: the image as a file, and its id.
build_image() { # NAME COMMIT ARCHIVE ID_FILE
  tool=$(builder)
  made=$1
  archive_file=$3
  id_file=$4
  make_scratch
  set -- --file "$dockerfile" --tag "$made" --iidfile "$scratch/id" --label "org.opencontainers.image.revision=$2"
  [ -z "$target" ] || set -- "$@" --target "$target"
  if [ -n "${DRYDOCK_BUILD_ARGS:-}" ]; then
    while IFS= read -r line; do
      [ -z "$line" ] || set -- "$@" --build-arg "$line"
    done <<ARGUMENTS
$DRYDOCK_BUILD_ARGS
ARGUMENTS
  fi
  say "building $made with $tool"
  "$tool" build "$@" -- "$context" >&2 || stop 3 "$tool could not build $dockerfile; what it says is above"
  id=$(cat -- "$scratch/id")
  case $tool in
    docker) docker save --output "$archive_file" "$made" ;;
    podman) podman save --quiet --format oci-archive --output "$archive_file" "${id#sha256:}" >&2 ;;
    *) "$tool" push --quiet "${id#sha256:}" "oci-archive:$archive_file" >&2 ;;
  esac || stop 3 "$tool could not write the image to $archive_file; is the disk full?"
  printf '%s\n' "$id" >"$id_file"
}

build() {
  [ -f "$dockerfile" ] || stop 3 "there is no $dockerfile; set DRYDOCK_DOCKERFILE"
  at=$(commit)
  clean
  begin_directory "$work"
  build_image "$(name "$at")" "$at" "$work/image.tar" "$work/image.id"
}

# ---- gate ----

# What all commands are told that look at an image and at the sources that it was built from.
look() { # COMMAND SOURCES ARCHIVE [OPTION...]
  looking=$1
  sources=$2
  looked_at=$3
  shift 3
  set -- --dockerfile "$sources$dockerfile" --project "${sources:-.}" "$@"
  [ -z "$target" ] || set -- "$@" --target "$target"
  if [ -n "${DRYDOCK_BUILD_ARGS:-}" ]; then
    while IFS= read -r line; do
      # a comma would part two arguments here
      case $line in '' | *,*) ;; *) set -- "$@" --build-arg "$line" ;; esac
    done <<ARGUMENTS
$DRYDOCK_BUILD_ARGS
ARGUMENTS
  fi
  if [ "$looking" = gate ]; then
    on=$(branch)
    [ -z "$on" ] || set -- "$@" "--branch=$on"
    [ -z "${DRYDOCK_POLICY:-}" ] || set -- "$@" "--policy=$DRYDOCK_POLICY"
    [ -z "${DRYDOCK_BASELINE:-}" ] || set -- "$@" "--baseline=$DRYDOCK_BASELINE"
  fi
  [ -z "${DRYDOCK_TRY_BASES:-}" ] || set -- "$@" --try-bases
  [ -z "${DRYDOCK_LAYER_CACHE:-}" ] || set -- "$@" "--layer-cache=$DRYDOCK_LAYER_CACHE"
  [ -z "${DRYDOCK_INSECURE_REGISTRY:-}" ] || set -- "$@" "--insecure-registry=$DRYDOCK_INSECURE_REGISTRY"
  "$DRYDOCK" "$looking" --no-progress "$@" -- "$looked_at"
}

gate() {
  install_drydock
  [ -f "$work/image.tar" ] || stop 3 'there is no image to judge; run ci/drydock.sh build before'
  rm -f -- "$work/passed"
  begin_directory "$reports"
  code=0
  look gate '' "$work/image.tar" \
    --report "json=$reports/drydock.json" --report "sarif=$reports/drydock.sarif" --report "junit=$reports/drydock.xml" \
    --report "markdown=$reports/drydock.md" --report "html=$reports/drydock.html" --report "cyclonedx=$reports/drydock.cdx.json" \
    --report "gitlab=$reports/gl-container-scanning.json" || code=$?
  case $code in
    0)
      cp -- "$work/image.id" "$work/passed"
      say "green; reports are in $reports"
      ;;
    1)
      say "red: above is what to change; the same as a page is $reports/drydock.html. What makes the changes: drydock fix${DRYDOCK_TRY_BASES:+ --try-bases} --dockerfile $dockerfile $work/image.tar"
      # whatever becomes of it, the gate has said no
      make_scratch
      [ -z "${DRYDOCK_PATCHED_IMAGE:-}" ] || (patched) || say 'there is no patched image; the lines above say why'
      ;;
    *) say "nothing was judged (exit code $code); the line above says why" ;;
  esac
  return "$code"
}

# The image that `drydock fix` leads to. It is built from a copy, so that no file of the repository changes, and is never published: whoever
# likes it applies the changes, and what is built of these goes through the gate as everything does.
patched() {
  at=$(commit)
  copy=$scratch/sources
  mkdir -- "$copy"
  { tar -cf "$copy.tar" --exclude=./.git --exclude="./$work" --exclude="./$reports" . && tar -xf "$copy.tar" -C "$copy" && rm -- "$copy.tar"; } ||
    stop 3 'the sources could not be copied; is the disk full?'
  look fix "$copy/" "$work/image.tar" --output "$reports/patched.diff" >&2 || stop 3 'drydock fix could not change the copy of the sources'
  grep -q '^diff --git ' "$reports/patched.diff" || stop 3 "drydock fix changes no file by itself; what it says is in $reports/patched.diff"
  (cd -- "$copy" && build_image "$(name "$at-patched")" "$at-patched" "$copy.tar" "$copy.id") || exit 3
  code=0
  look gate "$copy/" "$copy.tar" --report "json=$reports/patched.json" --report "markdown=$reports/patched.md" >/dev/null || code=$?
  case $code in
    0) says='it passes the gate' ;;
    1) says="it does not pass the gate either; what still stops it is in $reports/patched.md" ;;
    *) says="it could not be judged (exit code $code)" ;;
  esac
  say "a patched image was built, from a copy of the sources with the changes of $reports/patched.diff: $says. It is for trying out, and not published"
  keep_patched "$at-patched"
  say "to keep the changes: git apply $reports/patched.diff, then commit and push"
}

# In the registry for development where there is one; what a request brings stays a file.
keep_patched() { # TAG
  if [ -n "${DRYDOCK_PATCHED_TO:-}" ] && ! is_request_or_tag; then
    # the login is for one registry, and no other gets to see it
    [ "${DRYDOCK_PATCHED_TO%%/*}" != "${image%%/*}" ] || log_in "$DRYDOCK_PATCHED_TO"
    if push "$copy.tar" "$copy.id" "$DRYDOCK_PATCHED_TO" "$1"; then
      say "to try it: $DRYDOCK_PATCHED_TO:$1"
      return
    fi
    say "it cannot be pushed to $DRYDOCK_PATCHED_TO; may this job write there?"
  fi
  cp -- "$copy.tar" "$reports/patched-image.tar" || stop 3 "it could not be copied to $reports; is the disk full?"
  loader=podman
  [ "$(builder)" != docker ] || loader=docker
  say "to try it: $loader load --input $reports/patched-image.tar"
}

# ---- publish ----

# Credentials for this one run, where only we can read them and where every tool looks when it is told.
log_in() { # REPOSITORY
  [ -n "${DRYDOCK_REGISTRY_USER:-}" ] && [ -n "${DRYDOCK_REGISTRY_PASSWORD:-}" ] || return 0
  make_scratch
  secret=$(printf '%s:%s' "$DRYDOCK_REGISTRY_USER" "$DRYDOCK_REGISTRY_PASSWORD" | base64 | tr -d '\n')
  host=${1%%/*}
  case $host in docker.io) host=https://index.docker.io/v1/ ;; esac
  (umask 077 && printf '{"auths":{"%s":{"auth":"%s"}}}\n' "$host" "$secret" >"$scratch/config.json")
  DOCKER_CONFIG=$scratch
  REGISTRY_AUTH_FILE=$scratch/config.json
  export DOCKER_CONFIG REGISTRY_AUTH_FILE
}

tls() { # REPOSITORY
  [ "${DRYDOCK_INSECURE_REGISTRY:-}" != "${1%%/*}" ]
}

# The very file that was judged where skopeo is there; else the image of the same id. The digest is in $scratch/digest.
push() { # ARCHIVE ID_FILE REPOSITORY TAG
  plain=
  tls "$3" || plain=yes
  if has skopeo; then
    kind=oci-archive
    if tar -tf "$1" 2>/dev/null | grep -qx 'manifest.json'; then kind=docker-archive; fi
    skopeo copy --quiet ${plain:+--dest-tls-verify=false} --digestfile "$scratch/digest" "$kind:$1" "docker://$3:$4" >&2
    return
  fi
  tool=$(builder)
  id=$(cat -- "$2")
  case $tool in
    docker)
      docker tag "$id" "$3:$4" && docker push --quiet "$3:$4" >&2 &&
        docker inspect --format '{{range .RepoDigests}}{{println .}}{{end}}' "$id" | grep -F "$3@" | head -n 1 | sed 's/.*@//' >"$scratch/digest"
      ;;
    *) "$tool" push --quiet ${plain:+--tls-verify=false} --digestfile "$scratch/digest" "${id#sha256:}" "docker://$3:$4" >&2 ;;
  esac
}

publish() {
  on=$(branch)
  if is_request_or_tag || [ "$on" != "$default_branch" ]; then
    say "nothing is published from here; that is for the branch $default_branch"
    return 0
  fi
  if [ -z "$image" ]; then
    say 'nothing is published: set DRYDOCK_IMAGE=REGISTRY/NAME'
    return 0
  fi
  if ! cmp -s "$work/image.id" "$work/passed"; then
    stop 3 'this image has not passed the gate; run ci/drydock.sh gate before'
  fi
  install_drydock
  make_scratch
  log_in "$image"
  at=$(commit)
  for tag in "$at" "$(printf '%s' "$on" | tr -c 'A-Za-z0-9_.-' '-')"; do
    push "$work/image.tar" "$work/image.id" "$image" "$tag" || stop 3 "$image cannot be pushed; may this job write there? (DRYDOCK_REGISTRY_USER, DRYDOCK_REGISTRY_PASSWORD)"
  done
  digest=$(cat -- "$scratch/digest")
  case $digest in sha256:*) ;; *) stop 3 "the registry does not tell the digest of $image:$at; nothing was signed" ;; esac
  published=$image@$digest
  say "pushed $published"
  sign "$published" "$at"
  printf '%s\n' "$published"
}

sign() { # IMAGE COMMIT
  if [ -z "${DRYDOCK_KEY:-}" ]; then
    say "not signed: DRYDOCK_KEY is not set; drydock key generate makes one"
    return 0
  fi
  key=$DRYDOCK_KEY
  # the content of a key stays in the environment, where no list of processes shows it
  case $key in *-----BEGIN*) key=env://DRYDOCK_KEY ;; esac
  set -- "$1" "$2" "--key=$key" --no-progress
  [ -z "${DRYDOCK_INSECURE_REGISTRY:-}" ] || set -- "$@" "--insecure-registry=$DRYDOCK_INSECURE_REGISTRY"
  subject=$1
  printf '{"result":"passed","commit":"%s"}\n' "$2" >"$scratch/verdict.json"
  shift 2
  "$DRYDOCK" sign "$@" -- "$subject" >/dev/null
  "$DRYDOCK" attest "$@" --type cyclonedx --predicate "$reports/drydock.cdx.json" -- "$subject" >/dev/null
  "$DRYDOCK" attest "$@" --type scan --predicate "$reports/drydock.json" -- "$subject" >/dev/null
  "$DRYDOCK" attest "$@" --type verdict --predicate "$scratch/verdict.json" -- "$subject" >/dev/null
  say "signed, with what is in it, what was found and the verdict beside it"
}

# ---- pre-push ----

# Git tells on standard input what is pushed, a line for each branch.
pre_push() { # REMOTE
  while read -r _ new _ old; do
    case $new in *[!0]*) ;; *) continue ;; esac # a branch is deleted
    case $old in *[!0]*) ;; *) old= ;; esac
    if [ -z "$old" ] || ! git cat-file -e "$old^{commit}" 2>/dev/null; then
      old=$(git merge-base "$new" "refs/remotes/$1/$default_branch" 2>/dev/null) || old=$(git hash-object -t tree --stdin </dev/null)
    fi
    if git diff --quiet "$old" "$new" -- "$dockerfile" drydock.yaml ':(glob)**/Dockerfile*' ':(glob)**/Containerfile*' \
      ':(glob)**/*.lock' ':(glob)**/*lock.json' ':(glob)**/*lock.yaml' ':(glob)**/*.lockfile' ':(glob)**/bun.lockb' \
      ':(glob)**/go.sum' ':(glob)**/go.mod' ':(glob)**/pom.xml' ':(glob)**/*.gradle' ':(glob)**/*.gradle.kts' \
      ':(glob)**/libs.versions.toml' ':(glob)**/requirements*.txt' ':(glob)**/*.csproj' ':(glob)**/Directory.Packages.props'; then
      continue
    fi
    say 'what is pushed changes the Dockerfile or dependencies, so the image is looked at first (git push --no-verify goes without)'
    build </dev/null
    gate </dev/null
    return
  done
}

case ${1:-} in
  install) install_drydock ;;
  build) build ;;
  gate) gate ;;
  publish) publish ;;
  all)
    install_drydock
    build
    gate
    publish
    ;;
  pre-push) pre_push "${2:-origin}" ;;
  *) stop 2 'say what to do: all, install, build, gate, publish or pre-push; the top of this file tells what they are' ;;
esac
