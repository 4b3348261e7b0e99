package dev.drydock.explain;

import static dev.drydock.explain.Explained.words;
import static dev.drydock.match.AdvisoryFixture.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.explain.Section.Kind;
import dev.drydock.match.AdvisoryFixture;
import dev.drydock.match.BomFixture;
import dev.drydock.match.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is said of a vulnerability by itself.
class ExplainerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CVE-2021-44228",
        "cve-2021-44228",
        "GHSA-jfh8-c2jp-5v3q",
        "DSA-5020-1",
        "log4shell",
        " Log4Shell "
      })
  void anyOfItsIdsLeadsToTheSameVulnerability(String asked) {
    Explanation explanation = Explained.of(asked, Explained.advisories());
    Dossier dossier = explanation.dossier();
    assertThat(dossier.id()).isEqualTo("CVE-2021-44228");
    assertThat(dossier.name()).isEqualTo("Log4Shell");
    assertThat(dossier.aliases()).containsExactly("GHSA-jfh8-c2jp-5v3q");
    assertThat(dossier.bulletins()).containsExactly("DSA-5020-1");
    assertThat(dossier.contents()).isEmpty();
    assertThat(dossier.summary()).isEqualTo("Remote code injection in Log4j");
    assertThat(dossier.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(explanation.packages())
        .extracting(AffectedPackage::ecosystem, AffectedPackage::name, AffectedPackage::fixedIn)
        .containsExactly(
            tuple("Maven", "org.apache.logging.log4j:log4j-core", List.of("2.15.0")),
            tuple("Debian:11", "apache-log4j2", List.of("2.15.0-1~deb11u1")));
    assertThat(explanation.kinds())
        .containsExactly(PackageKind.LIBRARY, PackageKind.SYSTEM_PACKAGE);
    assertThat(explanation.references())
        .containsExactly(
            "https://www.cve.org/CVERecord?id=CVE-2021-44228",
            "https://github.com/advisories/GHSA-jfh8-c2jp-5v3q",
            "https://example.org/GHSA-jfh8-c2jp-5v3q",
            "https://example.org/DSA-5020-1");
  }

  @Test
  void asksInTheOrderOfPeopleAndAnswersEachQuestion() {
    Explanation explanation = Explained.of("CVE-2021-44228", Explained.advisories());
    assertThat(explanation.sections())
        .extracting(Section::kind)
        .containsExactly(
            Kind.WHAT,
            Kind.SEVERITY,
            Kind.ATTACK,
            Kind.EXPLOITATION,
            Kind.PACKAGES,
            Kind.WEAKNESS,
            Kind.CONTAINERS,
            Kind.ADVICE,
            Kind.REFERENCES);
    assertThat(explanation.sections())
        .allSatisfy(
            section -> {
              assertThat(section.lines()).isNotEmpty();
              assertThat(section.topics())
                  .allSatisfy(topic -> assertThat(Handbook.topic(topic)).isPresent());
            });
    assertThat(words(explanation, Kind.WHAT))
        .containsExactly(
            "Remote code injection in Log4j.",
            "Also known as GHSA-jfh8-c2jp-5v3q.",
            "Told of in DSA-5020-1.");
    assertThat(words(explanation, Kind.SEVERITY))
        .containsExactly("Critical (10.0 of 10), says GitHub: the highest grade.");
    assertThat(words(explanation, Kind.PACKAGES))
        .containsExactly(
            "Maven",
            "org.apache.logging.log4j:log4j-core: fixed in 2.15.0",
            "Debian 11",
            "apache-log4j2: fixed in 2.15.0-1~deb11u1");
    assertThat(words(explanation, Kind.ADVICE))
        .containsExactly(
            "Where it is present: Act on it now: attacks are known (CISA KEV, 2021-12-10).",
            "Find out whether an image has it, and what removes it there:",
            "drydock explain CVE-2021-44228 IMAGE",
            ContainerWords.step(PackageKind.LIBRARY),
            ContainerWords.step(PackageKind.SYSTEM_PACKAGE),
            "Until that is done: let only those reach the container who need it, and run it as an"
                + " ordinary user.",
            "Attacks are known, so look whether somebody has been there before: in logs, and for"
                + " what the container could reach.");
  }

  @Test
  void aBulletinAboutSeveralIsExplainedAsWhatItIs() {
    AdvisoryFixture advisories =
        Explained.advisories()
            .exploited("CVE-2024-0001", null, 0.01)
            .exploited("CVE-2024-0002", "2024-02-03", 0.02);
    Explanation explanation = Explained.of("dsa-1-1", advisories);
    assertThat(explanation.dossier().id()).isEqualTo("DSA-1-1");
    assertThat(explanation.dossier().contents()).containsExactly("CVE-2024-0001", "CVE-2024-0002");
    assertThat(words(explanation, Kind.WHAT))
        .containsExactly(
            "DSA-1-1 is a bulletin about several vulnerabilities that are mended together:"
                + " CVE-2024-0001, CVE-2024-0002. Each can be explained by itself: drydock explain"
                + " CVE-2024-0001",
            "Its title: curl - security update.");
    assertThat(words(explanation, Kind.EXPLOITATION))
        .startsWith(
            "This is about the one of them that is attacked most.",
            "Yes. It has been on CISA's list of known attacks since 2024-02-03.");
    assertThat(words(explanation, Kind.ADVICE))
        .first()
        .asString()
        .startsWith("Where it is present: Act on it now");
    assertThat(words(Explained.of("DSA-1-1", Explained.advisories()), Kind.ADVICE))
        .startsWith("How soon depends on the vulnerabilities in it: ask for them one by one.");
  }

  @Test
  void aVulnerabilityOfABulletinHasThePackagesOfIt() {
    Explanation explanation = Explained.of("CVE-2024-0002", Explained.advisories());
    assertThat(explanation.dossier().bulletins()).containsExactly("DSA-1-1");
    assertThat(explanation.packages()).extracting(AffectedPackage::name).containsExactly("curl");
    assertThat(explanation.kinds()).containsExactly(PackageKind.SHARED_LIBRARY);
    assertThat(words(explanation, Kind.WHAT))
        .containsExactly(
            "A vulnerability of curl. No record here says in a sentence what goes wrong; the pages"
                + " under \"Where to read on\" do.",
            "Told of in DSA-1-1.");
    assertThat(words(explanation, Kind.SEVERITY))
        .containsExactly(
            "Nobody whose records are here has graded it. That means unknown, not harmless.");
    assertThat(words(explanation, Kind.WEAKNESS)).containsExactly("The records here do not say.");
  }

  @Test
  void aRecordThatKnowsAnAliasOnlyIsFoundThroughTheOneThatKnowsBoth() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("GHSA-aaaa-bbbb-cccc").aliases("CVE-2024-7").affects("npm", "x").fixedIn("2.0"),
            record("PYSEC-2024-1")
                .aliases("GHSA-aaaa-bbbb-cccc")
                .affects("PyPI", "x")
                .fixedIn("3.0"));
    Dossier dossier = Explained.of("CVE-2024-7", advisories).dossier();
    assertThat(dossier.aliases()).containsExactly("GHSA-aaaa-bbbb-cccc", "PYSEC-2024-1");
    assertThat(dossier.affected()).extracting(one -> one.ecosystem()).contains("npm", "PyPI");
    assertThat(dossier.bulletins()).isEmpty();
  }

  @Test
  void withoutACveTheRecordsOwnIdCounts() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("GHSA-aaaa-bbbb-cccc").affects("npm", "x").unfixed().status("unfixed"),
            record("MAL-2024-1").summary("Malicious code in y").affects("npm", "y").unfixed());
    Explanation plain = Explained.of("ghsa-AAAA-bbbb-cccc", advisories);
    assertThat(plain.dossier().id()).isEqualTo("GHSA-aaaa-bbbb-cccc");
    assertThat(words(plain, Kind.PACKAGES))
        .containsExactly("npm", "x: no fix; the database says \"unfixed\"");
    assertThat(words(plain, Kind.ADVICE))
        .contains(
            "Until there is: let only those reach the container who need it, and run it as an"
                + " ordinary user.");
    Explanation malicious = Explained.of("MAL-2024-1", advisories);
    assertThat(malicious.kinds()).containsExactly(PackageKind.MALICIOUS);
    assertThat(words(malicious, Kind.WHAT))
        .containsExactly("A package that was made to do harm. Malicious code in y.");
  }

  @Test
  void gradesThatDifferAreAllToldAndTheFirstCounts() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
                record("DEBIAN-CVE-2024-7")
                    .upstream("CVE-2024-7")
                    .affects("Debian:12", "x")
                    .unfixed()
                    .packageWord("unimportant"))
            .scored(
                "CVE-2024-7",
                "CVSS_V3",
                "CVSS:3.1/AV:L/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
                "cve-record:cna");
    Explanation explanation = Explained.of("CVE-2024-7", advisories);
    assertThat(words(explanation, Kind.SEVERITY))
        .containsExactly(
            "High (8.4 of 10), says the CVE record: the second highest grade.",
            "Debian says negligible",
            "They do not agree, as each looks at it for another purpose. Which one counts depends"
                + " on the package: distributions grade their own.");
    assertThat(
            words(
                Explained.of("CVE-2024-7", advisories, BomFixture.on("debian", "12").deb("x", "1")),
                Kind.SEVERITY))
        .containsExactly(
            "Negligible, says Debian: the lowest grade, for what hardly does harm in practice.",
            "The CVE record says high (8.4 of 10)",
            "They do not agree, as each looks at it for another purpose. The first one counts here:"
                + " it is the one that is closest to the package.");
    assertThat(words(explanation, Kind.ATTACK)).last().asString().contains("of the CVE record: ");
    assertThat(words(explanation, Kind.ADVICE))
        .contains(
            "Until there is: run the container as an ordinary user and without more rights than it"
                + " needs, since the attack begins inside.");
  }

  @Test
  void manyPackagesAreBoundedInWordsAndAllThereInFacts() {
    AdvisoryFixture.Record record = record("RHSA-2024:1").upstream("CVE-2024-7");
    for (int release = 1; release <= 10; release++) {
      for (char name = 'a'; name <= 'f'; name++) {
        record.affects("AlmaLinux:" + release, name + "-tool").fixedIn("1.0").fixed("2.0");
      }
    }
    Explanation explanation = Explained.of("CVE-2024-7", AdvisoryFixture.of(record));
    List<String> words = words(explanation, Kind.PACKAGES);
    assertThat(explanation.packages()).hasSize(60);
    assertThat(words)
        .startsWith("AlmaLinux 10", "a-tool: fixed in 1.0, 2.0")
        .contains("and 2 more; --format json lists them")
        .contains("And 2 more distributions or registries; --format json lists them.")
        .contains("Where there are several fixed versions, each is for its own line of them.")
        .hasSize(8 * 6 + 2);
    assertThat(words).doesNotContain("AlmaLinux 1");
  }

  @Test
  void aWithdrawnTitleIsPointedOut() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("CVE-2021-41720")
                .summary("Withdrawn: Arbitrary code execution in lodash")
                .affects("npm", "lodash")
                .unfixed());
    assertThat(words(Explained.of("CVE-2021-41720", advisories), Kind.WHAT))
        .contains(
            "The title says that the record was withdrawn: it may be no vulnerability at all. Look"
                + " at its page before you do anything.");
  }

  @Test
  void attacksAloneAreSomethingToTell() {
    AdvisoryFixture advisories = AdvisoryFixture.of().exploited("CVE-2024-7", "2024-02-03", 0.5);
    Explanation explanation = Explained.of("CVE-2024-7", advisories);
    assertThat(explanation.packages()).isEmpty();
    assertThat(words(explanation, Kind.PACKAGES))
        .singleElement()
        .asString()
        .startsWith("No record here names a package that has it.");
    assertThat(words(explanation, Kind.EXPLOITATION)).first().asString().startsWith("Yes.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CVE-2099-1", "GHSA-none", "1-1", "", "CVE-", "DSA-5020"})
  void whatNoRecordSpeaksOfIsUnknown(String asked) {
    assertThat(new Explainer(Explained.advisories()).explain(asked)).isEmpty();
  }

  @Test
  void whatIsCalledNoVulnerabilityIsNotListed() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("CGA-1")
                .upstream("CVE-2024-7")
                .affects("Wolfi", "x")
                .unfixed()
                .status("false-positive-determination")
                .affects("Wolfi", "y")
                .fixedIn("1"));
    assertThat(Explained.of("CVE-2024-7", advisories).packages())
        .extracting(AffectedPackage::name)
        .containsExactly("y");
  }

  @Test
  void nicknamesAreOfCvesAndLeadBack() {
    List<String> names = new ArrayList<>();
    for (List<String> row : Resource.rows("nicknames.txt")) {
      assertThat(row).hasSize(2);
      assertThat(row.getFirst()).matches("CVE-\\d{4}-\\d{4,}");
      assertThat(Nicknames.cve(row.get(1))).contains(row.getFirst());
      names.add(row.get(1));
    }
    assertThat(names).doesNotHaveDuplicates();
    assertThat(Explainer.named("dirty-cow")).contains("CVE-2016-5195");
    assertThat(Explainer.named("layers")).isEmpty();
  }
}
