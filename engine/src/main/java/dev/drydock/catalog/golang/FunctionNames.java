package dev.drydock.catalog.golang;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/// The packages that the functions of a program are of, by their names, which come in pieces: each
/// ends with a zero.
///
/// `net/http.(*Server).Serve` is of `net/http`: the package ends at the first dot behind the last
/// slash. A dot there that is the package's own is written `%2e`. What stands in brackets are types
/// of other packages. The linker's own functions have a colon in the place of a package, or, before
/// Go 1.20, words that no package is called.
final class FunctionNames {
  private static final int MOST_PACKAGES = 50_000;
  private static final int LONGEST_PACKAGE = 1 << 10;
  private static final Set<String> LINKERS = Set.of("go", "type", "glob");

  /// Packages as they are written, so that each is made out once.
  private final Set<String> written = new HashSet<>();

  private final TreeSet<String> packages = new TreeSet<>();

  /// The package before, of which the next name mostly is too.
  private byte[] last = new byte[LONGEST_PACKAGE];

  private int lastLength;

  /// The beginning of a name whose end is in the next piece.
  private final byte[] begun = new byte[LONGEST_PACKAGE + 1];

  private int begunLength;

  /// The import paths, that of the program's main package as `main`.
  Set<String> packages() {
    return packages;
  }

  /// Whether these are all packages of a whole program: whatever runs has the runtime, if it does
  /// not share it with others.
  boolean complete() {
    return packages.contains("runtime") && written.size() <= MOST_PACKAGES;
  }

  /// The next piece.
  void add(byte[] bytes, int from, int to) {
    int at = begunLength == 0 ? from : finishBegun(bytes, from, to);
    while (at < to) {
      int end = name(bytes, at, to);
      if (end == to) {
        begin(bytes, at, to);
      }
      at = end + 1;
    }
  }

  /// There are no more names: what has begun has no end.
  void end() {
    begunLength = 0;
  }

  /// @return where the zero behind the name is; `to` where it is in the next piece
  private int name(byte[] bytes, int from, int to) {
    int dot = -1;
    int at = from;
    while (at < to) {
      byte one = bytes[at];
      if (one == '.') {
        dot = dot < 0 ? at : dot;
      } else if (one == '/') {
        dot = -1;
      } else if (one == 0 || one == '(' || one == '[' || one == '{' || one == ' ') {
        break;
      }
      at++;
    }
    while (at < to && bytes[at] != 0) {
      at++;
    }
    if (at < to && dot > from) {
      found(bytes, from, dot);
    }
    return at;
  }

  /// Of longer ones the package stands in what is kept, or is none.
  private void begin(byte[] bytes, int from, int to) {
    int length = Math.min(to - from, LONGEST_PACKAGE - begunLength);
    System.arraycopy(bytes, from, begun, begunLength, length);
    begunLength += length;
  }

  private int finishBegun(byte[] bytes, int from, int to) {
    int end = from;
    while (end < to && bytes[end] != 0) {
      end++;
    }
    begin(bytes, from, end);
    if (end < to) {
      begun[begunLength] = 0;
      int _ = name(begun, 0, begunLength + 1);
      begunLength = 0;
    }
    return end + 1;
  }

  private void found(byte[] bytes, int from, int to) {
    int length = to - from;
    if (length > LONGEST_PACKAGE
        || length == lastLength && Arrays.equals(bytes, from, to, last, 0, length)) {
      return;
    }
    System.arraycopy(bytes, from, last, 0, length);
    lastLength = length;
    String text = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
    if (written.size() <= MOST_PACKAGES && written.add(text)) {
      String path = unescaped(text);
      if (isPath(path) && !LINKERS.contains(path)) {
        packages.add(path);
      }
    }
  }

  private static String unescaped(String text) {
    int percent = text.indexOf('%');
    if (percent < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length()).append(text, 0, percent);
    for (int i = percent; i < text.length(); i++) {
      char c = text.charAt(i);
      int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
      if (c == '%' && low >= 0) {
        out.append((char) (high << 4 | low));
        i += 2;
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  /// Whether it has only what import paths of modules may have (Go, "Module paths and versions").
  private static boolean isPath(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!letter && "-._~+/".indexOf(c) < 0) {
        return false;
      }
    }
    return !path.isEmpty()
        && path.charAt(0) != '.'
        && path.charAt(0) != '-'
        && path.charAt(0) != '/';
  }
}
