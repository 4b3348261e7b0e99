package dev.drydock.catalog.binary;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One entry of the table: a program, or a library, and how its files tell its version.
///
/// The first of `signatures` that is found counts. Where it is found with several versions none
/// does: a wrong version is worse than none.
///
/// @param name of the component, and in its purl `pkg:generic/name@version`; before a slash, whose
///   it is
/// @param licence SPDX expression; `""` where versions differ in it
/// @param files names of its files, `#` in the place of a version that may be there:
///   `libcrypto.so#` is `libcrypto.so`, `libcrypto.so.3`; `*` in that of a hexadecimal number
/// @param signatures as [Signature] says
record Program(String name, String licence, List<String> files, List<String> signatures) {
  // Written out: what the JDK makes for records costs 7 ms at its first use in a process.

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Program that
        && name.equals(that.name)
        && licence.equals(that.licence)
        && files.equals(that.files)
        && signatures.equals(that.signatures);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, licence, files, signatures);
  }

  /// The letters that the names of its files begin with, by which they are looked up.
  static String stem(String file) {
    int at = 0;
    while (at < file.length() && stem(file.charAt(at))) {
      at++;
    }
    return file.substring(0, at);
  }

  private static boolean stem(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '-' || c == '_' || c == '+';
  }

  /// The first number in a file's name where the name is one of this program's, `""` where that has
  /// none; `null` where it is another's.
  @Nullable String number(String file) {
    for (String pattern : files) {
      String number = number(pattern, file);
      if (number != null) {
        return number;
      }
    }
    return null;
  }

  private static @Nullable String number(String pattern, String file) {
    String number = null;
    int at = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '#') {
        int start = at;
        while (at < file.length() && number(file.charAt(at), at > start, file, at)) {
          at++;
        }
        number = number == null ? file.substring(start, at) : number;
      } else if (c == '*') {
        while (at < file.length() && Character.digit(file.charAt(at), 16) >= 0) {
          at++;
        }
      } else if (at < file.length() && file.charAt(at) == c) {
        at++;
      } else {
        return null;
      }
    }
    return at < file.length() ? null : number == null ? "" : number;
  }

  /// A digit, or a dot before one.
  private static boolean number(char c, boolean started, String file, int at) {
    boolean digitFollows =
        at + 1 < file.length() && file.charAt(at + 1) >= '0' && file.charAt(at + 1) <= '9';
    return c >= '0' && c <= '9' || c == '.' && digitFollows && (started || at > 0);
  }
}
