package dev.drydock.catalog.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveNameTest {

  @ParameterizedTest
  @CsvSource({
    "https://host/a/zope.interface-5.4.0-cp39-cp39-linux_x86_64.whl, zope.interface, 5.4.0,"
        + " linux_x86_64",
    "https://host/torch-1.8.1%2Bcpu-cp38-cp38-linux_x86_64.whl#sha256=aa, torch, 1.8.1+cpu,"
        + " linux_x86_64",
    "built-1.0-2-py3-none-any.whl, built, 1.0, any",
  })
  void aWheelTellsNameAndVersion(String address, String name, String version, String platform) {
    assertThat(ArchiveName.wheel(address)).isEqualTo(new ArchiveName(name, version, platform));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://host/app-1.0.whl",
        "https://host/app-1.0-py3-none-any-more-and-more.whl",
        "https://host/app--py3-none-any.whl",
        "https://host/a p-1.0-py3-none-any.whl",
        "https://host/app-1.0.tar.gz",
        "https://host/x?file=app-1.0-py3-none-any.whl",
        "",
      })
  void othersAreNone(String address) {
    assertThat(ArchiveName.wheel(address)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "my-app, https://host/my_app-1.0.tar.gz, 1.0",
    "My.App, https://host/my-app-1.0rc1.zip?x=1, 1.0rc1",
    "app,    ./dist/app-2.tar.bz2, 2",
    "app,    https://host/app-3.0.tgz#egg=app, 3.0",
    "app,    https://host/app-4.0-py3-none-any.whl, 4.0",
  })
  void whereTheNameIsKnownASourceArchiveTellsTheVersionToo(
      String name, String address, String version) {
    assertThat(ArchiveName.version(name, address)).isEqualTo(version);
  }

  @Test
  void anArchiveOfSomethingElseTellsNothing() {
    assertThat(ArchiveName.version("app", "https://host/other-1.0.tar.gz")).isNull();
    assertThat(ArchiveName.version("app", "https://host/other-1.0-py3-none-any.whl")).isNull();
    assertThat(ArchiveName.version("app", "https://host/app-main.tar.gz")).isNull();
    assertThat(ArchiveName.version("app", "https://host/archive/v1.0.tar.gz")).isNull();
    assertThat(ArchiveName.version("app", "https://host/app-.zip")).isNull();
    assertThat(ArchiveName.version("app", "")).isNull();
  }
}
