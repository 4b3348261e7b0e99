package dev.drydock.bom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonNameTest {
  @ParameterizedTest
  @CsvSource({
    "backports.ssl_match--Hostname, backports-ssl-match-hostname",
    "requests, requests",
    "a._-b, a-b",
    "_a_, -a-",
  })
  void namesAreNormalisedAsIndexesDo(String name, String normalised) {
    assertThat(PythonName.normalised(name)).isEqualTo(normalised);
  }
}
