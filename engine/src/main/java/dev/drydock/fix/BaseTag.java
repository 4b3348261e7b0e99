package dev.drydock.fix;

import dev.drydock.bom.Codename;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A tag of a base image, taken to pieces at its hyphens: `20.10.0-alpine3.18` is a version and a
/// distribution, `17.0.9_9-jre-jammy` a version, a word and a distribution.
///
/// @param text the tag itself
record BaseTag(String text, List<Part> parts) {
  /// Numbers that stand behind these name a release of a distribution: `alpine3.20`, `ubi9`.
  private static final Set<String> DISTRIBUTIONS =
      Set.of(
          "alpine",
          "debian",
          "ubuntu",
          "ubi",
          "el",
          "centos",
          "rockylinux",
          "almalinux",
          "oraclelinux",
          "fedora",
          "amazonlinux",
          "al",
          "leap",
          "photon");

  /// Numbers that stand behind these count builds: `8u392-b08`, `1.2.3-debian-12-r5`.
  private static final Set<String> BUILDS = Set.of("b", "r", "rev", "build");

  private static final Set<String> IN_THE_MAKING =
      Set.of(
          "rc",
          "alpha",
          "beta",
          "pre",
          "preview",
          "prerelease",
          "nightly",
          "snapshot",
          "experimental",
          "unstable",
          "testing",
          "sid",
          "edge",
          "devel",
          "dev",
          "canary",
          "next",
          "insiders",
          "ea");

  private static final Set<String> SLIM =
      Set.of("slim", "minimal", "micro", "chiseled", "distroless", "alpine", "busybox");

  private static final int MOST_DIGITS = 15;

  BaseTag {
    parts = List.copyOf(parts);
  }

  /// What one part of a tag is.
  enum Kind {
    /// the version of what the image is for
    VERSION,
    /// the release of the distribution that it stands on
    DISTRIBUTION,
    /// which build of the same version: a date, a number
    BUILD,
    /// anything else, and the same in every tag of one kind
    WORD
  }

  /// @param name what tells parts of one kind apart: the word itself; of numbers, how they are
  ///   written
  /// @param numbers none of a word
  /// @param build behind the numbers, `9` of `17.0.9_9`; -1 where there is none
  record Part(Kind kind, String name, List<Long> numbers, long build) {
    Part {
      numbers = List.copyOf(numbers);
    }

    static Part word(String word) {
      return new Part(Kind.WORD, word, List.of(), -1);
    }

    Part as(Kind other, String otherName) {
      return new Part(other, otherName, numbers, build);
    }

    /// Whether two parts differ in their numbers alone. `3` and `3.19` move at other times, so
    /// these are of different kinds; from three numbers on, all name one version for good.
    boolean like(Part other) {
      return kind == other.kind
          && name.equals(other.name)
          && (kind == Kind.BUILD || precision() == other.precision());
    }

    private int precision() {
      return build >= 0 ? 3 : Math.min(3, numbers.size());
    }

    /// The order of the numbers of two parts that are alike.
    int compareNumbers(Part other) {
      for (int i = 0; i < Math.max(numbers.size(), other.numbers.size()); i++) {
        int order = Long.compare(number(i), other.number(i));
        if (order != 0) {
          return order;
        }
      }
      return Long.compare(build, other.build);
    }

    long number(int index) {
      return index < numbers.size() ? numbers.get(index) : 0;
    }
  }

  static BaseTag of(String text) {
    List<Part> parts = new ArrayList<>();
    boolean version = false;
    if (!text.equals("latest")) {
      for (String word : text.toLowerCase(Locale.ROOT).split("-", -1)) {
        Part part = part(word, version);
        version |= part.kind() == Kind.VERSION;
        parts.add(part);
      }
    }
    return new BaseTag(text, parts);
  }

