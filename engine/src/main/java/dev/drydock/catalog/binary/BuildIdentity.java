package dev.drydock.catalog.binary;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The build identity of Redis and Valkey: the one text of the program in which its version cannot
/// be taken for another, since it stands for `INFO` (`redis_build_id`) and is made by `release.c`.
///
/// It joins, without anything between, the version, `host-seconds` of the build (only the seconds
/// where `SOURCE_DATE_EPOCH` gave them), `0` for "not changed", and eight zeros for "no commit":
///
///     7.2.4e5c30c7ed5bd-1704821234000000000
///     7.2.4buildkitsandbox-1704821234000000000
///     7.0.151778644800000000000
///
/// What is built from a clone of the repository has a commit there, and is not recognised.
final class BuildIdentity {
  private static final int SECONDS = 10;

  /// The host's name within a build of Docker: the first digits of the container's id.
  private static final int CONTAINER = 12;

  private static final int LONGEST = 96;

  private BuildIdentity() {}

  /// The version in an identity of which the last nine zeros begin at `zeros`; `null` where these
  /// are not those of one.
  static @Nullable String version(byte[] bytes, int zeros) {
    int time = zeros - SECONDS;
    if (time < 1 || bytes[time] != '1') {
      return null;
    }
    for (int at = time; at < zeros; at++) {
      if (!VersionText.digit(bytes[at])) {
        return null;
      }
    }
    int end = bytes[time - 1] == '-' ? time - 1 : time;
    int start = end;
    while (start > 0 && end - start < LONGEST && VersionText.ofVersion(bytes[start - 1])) {
      start--;
    }
    String text = new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
    // the name of the program, or of another text that ends without a NUL
    int first = 0;
    while (first < text.length() && !digit(text.charAt(first))) {
      first++;
    }
    return version(text.substring(first), end < time);
  }

  /// @param host whether a host's name follows the version
  private static @Nullable String version(String text, boolean host) {
    if (!host) {
      return numbers(text) == text.length() && plausible(text) ? text : null;
    }
    int container = text.length() - CONTAINER;
    if (container > 0 && hexadecimal(text, container)) {
      String version = text.substring(0, container);
      if (numbers(version) == container && plausible(version)) {
        return version;
      }
    }
    int end = numbers(text);
    String version = text.substring(0, end);
    boolean named = end < text.length() && Character.isLetter(text.charAt(end));
    return named && plausible(version) ? version : null;
  }

  /// The length of the numbers and dots that the text begins with.
  private static int numbers(String text) {
    int at = 0;
    while (at < text.length() && (digit(text.charAt(at)) || text.charAt(at) == '.')) {
      at++;
    }
    return at;
  }

  /// Three numbers, the first of at most two digits, the others of at most three.
  private static boolean plausible(String version) {
    int dots = 0;
    int length = 0;
    for (int i = 0; i < version.length(); i++) {
      if (version.charAt(i) != '.') {
        length++;
      } else if (length == 0 || length > (dots == 0 ? 2 : 3)) {
        return false;
      } else {
        dots++;
        length = 0;
      }
    }
    return dots == 2 && length > 0 && length <= 3;
  }

  private static boolean hexadecimal(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!digit(c) && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
