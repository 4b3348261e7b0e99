package dev.drydock.match;

import static dev.drydock.match.AdvisoryFixture.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.advisory.osv.Ecosystems;
import dev.drydock.bom.Purl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Language packages, and how OSV's ranges are evaluated.
class LanguageMatchingTest {
  private static java.util.List<String> npm(String version, AdvisoryFixture.Record record) {
    return BomFixture.withoutDistribution()
        .language("npm", "x", version)
        .findings(AdvisoryFixture.of(record));
  }

  private static AdvisoryFixture.Record x() {
    return record("GHSA-1").affects("npm", "x");
  }

  @Test
  void fromIntroducedToFixed() {
    assertThat(npm("1.0.0", x().introduced("1.0.0").fixed("1.2.0"))).hasSize(1);
    assertThat(npm("1.1.9", x().introduced("1.0.0").fixed("1.2.0")))
        .containsExactly("GHSA-1 x@1.1.9 AFFECTED -> 1.2.0");
    assertThat(npm("1.2.0", x().introduced("1.0.0").fixed("1.2.0"))).isEmpty();
    assertThat(npm("0.9.9", x().introduced("1.0.0").fixed("1.2.0"))).isEmpty();
    assertThat(npm("1.2.0-rc.1", x().introduced("1.0.0").fixed("1.2.0"))).hasSize(1);
  }

  @Test
  void theLastAffectedVersionIsAffected() {
    assertThat(npm("1.2.0", x().introduced("0").lastAffected("1.2.0")))
        .containsExactly("GHSA-1 x@1.2.0 AFFECTED -> ");
    assertThat(npm("1.2.1", x().introduced("0").lastAffected("1.2.0"))).isEmpty();
  }

  @Test
  void whereALineEndsWithoutAFixThatOfTheNextLineIsNamed() {
    AdvisoryFixture.Record lines =
        x().introduced("0").lastAffected("1.2.0").introduced("2.0.0").fixed("2.1.0");
    assertThat(npm("1.0.0", lines)).containsExactly("GHSA-1 x@1.0.0 AFFECTED -> 2.1.0");
    assertThat(npm("1.3.0", lines)).isEmpty();
  }

  @Test
  void aLimitEndsARange() {
    assertThat(npm("1.5.0", x().introduced("0").limit("2.0.0"))).hasSize(1);
    assertThat(npm("2.0.0", x().introduced("0").limit("2.0.0"))).isEmpty();
  }

  @Test
  void theFixIsThatOfTheOwnLine() {
    AdvisoryFixture.Record lines =
        x().introduced("0").fixed("1.2.3").introduced("2.0.0").fixed("2.1.0");
    assertThat(npm("1.0.0", lines)).containsExactly("GHSA-1 x@1.0.0 AFFECTED -> 1.2.3");
    assertThat(npm("2.0.5", lines)).containsExactly("GHSA-1 x@2.0.5 AFFECTED -> 2.1.0");
    assertThat(npm("1.9.0", lines)).isEmpty();
    assertThat(npm("3.0.0", lines)).isEmpty();
  }

  @Test
  void rangesInAnyOrderGiveTheSame() {
    AdvisoryFixture.Record lines =
        x().fixed("2.1.0").introduced("2.0.0").fixed("1.2.3").introduced("0");
    assertThat(npm("2.0.5", lines)).containsExactly("GHSA-1 x@2.0.5 AFFECTED -> 2.1.0");
    assertThat(npm("1.9.0", lines)).isEmpty();
  }

  /// Lines of releases that never got a fix, as of Spring 5.3 and 6.0: the last one begins where
  /// nothing would be left for it to say if they went on.
  @Test
  void aRangeWithoutAnEndEndsWhereTheNextBegins() {
    AdvisoryFixture.Record lines =
        x().introduced("5.3.0")
            .anotherRange()
            .introduced("6.0.0")
            .anotherRange()
            .introduced("6.1.0")
            .fixed("6.1.13");
    assertThat(npm("5.2.9", lines)).isEmpty();
    assertThat(npm("5.3.20", lines)).containsExactly("GHSA-1 x@5.3.20 AFFECTED -> 6.1.13");
    assertThat(npm("6.0.7", lines)).containsExactly("GHSA-1 x@6.0.7 AFFECTED -> 6.1.13");
    assertThat(npm("6.1.12", lines)).containsExactly("GHSA-1 x@6.1.12 AFFECTED -> 6.1.13");
    assertThat(npm("6.1.13", lines)).isEmpty();
    assertThat(npm("7.0.8", lines)).isEmpty();
  }

