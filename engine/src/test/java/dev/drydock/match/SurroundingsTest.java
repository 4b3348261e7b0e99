package dev.drydock.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Distribution;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurroundingsTest {
  private static final List<String> IDS =
      List.of(
          "debian",
          "raspbian",
          "ubuntu",
          "echo",
          "alpine",
          "wolfi",
          "chainguard",
          "minimos",
          "alpaquita",
          "rhel",
          "redhat",
          "centos",
          "almalinux",
          "rocky",
          "sles",
          "sles_sap",
          "sle-micro",
          "sl-micro",
          "sle-micro-rancher",
          "opensuse",
          "opensuse-leap",
          "opensuse-tumbleweed",
          "photon",
          "azurelinux",
          "mariner",
          "amzn",
          "ol",
          "fedora",
          "mageia",
          "openeuler",
          "kali",
          "");
  private static final List<String> RELEASES =
      List.of(
          "",
          "7",
          "8",
          "8.4",
          "8.10",
          "9.3",
          "10",
          "11",
          "12.5",
          "15",
          "15.0",
          "15.5",
          "5.4",
          "6.1",
          "42.3",
          "12.3",
          "22.04",
          "23.10",
          "2018.03",
          "2023.6.20250107",
          "2.0",
          "3.19.1",
          "3.20_alpha20231219",
          "edge",
          "20230201",
          "24.03",
          "40",
          "v3.19",
          "stream",
          ":",
          "3.",
          "x:y");
  private static final List<String> NAMES =
      List.of(
          "", "CentOS Stream 9", "openEuler 24.03 (LTS-SP1)", "Something (odd", "CentOS Linux 8");
  private static final List<String> KNOWN =
      List.of(
          "Red Hat:enterprise_linux:8::baseos",
          "Red Hat:enterprise_linux:8.4",
          "Red Hat:enterprise_linux:9::appstream",
          "Red Hat:enterprise_linux:10",
          "Red Hat:rhel_eus:8.4::baseos",
          "SUSE:Linux Enterprise Server 15 SP5",
          "SUSE:Linux Enterprise Server 15 SP5-LTSS",
          "SUSE:Linux Enterprise Server 15",
          "SUSE:Linux Enterprise Module for Basesystem 15 SP5",
          "SUSE:Linux Enterprise Module for Basesystem 15",
          "Debian:12");

  private static Surroundings of(
      String id, String release, String name, @Nullable String codename) {
    return Surroundings.of(BomFixture.on(id, release, name, codename).bom()).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "debian, 12, 12",
    "debian, 12.5, 12",
    "alpine, 3.19.4, 3.19",
    "alpine, 3.20_alpha20231219, ''",
    "wolfi, 20230201, ''",
    "opensuse-tumbleweed, 20240101, ''",
    "rhel, 9.4, 9",
    "rocky, 9.3, 9",
    "amzn, 2018.03, 1",
    "ubuntu, 22.04, 22.04",
    "sles, 15.5, 15.5",
    "photon, 5.0, 5.0",
  })
  void releaseIsTheShortestThatMeansTheSame(String id, String release, String reduced) {
    assertThat(of(id, release, "For people", null))
        .isEqualTo(new Surroundings(id, reduced, "", null));
  }

  @Test
  void whatOnlyTheNameOrTheCodenameSaysIsInTheRelease() {
    assertThat(of("openeuler", "24.03", "openEuler 24.03 (LTS-SP1)", null))
        .isEqualTo(new Surroundings("openeuler", "24.03-LTS-SP1", "", null));
    assertThat(of("debian", "", "Debian sid", "forky"))
        .isEqualTo(new Surroundings("debian", "14", "", null));
  }

  @Test
  void ofADistributionWithoutAdvisoriesEverythingStays() {
    assertThat(of("kali", "2026.1", "Kali GNU/Linux Rolling", null))
        .isEqualTo(new Surroundings("kali", "2026.1", "Kali GNU/Linux Rolling", null));
    assertThat(of("centos", "9", "CentOS Stream 9", null))
        .isEqualTo(new Surroundings("centos", "9", "CentOS Stream 9", null));
  }

  @Test
  void nothingIsTold() {
    assertThat(Surroundings.of(BomFixture.withoutDistribution().deb("a", "1").bom())).isEmpty();
  }

  @Test
  void everyDistributionMeansTheSameReduced() {
    SplittableRandom random = new SplittableRandom(20);
    int shorter = 0;
    for (String id : IDS) {
      for (String release : RELEASES) {
        for (String name : NAMES) {
          for (String codename : List.of("bookworm", "sid")) {
            Surroundings surroundings = of(id, release, name, codename);
            Set<String> known = new TreeSet<>();
            KNOWN.stream().filter(_ -> random.nextInt(3) > 0).forEach(known::add);
            Distribution told = new Distribution(id, release, codename, List.of(), name, null);
            assertThat(EcosystemTable.system(surroundings.distribution(), known, null))
                .as("%s", told)
                .isEqualTo(EcosystemTable.system(told, known, null));
            shorter += surroundings.release().length() < release.length() ? 1 : 0;
          }
        }
      }
    }
    assertThat(shorter).isGreaterThan(1_000);
  }
}
