package dev.drydock.catalog.binary;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What stands around the version in the bytes of a program. Written as a text, `OpenSSL {v} `, in
/// which one of these holds the place of the version:
/// - `{v}`: numbers, and what follows of a pre-release or patch; nothing else may touch it behind
/// - `{n}`: numbers alone, whatever follows
/// - `{p}`: as `{v}`, and letters follow the numbers: `9.2p1`
/// - `{n-n}`: numbers, a hyphen and one more number: `7.1.1-43`
/// - `{name.v}`: as `{v}`, and it begins with the number in the file's name: `python3.11` has
///   3.11.2. Of no use where that has no dot
/// - `{5.v}`: as `{v}`, and it begins with `5.`
/// - `{name}`: nothing. The version is the one in the file's name, `liblzma.so.5.4.1`, where that
///   has three numbers; the text only confirms whose file it is. `{2.name}` where that is so for 2
///   only
/// - `{java}`: a version of Java's form with its build, `21.0.4+7-LTS`
/// - `{build}`: before a build identity of Redis, see [BuildIdentity]
///
/// Right behind it, `{rest}` holds the place of what packagers append: `-1+deb12u3`. A NUL at the
/// beginning or the end of what stands before or behind is one or more: compilers align texts.
///
/// @param before what stands before the version
/// @param start what the version begins with, `""` where that does not matter
/// @param kind how it is written
/// @param rest whether something appended follows
/// @param after what stands behind the version
record Signature(byte[] before, String start, Kind kind, boolean rest, byte[] after) {
  private static final int MOST_PADDING = 16;
  private static final String REST = "{rest}";

  /// How the version is written.
  enum Kind {
    VERSION,
    NUMBERS,
    PATCHED,
    HYPHENATED,
    NAME,
    JAVA,
    BUILD
  }

  /// The signature of a file; `null` where it is of no use for one of this name.
  ///
  /// @param number the number in the file's name, `""` where there is none
  static @Nullable Signature of(String text, String number) {
    int open = text.indexOf('{');
    int close = text.indexOf('}', open);
    String place = text.substring(open + 1, close);
    boolean rest = text.startsWith(REST, close + 1);
    String behind = text.substring(close + 1 + (rest ? REST.length() : 0));
    String start = place.endsWith(".v") ? place.substring(0, place.length() - 1) : "";
    if (start.equals("name.")) {
      if (number.indexOf('.') < 0) {
        return null;
      }
      start = number + ".";
    }
    if (place.endsWith("name")) {
      String first = place.substring(0, place.length() - "name".length());
      start = number.startsWith(".") ? number.substring(1) : number;
      byte[] version = bytes(start);
      if (VersionText.end(version, 0, version.length, false) != version.length
          || !start.startsWith(first)
          || start.indexOf('.') == start.lastIndexOf('.')) {
        return null;
      }
    }
    Kind kind =
        switch (place) {
          case "name", "2.name" -> Kind.NAME;
          case "java" -> Kind.JAVA;
          case "n" -> Kind.NUMBERS;
          case "p" -> Kind.PATCHED;
          case "n-n" -> Kind.HYPHENATED;
          case "build" -> Kind.BUILD;
          default -> Kind.VERSION;
        };
    return new Signature(bytes(text.substring(0, open)), start, kind, rest, bytes(behind));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Whether [#anchor] stands behind the version.
  boolean anchoredBehind() {
    return kind == Kind.BUILD || trimmed(after).length > trimmed(before).length + start.length();
  }

  /// The part of it that a file is searched for, without NULs at its ends: these are everywhere.
  byte[] anchor() {
    if (kind == Kind.NAME) {
      return trimmed(before);
    }
    if (anchoredBehind()) {
      return trimmed(after);
    }
    return trimmed(bytes(new String(before, StandardCharsets.ISO_8859_1) + start));
  }

  private static byte[] trimmed(byte[] bytes) {
    return bytes(strip(new String(bytes, StandardCharsets.ISO_8859_1)));
  }

  private static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && text.charAt(from) == 0) {
      from++;
    }
    while (to > from && text.charAt(to - 1) == 0) {
      to--;
    }
    return text.substring(from, to);
  }

  /// The version where this signature stands in `bytes`; `null` where only its anchor does.
  ///
  /// @param at where the anchor is
  /// @param limit end of what is known of the file
  @Nullable String version(byte[] bytes, int at, int limit) {
    if (kind == Kind.NAME) {
      return start;
    }
    if (anchoredBehind()) {
      int end = back(bytes, at);
      return end < 0 || !follows(bytes, end, limit)
          ? null
          : kind == Kind.BUILD ? BuildIdentity.version(bytes, at) : endingAt(bytes, end);
    }
    int padding = 0;
    while (padding < before.length && before[padding] == 0) {
      padding++;
    }
    int from = at - padding + before.length;
    while (padded()
        && from < limit
        && bytes[from] == 0
        && from - at <= before.length + MOST_PADDING) {
      from++;
    }
    int end = endOf(bytes, from, limit);
    return end < 0 ? null : text(bytes, from, end);
  }

