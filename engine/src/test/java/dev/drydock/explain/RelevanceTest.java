package dev.drydock.explain;

import static dev.drydock.explain.Explained.words;
import static dev.drydock.match.AdvisoryFixture.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Purl;
import dev.drydock.explain.Relevance.Place;
import dev.drydock.explain.Relevance.Present;
import dev.drydock.explain.Relevance.Verdict;
import dev.drydock.explain.Section.Kind;
import dev.drydock.fix.Plan;
import dev.drydock.match.AdvisoryFixture;
import dev.drydock.match.BomFixture;
import dev.drydock.origin.Origin;
import dev.drydock.triage.Priority;
import dev.drydock.vex.Product;
import dev.drydock.vex.PurlPattern;
import dev.drydock.vex.Statement;
import dev.drydock.vex.VexDocument;
import dev.drydock.vex.VexStatements;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What a vulnerability means for an image: each verdict with its evidence.
class RelevanceTest {
  private static Relevance relevance(Explanation explanation) {
    return Objects.requireNonNull(explanation.relevance());
  }

  @Test
  void affectedWithWhereWhyAndWhatRemovesIt() {
    Explanation explanation =
        Explained.of("CVE-2021-44228", Explained.advisories(), Explained.application());
    Relevance relevance = relevance(explanation);
    assertThat(relevance.verdict()).isEqualTo(Verdict.AFFECTED);
    assertThat(explanation.kinds()).containsExactly(PackageKind.LIBRARY);
    Present present = relevance.present().getFirst();
    assertThat(relevance.present()).hasSize(1);
    assertThat(Objects.requireNonNull(present.judgement()).priority()).isEqualTo(Priority.ACT);
    assertThat(Objects.requireNonNull(present.removal()).number()).isEqualTo(1);
    assertThat(present.removal().alsoRemoves()).containsExactly("CVE-2021-45046");
    assertThat(present.stays()).isNull();
    assertThat(explanation.sections())
        .extracting(Section::kind)
        .startsWith(Kind.WHAT, Kind.HERE, Kind.ADVICE, Kind.SEVERITY)
        .doesNotHaveDuplicates()
        .hasSize(10);
    assertThat(words(explanation, Kind.HERE))
        .containsExactly(
            "Yes, test is affected. Act on it now: attacks are known (CISA KEV, 2021-12-10).",
            "org.apache.logging.log4j:log4j-core 2.14.1",
            "Found in somewhere",
            "It counts because 2.14.1 is not lower than 2.13.0 and lower than the fix 2.15.0, says"
                + " the record GHSA-jfh8-c2jp-5v3q for org.apache.logging.log4j:log4j-core"
                + " (Maven).",
            "Action 1 of the plan removes it: Upgrade org.apache.logging.log4j:log4j-core (medium"
                + " effort). With it goes CVE-2021-45046.");
    assertThat(words(explanation, Kind.ADVICE))
        .containsExactly(
            "Upgrade org.apache.logging.log4j:log4j-core.",
            ContainerWords.step(PackageKind.LIBRARY),
            "Until that is done: let only those reach the container who need it, and run it as an"
                + " ordinary user.",
            "Attacks are known, so look whether somebody has been there before: in logs, and for"
                + " what the container could reach.",
            "Ask again about the image that you built, to see it gone:",
            "drydock explain CVE-2021-44228 test");
  }

  @Test
  void theLayerItsInstructionAndTheOriginAreTold() {
    Bom plain =
        BomFixture.on("debian", "11")
            .language("maven", "org.apache.logging.log4j:log4j-core", "2.14.1")
            .inLayer(1)
            .bom();
    Bom bom =
        new Bom(
            new Bom.Subject(
                "my app.tar",
                null,
                null,
                "linux/amd64",
                null,
                List.of(
                    new Bom.LayerSummary(0, "sha256:a", null, "ADD rootfs.tar /"),
                    new Bom.LayerSummary(1, "sha256:b", null, "COPY lib/ /app/" + "x".repeat(200))),
                List.of(),
                Map.of(),
                List.of()),
            plain.distribution(),
            plain.components(),
            List.of(),
            List.of());
    Explanation explanation =
        Explained.of("CVE-2021-44228", Explained.advisories(), bom, VexStatements.none());
    Present present = relevance(explanation).present().getFirst();
    assertThat(present.origin()).isEqualTo(Origin.APPLICATION);
    assertThat(present.places())
        .containsExactly(
            new Place("somewhere", 1, "sha256:b", "COPY lib/ /app/" + "x".repeat(200)));
    assertThat(words(explanation, Kind.HERE))
        .contains(
            "org.apache.logging.log4j:log4j-core 2.14.1, added on top of the base image",
            "Found in somewhere, layer 1, which \"COPY lib/ /app/"
                + "x".repeat(105)
                + "...\" made");
    assertThat(words(explanation, Kind.ADVICE))
        .contains("drydock explain CVE-2021-44228 'my app.tar'");
  }

