package dev.drydock.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Ranges in package-url's notation.
class VersionRangeTest {
  @ParameterizedTest
  @CsvSource({
    "vers:npm/*, anything, true",
    "vers:all/*, anything, true",
    "vers:npm/1.2.3, 1.2.3, true",
    "vers:npm/1.2.3, 1.2.4, false",
    "vers:npm/>=4.17.21, 4.17.4, false",
    "vers:npm/>=4.17.21, 4.17.21, true",
    "vers:npm/>=4.17.21, 4.18.0, true",
    "vers:npm/>4.17.21, 4.17.21, false",
    "vers:npm/<4.17.21, 4.17.4, true",
    "vers:npm/<4.17.21, 4.17.21, false",
    "vers:npm/<=4.17.21, 4.17.21, true",
    "vers:npm/<1.0.0|>=2.0.0, 0.9.0, true",
    "vers:npm/<1.0.0|>=2.0.0, 1.5.0, false",
    "vers:npm/<1.0.0|>=2.0.0, 2.0.0, true",
    "vers:npm/>=1.0.0|<2.0.0|>=3.0.0|<4.0.0, 1.9.9, true",
    "vers:npm/>=1.0.0|<2.0.0|>=3.0.0|<4.0.0, 2.5.0, false",
    "vers:npm/>=1.0.0|<2.0.0|>=3.0.0|<4.0.0, 3.5.0, true",
    "vers:npm/>=1.0.0|<2.0.0|>=3.0.0|<4.0.0, 4.0.0, false",
    "vers:npm/>=1.0.0|!=1.5.0|<2.0.0, 1.5.0, false",
    "vers:npm/>=1.0.0|!=1.5.0|<2.0.0, 1.4.0, true",
    "vers:npm/0.1.0|>=1.0.0, 0.1.0, true",
    "vers:npm/0.1.0|>=1.0.0, 0.2.0, false",
    "vers:npm/>=1.0.0, no version, false",
    "vers:deb/<1:1.2-3, 1:1.2-2, true",
    "vers:deb/<1:1.2-3, 2:1.0-1, false",
    "vers:deb/>=1.2%2Bdfsg-1, 1.2+dfsg-2, true",
    "vers:alpine/<1.2.3-r1, 1.2.3-r0, true",
    "vers:golang/>=v1.2.0, 1.3.0, true",
    "vers:julia/<2.13.6%2B1, 2.13.6+0, true",
    "vers:julia/<2.13.6%2B1, 2.13.6+1, false",
    "vers:opam/<1.0~beta, 1.0~alpha, true"
  })
  void aVersionIsInItOrNot(String range, String version, boolean within) {
    assertThat(VersionRange.read(range).map(read -> read.contains(version))).hasValue(within);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "vers:",
        "vers:npm",
        "vers:npm/",
        ">=1.0.0",
        "npm/>=1.0.0",
        "vers:unheard/>=1.0.0",
        "vers:npm/=1.0.0",
        "vers:npm/>=1.0.0|",
        "vers:npm/|>=1.0.0",
        "vers:npm/>=1.0.0||<2.0.0",
        "vers:npm/>=",
        "vers:npm/>= 1.0.0",
        "vers:npm/>=1%zz",
        "vers:npm/*|>=1.0.0",
        "vers:npm/>=2.0.0|<1.0.0",
        "vers:npm/>=1.0.0|<1.0.0",
        "vers:npm/>=1.0.0|>=2.0.0",
        "vers:npm/<1.0.0|<2.0.0",
        "vers:npm/1.0.0|<2.0.0",
        "vers:npm/>=1.0.0|1.5.0|<2.0.0"
      })
  void whatBreaksTheRulesIsRefused(String range) {
    assertThat(VersionRange.read(range)).isEmpty();
  }

  @Test
  void aRangeIsOfPackagesOfItsOwnType() {
    assertThat(range("vers:npm/>=1").isFor("npm")).isTrue();
    assertThat(range("vers:npm/>=1").isFor("pypi")).isFalse();
    assertThat(range("vers:alpine/>=1").isFor("apk")).isTrue();
    assertThat(range("vers:semver/>=1").isFor("golang")).isTrue();
    assertThat(range("vers:semver/>=1").isFor("deb")).isFalse();
    assertThat(range("vers:semver/>=1").isFor("julia")).isTrue();
    assertThat(range("vers:all/*").isFor("deb")).isTrue();
    assertThat(range("vers:npm/*").isFor("deb")).isFalse();
  }

  @Test
  void endlessRangesAreRefused() {
    StringBuilder range = new StringBuilder("vers:npm/0");
    for (int i = 1; i < 20_000; i++) {
      range.append('|').append(i);
    }
    assertThat(VersionRange.read(range.toString())).isEmpty();
    assertThat(VersionRange.read("vers:npm/" + "<".repeat(100_000))).isEqualTo(Optional.empty());
  }

  private static VersionRange range(String text) {
    return VersionRange.read(text).orElseThrow();
  }
}
