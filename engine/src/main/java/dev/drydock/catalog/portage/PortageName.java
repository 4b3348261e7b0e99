package dev.drydock.catalog.portage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Name and version of an ebuild, taken apart as the [Package Manager
/// Specification](https://projects.gentoo.org/pms/latest/pms.html) (3.1.2 and 3.2) says: a name
/// must not end in what could be a version, so the last hyphen before a version is where it starts.
///
/// @param version with its revision: `1.2.11-r5`
record PortageName(String name, String version) {
  private static final List<String> STAGES = List.of("alpha", "beta", "pre", "rc", "p");

  /// `null` where it is not of the form `NAME-VERSION`.
  static @Nullable PortageName parse(String text) {
    int end = withoutRevision(text);
    int hyphen = text.lastIndexOf('-', end - 1);
    if (hyphen <= 0 || !version(text, hyphen + 1, end)) {
      return null;
    }
    return new PortageName(text.substring(0, hyphen), text.substring(hyphen + 1));
  }

  /// Where `-r5` starts; the length where there is none.
  private static int withoutRevision(String text) {
    int hyphen = text.lastIndexOf('-');
    boolean revision =
        hyphen > 0
            && text.startsWith("r", hyphen + 1)
            && hyphen + 2 < text.length()
            && digits(text, hyphen + 2) == text.length();
    return revision ? hyphen : text.length();
  }

  /// Whether the text from `from` until before `end` is a version without a revision.
  private static boolean version(String text, int from, int end) {
    int at = digits(text, from);
    if (at == from) {
      return false;
    }
    while (at + 1 < end && text.charAt(at) == '.' && digits(text, at + 1) > at + 1) {
      at = digits(text, at + 1);
    }
    if (at < end && text.charAt(at) >= 'a' && text.charAt(at) <= 'z') {
      at++;
    }
    while (at < end && text.charAt(at) == '_') {
      int stage = stage(text, at + 1);
      if (stage == at + 1) {
        return false;
      }
      at = digits(text, stage);
    }
    return at == end;
  }

  private static int stage(String text, int from) {
    for (String stage : STAGES) {
      if (text.startsWith(stage, from)) {
        return from + stage.length();
      }
    }
    return from;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