  /// The end of the version that begins at `from`; -1 where something of this signature is missing.
  private int endOf(byte[] bytes, int from, int limit) {
    if (!precedes(bytes, from) || !VersionText.same(bytes, from, limit, start)) {
      return -1;
    }
    int end = versionEnd(bytes, from, limit);
    int behind = rest && end >= 0 ? runEnd(bytes, end, limit) : end;
    return end >= 0 && follows(bytes, behind, limit) ? end : -1;
  }

  /// The end of the version that begins at `from`, as this kind is written; -1 where none does.
  private int versionEnd(byte[] bytes, int from, int limit) {
    if (kind == Kind.JAVA) {
      return javaEnd(bytes, from, limit);
    }
    boolean letters = kind == Kind.VERSION || kind == Kind.PATCHED;
    int end = VersionText.end(bytes, from, limit, letters);
    if (end < 0) {
      return -1;
    }
    return switch (kind) {
      case PATCHED -> end == VersionText.end(bytes, from, limit, false) ? -1 : end;
      case HYPHENATED -> {
        int number = end + 1;
        while (number < limit && VersionText.digit(bytes[number])) {
          number++;
        }
        yield end < limit && bytes[end] == '-' && number > end + 1 ? number : -1;
      }
      case VERSION, NUMBERS, NAME, JAVA, BUILD -> end;
    };
  }

  /// Numbers, `+`, the number of the build, and what its maker appends.
  private static int javaEnd(byte[] bytes, int from, int limit) {
    int at = from;
    while (at < limit && (VersionText.digit(bytes[at]) || bytes[at] == '.')) {
      at++;
    }
    boolean built =
        at > from && at + 1 < limit && bytes[at] == '+' && VersionText.digit(bytes[at + 1]);
    int end = runEnd(bytes, at, limit);
    return built && end - from <= 2 * VersionText.LONGEST ? end : -1;
  }

  private static int runEnd(byte[] bytes, int from, int limit) {
    int at = from;
    while (at < limit && VersionText.ofVersion(bytes[at])) {
      at++;
    }
    return at;
  }

  /// The longest version that ends at `end`, or is followed by something appended up to there.
  private @Nullable String endingAt(byte[] bytes, int end) {
    String longest = null;
    int first = Math.max(1, end - VersionText.LONGEST);
    for (int from = end - 1; from >= first && VersionText.ofVersion(bytes[from]); from--) {
      int to = versionEnd(bytes, from, end);
      boolean begins = before.length > 0 || !VersionText.ofVersion(bytes[from - 1]);
      if ((to == end || rest && to > 0)
          && begins
          && precedes(bytes, from)
          && VersionText.same(bytes, from, end, start)) {
        longest = text(bytes, from, to);
      }
    }
    return longest;
  }

  /// Where the version before an anchor at `at` ends.
  private int back(byte[] bytes, int at) {
    if (after[0] != 0) {
      return at;
    }
    int end = at;
    while (end > 0 && bytes[end - 1] == 0 && at - end < MOST_PADDING) {
      end--;
    }
    return end == at ? -1 : end;
  }

  private boolean padded() {
    return before.length > 0 && before[before.length - 1] == 0;
  }

  private boolean precedes(byte[] bytes, int from) {
    int start = from - before.length;
    int padding = 0;
    while (padded()
        && padding < MOST_PADDING
        && start - padding > 0
        && bytes[from - padding - 2] == 0) {
      padding++;
    }
    start -= before.length == 1 ? 0 : padding;
    if (start < 0) {
      return false;
    }
    for (int i = 0; i < before.length; i++) {
      if (bytes[start + i] != before[i]) {
        return false;
      }
    }
    return true;
  }

  private boolean follows(byte[] bytes, int end, int limit) {
    int at = end;
    int i = 0;
    if (after.length > 0 && after[0] == 0) {
      while (at < limit && bytes[at] == 0 && at - end < MOST_PADDING) {
        at++;
      }
      if (at == end) {
        return false;
      }
      i = 1;
    }
    for (; i < after.length; i++, at++) {
      if (at >= limit || bytes[at] != after[i]) {
        return false;
      }
    }
    return true;
  }

  private static String text(byte[] bytes, int from, int end) {
    return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
  }
}
