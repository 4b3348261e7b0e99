#!/usr/bin/env python3
"""Compares what Drydock lists in images with what another scanner listed, without any code of Drydock.

usage: compare-peer-lists.py [--argued FILE] [--ours] CORPUS COMMAND...

  CORPUS    a directory with images/NAME and peer/NAME.SCANNER.json, which has "opened" (whether the scanner
            could read the image) and "components": [{"name", "version", "type"}]
  COMMAND   is run once for each image, with the image appended, and prints {"components": [{"name",
            "version", "type", "purl"}]}, for instance: ./drydock sbom --format json --quiet
  --argued  a file of differences that are argued: image, tab, - (only the peer has it) or + (only we
            have it), tab, name and version; # begins a comment
  --ours    names our additional pairs one by one, too, instead of counting them by type

Pairs of (name, version) count. Python names are compared as PEP 503 says; Go versions without their v; a Maven artifact
whose group nobody knows goes by its artifact alone, and so does what is compared with it. Exit status 0
where every pair of the peer is ours or argued, 1 where not, 2 where it cannot tell.
"""

import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import urllib.parse

SYSTEMS = ("deb", "rpm", "apk", "none")


def parts_of(purl):
    """Type, names and version of a package URL."""
    found = re.match(r"pkg:([^/]+)/([^@?#]*)(?:@([^?#]*))?", purl)
    if not found:
        return None
    kind, path, version = found.groups()
    names = [urllib.parse.unquote(one) for one in path.split("/") if one]
    return kind, names, urllib.parse.unquote(version or "")


def pair(component):
    """Name and version in one form for both sides."""
    name, version = component.get("name") or "", component.get("version") or ""
    kind = component.get("type") or ""
    purl = parts_of(component.get("purl") or "")
    if purl and purl[1]:
        kind, names, _ = purl
        if kind == "maven":
            name = ":".join([".".join(names[:-1]), names[-1]]).lstrip(":")
        elif kind not in SYSTEMS and len(names) > 1:
            name = "/".join(names)
    if kind == "pypi":
        name = re.sub(r"[-_.]+", "-", name)
    if kind in ("golang", "go", "gobinary"):
        version = version.removeprefix("v").removeprefix("go")
    if kind in SYSTEMS:
        version = version.removeprefix("0:")
    return name.lower(), version


def list_of(command, image):
    done = subprocess.run(command + [str(image)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode > 1:
        words = done.stderr.decode(errors="replace").strip().splitlines()
        return None, words[-1] if words else f"exit status {done.returncode}"
    return json.loads(done.stdout)["components"], ""


def read_argued(file):
    argued = collections.defaultdict(set)
    for line in pathlib.Path(file).read_text(encoding="utf-8").splitlines() if file else []:
        columns = line.split("\t")
        if len(columns) == 3 and not line.startswith("#"):
            argued[columns[0]].add((columns[1], columns[2]))
    return argued


def without_groups(pairs):
    return {(name.rsplit(":", 1)[-1], version) for name, version in pairs}


def differences(theirs, ours):
    """Pairs of theirs alone, and of ours alone; where one side knows no group the artifact counts."""
    lacking, beyond = theirs - ours, ours - theirs
    loose_ours, loose_theirs = without_groups(beyond), without_groups(lacking)
    lacking = {one for one in lacking if ":" in one[0] or one not in loose_ours}
    beyond = {one for one in beyond if ":" in one[0] or one not in loose_theirs}
    return lacking, beyond


def main():
    arguments = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].split("\n")[0])
    arguments.add_argument("--argued")
    arguments.add_argument("--ours", action="store_true")
    arguments.add_argument("corpus", type=pathlib.Path)
    arguments.add_argument("command", nargs=argparse.REMAINDER)
    given = arguments.parse_args()
    lists = sorted((given.corpus / "peer").glob("*.json"))
    if not lists or not given.command:
        print(f"compare-peer-lists: no lists in {given.corpus}/peer, or no command", file=sys.stderr)
        return 2
    argued = read_argued(given.argued)
    total = collections.Counter()
    for file in lists:
        image, _scanner = file.name.removesuffix(".json").rsplit(".", 1)
        peer = json.loads(file.read_text(encoding="utf-8"))
        components, error = list_of(given.command, given.corpus / "images" / image)
        if not peer.get("opened"):
            total["not read by the peer"] += 1
            print(f"{image}: the peer could not read it; " + (f"nor we: {error}" if components is None else
                  f"we find {len({pair(one) for one in components})}"))
            continue
        theirs = {pair(one) for one in peer["components"]}
        ours = {pair(one) for one in components or []}
        lacking, beyond = differences(theirs, ours)
        known = argued[image]
        unargued = {one for one in lacking if ("-", " ".join(one)) not in known}
        total.update(compared=1, theirs=len(theirs), both=len(theirs) - len(lacking), lacking=len(lacking),
                     unargued=len(unargued), beyond=len(beyond))
        print(f"{image}: {len(theirs)} of the peer, {len(theirs) - len(lacking)} of them ours, "
              f"{len(beyond)} beyond" + (f"; we cannot read it: {error}" if components is None else ""))
        for one in sorted(lacking):
            print("    - " + " ".join(one) + ("" if one in unargued else " (argued)"))
        kinds = collections.Counter(one.get("type") for one in components or [] if pair(one) in beyond)
        if given.ours:
            for one in sorted(beyond):
                print("    + " + " ".join(one))
        elif beyond:
            print("    + " + ", ".join(f"{count} {kind}" for kind, count in sorted(kinds.items())))
    print("all: " + ", ".join(f"{name} {count}" for name, count in total.items()))
    return 1 if total["unargued"] else 0


if __name__ == "__main__":
    sys.exit(main())
