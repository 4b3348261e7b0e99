package dev.drydock.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What the paths of a kind of file have in common, as one writes it down: `Podfile.lock` is a file
/// of that name, `*.rockspec` one whose name ends so, `.spdx-*.spdx` one whose name begins and ends
/// so, `ebin/*.app` one right in a folder of that name.
///
/// No regular expression: patterns are put to each file of an image that has the right ending.
///
/// @param folders those right above the file, with a trailing slash, or `""`
/// @param before how the name begins
/// @param after how it ends
/// @param whole whether nothing is between: the name is `before`
record FilePattern(String folders, String before, String after, boolean whole) {

  static FilePattern of(String text) {
    int name = text.lastIndexOf('/') + 1;
    int star = text.indexOf('*', name);
    return star < 0
        ? new FilePattern(text.substring(0, name), text.substring(name), "", true)
        : new FilePattern(
            text.substring(0, name), text.substring(name, star), text.substring(star + 1), false);
  }

  static List<FilePattern> all(String... texts) {
    List<FilePattern> patterns = new ArrayList<>(texts.length);
    for (String text : texts) {
      patterns.add(of(text));
    }
    return patterns;
  }

  static boolean anyMatches(List<FilePattern> patterns, String path) {
    for (FilePattern pattern : patterns) {
      if (pattern.matches(path)) {
        return true;
      }
    }
    return false;
  }

  boolean matches(String path) {
    int name = path.lastIndexOf('/') + 1;
    int length = path.length() - name;
    boolean fits = whole ? length == before.length() : length >= before.length() + after.length();
    return fits && path.startsWith(before, name) && path.endsWith(after) && below(path, name);
  }

  private boolean below(String path, int name) {
    int from = name - folders.length();
    return folders.isEmpty()
        || path.startsWith(folders, from) && (from == 0 || path.charAt(from - 1) == '/');
  }

  /// The sieve that files of these patterns go through.
  static FileNames names(List<FilePattern> patterns) {
    Set<String> names = new HashSet<>();
    Set<String> endings = new HashSet<>();
    for (FilePattern pattern : patterns) {
      if (pattern.whole) {
        names.add(pattern.before.toLowerCase(Locale.ROOT));
      } else {
        int dot = pattern.after.lastIndexOf('.');
        if (dot < 0) {
          throw new IllegalArgumentException("a pattern has to end in .ENDING: " + pattern);
        }
        endings.add(pattern.after.substring(dot + 1).toLowerCase(Locale.ROOT));
      }
    }
    return new FileNames(names, endings);
  }
}