  private static Part part(String word, boolean versionBefore) {
    Codename codename = Codename.of(word).orElse(null);
    if (codename != null) {
      Part release = numbers(codename.release());
      return release == null
          ? Part.word(word)
          : release.as(Kind.DISTRIBUTION, codename.distribution() + " by name");
    }
    int letters = 0;
    while (letters < word.length() && !isDigit(word.charAt(letters))) {
      letters++;
    }
    String name = word.substring(0, letters);
    Part numbers = numbers(word.substring(letters));
    if (numbers == null) {
      return Part.word(word);
    }
    if (name.isEmpty() || name.equals("v")) {
      if (isDate(numbers)) {
        return numbers.as(Kind.BUILD, "date");
      }
      return versionBefore
          ? numbers.as(Kind.BUILD, name)
          : numbers.as(Kind.VERSION, name + numbers.name());
    }
    if (DISTRIBUTIONS.contains(name)) {
      return numbers.as(Kind.DISTRIBUTION, name);
    }
    return BUILDS.contains(name) ? numbers.as(Kind.BUILD, name) : Part.word(word);
  }

  /// `3.19.1`, `17.0.9_9`, `8u392`; `null` for anything else.
  private static @Nullable Part numbers(String text) {
    List<Long> numbers = new ArrayList<>();
    String name = "";
    boolean build = false;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char c = i == text.length() ? '.' : text.charAt(i);
      if (isDigit(c)) {
        continue;
      }
      boolean update = c == 'u' && numbers.isEmpty();
      boolean separates = c == '.' || c == '_' && i < text.length() || update;
      if (!separates || build && i < text.length() || i == start || i - start > MOST_DIGITS) {
        return null;
      }
      numbers.add(Long.parseLong(text, start, i, 10));
      name = update ? "u" : name;
      build |= c == '_';
      start = i + 1;
    }
    return new Part(
        Kind.VERSION,
        name,
        build ? numbers.subList(0, numbers.size() - 1) : numbers,
        build ? numbers.getLast() : -1);
  }

  /// `20240130`, or `20240130.1`.
  private static boolean isDate(Part part) {
    return part.number(0) >= 1990_01_01 && part.number(0) < 2100_01_01;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /// Whether this can be ranked at all: it is no digest in the place of a tag, and no release in
  /// the making.
  boolean isRelease() {
    if (text.startsWith("sha256-") || text.startsWith("sha512-")) {
      return false;
    }
    for (Part part : parts) {
      if (part.kind() == Kind.WORD && isInTheMaking(part.name())) {
        return false;
      }
    }
    return true;
  }

  /// `sid`, `preview.1`, `rc2`, and those that stand in a version: `3.13.0a1`, `16beta1`.
  private static boolean isInTheMaking(String word) {
    int start = 0;
    while (start < word.length() && isNumeric(word.charAt(start))) {
      start++;
    }
    int end = start;
    while (end < word.length() && !isNumeric(word.charAt(end))) {
      end++;
    }
    String letters = word.substring(start, end);
    return IN_THE_MAKING.contains(letters)
        || start > 0 && end < word.length() && (letters.equals("a") || letters.equals("b"));
  }

  private static boolean isNumeric(char c) {
    return isDigit(c) || c == '.' || c == '_';
  }

  /// Whether two tags differ in their numbers alone.
  boolean like(BaseTag other) {
    if (parts.size() != other.parts.size()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      if (!parts.get(i).like(other.parts.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// Whether this is the other with a word that says that less is in it: `3.11-slim-bookworm` of
  /// `3.11-bookworm`.
  boolean isSlimmerThan(BaseTag other) {
    if (parts.size() != other.parts.size() + 1 || other.isSlim()) {
      return false;
    }
    for (int i = 0; i < parts.size(); i++) {
      String name = parts.get(i).name();
      if (name.equals("slim") || name.equals("minimal")) {
        List<Part> rest = new ArrayList<>(parts);
        rest.remove(i);
        return rest.equals(other.parts);
      }
    }
    return false;
  }

  private boolean isSlim() {
    for (Part part : parts) {
      if (SLIM.contains(part.name())) {
        return true;
      }
    }
    return false;
  }

  /// The place of what the versions of such tags go by; -1 where nothing in it moves.
  int versionAt() {
    int distribution = -1;
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).kind() == Kind.VERSION) {
        return i;
      }
      if (parts.get(i).kind() == Kind.DISTRIBUTION && distribution < 0) {
        distribution = i;
      }
    }
    return distribution;
  }

  /// The place of the distribution below the version; -1 where there is none.
  int distributionAt() {
    int version = versionAt();
    for (int i = 0; i < parts.size(); i++) {
      if (i != version && parts.get(i).kind() == Kind.DISTRIBUTION) {
        return i;
      }
    }
    return -1;
  }
}
