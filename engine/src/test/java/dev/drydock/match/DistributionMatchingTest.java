package dev.drydock.match;

import static dev.drydock.match.AdvisoryFixture.record;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Debian, Ubuntu, Alpine and Wolfi.
class DistributionMatchingTest {
  private static final AdvisoryFixture OPENSSL =
      AdvisoryFixture.of(
          record("DSA-1-1")
              .upstream("CVE-2022-1")
              .affects("Debian:11", "openssl")
              .fixedIn("1.1-2"));

  @Test
  void debianPackagesAreMatchedBySourceNameAndSourceVersion() {
    BomFixture image =
        BomFixture.on("debian", "11")
            .deb("libssl1.1", "1.1-1+b3", "openssl", "1.1-1")
            .deb("openssl", "9:9", "other", "9:9");

    assertThat(image.findings(OPENSSL))
        .containsExactly("CVE-2022-1 libssl1.1@1.1-1+b3 AFFECTED -> 1.1-2");
  }

  @Test
  void theVersionOfABinaryRebuildPlaysNoPart() {
    // +b1 on the binary: the source is still the fixed one, or still the one before
    assertThat(
            BomFixture.on("debian", "11")
                .deb("a", "5:7-1+b1", "openssl", "1.1-2")
                .deb("b", "0.1-1+b1", "openssl", "1.1-2")
                .findings(OPENSSL))
        .isEmpty();
  }

  @Test
  void oneFindingForEachBinaryPackageOfASource() {
    assertThat(
            BomFixture.on("debian", "11")
                .deb("libssl1.1", "1.1-1", "openssl", "1.1-1")
                .deb("openssl", "1.1-1", "openssl", "1.1-1")
                .findings(OPENSSL))
        .containsExactly(
            "CVE-2022-1 libssl1.1@1.1-1 AFFECTED -> 1.1-2",
            "CVE-2022-1 openssl@1.1-1 AFFECTED -> 1.1-2");
  }

  @Test
  void otherReleasesDoNotCount() {
    assertThat(
            BomFixture.on("debian", "12")
                .deb("openssl", "1.1-1")
                .findings(OPENSSL.knowing("Debian:12")))
        .isEmpty();
  }