  @Test
  void whatNoActionRemovesSaysWhy() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("CVE-2024-7").affects("npm", "x").unfixed(),
            record("DEBIAN-CVE-2024-8")
                .upstream("CVE-2024-8")
                .affects("Debian:11", "curl")
                .unfixed()
                .status("will-not-fix"));
    Explanation unfixed =
        Explained.of(
            "CVE-2024-7", advisories, BomFixture.withoutDistribution().language("npm", "x", "1"));
    assertThat(relevance(unfixed).present().getFirst().stays()).isEqualTo(Plan.Reason.NO_FIX);
    assertThat(words(unfixed, Kind.HERE))
        .last()
        .isEqualTo("No action of the plan removes it: no fix is published yet.");
    assertThat(words(unfixed, Kind.ADVICE))
        .first()
        .asString()
        .startsWith("There is no fixed version to take.");
    Explanation refused = Explained.of("CVE-2024-8", advisories, Explained.application());
    assertThat(words(refused, Kind.HERE))
        .contains("libcurl4 7.74.0-1.3+deb11u9, built from curl")
        .last()
        .isEqualTo("No action of the plan removes it: its maker will not fix it.");
  }

  @Test
  void aVersionThatCannotBeComparedIsNotCalledAffectedOrNot() {
    Explanation explanation =
        Explained.of(
            "CVE-2021-44228",
            Explained.advisories(),
            BomFixture.withoutDistribution()
                .language("maven", "org.apache.logging.log4j:log4j-core", ""));
    assertThat(relevance(explanation).verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(words(explanation, Kind.HERE))
        .startsWith(
            "Nobody can tell: test has the package, but its version cannot be compared. Find out"
                + " which version it really is.",
            "org.apache.logging.log4j:log4j-core");
  }

  @Test
  void aFixedVersionIsTheEvidenceThatItIsNotAffected() {
    Explanation explanation =
        Explained.of(
            "CVE-2021-44228",
            Explained.advisories(),
            BomFixture.withoutDistribution()
                .language("maven", "org.apache.logging.log4j:log4j-core", "2.17.1"));
    Relevance relevance = relevance(explanation);
    assertThat(relevance.verdict()).isEqualTo(Verdict.NOT_AFFECTED);
    assertThat(relevance.present()).isEmpty();
    assertThat(relevance.cleared()).hasSize(1);
    assertThat(words(explanation, Kind.HERE))
        .containsExactly(
            "No. test has the package, in a version that is not affected.",
            "org.apache.logging.log4j:log4j-core 2.17.1",
            "2.17.1 is no version that GHSA-jfh8-c2jp-5v3q calls affected; fixed in 2.15.0.",
            "Found in somewhere");
    assertThat(words(explanation, Kind.ADVICE)).containsExactly("Nothing, for this image.");
  }

  @Test
  void whatWasNotLinkedIsTheEvidenceThatItIsNotAffected() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            AdvisoryFixture.record("GO-1")
                .aliases("CVE-2026-1")
                .affects("Go", "stdlib")
                .fixedIn("1.22.4")
                .packages("archive/zip", "net/mail"),
            AdvisoryFixture.record("GHSA-1")
                .aliases("CVE-2026-1")
                .affects("Go", "stdlib")
                .fixedIn("1.22.4"));
    BomFixture program =
        BomFixture.withoutDistribution()
            .language("golang", "stdlib", "1.22.3")
            .packages("net/http", "runtime");
    Explanation explanation = Explained.of("CVE-2026-1", advisories, program);
    Relevance relevance = relevance(explanation);

    assertThat(relevance.verdict()).isEqualTo(Verdict.NOT_AFFECTED);
    assertThat(relevance.cleared())
        .extracting(Relevance.Cleared::notLinked)
        .containsExactly(List.of("archive/zip", "net/mail"));
    assertThat(words(explanation, Kind.HERE))
        .containsExactly(
            "No. test has the package, without the part that is vulnerable.",
            "stdlib 1.22.3",
            "GO-1 is about archive/zip, net/mail, none of which was linked into the program.",
            "Found in somewhere");

    program.language("golang", "stdlib", "1.22.4").packages("net/mail");
    assertThat(words(Explained.of("CVE-2026-1", advisories, program), Kind.HERE))
        .containsExactly(
            "No. test has the package, in a version that is not affected, or without the part that"
                + " is vulnerable.",
            "stdlib 1.22.3",
            "GO-1 is about archive/zip, net/mail, none of which was linked into the program.",
            "Found in somewhere",
            "stdlib 1.22.4",
            "1.22.4 is no version that GO-1, GHSA-1 call affected; fixed in 1.22.4.",
            "Found in somewhere");

    program.language("golang", "stdlib", "1.22.2").packages("net/mail");
    assertThat(relevance(Explained.of("CVE-2026-1", advisories, program)).verdict())
        .isEqualTo(Verdict.AFFECTED);
  }

  @Test
  void onePackageThatWasNotLinkedIsNamed() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            AdvisoryFixture.record("GO-1")
                .affects("Go", "e.org/a")
                .unfixed()
                .packages("e.org/a/b"));

    assertThat(
            words(
                Explained.of(
                    "GO-1",
                    advisories,
                    BomFixture.withoutDistribution()
                        .language("golang", "e.org/a", "v1.0.0")
                        .packages()),
                Kind.HERE))
        .contains("GO-1 is about e.org/a/b, which was not linked into the program.");
  }

  @Test
  void aPackageThatIsNotThereIsNotPresent() {
    Explanation explanation =
        Explained.of(
            "CVE-2021-44228",
            Explained.advisories(),
            BomFixture.on("debian", "11").deb("tar", "1").language("npm", "log4j-core", "2.14.1"));
    assertThat(relevance(explanation).verdict()).isEqualTo(Verdict.NOT_PRESENT);
    assertThat(words(explanation, Kind.HERE))
        .containsExactly(
            "No. None of the packages that the advisories name for it is among the 2 of test.");
  }

  @Test
  void filesThatCouldNotBeReadAreACaution() {
    Bom plain = BomFixture.on("debian", "11").deb("tar", "1").bom();
    Bom bom =
        new Bom(
            plain.subject(),
            plain.distribution(),
            plain.components(),
            List.of(),
            List.of(new Bom.Unreadable("app/app.jar", "java-archive", "cut off")));
    Explanation explanation =
        Explained.of("CVE-2021-44228", Explained.advisories(), bom, VexStatements.none());
    assertThat(words(explanation, Kind.HERE))
        .last()
        .isEqualTo(
            "1 file of the image could not be read and might tell of more; drydock scan lists"
                + " them.");
  }

  @Test
  void aNamesakeOfADistributionIsToldApart() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("DSA-1-1").upstream("CVE-2024-7").affects("Debian:12", "curl").fixedIn("8"),
            record("DSA-2-1").upstream("CVE-2024-8").affects("Debian:11", "tar").fixedIn("2"));
    Explanation notNamed = Explained.of("CVE-2024-7", advisories, Explained.application());
    assertThat(relevance(notNamed).verdict()).isEqualTo(Verdict.NOT_NAMED);
    assertThat(words(notNamed, Kind.HERE))
        .containsExactly(
            "Not as far as is known: test has a package of that name, and the advisories of its"
                + " distribution do not name this vulnerability for it.",
            "libcurl4 7.74.0-1.3+deb11u9, built from curl");
    Explanation unknown =
        Explained.of(
            "CVE-2024-7", advisories, BomFixture.on("ubuntu", "22.04").deb("curl", "7.81.0"));
    assertThat(relevance(unknown).verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(words(unknown, Kind.HERE))
        .containsExactly(
            "Nobody can tell: test has a package of that name, and there are no advisories here for"
                + " its distribution.",
            "curl 7.81.0");
    assertThat(words(unknown, Kind.ADVICE)).contains("drydock db update");
  }

  @Test
  void whatVexSilencesSaysWhoSaidSoAndWhy() {
    VexStatements vex = vex(Statement.Status.NOT_AFFECTED);
    Explanation explanation =
        Explained.of("CVE-2021-44228", Explained.advisories(), Explained.application().bom(), vex);
    Relevance relevance = relevance(explanation);
    assertThat(relevance.verdict()).isEqualTo(Verdict.SILENCED);
    assertThat(relevance.present()).hasSize(1);
    assertThat(relevance.present().getFirst().judgement()).isNull();
    assertThat(words(explanation, Kind.HERE))
        .containsExactly(
            "No, says a VEX statement. Without it, test would be affected.",
            "org.apache.logging.log4j:log4j-core 2.14.1",
            "Found in somewhere",
            "It counts because 2.14.1 is not lower than 2.13.0 and lower than the fix 2.15.0, says"
                + " the record GHSA-jfh8-c2jp-5v3q for org.apache.logging.log4j:log4j-core"
                + " (Maven).",
            "Example says not affected: vulnerable code not present (vex.json).",
            "In their words: lookups are off",
            "They advise: stay calm");
    assertThat(words(explanation, Kind.ADVICE)).containsExactly("Nothing, for this image.");
  }

  @Test
  void whatVexConfirmsIsToldBesideTheFinding() {
    Explanation explanation =
        Explained.of(
            "CVE-2021-44228",
            Explained.advisories(),
            Explained.application().bom(),
            vex(Statement.Status.AFFECTED));
    assertThat(relevance(explanation).verdict()).isEqualTo(Verdict.AFFECTED);
    assertThat(words(explanation, Kind.HERE))
        .contains("Example says affected: vulnerable code not present (vex.json).");
  }

  @Test
  void aBulletinIsAboutAllThatItNames() {
    Explanation explanation =
        Explained.of("DSA-1-1", Explained.advisories(), Explained.application());
    assertThat(relevance(explanation).present())
        .extracting(present -> present.finding().id())
        .containsExactly("CVE-2024-0001", "CVE-2024-0002");
  }

  @Test
  void ofSeveralUpgradesTheOneThatRemovesItIsNamed() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("DSA-1-1").upstream("CVE-2024-7").affects("Debian:11", "curl").fixedIn("8"),
            record("DSA-2-1").upstream("CVE-2024-8").affects("Debian:11", "tar").fixedIn("2"));
    Explanation explanation =
        Explained.of("CVE-2024-8", advisories, Explained.application().deb("tar", "1"));
    assertThat(
            Objects.requireNonNull(relevance(explanation).present().getFirst().removal()).upgrade())
        .isEqualTo("tar 1 → 2");
    assertThat(words(explanation, Kind.ADVICE))
        .first()
        .asString()
        .endsWith("among them tar 1 → 2.");
  }

  @Test
  void manyPackagesAreBoundedInWordsAndAllThereInFacts() {
    BomFixture bom = BomFixture.on("debian", "11");
    for (int i = 0; i < 9; i++) {
      bom.deb("libcurl-" + i, "7.74.0-1", "curl", "7.74.0-1");
    }
    Explanation explanation = Explained.of("CVE-2024-0001", Explained.advisories(), bom);
    assertThat(relevance(explanation).present()).hasSize(9);
    assertThat(words(explanation, Kind.HERE))
        .contains("And 4 more packages; --format json lists them.")
        .doesNotContain("libcurl-8 7.74.0-1, built from curl");
  }

  private static VexStatements vex(Statement.Status status) {
    Statement.Document document = new Statement.Document("vex.json", "OpenVEX", "", "Example");
    Statement statement =
        new Statement(
            List.of("CVE-2021-44228"),
            List.of(
                new Product(
                    List.of(
                        new PurlPattern(
                            Purl.parse("pkg:maven/org.apache.logging.log4j:log4j-core"))),
                    List.of(),
                    List.of(),
                    List.of(),
                    false)),
            status,
            "vulnerable_code_not_present",
            "lookups are off",
            "stay calm",
            false,
            null,
            document);
    return new VexStatements(
        List.of(new VexDocument(document, List.of(statement), List.of())), List.of());
  }
}
