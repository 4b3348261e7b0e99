package dev.drydock.catalog.rpm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `var/lib/rpmmanifest/container-manifest-2`, what distroless images of Azure Linux and
/// CBL-Mariner have in place of a database: a line for each package, fields between tabs.
///
/// ```
/// name  version-release  install time  build time  vendor  epoch or (none)  size  arch  epoch  source rpm
/// ```
///
/// The first epoch is `(none)` in some where only the second tells it.
final class ContainerManifest {
  private static final int FIELDS = 10;
  private static final String NONE = "(none)";

  private final List<RpmPackage> packages = new ArrayList<>();
  private int unusable;

  ContainerManifest(byte[] bytes) throws IOException {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      String line = text.substring(at, end).strip();
      if (!line.isEmpty()) {
        line(line);
      }
      at = end + 1;
    }
    if (packages.isEmpty() && unusable > 0) {
      throw new IOException("no line of it tells of an rpm package");
    }
  }

  List<RpmPackage> packages() {
    return packages;
  }

  int unusable() {
    return unusable;
  }

  private void line(String line) {
    String[] fields = new String[FIELDS];
    int at = 0;
    for (int i = 0; i < FIELDS; i++) {
      int end = at > line.length() ? -1 : line.indexOf('\t', at);
      fields[i] = at > line.length() ? "" : line.substring(at, end < 0 ? line.length() : end);
      at = end < 0 ? line.length() + 1 : end + 1;
    }
    int dash = fields[1].lastIndexOf('-');
    if (fields[0].isEmpty() || dash < 1) {
      unusable++;
      return;
    }
    packages.add(
        new RpmPackage(
            fields[0],
            epoch(fields),
            fields[1].substring(0, dash),
            fields[1].substring(dash + 1),
            fields[7],
            fields[9].equals(NONE) ? "" : fields[9],
            fields[4].equals(NONE) || fields[4].isEmpty() ? null : fields[4],
            "",
            null,
            List.of(),
            List.of(),
            List.of(),
            List.of()));
  }

  /// The second epoch is 0 where there is none.
  private static @Nullable Integer epoch(String[] fields) {
    Integer first = epoch(fields[5]);
    Integer second = first == null ? epoch(fields[8]) : null;
    return second == null || second == 0 ? first : second;
  }

  private static @Nullable Integer epoch(String text) {
    if (text.isEmpty() || text.length() > 9) {
      return null;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return null;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }
}
