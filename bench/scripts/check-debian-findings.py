#!/usr/bin/env python3
"""Judges the findings of a scan of a Debian image, without any code of Drydock.

usage: check-debian-findings.py OSV_ZIP RELEASE STATUS [FINDINGS]

  OSV_ZIP   OSV's records of Debian, as published: Debian/all.zip
  RELEASE   of the image: 11
  STATUS    the image's var/lib/dpkg/status (- reads standard input)
  FINDINGS  the output of `drydock scan --format json` (- reads standard input); without it,
            the expected findings are printed, a line each: package, vulnerability

Reads the records and the package database itself, compares versions by `dpkg --compare-versions`,
and wants exactly the same (binary package, vulnerability) pairs: exit status 0 if so, 1 if not,
2 where it cannot tell.

What a record implies: a binary package is affected if its source package, at its source's version,
is within a range of the record for this release. A record is about the CVEs that it names
(`upstream`, `aliases`, or its own id); one that names none is about itself (DLA-4016-1).
Header packages of the kernel (linux-libc-dev, linux-headers-*, linux-kbuild-*) are left out: no
kernel code runs from them.
"""

import functools
import json
import re
import subprocess
import sys
import zipfile
from collections import defaultdict

HEADERS = ("linux-libc-dev", "linux-headers-", "linux-kbuild-")


@functools.lru_cache(maxsize=None)
def compare(first, relation, second):
    """What dpkg itself says."""
    done = subprocess.run(
        ["dpkg", "--compare-versions", first, relation, second], stderr=subprocess.PIPE
    )
    if done.returncode > 1:
        sys.exit(2)
    return done.returncode == 0


def stanzas(text):
    """The fields of each package, folded lines left out."""
    for block in re.split(r"\n\s*\n", text):
        fields = {}
        for line in block.split("\n"):
            if line and not line[0].isspace() and ":" in line:
                key, value = line.split(":", 1)
                fields[key.lower()] = value.strip()
        if fields:
            yield fields


def installed(text):
    """(binary package, source package, source version) of what is installed."""
    for fields in stanzas(text):
        # "deinstall ok config-files" is gone but for its configuration
        if fields.get("status", "install ok installed").split()[-1] != "installed":
            continue
        source = re.fullmatch(
            r"(\S+)(?:\s+\((\S+)\))?", fields.get("source", fields["package"])
        )
        name = fields["package"]
        if source.group(1).startswith("linux") and name.startswith(HEADERS):
            continue
        yield name, source.group(1), source.group(2) or fields["version"]


def within(events, version):
    """OSV's evaluation of one range whose events are in the order of versions."""
    affected = False
    for event in events:
        ((kind, at),) = event.items()
        if kind == "introduced" and (at == "0" or compare(version, "ge", at)):
            affected = True
        elif kind == "fixed" and compare(version, "ge", at):
            affected = False
        elif kind == "last_affected" and compare(version, "gt", at):
            affected = False
    return affected


def cves(record):
    """What a record is about."""
    named = set()
    for word in [record["id"], *record.get("aliases", []), *record.get("upstream", [])]:
        found = re.search(r"(?:^|-)(CVE-\d+-\d+)$", word)
        if found:
            named.add(found.group(1))
    return named or {record["id"]}


def expected(zip_path, release, status):
    """All (binary package, vulnerability) pairs that the records imply."""
    by_source = defaultdict(list)
    for binary, source, version in installed(status):
        by_source[source].append((binary, version))
    pairs = set()
    with zipfile.ZipFile(zip_path) as records:
        for name in records.namelist():
            record = json.loads(records.read(name))
            if record.get("withdrawn"):
                continue
            for affected in record["affected"]:
                package = affected["package"]
                if package["ecosystem"] != "Debian:" + release:
                    continue
                for binary, version in by_source.get(package["name"], ()):
                    if version in affected.get("versions", ()) or any(
                        within(one["events"], version) for one in affected.get("ranges", ())
                    ):
                        pairs.update((binary, cve) for cve in cves(record))
    return pairs


def scanned(text):
    """The pairs that Drydock found, of Debian's packages alone."""
    pairs = set()
    for finding in json.loads(text)["findings"]:
        component = finding["component"]
        if component["type"] == "deb" and finding["status"] != "undetermined":
            pairs.add((component["name"], finding["id"]))
    return pairs


def read(path):
    if path == "-":
        return sys.stdin.read()
    with open(path, encoding="utf-8", errors="replace") as file:
        return file.read()


def main(arguments):
    if not 3 <= len(arguments) <= 4:
        print(__doc__, file=sys.stderr)
        return 2
    implied = expected(arguments[0], arguments[1], read(arguments[2]))
    if len(arguments) == 3:
        for binary, vulnerability in sorted(implied):
            print(binary, vulnerability)
        return 0
    found = scanned(read(arguments[3]))
    for binary, vulnerability in sorted(implied - found):
        print("missing ", binary, vulnerability)
    for binary, vulnerability in sorted(found - implied):
        print("invented", binary, vulnerability)
    vulnerabilities = len({vulnerability for _, vulnerability in implied})
    print(
        f"{len(implied)} findings of {vulnerabilities} vulnerabilities implied,"
        f" {len(implied & found)} found, {len(implied - found)} missing,"
        f" {len(found - implied)} invented"
    )
    return 0 if implied == found else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
