package dev.drydock.explain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The words of the field for people who are new to it, one screen for each.
///
/// A text is `handbook/NAME.txt`: a title, the text, `Do next`, and a line `See also:` with the
/// topics whose words it uses.
public final class Handbook {
  private static final List<String> NAMES =
      List.of(
          "advisory",
          "attestation",
          "backport",
          "base-image",
          "cve",
          "cvss",
          "cwe",
          "digest",
          "distroless",
          "end-of-life",
          "epss",
          "false-positive",
          "fixed-version",
          "image",
          "kev",
          "latest",
          "layers",
          "multi-stage",
          "package-manager",
          "plan",
          "priority",
          "reachability",
          "rebuild",
          "registry",
          "root-user",
          "sbom",
          "secret-in-layer",
          "severity",
          "signature",
          "source-package",
          "supply-chain",
          "tag",
          "vex",
          "vulnerability");

  /// Other words for the same.
  private static final Map<String, String> SYNONYMS =
      Map.ofEntries(
          Map.entry("container", "image"),
          Map.entry("base", "base-image"),
          Map.entry("bom", "sbom"),
          Map.entry("eol", "end-of-life"),
          Map.entry("exploitability", "epss"),
          Map.entry("fix", "fixed-version"),
          Map.entry("layer", "layers"),
          Map.entry("secret", "secret-in-layer"),
          Map.entry("secrets", "secret-in-layer"),
          Map.entry("root", "root-user"),
          Map.entry("user", "root-user"),
          Map.entry("triage", "priority"),
          Map.entry("ghsa", "advisory"),
          Map.entry("slsa", "attestation"),
          Map.entry("provenance", "attestation"),
          Map.entry("cosign", "signature"),
          Map.entry("vulnerabilities", "vulnerability"));

  private Handbook() {}

  /// In the order of the alphabet.
  public static List<Topic> topics() {
    List<Topic> topics = new ArrayList<>();
    for (String name : NAMES) {
      topics.add(read(name));
    }
    return topics;
  }

  /// Every word that [#topic] knows.
  public static Collection<String> words() {
    TreeSet<String> words = new TreeSet<>(NAMES);
    words.addAll(SYNONYMS.keySet());
    return words;
  }

  /// @param word in upper or lower case, with hyphens, blanks or underscores
  public static Optional<Topic> topic(String word) {
    String plain = word.strip().toLowerCase(Locale.ROOT).replace(' ', '-').replace('_', '-');
    String name = SYNONYMS.getOrDefault(plain, plain);
    return NAMES.contains(name) ? Optional.of(read(name)) : Optional.empty();
  }

  private static Topic read(String name) {
    List<String> lines = Resource.lines("handbook/" + name + ".txt");
    int next = lines.indexOf("Do next");
    int also = lines.size() - 1;
    String related = lines.get(also);
    if (next < 2 || !related.startsWith("See also: ")) {
      throw new IllegalStateException("the text of " + name + " has not all its parts");
    }
    return new Topic(
        name,
        lines.getFirst(),
        trimmed(lines.subList(1, next)),
        trimmed(lines.subList(next + 1, also)),
        List.of(related.substring("See also: ".length()).split(", ")));
  }

  private static List<String> trimmed(List<String> lines) {
    int from = 0;
    int to = lines.size();
    while (from < to && lines.get(from).isBlank()) {
      from++;
    }
    while (to > from && lines.get(to - 1).isBlank()) {
      to--;
    }
    return lines.subList(from, to);
  }
}
