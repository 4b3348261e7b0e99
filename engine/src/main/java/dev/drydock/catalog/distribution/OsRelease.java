package dev.drydock.catalog.distribution;

import dev.drydock.bom.Distribution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The assignments of an
/// [os-release](https://www.freedesktop.org/software/systemd/man/latest/os-release.html) file, and
/// of `lsb-release`, which has the same form:
///
/// ```
/// ID=debian
/// VERSION_ID="11"
/// PRETTY_NAME="Debian GNU/Linux 11 (bullseye)"
/// ```
///
/// Values are quoted as a shell would have it. Lines that are no assignments are passed over, the
/// last assignment of a name holds.
final class OsRelease {
  /// The identifier where a file gives none, by the specification.
  private static final String NO_ID = "linux";

  private static final int MAX_ID = 64;

  private final Map<String, String> values = new HashMap<>();

  private OsRelease() {}

  static OsRelease parse(String text) {
    OsRelease release = new OsRelease();
    int at = text.startsWith("\uFEFF") ? 1 : 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      release.line(text.substring(at, end).strip());
      at = end + 1;
    }
    return release;
  }

  private void line(String line) {
    int equals = line.indexOf('=');
    if (equals <= 0 || line.charAt(0) == '#') {
      return;
    }
    String name = line.substring(0, equals);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if ((c < 'A' || c > 'Z') && (c < '0' || c > '9') && c != '_') {
        return;
      }
    }
    values.put(name, unquoted(line, equals + 1));
  }

  /// A word of a shell: `'literal'`, `"with \" escapes"`, `plain`, one after the other.
  private static String unquoted(String line, int from) {
    StringBuilder value = new StringBuilder(line.length() - from);
    char quote = 0;
    for (int i = from; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (quote != 0 && c == quote) {
        quote = 0;
      } else if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
        char next = line.charAt(++i);
        if (quote == '"' && "\"\\$`".indexOf(next) < 0) {
          value.append(c);
        }
        value.append(next);
      } else {
        value.append(c);
      }
    }
    return value.toString().strip();
  }

  boolean isEmpty() {
    return values.isEmpty();
  }

  boolean hasId() {
    return !id(get("ID")).isEmpty();
  }

  String get(String name) {
    return values.getOrDefault(name, "");
  }

  Distribution distribution() {
    String id = hasId() ? id(get("ID")) : NO_ID;
    String name = get("PRETTY_NAME");
    if (name.isEmpty()) {
      name = get("NAME").isEmpty() ? id : get("NAME");
    }
    Distribution told =
        new Distribution(
            id,
            get("VERSION_ID"),
            orNull(get("VERSION_CODENAME")),
            words(get("ID_LIKE")),
            name,
            orNull(get("CPE_NAME")));
    return id.equals(RedHatCoreOs.ID) ? RedHatCoreOs.ofOsRelease(told, get("RHEL_VERSION")) : told;
  }

  /// An identifier in its allowed form, lower-case letters, digits and `._-`; what else there may
  /// be is left out.
  static String id(String raw) {
    StringBuilder id = new StringBuilder(raw.length());
    String lower = raw.toLowerCase(Locale.ROOT);
    for (int i = 0; i < lower.length() && id.length() < MAX_ID; i++) {
      char c = lower.charAt(i);
      if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '-') {
        id.append(c);
      }
    }
    return id.toString();
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf(' ', at);
      end = end < 0 ? text.length() : end;
      String word = id(text.substring(at, end));
      if (!word.isEmpty()) {
        words.add(word);
      }
      at = end + 1;
    }
    return words;
  }

  static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
