package dev.drydock.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HandbookTest {
  private static final Path TEXTS = Path.of("src/main/resources/dev/drydock/explain/handbook");

  /// A word of the field, and the topic that explains it. `image`, `container` and `vulnerability`
  /// have topics too, but nobody runs this program who has not met them.
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("advisor(y|ies)", "advisory"),
          Map.entry("attestations?", "attestation"),
          Map.entry("backports?", "backport"),
          Map.entry("base images?", "base-image"),
          Map.entry("CVEs?", "cve"),
          Map.entry("CVSS", "cvss"),
          Map.entry("CWEs?", "cwe"),
          Map.entry("digests?", "digest"),
          Map.entry("distroless", "distroless"),
          Map.entry("end of life", "end-of-life"),
          Map.entry("EPSS", "epss"),
          Map.entry("false positives?", "false-positive"),
          Map.entry("KEV", "kev"),
          Map.entry("layers?", "layers"),
          Map.entry("multi-stage", "multi-stage"),
          Map.entry("package managers?", "package-manager"),
          Map.entry("the plan", "plan"),
          Map.entry("priorit(y|ies)", "priority"),
          Map.entry("reachab(le|ility)", "reachability"),
          Map.entry("registr(y|ies)", "registry"),
          Map.entry("SBOMs?|bills? of materials", "sbom"),
          Map.entry("severity", "severity"),
          Map.entry("signatures?", "signature"),
          Map.entry("source packages?", "source-package"),
          Map.entry("supply chain", "supply-chain"),
          Map.entry("tags?", "tag"),
          Map.entry("VEX", "vex"));

  /// Words that only security people or the makers of tools use; say it in others.
  private static final Pattern UNEXPLAINED =
      Pattern.compile(
          "\\b(whiteouts?|diffIDs?|manifests?|purls?|OSV|SSVC|CPE|NVD|OCI|DSSE|in-toto|SLSA|setuid|"
              + "namespaces?|cgroups?|RCE|DoS|PoC|0-day|zero-day|hardening|attack surface|"
              + "remediat\\w+|mitigat\\w+|triage|threat|exploitability|semver|SAST|payload|"
              + "sanitiz\\w+|deserializ\\w+|privilege escalation|lateral movement|TTPs?|IoCs?)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final Set<String> COMMANDS =
      Set.of("scan", "plan", "fix", "sbom", "explain", "db");

  static List<Topic> topics() {
    return Handbook.topics();
  }

  @Test
  void everyTextIsATopicAndEveryTopicHasAText() throws IOException {
    Set<String> texts = new TreeSet<>();
    try (Stream<Path> files = Files.list(TEXTS)) {
      files.forEach(file -> texts.add(String.valueOf(file.getFileName()).replace(".txt", "")));
    }
    assertThat(topics()).extracting(Topic::name).containsExactlyElementsOf(texts);
    assertThat(texts)
        .contains(
            "layers",
            "base-image",
            "distroless",
            "multi-stage",
            "sbom",
            "vex",
            "cvss",
            "epss",
            "kev",
            "severity",
            "priority",
            "fixed-version",
            "backport",
            "source-package",
            "digest",
            "tag",
            "latest",
            "registry",
            "root-user",
            "package-manager",
            "end-of-life",
            "false-positive",
            "reachability",
            "supply-chain",
            "signature",
            "attestation",
            "secret-in-layer",
            "rebuild",
            "plan");
  }

  @ParameterizedTest
  @MethodSource("topics")
  void isOneScreenOfEightyColumns(Topic topic) throws IOException {
    List<String> lines = Files.readAllLines(TEXTS.resolve(topic.name() + ".txt"));
    assertThat(lines).hasSizeBetween(12, 26);
    assertThat(lines)
        .allSatisfy(
            line -> {
              assertThat(line).hasSizeLessThanOrEqualTo(80);
              assertThat(line).isEqualTo(line.stripTrailing());
            });
    assertThat(topic.title()).hasSizeLessThanOrEqualTo(62);
    assertThat(topic.text()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void endsWithACommandThatHelps(Topic topic) {
    assertThat(topic.next()).anySatisfy(line -> assertThat(line).startsWith("    "));
    Pattern command = Pattern.compile("drydock ([a-z]+)");
    List<String> named = new ArrayList<>();
    for (String line : topic.next()) {
      Matcher found = command.matcher(line);
      while (found.find()) {
        named.add(found.group(1));
      }
    }
    assertThat(named).isNotEmpty();
    assertThat(COMMANDS).containsAll(named);
  }

  @ParameterizedTest
  @MethodSource("topics")
  void namesOnlyTopicsThatThereAre(Topic topic) {
    assertThat(topic.related())
        .isNotEmpty()
        .doesNotContain(topic.name())
        .doesNotHaveDuplicates()
        .allSatisfy(other -> assertThat(Handbook.topic(other)).isPresent());
    Matcher asked =
        Pattern.compile("drydock explain ([a-z-]+)").matcher(String.join("\n", topic.next()));
    while (asked.find()) {
      assertThat(Handbook.topic(asked.group(1))).as(asked.group()).isPresent();
    }
  }

  @ParameterizedTest
  @MethodSource("topics")
  void usesNoWordOfTheFieldWithoutTheTopicThatExplainsIt(Topic topic) {
    String prose = prose(topic);
    Map<String, String> missing = new TreeMap<>();
    WORDS.forEach(
        (word, explains) -> {
          boolean used =
              Pattern.compile("\\b(" + word + ")\\b", Pattern.CASE_INSENSITIVE)
                  .matcher(prose)
                  .find();
          if (used && !explains.equals(topic.name()) && !topic.related().contains(explains)) {
            missing.put(word, explains);
          }
        });
    assertThat(missing).isEmpty();
    assertThat(UNEXPLAINED.matcher(prose).results().map(found -> found.group()).toList()).isEmpty();
  }

  /// What is to be read, without what is to be typed.
  private static String prose(Topic topic) {
    List<String> lines = new ArrayList<>();
    lines.add(topic.title());
    for (String line : topic.text()) {
      if (!line.startsWith("    ")) {
        lines.add(line);
      }
    }
    return String.join(" ", lines);
  }

  @Test
  void explanationsUseNoSuchWordsEither() {
    List<String> all = new ArrayList<>();
    for (PackageKind kind : PackageKind.values()) {
      all.add(ContainerWords.why(kind));
      all.add(ContainerWords.step(kind));
    }
    Resource.rows("weaknesses.txt").forEach(row -> all.add(row.get(1) + ". " + row.get(2)));
    assertThat(all)
        .allSatisfy(text -> assertThat(UNEXPLAINED.matcher(text).find()).as(text).isFalse());
  }

  @Test
  void everyWordLeadsToATopicHoweverItIsWritten() {
    assertThat(Handbook.words()).allSatisfy(word -> assertThat(Handbook.topic(word)).isPresent());
    assertThat(Handbook.topic("Base Image").orElseThrow().name()).isEqualTo("base-image");
    assertThat(Handbook.topic(" EOL ").orElseThrow().name()).isEqualTo("end-of-life");
    assertThat(Handbook.topic("secret_in_layer").orElseThrow().name()).isEqualTo("secret-in-layer");
    assertThat(Handbook.topic("nonsense")).isEmpty();
    assertThat(Handbook.topic("../nicknames")).isEmpty();
    assertThat(Handbook.topic("")).isEmpty();
  }
}
