package dev.drydock.catalog.maven;

import java.util.Locale;

/// What the file name of an archive says: `artifact-version[-classifier].jar`, Maven's repository
/// layout, and the forms that other builders use.
///
/// @param artifact the name before the version; the whole stem where there is no version
/// @param version `""` where the name tells none
record ArchiveFileName(String artifact, String version) {
  private static final String[] CLASSIFIERS = {
    "-sources", "-javadoc", "-tests", "-test-sources", "-jar-with-dependencies"
  };

  /// Words that stand within versions: `1.0-beta-2`, `31.1-jre`.
  private static final String[] QUALIFIERS = {
    "alpha",
    "beta",
    "milestone",
    "rc",
    "cr",
    "snapshot",
    "final",
    "ga",
    "release",
    "sp",
    "jre",
    "android",
    "jdk",
    "java",
    "build",
    "dev",
    "pre",
    "preview",
    "incubating",
    "redhat",
    "atlassian",
    "hotfix",
    "patch",
    "b",
    "m",
    "r",
    "v",
    "p"
  };

  /// @param fileName without folders
  static ArchiveFileName of(String fileName) {
    int dot = fileName.lastIndexOf('.');
    String stem = dot > 0 ? fileName.substring(0, dot) : fileName;
    for (String classifier : CLASSIFIERS) {
      if (stem.endsWith(classifier)) {
        stem = stem.substring(0, stem.length() - classifier.length());
      }
    }
    int at = versionAfterHyphen(stem);
    if (at < 0) {
      at = versionAfterUnderscore(stem);
    }
    if (at < 0) {
      at = versionAfterDot(stem);
    }
    return at <= 0
        ? new ArchiveFileName(stem, "")
        : new ArchiveFileName(stem.substring(0, at), stem.substring(at + 1));
  }

  /// The first hyphen from which on all is a version; -1 where there is none.
  private static int versionAfterHyphen(String stem) {
    for (int at = stem.indexOf('-'); at >= 0; at = stem.indexOf('-', at + 1)) {
      if (startsVersion(stem, at + 1) && !nameGoesOn(stem, at + 1)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean startsVersion(String stem, int from) {
    int end = partEnd(stem, from);
    if (from == end) {
      return false;
    }
    return digit(stem.charAt(from))
        || numbered(stem, from, end, "r")
        || numbered(stem, from, end, "rc")
        || numbered(stem, from, end, "v")
        || numbered(stem, from, end, "build");
  }

  /// Whether a part is `word` and a number: `r06`, `build212`, `v2.1`.
  private static boolean numbered(String stem, int from, int end, String word) {
    int at = from + word.length();
    if (at >= end || !stem.regionMatches(true, from, word, 0, word.length())) {
      return false;
    }
    for (; at < end; at++) {
      if (!digit(stem.charAt(at)) && stem.charAt(at) != '.') {
        return false;
      }
    }
    return true;
  }

  /// Whether the number at `from` belongs to the name, since a word and a dotted number follow,
  /// `log4j-1.2-api-2.3.0`, or a word after a mere digit or two, `level-3-parser`.
  private static boolean nameGoesOn(String stem, int from) {
    boolean word = false;
    for (int at = partEnd(stem, from) + 1; at < stem.length(); at = partEnd(stem, at) + 1) {
      int end = partEnd(stem, at);
      if (end > at && digit(stem.charAt(at))) {
        int dot = stem.indexOf('.', at);
        if (word && dot > 0 && dot < end) {
          return true;
        }
      } else if (!qualifier(stem.substring(at, end))) {
        word = true;
      }
    }
    return word && digitsOnly(stem, from, partEnd(stem, from));
  }

  private static boolean digitsOnly(String stem, int from, int to) {
    for (int at = from; at < to; at++) {
      if (!digit(stem.charAt(at))) {
        return false;
      }
    }
    return true;
  }

  private static boolean qualifier(String part) {
    int letters = 0;
    while (letters < part.length() && !digit(part.charAt(letters)) && part.charAt(letters) != '.') {
      letters++;
    }
    String word = part.substring(0, letters).toLowerCase(Locale.ROOT);
    for (String qualifier : QUALIFIERS) {
      if (qualifier.equals(word)) {
        return true;
      }
    }
    return word.isEmpty();
  }

  /// OSGi's way: `org.eclipse.osgi_3.16.0`.
  private static int versionAfterUnderscore(String stem) {
    int at = stem.lastIndexOf('_');
    boolean version =
        at > 0
            && at + 1 < stem.length()
            && digit(stem.charAt(at + 1))
            && stem.indexOf('.', at + 1) > 0;
    return version ? at : -1;
  }

  /// `pkg.4.3.2`: a version of at least two numbers that starts after a letter.
  private static int versionAfterDot(String stem) {
    for (int at = stem.indexOf('.'); at > 0 && at + 1 < stem.length(); ) {
      int next = stem.indexOf('.', at + 1);
      if (digit(stem.charAt(at + 1)) && !digit(stem.charAt(at - 1)) && next > 0) {
        return at;
      }
      at = next;
    }
    return -1;
  }

  private static int partEnd(String stem, int from) {
    int end = stem.indexOf('-', from);
    return end < 0 ? stem.length() : end;
  }

  private static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }
}
