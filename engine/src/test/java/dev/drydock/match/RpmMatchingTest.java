package dev.drydock.match;

import static dev.drydock.match.AdvisoryFixture.record;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Red Hat's family, SUSE's, and what is peculiar to rpm.
class RpmMatchingTest {

  @Test
  void almaLinuxSpeaksOfInstalledPackages() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("ALSA-2023:0005")
                .upstream("CVE-2022-42920")
                .summary("Important: bcel security update")
                .affects("AlmaLinux:9", "bcel-libs")
                .fixedIn("6.4.1-9.el9_1"));

    Findings findings =
        BomFixture.on("almalinux", "9.3")
            .rpm("bcel-libs", "6.4.1-8.el9", "bcel", "6.4.1-8.el9")
            .rpm("bcel", "6.4.1-8.el9", "bcel-libs", "6.4.1-8.el9")
            .matched(advisories);

    assertThat(findings.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.component().name()).isEqualTo("bcel-libs");
              assertThat(finding.severity()).isEqualTo(Finding.Severity.HIGH);
            });
  }

  @Test
  void rockyLinuxSpeaksOfSourcePackages() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("RLSA-2023:3220")
                .upstream("CVE-2023-32205")
                .affects("Rocky Linux:8", "firefox")
                .fixedIn("0:102.11.0-2.el8_7"));

    assertThat(
            BomFixture.on("rocky", "8.7")
                .rpm("firefox-x11", "102.10.0-1.el8", "firefox", "102.10.0-1.el8")
                .findings(advisories))
        .containsExactly(
            "CVE-2023-32205 firefox-x11@102.10.0-1.el8 AFFECTED -> 0:102.11.0-2.el8_7");
  }

  @Test
  void aMissingEpochOfTheInstalledPackageIsNought() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("ALSA-1").upstream("CVE-1").affects("AlmaLinux:9", "bind").fixedIn("32:9.11-1"),
            record("ALSA-2").upstream("CVE-2").affects("AlmaLinux:9", "a").fixedIn("0:2-1"));

    assertThat(
            BomFixture.on("almalinux", "9.3")
                .rpm("bind", "9.99-1")
                .rpm("a", "2-1")
                .findings(advisories))
        .containsExactly("CVE-1 bind@9.99-1 AFFECTED -> 32:9.11-1");
  }

  @Test
  void aMissingEpochOfTheSourceIsIgnored() {
    // perl-Errno: the file name of the source package does not tell perl's epoch 4
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("RLSA-1")
                .upstream("CVE-1")
                .affects("Rocky Linux:8", "perl")
                .fixedIn("4:5.26.3-419"));

    assertThat(
            BomFixture.on("rocky", "8.7")
                .rpm("perl-Errno", "0:1.28-419", "perl", "5.26.3-419")
                .rpm("perl-IO", "0:1.38-416", "perl", "5.26.3-416")
                .findings(advisories))
        .containsExactly("CVE-1 perl-IO@0:1.38-416 AFFECTED -> 4:5.26.3-419");
  }

  private static final AdvisoryFixture NODEJS =
      AdvisoryFixture.of(
          record("ALSA-18")
              .upstream("CVE-18")
              .summary("Important: nodejs:18 security update")
              .affects("AlmaLinux:8", "nodejs")
              .fixedIn("1:18.20-1.module_el8.10.0+1"),
          record("ALSA-0")
              .upstream("CVE-0")
              .summary("Important: nodejs security update")
              .affects("AlmaLinux:8", "nodejs")
              .fixedIn("1:99-1.el8"));

  @Test
  void theSameModuleStreamMatches() {
    assertThat(
            BomFixture.on("almalinux", "8.9")
                .rpmOfModule("nodejs:18:8090020231019:a75119d5", "nodejs", "1:18.1-1.module_el8")
                .findings(NODEJS))
        .containsExactly(
            "CVE-18 nodejs@1:18.1-1.module_el8 AFFECTED -> 1:18.20-1.module_el8.10.0+1");
  }

  @Test
  void anotherModuleStreamDoesNot() {
    assertThat(
            BomFixture.on("almalinux", "8.9")
                .rpmOfModule("nodejs:16:8090020231019:a75119d5", "nodejs", "1:16.1-1.module_el8")
                .findings(NODEJS))
        .isEmpty();
  }

  @Test
  void aPackageOfNoModuleMatchesOnlyAdvisoriesOfNoModule() {
    assertThat(
            BomFixture.on("almalinux", "8.9")
                .rpmOfModule("", "nodejs", "1:10-1.el8")
                .findings(NODEJS))
        .containsExactly("CVE-0 nodejs@1:10-1.el8 AFFECTED -> 1:99-1.el8");
  }

  @Test
  void wherTheDatabaseKnowsNoLabelsNothingIsExcluded() {
    assertThat(
            BomFixture.on("almalinux", "8.9")
                .rpmOfModule(null, "nodejs", "1:10-1.el8")
                .findings(NODEJS))
        .hasSize(2);
  }

  @Test
  void aBuildOfAModuleWithoutLabelMatchesOnlyAdvisoriesOfModules() {
    for (String label : new String[] {null, ""}) {
      assertThat(
              BomFixture.on("almalinux", "8.9")
                  .rpmOfModule(label, "nodejs", "1:18.1-1.module_el8")
                  .findings(NODEJS))
          .containsExactly(
              "CVE-18 nodejs@1:18.1-1.module_el8 AFFECTED -> 1:18.20-1.module_el8.10.0+1");
    }
  }

  @Test
  void ofSeveralBuildsInOneRecordTheLowestCounts() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("ALSA-2021:4517")
                .upstream("CVE-1")
                .affects("AlmaLinux:8", "vim")
                .fixedIn("2:8.0.1763-16.el8_5.13")
                .affects("AlmaLinux:8", "vim")
                .fixedIn("2:8.0.1763-16.el8"));

    assertThat(
            BomFixture.on("almalinux", "8.5").rpm("vim", "2:8.0.1763-16.el8").findings(advisories))
        .isEmpty();
    assertThat(
            BomFixture.on("almalinux", "8.5").rpm("vim", "2:8.0.1763-15.el8").findings(advisories))
        .hasSize(1);
  }

  @Test
  void bugFixesWithoutACveAreNoVulnerabilities() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("ALBA-2021:1").affects("AlmaLinux:8", "aide").fixedIn("2-1"),
            record("ALEA-2021:2").affects("AlmaLinux:8", "aide").fixedIn("2-1"),
            record("ALBA-2021:3").upstream("CVE-3").affects("AlmaLinux:8", "aide").fixedIn("2-1"),
            record("ALSA-2021:4").affects("AlmaLinux:8", "aide").fixedIn("2-1"));

    assertThat(BomFixture.on("almalinux", "8.5").rpm("aide", "1-1").findings(advisories))
        .containsExactly("ALSA-2021:4 aide@1-1 AFFECTED -> 2-1", "CVE-3 aide@1-1 AFFECTED -> 2-1");
  }

  @Test
  void keysInTheDatabaseAreNoSoftware() {
    Findings findings =
        BomFixture.on("almalinux", "8.5")
            .rpm("gpg-pubkey", "1-1")
            .matched(
                AdvisoryFixture.of(
                    record("ALSA-1").affects("AlmaLinux:8", "gpg-pubkey").fixedIn("2-1")));

    assertThat(findings.findings()).isEmpty();
    assertThat(findings.coverage()).isEmpty();
  }

  @Test
  void otherVendorsPackagesAreNotTheDistributions() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("ALSA-1").upstream("CVE-1").affects("AlmaLinux:9", "a").fixedIn("2-1"));

    assertThat(
            BomFixture.on("almalinux", "9.1")
                .rpmFrom("Fedora Project", "a", "1-1")
                .matched(advisories)
                .coverage())
        .containsExactly(new Findings.Coverage("AlmaLinux:9, packages of other vendors", 1, false));
    assertThat(
            BomFixture.on("almalinux", "9.1").rpmFrom("AlmaLinux", "a", "1-1").findings(advisories))
        .hasSize(1);
    assertThat(BomFixture.on("almalinux", "9.1").rpmFrom("", "a", "1-1").findings(advisories))
        .hasSize(1);
  }

  @Test
  void advisoriesOfOtherArchitecturesDoNotCount() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("A-1")
                .upstream("CVE-1")
                .affects("Rocky Linux:9", "a")
                .fixedIn("2-1")
                .architectures("aarch64"),
            record("A-2")
                .upstream("CVE-2")
                .affects("Rocky Linux:9", "a")
                .fixedIn("2-1")
                .architectures("aarch64", "x86_64"),
            record("A-3")
                .upstream("CVE-3")
                .affects("Rocky Linux:9", "a")
                .fixedIn("2-1")
                .architectures("noarch"));

    // the fixture's packages are amd64, which is x86_64
    assertThat(BomFixture.on("rocky", "9.1").rpm("a", "1-1").findings(advisories))
        .containsExactly("CVE-2 a@1-1 AFFECTED -> 2-1", "CVE-3 a@1-1 AFFECTED -> 2-1");
  }

  @Test
  void redHatHasAnEcosystemForEachRepository() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("RHSA-1")
                .upstream("CVE-1")
                .affects("Red Hat:enterprise_linux:9::baseos", "a")
                .fixedIn("2-1"),
            record("RHSA-2")
                .upstream("CVE-2")
                .affects("Red Hat:enterprise_linux:9::appstream", "a")
                .fixedIn("2-1"),
            record("RHSA-3")
                .upstream("CVE-3")
                .affects("Red Hat:enterprise_linux:8::baseos", "a")
                .fixedIn("2-1"),
            record("RHSA-4")
                .upstream("CVE-4")
                .affects("Red Hat:rhel_eus:9.2::baseos", "a")
                .fixedIn("2-1"));

    Findings findings = BomFixture.on("rhel", "9.4").rpm("a", "1-1").matched(advisories);

    assertThat(findings.findings()).extracting(Finding::id).containsExactly("CVE-1", "CVE-2");
    assertThat(findings.coverage())
        .containsExactly(new Findings.Coverage("Red Hat:enterprise_linux:9", 1, true, true));
  }

  @Test
  void suseRecordsDoNotReachOverServicePacks() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("SUSE-SU-1")
                .upstream("CVE-1")
                .affects("SUSE:Linux Enterprise Module for Basesystem 15 SP5", "a")
                .fixedIn("2-1"),
            record("SUSE-SU-2")
                .upstream("CVE-2")
                .affects("SUSE:Linux Enterprise Server 15 SP5-LTSS", "a")
                .fixedIn("2-1"),
            record("SUSE-SU-3")
                .upstream("CVE-3")
                .affects("SUSE:Linux Enterprise Module for Basesystem 15 SP4", "a")
                .fixedIn("2-1"));

    assertThat(BomFixture.on("sles", "15.5").rpm("a", "1-1").matched(advisories).findings())
        .extracting(Finding::id)
        .containsExactly("CVE-1", "CVE-2");
  }
}
