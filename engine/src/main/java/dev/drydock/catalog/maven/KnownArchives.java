package dev.drydock.catalog.maven;

import dev.drydock.limits.Bounded;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The coordinates of well-known archives that do not tell them, by their SHA-1, as Maven Central
/// has it: `log4j.jar` without a manifest that tells a version is log4j 1.2.8, whatever it is
/// called.
///
/// The table is a text, one line for each archive: `SHA-1 SIZE group:artifact:version`, sorted.
/// `bench/scripts/make-jar-digests.py` makes it. Binary keys would take half of the room, and
/// nobody could read what a change of the table changes; a thousand lines are 90 KB, which are
/// searched in a tenth of a millisecond. It is read when the first archive comes that tells
/// nothing, and only those whose size stands in it are read for their digest: others, such as those
/// of a Java runtime, cost a search.
///
/// What is in it is a choice: artifacts with advisories whose archives have no `pom.properties`.
/// All of Maven Central would be a database of a gigabyte.
final class KnownArchives {
  private static final String TABLE = "known-archives.txt";
  private static final int LARGEST_TABLE = 16 << 20;
  private @Nullable String table;

  KnownArchives() {}

  /// @param lines of another table
  KnownArchives(String lines) {
    table = "\n" + lines;
  }

  /// Whether an archive of that size may be known.
  boolean has(long size) {
    return table().contains(" " + size + " ");
  }

  /// `null` where an archive of that digest is not known.
  ///
  /// @param sha1 in lower-case hexadecimal
  @Nullable Coordinates find(String sha1) {
    String lines = table();
    int at = lines.indexOf("\n" + sha1 + " ");
    if (at < 0) {
      return null;
    }
    String line = lines.substring(at + 1, lines.indexOf('\n', at + 1));
    String[] parts = line.substring(line.lastIndexOf(' ') + 1).split(":", 3);
    return new Coordinates(parts[0], parts[1], parts[2], "digest", List.of());
  }

  /// Its lines, each between two ends of lines.
  String table() {
    String read = table;
    if (read == null) {
      try (InputStream in = KnownArchives.class.getResourceAsStream(TABLE)) {
        byte[] bytes = Bounded.readAll(Objects.requireNonNull(in), LARGEST_TABLE, TABLE);
        read = "\n" + new String(bytes, StandardCharsets.US_ASCII);
      } catch (IOException e) {
        throw new UncheckedIOException(e); // a part of this program
      }
      table = read;
    }
    return read;
  }
}
