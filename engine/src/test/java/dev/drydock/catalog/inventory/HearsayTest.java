package dev.drydock.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Component.OsPackage;
import dev.drydock.bom.Component.Source;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Purl;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HearsayTest {
  private static final Component INSTALLED = apk("apk", "alpine", "curl", "8.6.0-r0");
  private static final Component LIBRARY = npm("npm-package", "1.2.5");

  @Test
  void aPackageThatThePackageManagerKnowsIsDroppedWhateverItsVersion() {
    Hearsay hearsay = with(INSTALLED, apk("sbom", "alpine", "curl", "8.5.0-r0"));

    assertThat(hearsay.isKnownBetter(apk("sbom", "alpine", "curl", "8.5.0-r0"))).isTrue();
    assertThat(hearsay.isKnownBetter(apk("sbom", "alpine", "jq", "1.7-r0"))).isFalse();
    assertThat(hearsay.isKnownBetter(INSTALLED)).isFalse();
  }

  @Test
  void aPackageOfAnotherDistributionIsDropped() {
    Hearsay hearsay = with(INSTALLED, apk("sbom", "wolfi", "jq", "1.7-r0"));

    assertThat(hearsay.isKnownBetter(apk("sbom", "wolfi", "jq", "1.7-r0"))).isTrue();
  }

  @Test
  void withoutAPackageDatabaseTheDistributionDecides() {
    Hearsay hearsay = with(apk("sbom", "alpine", "jq", "1.7-r0"));

    assertThat(hearsay.isKnownBetter(apk("sbom", "alpine", "jq", "1.7-r0"))).isFalse();
    assertThat(hearsay.isKnownBetter(apk("sbom", "wolfi", "jq", "1.7-r0"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "amzn, amazon, false",
    "sles, suse, false",
    "sle-micro, suse, false",
    "sles, sles, false",
    "opensuse-leap, opensuse, false",
    "ol, oracle, false",
    "rhel, redhat, false",
    "rhel, rhel, false",
    "almalinux, alma, false",
    "mariner, cbl-mariner, false",
    "rocky, redhat, true",
    "opensuse-leap, suse, true",
    "sles, opensuse, true",
    "ol, amazon, true",
  })
  void aVendorGoesByAnyToolsWord(String id, String namespace, boolean foreign) {
    Component told = os("rpm", "sbom", namespace, "bash", "5.1-1");
    Distribution distribution = new Distribution(id, "1", null, List.of(), id, null);

    assertThat(on(distribution, told).isKnownBetter(told)).isEqualTo(foreign);
    Component installed = os("rpm", "rpm", id, "zlib", "1.2-1");
    assertThat(on(distribution, told, installed).isKnownBetter(told)).isEqualTo(foreign);
  }

  @Test
  void aLanguagePackageIsDroppedWhereItWasFoundItselfInThatVersion() {
    Hearsay hearsay = with(LIBRARY, npm("sbom", "1.2.5"));

    assertThat(hearsay.isKnownBetter(npm("sbom", "1.2.5"))).isTrue();
    assertThat(hearsay.isKnownBetter(npm("sbom", "1.2.6"))).isFalse();
    assertThat(hearsay.isKnownBetter(LIBRARY)).isFalse();
  }

  @Test
  void tracesOfCratesAreDroppedWhereTheProgramHasAList() {
    Hearsay hearsay = with(crate("rust-binary", "usr/bin/listed"));

    assertThat(hearsay.isKnownBetter(crate("rust-source-path", "usr/bin/listed"))).isTrue();
    assertThat(hearsay.isKnownBetter(crate("rust-source-path", "usr/bin/other"))).isFalse();
    assertThat(hearsay.isKnownBetter(crate("rust-binary", "usr/bin/listed"))).isFalse();
  }

  private static Component crate(String cataloger, String path) {
    return new Component(
        "memchr",
        "2.4.1",
        Purl.of("cargo", null, "memchr", "2.4.1"),
        null,
        List.of(),
        List.of(new Location(path, 0)),
        new Evidence(cataloger, "x"));
  }

  private static Hearsay with(Component... components) {
    return on(
        new Distribution("alpine", "3.19.1", null, List.of(), "Alpine Linux v3.19", null),
        components);
  }

  private static Hearsay on(Distribution distribution, Component... components) {
    Found found = new Found("x");
    found.distribution(distribution);
    for (Component component : components) {
      found.add(component);
    }
    return new Hearsay(List.of(found));
  }

  private static Component apk(String cataloger, String namespace, String name, String version) {
    return os("apk", cataloger, namespace, name, version);
  }

  private static Component os(
      String type, String cataloger, String namespace, String name, String version) {
    return new Component(
        name,
        version,
        Purl.of(type, namespace, name, version, Map.of("arch", "x86_64")),
        new OsPackage(new Source(name, version, true), "x86_64", null, null),
        List.of(),
        List.of(new Location("lib/apk/db/installed", 0)),
        new Evidence(cataloger, "x"));
  }

  private static Component npm(String cataloger, String version) {
    return new Component(
        "minimist",
        version,
        Purl.of("npm", null, "minimist", version),
        null,
        List.of(),
        List.of(new Location("app", 0)),
        new Evidence(cataloger, "x"));
  }
}
