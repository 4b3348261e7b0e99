package dev.drydock.bom.described;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.OsPackage;
import dev.drydock.bom.Component.Source;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Purl;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionsTest {
  @ParameterizedTest
  @CsvSource({
    "pkg:deb/debian/a@1?distro=debian-12, debian, 12",
    "pkg:deb/debian/a@1?distro=12, debian, 12",
    "pkg:deb/debian/a@1?distro=jessie, debian, 8",
    "pkg:deb/debian/a@1?distro=debian-bookworm, debian, 12",
    "pkg:deb/raspbian/a@1?distro=bullseye, raspbian, 11",
    "pkg:deb/ubuntu/a@1?distro=jammy, ubuntu, 22.04",
    "pkg:deb/ubuntu/a@1?distro=Ubuntu-Jammy, ubuntu, 22.04",
    "pkg:deb/a@1?distro=noble, ubuntu, 24.04",
    "pkg:deb/acme/a@1?distro=debian-11, debian, 11",
    "pkg:apk/alpine/a@1?distro=3.16.0, alpine, 3.16.0",
    "pkg:apk/alpine/a@1?distro=edge, alpine, edge",
    "pkg:apk/alpine/a@1?distro=alpine-3.20_alpha20231219, alpine, 3.20_alpha20231219",
    "pkg:apk/wolfi/a@1?distro=20230201, wolfi, 20230201",
    "pkg:apk/wolfi/a@1?distro=wolfi, wolfi, ''",
    "pkg:apk/wolfi/a@1, wolfi, ''",
    "pkg:apk/alpaquita/a@1?distro=alpaquita-23, alpaquita, 23",
    "pkg:rpm/redhat/a@1?distro=9.4, rhel, 9.4",
    "pkg:rpm/redhat/a@1?distro=redhat-8.10, rhel, 8.10",
    "pkg:rpm/centos/a@1?distro=centos-stream-9, centos-stream, 9",
    "pkg:rpm/amazon/a@1?distro=amazon-2%20%28Karoo%29, amzn, 2",
    "pkg:rpm/amazon/a@1?distro=amazon-AMI%20release%202018.03, amzn, 2018.03",
    "pkg:rpm/suse/a@1?distro=suse%20linux%20enterprise%20server-15.3, sles, 15.3",
    "pkg:rpm/suse/a@1?distro=slem-5.3, sle-micro, 5.3",
    "pkg:rpm/opensuse/a@1?distro=opensuse.leap-15.2, opensuse-leap, 15.2",
    "pkg:rpm/opensuse/a@1?distro=opensuse-leap-15.6, opensuse-leap, 15.6",
    "pkg:rpm/opensuse/a@1?distro=opensuse-tumbleweed-20220412, opensuse-tumbleweed, 20220412",
    "pkg:rpm/cbl-mariner/a@1?distro=cbl-mariner-2.0.20220527, mariner, 2.0.20220527",
    "pkg:rpm/openeuler/a@1?distro=openEuler-24.03-LTS-SP1, openeuler, 24.03-LTS-SP1",
    "pkg:deb/debian/a@1?os_name=debian&os_version=12&os_distro=bookworm, debian, 12",
  })
  void purlsNameItByNamespaceAndQualifier(String purl, String id, String release) {
    assertThat(of(purl))
        .extracting(Distribution::id, Distribution::versionId)
        .containsExactly(id, release);
  }

  @ParameterizedTest
  @CsvSource({
    "pkg:deb/acme/a@1",
    "pkg:deb/a@1",
    "pkg:rpm/acme/a@1?distro=9",
    "pkg:apk/alpine/a@1",
    "pkg:apk/alpine/a@1?distro=alpine",
  })
  void whatTellsOfNoDistributionOrAlpineWithoutAReleaseIsNone(String purl) {
    assertThat(Distributions.of(List.of(component(purl)))).isEmpty();
  }

  @Test
  void aReleaseInTheMakingIsToldByItsCodename() {
    assertThat(of("pkg:deb/debian/a@1?distro=sid"))
        .isEqualTo(new Distribution("debian", "", "sid", List.of(), "debian sid", null));
  }

  @Test
  void aCodenameOfAnotherDistributionIsNoRelease() {
    assertThat(of("pkg:deb/ubuntu/a@1?distro=bookworm").versionId()).isEmpty();
    assertThat(of("pkg:deb/ubuntu/a@1?distro=bookworm").id()).isEqualTo("bookworm");
  }

  @Test
  void thePackageThatTellsMostDecides() {
    assertThat(
            of(
                "pkg:rpm/acme/agent@1?distro=acme-4",
                "pkg:deb/debian/a@1",
                "pkg:deb/debian/b@1?distro=bookworm",
                "pkg:deb/debian/c@1?distro=trixie"))
        .extracting(Distribution::id, Distribution::versionId)
        .containsExactly("debian", "12");
    assertThat(of("pkg:apk/wolfi/a@1", "pkg:apk/wolfi/b@1?distro=20230201").versionId())
        .isEqualTo("20230201");
  }

  @Test
  void aLongQualifierTakesNoLongTime() {
    String distro = "debian-".repeat(100_000);

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> of("pkg:deb/debian/a@1?distro=" + distro));
  }

  private static Distribution of(String... purls) {
    return Distributions.of(Stream.of(purls).map(DistributionsTest::component).toList())
        .orElseThrow();
  }

  private static Component component(String text) {
    Purl purl = Purl.parse(text);
    return new Component(
        purl.name(),
        "1",
        purl,
        new OsPackage(new Source(purl.name(), "1", true), "", null, null),
        List.of(),
        List.of(new Component.Location("bom", 0)),
        new Component.Evidence("sbom", "test"));
  }
}
