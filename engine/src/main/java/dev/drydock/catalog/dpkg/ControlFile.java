package dev.drydock.catalog.dpkg;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads stanzas of fields, `deb822(5)`: dpkg's `status` and the files below `status.d`.
///
/// ```
/// Package: libacl1
/// Status: install ok installed
/// Architecture: amd64
/// Source: acl (2.3.1-3)
/// Version: 2.3.1-3+b1
///
/// Package: …
/// ```
///
/// Only the first line of a field is of interest here; lines that go on with one (they start with a
/// blank), comments and lines of no known form are passed over.
final class ControlFile {
  /// Those of one first letter together.
  private static final String[] FIELDS = {
    "Package",
    "Pre-Depends",
    "Provides",
    "Priority",
    "Protected",
    "Status",
    "Source",
    "Suggests",
    "Version",
    "Architecture",
    "Abi",
    "Maintainer",
    "Multi-Arch",
    "Type",
    "Depends",
    "Essential",
    "Important",
    "Recommends",
  };

  private final byte[] bytes;
  private final @Nullable String[] values = new @Nullable String[FIELDS.length];
  private int at;

  ControlFile(byte[] bytes) {
    this.bytes = bytes;
  }

  /// The next stanza that holds anything at all; `null` at the end.
  @Nullable Stanza next() {
    Arrays.fill(values, null);
    boolean any = false;
    while (at < bytes.length) {
      int from = at;
      int to = lineEnd(from);
      at = to + 1;
      while (to > from && blank(bytes[to - 1])) {
        to--;
      }
      if (to == from) {
        if (any) {
          return stanza();
        }
      } else {
        any = true;
        if (bytes[from] != ' ' && bytes[from] != '\t' && bytes[from] != '#') {
          field(from, to);
        }
      }
    }
    return any ? stanza() : null;
  }

  private int lineEnd(int from) {
    int to = from;
    while (to < bytes.length && bytes[to] != '\n') {
      to++;
    }
    return to;
  }

  private void field(int from, int to) {
    switch (bytes[from] | 0x20) {
      case 'p' -> field(0, 5, from, to);
      case 's' -> field(5, 8, from, to);
      case 'v' -> field(8, 9, from, to);
      case 'a' -> field(9, 11, from, to);
      case 'm' -> field(11, 13, from, to);
      case 't' -> field(13, 14, from, to);
      case 'd' -> field(14, 15, from, to);
      case 'e' -> field(15, 16, from, to);
      case 'i' -> field(16, 17, from, to);
      case 'r' -> field(17, 18, from, to);
      default -> {
        // a field of no interest
      }
    }
  }

  /// Keeps the value if the field is one of those of `FIELDS` from `first` until before `end`.
  private void field(int first, int end, int from, int to) {
    for (int i = first; i < end; i++) {
      String name = FIELDS[i];
      int colon = from + name.length();
      if (colon < to && bytes[colon] == ':' && nameIs(name, from)) {
        int start = colon + 1;
        while (start < to && blank(bytes[start])) {
          start++;
        }
        values[i] = new String(bytes, start, to - start, StandardCharsets.UTF_8);
        return;
      }
    }
  }

  /// Names of fields are the same in either case of ASCII letters.
  private boolean nameIs(String name, int from) {
    for (int i = 0; i < name.length(); i++) {
      if ((bytes[from + i] | 0x20) != (name.charAt(i) | 0x20)) {
        return false;
      }
    }
    return true;
  }

  private static boolean blank(byte b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  private Stanza stanza() {
    return new Stanza(
        text(0),
        values[5],
        text(6),
        text(8),
        text(9),
        text(10),
        values[11],
        text(12),
        text(13),
        text(1),
        text(14),
        text(2),
        text(17),
        text(7),
        system());
  }

  /// Whether the system does not go without it: what dpkg and apt refuse to remove, and what every
  /// installation has, by Debian Policy 2.5. Apt's word for dpkg's `Protected` is `Important`.
  private boolean system() {
    String priority = text(3);
    return isYes(4)
        || isYes(15)
        || isYes(16)
        || priority.equals("required")
        || priority.equals("important");
  }

  private boolean isYes(int field) {
    return text(field).equalsIgnoreCase("yes");
  }

  private String text(int field) {
    String value = values[field];
    return value == null ? "" : value;
  }

  /// One package as the database has it; `""` or `null` for what is not said.
  ///
  /// @param system whether the system does not go without it
  record Stanza(
      String name,
      @Nullable String status,
      String source,
      String version,
      String architecture,
      String abi,
      @Nullable String maintainer,
      String multiArch,
      String type,
      String preDepends,
      String depends,
      String provides,
      String recommends,
      String suggests,
      boolean system) {

    /// Whether the package's files are there. The third word of `Status` tells: `deinstall ok
    /// installed` is still there, `deinstall ok config-files` is not. Triggers that wait for being
    /// run change nothing; an unpacked or half configured one has its files in place. Files below
    /// `status.d` have no such field: they are there.
    boolean installed() {
      return status == null
          || status.endsWith(" installed")
          || status.endsWith(" unpacked")
          || status.endsWith(" half-configured")
          || status.endsWith(" triggers-awaited")
          || status.endsWith(" triggers-pending");
    }

    /// Whether this is of vcpkg's database of C++ libraries, which has dpkg's form.
    boolean vcpkg() {
      return type.equals("Port") || !abi.isEmpty();
    }

    String sourceName() {
      int open = source.indexOf('(');
      String name = (open < 0 ? source : source.substring(0, open)).strip();
      return name.isEmpty() ? this.name : name;
    }

    /// The version in `Source: name (version)`, else the binary's own.
    String sourceVersion() {
      int open = source.indexOf('(');
      int close = open < 0 ? -1 : source.indexOf(')', open);
      String version = close < 0 ? "" : source.substring(open + 1, close).strip();
      return version.isEmpty() ? this.version : version;
    }
  }
}
