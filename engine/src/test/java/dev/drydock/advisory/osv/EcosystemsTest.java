package dev.drydock.advisory.osv;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EcosystemsTest {

  @ParameterizedTest
  @CsvSource({
    "PyPI, Friendly_Bard, friendly-bard",
    "PyPI, friendly.-_.BARD, friendly-bard",
    "PyPI, zope.interface, zope-interface",
    "NuGet, Newtonsoft.Json, newtonsoft.json",
    "NuGet, INI, ini",
    "Packagist, Symfony/Http-Kernel, symfony/http-kernel",
    "npm, JSONStream, JSONStream",
    "npm, @Scope/Name, @Scope/Name",
    "RubyGems, Arabic-Prawn, Arabic-Prawn",
    "Maven, org.Apache:Name, org.Apache:Name",
    "Go, github.com/Masterminds/goutils, github.com/Masterminds/goutils",
    "crates.io, Inflector, Inflector",
    "Debian:12, GiNaC, GiNaC",
    "Alpine:v3.19, py3-Foo, py3-Foo",
  })
  void namesAreWrittenAsTheirEcosystemComparesThem(String ecosystem, String name, String normal) {
    assertThat(Ecosystems.normaliseName(ecosystem, name)).isEqualTo(normal);
    assertThat(Ecosystems.normaliseName(ecosystem, normal)).isEqualTo(normal);
  }

  @Test
  void releaseIsWhatFollowsTheFirstColon() {
    assertThat(Ecosystems.withoutRelease("Ubuntu:Pro:18.04:LTS")).isEqualTo("Ubuntu");
    assertThat(Ecosystems.withoutRelease("npm")).isEqualTo("npm");
  }

  @Test
  void distributionsAreKnownWithAndWithoutRelease() {
    assertThat(Ecosystems.isDistribution("Debian:12")).isTrue();
    assertThat(Ecosystems.isDistribution("Wolfi")).isTrue();
    assertThat(Ecosystems.isDistribution("Red Hat:enterprise_linux:9::baseos")).isTrue();
    assertThat(Ecosystems.isDistribution("PyPI")).isFalse();
  }
}