  @Test
  void theLastRangeWithoutAnEndHasNone() {
    AdvisoryFixture.Record lines =
        x().introduced("1.0.0").fixed("1.2.0").anotherRange().introduced("2.0.0");
    assertThat(npm("1.2.0", lines)).isEmpty();
    assertThat(npm("9.0.0", lines)).containsExactly("GHSA-1 x@9.0.0 AFFECTED -> ");
    AdvisoryFixture.Record twice = x().introduced("2.0.0").anotherRange().introduced("2.0.0");
    assertThat(npm("9.0.0", twice)).hasSize(1);
  }

  @Test
  void anyOfSeveralRangesIsEnough() {
    AdvisoryFixture.Record ranges =
        x().introduced("0").fixed("1.0.0").anotherRange().introduced("2.0.0").fixed("2.0.1");
    assertThat(npm("2.0.0", ranges)).containsExactly("GHSA-1 x@2.0.0 AFFECTED -> 2.0.1");
  }

  @Test
  void aListedVersionIsAffectedWhateverTheRangesSay() {
    AdvisoryFixture.Record listed = x().introduced("3.0.0").fixed("3.1.0").versions("1.0.0");
    assertThat(npm("1.0.0", listed)).containsExactly("GHSA-1 x@1.0.0 AFFECTED -> 3.1.0");
    assertThat(npm("1.0.1", listed)).isEmpty();
  }

