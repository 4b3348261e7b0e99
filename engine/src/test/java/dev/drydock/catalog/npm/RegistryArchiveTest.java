package dev.drydock.catalog.npm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryArchiveTest {

  @ParameterizedTest
  @CsvSource({
    "ms,      https://registry.npmjs.org/ms/-/ms-2.1.2.tgz, 2.1.2",
    "ms,      https://registry.npmjs.org/ms/-/ms-2.1.2.tgz#d09d1f35, 2.1.2",
    "ms,      http://mirror.example.org/ms/download/ms-2.1.2.tgz?cache=0, 2.1.2",
    "@s/a-b,  https://registry.npmjs.org/@s/a-b/-/a-b-1.0.0-rc.1.tgz, 1.0.0-rc.1",
    "@s/a,    https://npm.example.org/@s%2fa/-/a-1.0.0.tgz, 1.0.0",
  })
  void tellsTheVersion(String name, String address, String version) {
    assertThat(RegistryArchive.version(name, address)).isEqualTo(version);
  }

  @ParameterizedTest
  @CsvSource({
    "ms, https://example.org/ms-2.1.2.tgz",
    "ms, https://registry.npmjs.org/other/-/ms-2.1.2.tgz",
    "ms, https://registry.npmjs.org/ms/-/other-2.1.2.tgz",
    "ms, https://registry.npmjs.org/ms/-/ms-latest.tgz",
    "ms, https://registry.npmjs.org/ms/-/ms-.tgz",
    "ms, https://registry.npmjs.org/ms/-/ms-2.1.2.zip",
    "ms, https://registry.npmjs.org/ms",
    "'', https://registry.npmjs.org//-/-2.1.2.tgz",
    "ms, ''",
  })
  void otherAddressesTellNothing(String name, String address) {
    assertThat(RegistryArchive.version(name, address)).isNull();
  }
}
