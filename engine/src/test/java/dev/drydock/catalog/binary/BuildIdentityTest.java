package dev.drydock.catalog.binary;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `~` is a NUL.
class BuildIdentityTest {

  @ParameterizedTest
  @CsvSource({
    // of a container, whose name begins with digits
    "redis-server, ~7.2.4e5c30c7ed5bd-1704821234000000000~, 7.2.4",
    "redis-server, ~7.0.1112345abcdef0-1704821234000000000~, 7.0.11",
    "redis-server, ~7.0.15123456789012-1704821234000000000~, 7.0.15",
    // of a named host
    "redis-server, ~7.4.1buildkitsandbox-1704821234000000000~, 7.4.1",
    "redis-cli, ~6.2.14build-host.example-1704821234000000000~, 6.2.14",
    // of a reproducible build
    "redis-server, ~7.0.151778644800000000000~, 7.0.15",
    "redis-server, A7.0.151778644800000000000~, 7.0.15",
    "valkey-server, ~valkey9.1.21789267002000000000~, 9.1.2",
    // something else
    "redis-server, ~0000000000000000000~,",
    "redis-server, ~1234567890000000000~,",
    "redis-server, ~7.01778644800000000000~,",
    "redis-server, ~7.0.15555551778644800000000000~,",
    "redis-server, ~7.0.15-1704821234000000000~,",
    "redis-server, 1704821234000000000~,",
  })
  void theVersionIsWhatStandsBeforeHostAndSeconds(
      String file, String text, @Nullable String version) {
    assertThat(SignatureSearchTest.found(file, "~~~" + text)).isEqualTo(version);
  }
}