  @Test
  void listedVersionsMayBeWrittenDifferentlyWhereThereIsNothingElse() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(record("PYSEC-1").affects("PyPI", "x").versions("1.0", "1.1"));
    assertThat(
            BomFixture.withoutDistribution()
                .language("pypi", "x", "1.1.0")
                .language("pypi", "x", "1.2")
                .findings(advisories))
        .containsExactly("PYSEC-1 x@1.1.0 AFFECTED -> ");
  }

  @Test
  void namesAreNormalisedAsTheRegistryDoes() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("PYSEC-1").affects("PyPI", "zope-interface").fixedIn("2"),
            record("GHSA-2").affects("NuGet", "newtonsoft.json").fixedIn("13.0.1"),
            record("GHSA-3").affects("Go", "github.com/A/b").fixedIn("1.1.0"));

    assertThat(
            BomFixture.withoutDistribution()
                .language("pypi", "Zope.Interface", "1.0")
                .language("nuget", "Newtonsoft.Json", "12.0.3")
                .language("golang", "github.com/a/b", "v1.0.0")
                .findings(advisories))
        .containsExactly(
            "GHSA-2 Newtonsoft.Json@12.0.3 AFFECTED -> 13.0.1",
            "PYSEC-1 Zope.Interface@1.0 AFFECTED -> 2");
  }

  @ParameterizedTest
  @CsvSource({
    "conan, openssl, ConanCenter, openssl",
    "cran, commonmark, CRAN, commonmark",
    "hackage, aeson, Hackage, aeson",
    "julia, HTTP, Julia, HTTP",
    "opam, tls, opam, tls",
    "swift, github.com/apple/swift-nio, SwiftURL, https://github.com/Apple/swift-nio.git",
    "swift, github.com/apple/swift-nio, SwiftURL, github.com/apple/swift-nio",
    "vscode-extension, golang.go, VSCode, golang.Go",
  })
  void everyRegistryThatOsvHasAndWeCanOrderIsLookedIn(
      String type, String name, String ecosystem, String advisoryName) {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            AdvisoryFixture.record("X-1")
                .affects(ecosystem, Ecosystems.normaliseName(ecosystem, advisoryName))
                .fixedIn("1.2.1"));

    assertThat(
            BomFixture.withoutDistribution()
                .add(name, "1.2.0", Purl.of(type, null, "x", "1.2.0"), null)
                .findings(advisories))
        .hasSize(1);
    assertThat(
            BomFixture.withoutDistribution()
                .add(name, "1.2.1", Purl.of(type, null, "x", "1.2.1"), null)
                .findings(advisories))
        .isEmpty();
  }

  @Test
  void buildsOfLibrariesForJuliaCount() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            AdvisoryFixture.record("JLSEC-1").affects("Julia", "Glue_jll").fixedIn("2.4.6+1"));

    assertThat(
            BomFixture.withoutDistribution()
                .language("julia", "Glue_jll", "2.4.6+0")
                .language("julia", "Glue_jll", "2.4.6+1")
                .findings(advisories))
        .containsExactly("JLSEC-1 Glue_jll@2.4.6+0 AFFECTED -> 2.4.6+1");
  }

  /// As PyPI's records have it where the bound was `cpe:2.3:a:x:x:2.6.0:-:*:*:*:*:*:*`.
  @Test
  void aBoundWithoutAnUpdateIsTheVersionItself() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("PYSEC-1").affects("PyPI", "x").introduced("0").lastAffected("2.6.0-NA"));

    assertThat(
            BomFixture.withoutDistribution()
                .language("pypi", "x", "2.6.0")
                .language("pypi", "x", "2.6.1")
                .findings(advisories))
        .containsExactly("PYSEC-1 x@2.6.0 AFFECTED -> ");
  }

  @Test
  void theProjectItselfIsNoPackageOfTheSameName() {
    BomFixture both =
        BomFixture.withoutDistribution()
            .language("npm", "x", "1.0.0")
            .ownProject()
            .language("npm", "x", "1.0.1");
    AdvisoryFixture advisories = AdvisoryFixture.of(x().introduced("0"));

    assertThat(both.findings(advisories)).containsExactly("GHSA-1 x@1.0.1 AFFECTED -> ");
    assertThat(both.matched(advisories).coverage())
        .containsExactly(new Findings.Coverage("npm", 1, true));
  }

  @Test
  void anotherArtifactOfTheSameProjectIsAnotherPackage() {
    assertThat(
            BomFixture.withoutDistribution()
                .language("maven", "org.apache.logging.log4j:log4j-api", "2.14.1")
                .findings(
                    AdvisoryFixture.of(
                        AdvisoryFixture.record("GHSA-jfh8-c2jp-5v3q")
                            .aliases("CVE-2021-44228")
                            .affects("Maven", "org.apache.logging.log4j:log4j-core")
                            .fixedIn("2.15.0"))))
        .isEmpty();
  }

  @Test
  void theSameNameOfAnotherRegistryIsAnotherPackage() {
    assertThat(
            BomFixture.withoutDistribution()
                .language("gem", "x", "1.0.0")
                .findings(AdvisoryFixture.of(x().fixedIn("2.0.0")).knowing("RubyGems")))
        .isEmpty();
  }

  @Test
  void goVersionsHaveAVThatAdvisoriesLeaveOut() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("GO-1").aliases("CVE-1").affects("Go", "example.org/m").fixedIn("1.2.0"));
    assertThat(
            BomFixture.withoutDistribution()
                .language("golang", "example.org/m", "v1.1.0")
                .language("golang", "example.org/m", "v1.2.0")
                .language("golang", "example.org/m", "v1.2.0+incompatible")
                .findings(advisories))
        .containsExactly("CVE-1 example.org/m@v1.1.0 AFFECTED -> 1.2.0");
  }

  @Test
  void goStandardLibraryIsMatchedUnderItsOwnName() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("GO-1")
                .aliases("CVE-1")
                .affects("Go", "stdlib")
                .introduced("0")
                .fixed("1.21.8")
                .introduced("1.22.0-0")
                .fixed("1.22.1"),
            record("GO-2").aliases("CVE-2").affects("Go", "toolchain").fixedIn("9.0.0"));

    assertThat(
            BomFixture.withoutDistribution()
                .language("golang", "stdlib", "go1.21.7")
                .language("golang", "stdlib", "1.22.0 X:boringcrypto")
                .language("golang", "stdlib", "v1.22.1")
                .findings(advisories))
        .containsExactlyInAnyOrder(
            "CVE-1 stdlib@go1.21.7 AFFECTED -> 1.21.8",
            "CVE-1 stdlib@1.22.0 X:boringcrypto AFFECTED -> 1.22.1");
  }

  @Test
  void aMainModuleBuiltFromAWorkingCopyIsUndetermined() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("GO-1").aliases("CVE-1").affects("Go", "example.org/m").fixedIn("1.2.0"));

    assertThat(
            BomFixture.withoutDistribution()
                .language("golang", "example.org/m", "(devel)")
                .language("golang", "example.org/other", "(devel)")
                .findings(advisories))
        .containsExactly("CVE-1 example.org/m@(devel) UNDETERMINED -> ");
  }

  /// Of a dependency such a version says that there was no release before it.
  @Test
  void aMainModuleNamedByItsCommitAloneIsUndetermined() {
    String commit = "v0.0.0-20240426060020-9640d75c1384";
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("GO-1").aliases("CVE-1").affects("Go", "example.org/main").fixedIn("1.2.0"),
            record("GO-2").aliases("CVE-2").affects("Go", "example.org/lib").fixedIn("1.2.0"),
            record("GO-3").aliases("CVE-3").affects("Go", "example.org/alone").fixedIn("1.2.0"));

    assertThat(
            BomFixture.withoutDistribution()
                .language("golang", "example.org/main", commit)
                .language("golang", "example.org/lib", commit)
                .language("golang", "example.org/alone", commit)
                .needs("example.org/main", "example.org/lib")
                .findings(advisories))
        .containsExactlyInAnyOrder(
            "CVE-1 example.org/main@" + commit + " UNDETERMINED -> ",
            "CVE-2 example.org/lib@" + commit + " AFFECTED -> 1.2.0",
            "CVE-3 example.org/alone@" + commit + " AFFECTED -> 1.2.0");
  }

  @Test
  void anUnknownVersionIsUndeterminedUnlessAllAreAffected() {
    assertThat(
            BomFixture.withoutDistribution()
                .language("maven", "g:a", "")
                .language("maven", "g:b", "")
                .findings(
                    AdvisoryFixture.of(
                        record("GHSA-1").affects("Maven", "g:a").fixedIn("2"),
                        record("GHSA-2").affects("Maven", "g:b").unfixed())))
        .containsExactly("GHSA-1 g:a@ UNDETERMINED -> ", "GHSA-2 g:b@ AFFECTED -> ");
  }

  @Test
  void anUnreadableVersionInTheRecordIsUndetermined() {
    Findings findings =
        BomFixture.withoutDistribution()
            .language("npm", "x", "1.0.0")
            .matched(AdvisoryFixture.of(x().fixedIn("soon")));

    assertThat(findings.findings())
        .singleElement()
        .extracting(Finding::status)
        .isEqualTo(Finding.Status.UNDETERMINED);
    assertThat(findings.findings().getFirst().matches().getFirst().reason())
        .isEqualTo("the record's version \"soon\" cannot be read as one of npm");
  }

  @Test
  void anotherRecordThatCanTellSettlesTheDoubt() {
    AdvisoryFixture.Record unreadable = x().aliases("CVE-1").fixedIn("soon");
    AdvisoryFixture.Record fixed =
        record("GHSA-2").aliases("CVE-1").affects("npm", "x").fixedIn("0.9.0");
    AdvisoryFixture.Record affected =
        record("GHSA-3").aliases("CVE-1").affects("npm", "x").fixedIn("1.9.0");
    BomFixture image = BomFixture.withoutDistribution().language("npm", "x", "1.0.0");

    assertThat(image.findings(AdvisoryFixture.of(unreadable, fixed))).isEmpty();
    assertThat(image.findings(AdvisoryFixture.of(unreadable, affected)))
        .containsExactly("CVE-1 x@1.0.0 AFFECTED -> 1.9.0");
  }

  @Test
  void aRecordWithoutAnyVersionsCannotTell() {
    assertThat(npm("1.0.0", x())).containsExactly("GHSA-1 x@1.0.0 UNDETERMINED -> ");
  }

  @Test
  void announcementsThatNobodyMaintainsACrateAreNoVulnerabilities() {
    assertThat(
            BomFixture.withoutDistribution()
                .language("cargo", "a", "1.0.0")
                .findings(
                    AdvisoryFixture.of(
                        record("RUSTSEC-1")
                            .affects("crates.io", "a")
                            .unfixed()
                            .packageWord("unmaintained"),
                        record("RUSTSEC-2")
                            .affects("crates.io", "a")
                            .unfixed()
                            .packageWord("unsound"))))
        .containsExactly("RUSTSEC-2 a@1.0.0 AFFECTED -> ");
  }

  @Test
  void theReasonNamesWhatWasCompared() {
    Finding finding =
        BomFixture.withoutDistribution()
            .language("npm", "x", "1.1.0")
            .matched(AdvisoryFixture.of(x().introduced("1.0.0").fixed("1.2.0")))
            .findings()
            .getFirst();

    assertThat(finding.matches())
        .containsExactly(
            new Finding.Match(
                "GHSA-1",
                "npm",
                "x",
                "1.1.0",
                "npm",
                "1.1.0 is not lower than 1.0.0 and lower than the fix 1.2.0",
                "https://example.org/GHSA-1"));
  }

  @Test
  void theNumberOfBitnamisBuildIsNoForerunner() {
    AdvisoryFixture.Record record =
        record("BIT-redis-2024-1").affects("Bitnami", "redis").introduced("0").fixed("7.2.6");
    assertThat(bitnami("7.2.6-3", record)).isEmpty();
    assertThat(bitnami("7.2.5-3", record))
        .containsExactly("BIT-redis-2024-1 redis@7.2.5-3 AFFECTED -> 7.2.6");
    assertThat(bitnami("7.2.6-rc1", record)).hasSize(1);
    assertThat(bitnami("7.2.6", record)).isEmpty();
  }

  private static java.util.List<String> bitnami(String version, AdvisoryFixture.Record record) {
    return BomFixture.withoutDistribution()
        .language("bitnami", "redis", version)
        .findings(AdvisoryFixture.of(record));
  }
}
