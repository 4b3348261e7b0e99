package dev.drydock.match;

import static dev.drydock.match.AdvisoryFixture.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.bom.reading.BomReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bills of materials from elsewhere, in the words that their tools have for a distribution: what
/// its advisories say is found.
class DescribedDistributionTest {
  @ParameterizedTest
  @CsvSource({
    "Wolfi, pkg:apk/wolfi/openssl@3.0.7-r0?arch=x86_64",
    "Wolfi, pkg:apk/wolfi/openssl@3.0.7-r0?arch=x86_64&distro=20230201",
    "Alpine:v3.16, pkg:apk/alpine/openssl@3.0.7-r0?distro=3.16.0",
    "Ubuntu:22.04:LTS, pkg:deb/ubuntu/openssl@3.0.7-1?distro=jammy",
    "Debian:8, pkg:deb/debian/openssl@3.0.7-1?arch=i386&distro=jessie",
    "Debian:12, pkg:deb/debian/openssl@3.0.7-1?distro=debian-bookworm",
    "Amazon Linux:2, pkg:rpm/amazon/openssl@3.0.7-1?distro=amazon-2%20%28Karoo%29",
    "Amazon Linux:1, pkg:rpm/amazon/openssl@3.0.7-1?distro=amazon-AMI%20release%202018.03",
    "SUSE:Linux Enterprise Micro 5.3, pkg:rpm/suse/openssl@3.0.7-1?distro=slem-5.3",
  })
  void purlsAloneTellOfTheDistribution(String ecosystem, String purl) throws IOException {
    assertThat(affected(document("", purl), ecosystem)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "Amazon Linux:2, amazon, 2 (Karoo)",
    "Amazon Linux:1, amazon, AMI release 2018.03",
    "Amazon Linux:2023, amazon, 2023.4.20240513 (Amazon Linux)",
    "SUSE:Linux Enterprise Micro 5.3, slem, 5.3",
  })
  void trivysWordsForTheDistribution(String ecosystem, String name, String version)
      throws IOException {
    String system =
        """
        {"type": "operating-system", "name": "%s", "version": "%s"},
        """
            .formatted(name, version);

    assertThat(affected(document(system, "pkg:rpm/other/openssl@3.0.7-1"), ecosystem)).isTrue();
  }

  private static String document(String system, String purl) {
    return """
    {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
     "components": [%s{"type": "library", "name": "openssl", "version": "%s", "purl": "%s"}]}
    """
        .formatted(system, purl.substring(purl.indexOf('@') + 1).split("\\?", 2)[0], purl);
  }

  private static boolean affected(String document, String ecosystem) throws IOException {
    Bom bom =
        new BomReader(Limits.defaults())
            .read(document.getBytes(StandardCharsets.UTF_8), "bom.json");
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            record("X-1").affects(ecosystem, "openssl").fixedIn("4-1"),
            record("X-2").affects(ecosystem + "0", "openssl").fixedIn("4-1"));
    return new Matcher()
        .match(bom, advisories).findings().stream()
            .map(Finding::id)
            .toList()
            .equals(java.util.List.of("X-1"));
  }
}
