#!/usr/bin/env python3
"""Writes the table of archives that do not tell who they are, from local Maven repositories.

    make-jar-digests.py [--advisories Maven/all.zip] [--table known-archives.txt] REPOSITORY... > new.txt

REPOSITORY is a directory laid out as Maven does it, such as ~/.m2/repository. Nothing is fetched: what is to be in the table
is brought there first, by a build or by `mvn dependency:get -Dartifact=log4j:log4j:1.2.8 -Dtransitive=false`. Each archive is
compared with the digest beside it (.sha1), where there is one; its digest, size and coordinates go into the table.

Left out are archives that Drydock can name by itself, since they have a pom.properties, those that hold other archives, those
of more than 16 MiB, snapshots and sources; with --advisories (OSV's records), also those of which no advisory speaks. What --table has stays in it.
"""
import argparse
import hashlib
import json
import sys
import zipfile
from pathlib import Path

LARGEST = 16 << 20
ARCHIVES = (".jar", ".war", ".ear", ".zip", ".par", ".hpi", ".jpi")

HEADER = """\
# Archives of Maven Central that do not tell who they are: SHA-1 and size of the archive, group:artifact:version.
# Facts about files that Maven Central publishes, made by bench/scripts/make-jar-digests.py, sorted by digest. Facts have no
# licence; that of each archive is its own and plays no part here.
"""


def coordinates(jar, repository):
    """None for what is not laid out so, has a classifier, or is no release."""
    parts = jar.relative_to(repository).parts
    if len(parts) < 4:
        return None
    *group, artifact, version, name = parts
    if name != f"{artifact}-{version}.jar" or version.endswith("-SNAPSHOT"):
        return None
    return ".".join(group), artifact, version


def unnamed(jar):
    if jar.stat().st_size > LARGEST:
        return False
    try:
        with zipfile.ZipFile(jar) as archive:
            names = archive.namelist()
    except zipfile.BadZipFile:
        return False
    return (
        any(name.endswith(".class") for name in names)
        and not any(name.endswith("pom.properties") for name in names)
        and not any(name.lower().endswith(ARCHIVES) for name in names)
    )


def digest(jar):
    found = hashlib.sha1(jar.read_bytes()).hexdigest()
    published = jar.with_name(jar.name + ".sha1")
    if published.exists() and published.read_text().split()[0].lower() != found:
        sys.exit(f"{jar} is not what its .sha1 says: fetch it again")
    return found


def spoken_of(bundle):
    packages = set()
    with zipfile.ZipFile(bundle) as archive:
        for name in archive.namelist():
            for affected in json.loads(archive.read(name)).get("affected", []):
                packages.add(affected["package"]["name"])
    return packages


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--advisories", help="zip of OSV's records; only packages that one speaks of are written")
    parser.add_argument("--table", type=Path, help="whose lines are kept")
    parser.add_argument("repositories", nargs="+", type=Path)
    options = parser.parse_args()
    wanted = spoken_of(options.advisories) if options.advisories else None
    table = {}
    for line in options.table.read_text().splitlines() if options.table else []:
        if not line.startswith("#"):
            sha1, rest = line.split(" ", 1)
            table[sha1] = rest
    for repository in options.repositories:
        for jar in sorted(repository.rglob("*.jar")):
            found = coordinates(jar, repository)
            if found is None or wanted is not None and ":".join(found[:2]) not in wanted:
                continue
            if unnamed(jar):
                # one that was published under two names keeps the first
                table.setdefault(digest(jar), f"{jar.stat().st_size} {':'.join(found)}")
    sys.stdout.write(HEADER)
    for sha1 in sorted(table):
        sys.stdout.write(f"{sha1} {table[sha1]}\n")


if __name__ == "__main__":
    main()
