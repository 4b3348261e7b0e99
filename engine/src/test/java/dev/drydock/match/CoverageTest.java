package dev.drydock.match;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Purl;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which ecosystem something belongs to, and that "nobody knows" is said.
class CoverageTest {

  @ParameterizedTest
  @CsvSource({
    "debian, 11, , Debian:11",
    "debian, 12.5, , Debian:12",
    "debian, '', forky, Debian:14",
    "raspbian, 11, , Debian:11",
    "ubuntu, 22.04, , Ubuntu:22.04:LTS",
    "ubuntu, 25.10, , Ubuntu:25.10",
    "ubuntu, 23.04, , Ubuntu:23.04",
    "alpine, 3.19.1, , Alpine:v3.19",
    "alpine, 3.9, , Alpine:v3.9",
    "alpine, 3.20_alpha20231219, , Alpine:edge",
    "wolfi, 20230201, , Wolfi",
    "chainguard, 20230214, , Chainguard",
    "minimos, 20241031, , MinimOS",
    "alpaquita, 23, , Alpaquita:23",
    "rhel, 9.4, , Red Hat:enterprise_linux:9",
    "centos, 7, , Red Hat:enterprise_linux:7",
    "almalinux, 9.3, , AlmaLinux:9",
    "rocky, 8.9, , Rocky Linux:8",
    "sles, 15.5, , SUSE:Linux Enterprise Server 15 SP5",
    "sles, 15, , SUSE:Linux Enterprise Server 15",
    "sles, 12.5, , SUSE:Linux Enterprise Server 12 SP5",
    "sle-micro, 5.5, , SUSE:Linux Enterprise Micro 5.5",
    "sl-micro, 6.1, , SUSE:Linux Micro 6.1",
    "sle-micro-rancher, 5.4, , SUSE:Linux Enterprise Micro for Rancher 5.4",
    "opensuse, 42.3, , openSUSE:Leap 42.3",
    "opensuse-leap, 15.5, , openSUSE:Leap 15.5",
    "opensuse-tumbleweed, 20240101, , openSUSE:Tumbleweed",
    "photon, 5.0, , Photon OS:5.0",
    "azurelinux, 3.0, , Azure Linux:3",
    "mariner, 2.0, , Azure Linux:2",
    "mageia, 9, , Mageia:9",
    "amzn, 2018.03, , Amazon Linux:1",
    "amzn, 2, , Amazon Linux:2",
    "amzn, 2023, , Amazon Linux:2023",
    "amzn, 2023.3.20240108, , Amazon Linux:2023",
    "ol, 8.9, , Oracle Linux:8",
    "fedora, 40, , Fedora:40",
    "rhel, 10.0, , Red Hat:enterprise_linux:10",
  })
  void distributionsInOsvsWords(String id, String release, String codename, String expected) {
    EcosystemTable.System system =
        EcosystemTable.system(
            new Distribution(id, release, codename, List.of(), id, null), Set.of(), null);

    assertThat(requireNonNull(system).title()).isEqualTo(expected);
  }

  @Test
  void openEulerNamesItsServicePackInWords() {
    EcosystemTable.System system =
        EcosystemTable.system(
            new Distribution(
                "openeuler", "24.03", null, List.of(), "openEuler 24.03 (LTS-SP1)", null),
            Set.of(),
            null);

    assertThat(requireNonNull(system).title()).isEqualTo("openEuler:24.03-LTS-SP1");
  }

  @ParameterizedTest
  @CsvSource({
    "arch, '', Arch Linux",
    "centos, 9, CentOS Stream 9",
    "kali, 2024.1, Kali GNU/Linux Rolling",
  })
  void whatOsvDoesNotHaveIsNotKnown(String id, String release, String name) {
    assertThat(
            BomFixture.on(id, release, name, null)
                .rpm("a", "1-1")
                .rpm("b", "1-1")
                .matched(AdvisoryFixture.of())
                .coverage())
        .containsExactly(new Findings.Coverage(name, 2, false, true));
  }

  @Test
  void aReleaseWithoutDataIsNotKnown() {
    Findings findings =
        BomFixture.on("alpine", "3.19.1")
            .apk("a", "1-r0", "a")
            .language("npm", "b", "1.0.0")
            .language("conda", "c", "1.0.0")
            .matched(AdvisoryFixture.of().knowing("Alpine:v3.11", "npm"));

    assertThat(findings.findings()).isEmpty();
    assertThat(findings.coverage())
        .containsExactly(
            new Findings.Coverage("Alpine:v3.19", 1, false, true),
            new Findings.Coverage("conda", 1, false),
            new Findings.Coverage("npm", 1, true));
  }

  @Test
  void packagesOfAnotherKindThanTheDistributionsAreNotItsOwn() {
    assertThat(
            BomFixture.on("debian", "11")
                .rpm("a", "1-1")
                .matched(AdvisoryFixture.of().knowing("Debian:11"))
                .coverage())
        .containsExactly(new Findings.Coverage("debian 11", 1, false, true));
  }

  @Test
  void withoutADistributionThePurlsTell() {
    Purl purl = Purl.of("deb", "debian", "ucf", "3-1", Map.of("distro", "debian-11"));
    Component.OsPackage os =
        new Component.OsPackage(new Component.Source("ucf", "3-1", true), "all", null, null);

    assertThat(
            BomFixture.withoutDistribution()
                .add("ucf", "3-1", purl, os)
                .findings(
                    AdvisoryFixture.of(
                        AdvisoryFixture.record("DLA-1").affects("Debian:11", "ucf").fixedIn("4"))))
        .containsExactly("DLA-1 ucf@3-1 AFFECTED -> 4");
  }

  @Test
  void withoutAnyDistributionNothingIsKnown() {
    assertThat(
            BomFixture.withoutDistribution()
                .deb("a", "1-1")
                .matched(AdvisoryFixture.of().knowing("Debian:11"))
                .coverage())
        .containsExactly(new Findings.Coverage("deb", 1, false, true));
  }

  @Test
  void nothingInNothingOut() {
    Findings findings = BomFixture.withoutDistribution().matched(AdvisoryFixture.of());

    assertThat(findings.findings()).isEmpty();
    assertThat(findings.coverage()).isEmpty();
  }
}
