package dev.drydock.catalog.python;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A dependency specifier (Python packaging specifications, "Dependency specifiers"; PEP 508):
/// `requests[security] == 2.8.1 ; python_version < "3"`, `pip @ git+https://host/pip.git@commit`.
///
/// Markers are not judged: nothing says by which interpreter, and on which platform.
///
/// @param version the one exact version that fulfils it, by `==`, `===` or the name of an archive;
///   `null` where there may be several
/// @param repository the purl qualifier `vcs_url` of a reference to a commit
record Requirement(String name, @Nullable String version, @Nullable String repository) {

  /// `null` where it is none.
  static @Nullable Requirement parse(String text) {
    String line = text.strip();
    int end = 0;
    while (end < line.length()
        && (LockedDistribution.alphanumeric(line.charAt(end))
            || "-_.".indexOf(line.charAt(end)) >= 0)) {
      end++;
    }
    String name = line.substring(0, end);
    if (!LockedDistribution.name(name)) {
      return null;
    }
    String rest = line.substring(end).stripLeading();
    if (rest.startsWith("[")) {
      int close = rest.indexOf(']');
      if (close < 0) {
        return null;
      }
      rest = rest.substring(close + 1).stripLeading();
    }
    return rest.startsWith("@") ? direct(name, rest.substring(1)) : pinned(name, rest);
  }

  private static @Nullable Requirement pinned(String name, String rest) {
    int marker = rest.indexOf(';');
    String specifiers = (marker < 0 ? rest : rest.substring(0, marker)).strip();
    int address = specifiers.indexOf(" @ ");
    if (address > 0) {
      specifiers = specifiers.substring(0, address); // by PEP 508 it is either, but people write it
    }
    if (specifiers.startsWith("(") && specifiers.endsWith(")")) {
      specifiers = specifiers.substring(1, specifiers.length() - 1).strip();
    }
    if (!specifiers.isEmpty() && "=<>!~".indexOf(specifiers.charAt(0)) < 0) {
      return null; // two words: prose, or something that pip would refuse too
    }
    String version = null;
    int from = 0;
    while (from < specifiers.length()) {
      int comma = specifiers.indexOf(',', from);
      int to = comma < 0 ? specifiers.length() : comma;
      String exact = exact(specifiers.substring(from, to).strip());
      if (exact != null && version != null && !exact.equals(version)) {
        return new Requirement(name, null, null);
      }
      version = exact == null ? version : exact;
      from = to + 1;
    }
    return new Requirement(name, version, null);
  }

  private static @Nullable String exact(String specifier) {
    if (!specifier.startsWith("==")) {
      return null;
    }
    String version = specifier.substring(specifier.startsWith("===") ? 3 : 2).strip();
    boolean plain =
        !version.isEmpty() && new LockedDistribution("x", version, null, List.of()).plausible();
    return plain ? version : null;
  }

  /// A direct reference: pinned where it leads to a commit, or to an archive, whose file name has
  /// the version.
  private static Requirement direct(String name, String reference) {
    String url = firstWord(reference);
    int fragment = url.indexOf('#');
    String plain = fragment < 0 ? url : url.substring(0, fragment);
    String repository = Repository.parse(plain);
    String version = repository == null ? ArchiveName.version(name, plain) : null;
    return new Requirement(name, version, repository);
  }

  /// Reads what an editable or unnamed reference names: `git+https://host/x.git@commit#egg=name`,
  /// or the address or the path of a wheel.
  static @Nullable Requirement unnamed(String reference) {
    String url = firstWord(reference);
    int fragment = url.indexOf('#');
    int egg = fragment < 0 ? -1 : url.indexOf("egg=", fragment);
    boolean archive = url.startsWith("https://") || url.startsWith("http://");
    if (egg < 0) {
      boolean path = url.indexOf("://") < 0;
      boolean local = path || url.startsWith("file:");
      ArchiveName wheel =
          archive || local ? ArchiveName.wheel(path ? withoutExtras(url) : url) : null;
      return wheel == null || wheel.otherSystem()
          ? null
          : new Requirement(wheel.name(), wheel.version(), null);
    }
    int end = egg + 4;
    while (end < url.length() && "&[".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    String name = url.substring(egg + 4, end);
    String repository = Repository.parse(url.substring(0, fragment));
    boolean told = repository != null || archive;
    return told && LockedDistribution.name(name) ? direct(name, url) : null;
  }

  /// A path may have `[extra]` behind it, and a marker after a semicolon.
  private static String withoutExtras(String path) {
    int marker = path.indexOf(';');
    String plain = marker < 0 ? path : path.substring(0, marker);
    int extras = plain.endsWith("]") ? plain.lastIndexOf('[') : -1;
    return extras < 0 ? plain : plain.substring(0, extras);
  }

  private static String firstWord(String text) {
    String word = text.strip();
    int end = 0;
    while (end < word.length() && !Character.isWhitespace(word.charAt(end))) {
      end++;
    }
    return word.substring(0, end);
  }
}