  @Test
  void anAnnouncementOfSeveralCvesIsOneFindingForEach() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("DSA-2-1")
                .upstream("CVE-2022-2", "CVE-2022-1")
                .affects("Debian:11", "curl")
                .fixedIn("7-2"),
            record("DEBIAN-CVE-2022-1")
                .upstream("CVE-2022-1")
                .affects("Debian:11", "curl")
                .fixedIn("7-2"));

    Findings findings = BomFixture.on("debian", "11").deb("curl", "7-1").matched(advisories);

    assertThat(findings.findings())
        .extracting(Finding::id)
        .containsExactly("CVE-2022-1", "CVE-2022-2");
    assertThat(findings.findings().getFirst().aliases()).isEmpty();
    assertThat(findings.findings().getFirst().matches())
        .extracting(Finding.Match::advisory)
        .containsExactly("DEBIAN-CVE-2022-1", "DSA-2-1");
  }

  @Test
  void anAnnouncementWithoutACveStandsUnderItsOwnNumber() {
    assertThat(
            BomFixture.on("debian", "11")
                .deb("ucf", "3-1")
                .findings(
                    AdvisoryFixture.of(
                        record("DLA-4016-1").affects("Debian:11", "ucf").fixedIn("3-2"))))
        .containsExactly("DLA-4016-1 ucf@3-1 AFFECTED -> 3-2");
  }

  @Test
  void aFixThatTurnedOutTooLowIsCorrectedByTheNextAnnouncement() {
    // as DLA-3942: the first announcement's version was below what the release already had
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("DLA-3-1").upstream("CVE-2023-1").affects("Debian:11", "o").fixedIn("1.1n-6"),
            record("DLA-3-2").upstream("CVE-2023-1").affects("Debian:11", "o").fixedIn("1.1w-2"));

    assertThat(BomFixture.on("debian", "11").deb("o", "1.1w-1").findings(advisories))
        .containsExactly("CVE-2023-1 o@1.1w-1 AFFECTED -> 1.1w-2");
    assertThat(BomFixture.on("debian", "11").deb("o", "1.1w-2").findings(advisories)).isEmpty();
    assertThat(BomFixture.on("debian", "11").deb("o", "1.1m-1").findings(advisories))
        .containsExactly("CVE-2023-1 o@1.1m-1 AFFECTED -> 1.1w-2");
  }

  @Test
  void withoutAFixThePackageStaysAffected() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("DSA-4-1")
                .upstream("CVE-2022-4")
                .affects("Debian:11", "a")
                .unfixed()
                .status("unfixed"),
            record("DSA-5-1")
                .upstream("CVE-2022-5")
                .affects("Debian:11", "b")
                .unfixed()
                .status("end-of-life"));

    assertThat(BomFixture.on("debian", "11").deb("a", "1-1").deb("b", "1-1").findings(advisories))
        .containsExactly("CVE-2022-4 a@1-1 AFFECTED -> ", "CVE-2022-5 b@1-1 WILL_NOT_FIX -> ");
  }

  @Test
  void unimportantIsNegligible() {
    assertThat(
            BomFixture.on("debian", "11")
                .deb("a", "1-1")
                .matched(
                    AdvisoryFixture.of(
                        record("DEBIAN-CVE-2011-3374")
                            .upstream("CVE-2011-3374")
                            .vector("CVSS_V3", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")
                            .affects("Debian:11", "a")
                            .unfixed()
                            .packageWord("unimportant")))
                .findings()
                .getFirst()
                .severity())
        .isEqualTo(Finding.Severity.NEGLIGIBLE);
  }

  @Test
  void packagesOfOtherVendorsGetNoAdvisoriesOfTheDistribution() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("DSA-6-1").upstream("CVE-1").affects("Debian:12", "nodejs").fixedIn("18.19-6"));

    Findings findings =
        BomFixture.on("debian", "12")
            .debMaintainedBy("Ivan <ivan@nodesource.com>", "nodejs", "18.10-1nodesource1")
            .matched(advisories);

    assertThat(findings.findings()).isEmpty();
    assertThat(findings.coverage())
        .containsExactly(new Findings.Coverage("Debian:12, packages of other vendors", 1, false));
    assertThat(
            BomFixture.on("debian", "12")
                .debMaintainedBy("Debian Javascript <x@lists.debian.org>", "nodejs", "18.13-1")
                .findings(advisories))
        .hasSize(1);
  }

  @Test
  void kernelHeadersAreNoKernel() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("DSA-7-1").upstream("CVE-7").affects("Debian:11", "linux").fixedIn("5.11-1"));

    Findings findings =
        BomFixture.on("debian", "11")
            .deb("linux-libc-dev", "5.10-1", "linux", "5.10-1")
            .deb("linux-image-amd64", "5.10-1", "linux", "5.10-1")
            .matched(advisories);

    assertThat(findings.findings())
        .extracting(finding -> finding.component().name())
        .containsExactly("linux-image-amd64");
    assertThat(findings.coverage())
        .containsExactly(
            new Findings.Coverage("Debian:11", 1, true, true),
            new Findings.Coverage("Debian:11, kernel headers", 1, false));
  }

  @Test
  void alpinePackagesAreMatchedByOriginAndByNameWhereNobodyKnowsThat() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("ALPINE-CVE-2019-1")
                .upstream("CVE-2019-1")
                .affects("Alpine:v3.11", "openssl")
                .fixedIn("1.1.1d-r2"),
            record("ALPINE-CVE-2019-2")
                .upstream("CVE-2019-2")
                .affects("Alpine:v3.11", "py3-x")
                .fixedIn("2-r0"),
            record("ALPINE-CVE-2019-3")
                .upstream("CVE-2019-3")
                .affects("Alpine:v3.11", "libssl1.1")
                .fixedIn("9-r0"));

    assertThat(
            BomFixture.on("alpine", "3.11.6")
                .apk("libssl1.1", "1.1.1d-r1", "openssl")
                .apk("py3-x", "1-r0", "x")
                .findings(advisories))
        .containsExactly(
            "CVE-2019-1 libssl1.1@1.1.1d-r1 AFFECTED -> 1.1.1d-r2",
            "CVE-2019-2 py3-x@1-r0 AFFECTED -> 2-r0");
  }

  @Test
  void alpineOrdersPreReleasesAndPatchesItsOwnWay() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("ALPINE-CVE-1")
                .upstream("CVE-1")
                .affects("Alpine:v3.11", "a")
                .fixedIn("1.0_p1-r1"));

    assertThat(
            BomFixture.on("alpine", "3.11.6")
                .apk("b", "1.0_rc1-r5", "a")
                .apk("c", "1.0_p1-r0", "a")
                .apk("d", "1.0_p1-r1", "a")
                .findings(advisories))
        .containsExactly(
            "CVE-1 b@1.0_rc1-r5 AFFECTED -> 1.0_p1-r1", "CVE-1 c@1.0_p1-r0 AFFECTED -> 1.0_p1-r1");
  }

  @Test
  void aFixInVersionNoughtMeansNeverAffected() {
    assertThat(
            BomFixture.on("alpine", "3.11.6")
                .apk("a", "1-r0", "a")
                .findings(
                    AdvisoryFixture.of(
                        record("ALPINE-CVE-1").affects("Alpine:v3.11", "a").fixedIn("0"))))
        .isEmpty();
  }

  @Test
  void wolfiSaysWhyThereIsNoFix() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("CGA-1")
                .upstream("CVE-2025-1", "GHSA-1")
                .affects("Wolfi", "a")
                .unfixed()
                .status("detection"),
            record("CGA-2")
                .upstream("CVE-2025-2")
                .affects("Wolfi", "a")
                .unfixed()
                .status("fix-not-planned"),
            record("CGA-3")
                .upstream("GHSA-3")
                .affects("Wolfi", "a")
                .unfixed()
                .status("pending-upstream-fix"));

    Findings findings =
        BomFixture.on("wolfi", "20230201").apk("a", "1-r0", "a").matched(advisories);

    assertThat(findings.findings())
        .extracting(Finding::id, Finding::status, Finding::aliases)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "CGA-3", Finding.Status.AFFECTED, java.util.List.of("GHSA-3")),
            org.assertj.core.groups.Tuple.tuple(
                "CVE-2025-1", Finding.Status.UNDER_INVESTIGATION, java.util.List.of("GHSA-1")),
            org.assertj.core.groups.Tuple.tuple(
                "CVE-2025-2", Finding.Status.WILL_NOT_FIX, java.util.List.of()));
  }

  @Test
  void ubuntuFixesForSubscribersCountForAll() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("UBUNTU-CVE-2021-3782")
                .upstream("CVE-2021-3782")
                .vector("Ubuntu", "medium")
                .affects("Ubuntu:Pro:18.04:LTS", "wayland")
                .fixedIn("1.16-1+esm1")
                .affects("Ubuntu:20.04:LTS", "wayland")
                .fixedIn("1.18-1"),
            record("USN-5614-1")
                .upstream("UBUNTU-CVE-2021-3782")
                .affects("Ubuntu:20.04:LTS", "wayland")
                .fixedIn("1.18-1"));

    assertThat(BomFixture.on("ubuntu", "18.04").deb("wayland", "1.16-1").findings(advisories))
        .containsExactly("CVE-2021-3782 wayland@1.16-1 AFFECTED -> 1.16-1+esm1");
    assertThat(BomFixture.on("ubuntu", "18.04").deb("wayland", "1.16-1+esm1").findings(advisories))
        .isEmpty();
    Finding focal =
        BomFixture.on("ubuntu", "20.04")
            .deb("wayland", "1.17-1")
            .matched(advisories)
            .findings()
            .getFirst();
    assertThat(focal.id()).isEqualTo("CVE-2021-3782");
    assertThat(focal.severity()).isEqualTo(Finding.Severity.MEDIUM);
    assertThat(focal.matches()).hasSize(2);
  }

  @Test
  void aVersionThatDpkgWouldNotTakeIsUndetermined() {
    Findings findings = BomFixture.on("debian", "11").deb("openssl", "none").matched(OPENSSL);

    assertThat(findings.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.status()).isEqualTo(Finding.Status.UNDETERMINED);
              assertThat(finding.fixedIn()).isEmpty();
              assertThat(finding.matches().getFirst().reason())
                  .isEqualTo("the version \"none\" cannot be read as one of deb");
            });
  }
}
