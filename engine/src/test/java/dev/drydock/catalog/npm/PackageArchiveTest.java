package dev.drydock.catalog.npm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageArchiveTest {

  @ParameterizedTest
  @CsvSource({
    "ms,      https://registry.npmjs.org/ms/-/ms-2.1.2.tgz, ms, 2.1.2",
    "ms,      https://registry.npmjs.org/ms/-/ms-2.1.2.tgz#d09d1f35, ms, 2.1.2",
    "ms,      http://mirror.example.org/ms/download/ms-2.1.2.tgz?cache=0, ms, 2.1.2",
    "@s/a-b,  https://registry.npmjs.org/@s/a-b/-/a-b-1.0.0-rc.1.tgz, @s/a-b, 1.0.0-rc.1",
    "@s/a,    https://npm.example.org/@s%2fa/-/a-1.0.0.tgz, @s/a, 1.0.0",
    "alias,   https://registry.npmjs.org/@s/real/-/real-1.0.0.tgz, @s/real, 1.0.0",
    "alias,   https://registry.npmjs.org/real/-/real-1.0.0+b.1.tgz, real, 1.0.0+b.1",
    "@s/ms,   https://example.org/any/ms-2.1.2.tgz, @s/ms, 2.1.2",
    "ms,      file:archives/ms-2.1.2.tgz, ms, 2.1.2",
    "ms,      file:ms-2.1.2.tgz, ms, 2.1.2",
  })
  void tellsTheVersion(String asked, String address, String name, String version) {
    assertThat(PackageArchive.of(asked, address)).isEqualTo(new PackageArchive(name, version));
  }

  @ParameterizedTest
  @CsvSource({
    "ms, https://example.org/other-2.1.2.tgz",
    "ms, https://registry.npmjs.org/other/-/ms-2.1.2.tgz",
    "ms, https://registry.npmjs.org/ms/-/other-2.1.2.tgz",
    "ms, https://registry.npmjs.org/ms/-/ms-latest.tgz",
    "ms, https://example.org/ms-2.1.tgz",
    "ms, https://example.org/ms-2.1.2.3.tgz",
    "ms, https://example.org/ms-2.1.2 x.tgz",
    "ms, https://registry.npmjs.org/ms/-/ms-.tgz",
    "ms, https://registry.npmjs.org/ms/-/ms-2.1.2.zip",
    "ms, https://registry.npmjs.org/ms",
    "ms, /-/ms-tgz",
    "ms, ms-.tgz",
    "'', https://registry.npmjs.org//-/-2.1.2.tgz",
    "'', https://example.org/-2.1.2.tgz",
    "ms, ''",
  })
  void otherAddressesTellNothing(String name, String address) {
    assertThat(PackageArchive.of(name, address)).isNull();
  }
}
