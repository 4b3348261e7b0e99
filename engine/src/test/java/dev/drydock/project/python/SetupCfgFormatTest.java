package dev.drydock.project.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestCases;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SetupCfgFormatTest {
  private final SetupCfgFormat format = new SetupCfgFormat(Limits.defaults());

  private ManifestCases cases() throws IOException {
    return ManifestCases.of(format, "api/setup.cfg", "pypi", "python/setup-cfg.txt");
  }

  @TestFactory
  Stream<DynamicTest> filesAreReadAndEdited() throws IOException {
    return cases().tests();
  }

  @Test
  void damagedFilesAreSurvived() throws IOException {
    cases().surviveDamage();
  }

  @Test
  void isToldByItsName() {
    assertThat(Stream.of("setup.cfg", "setup.py", "tox.ini").filter(format::reads))
        .containsExactly("setup.cfg");
    assertThat(format.purlType()).isEqualTo("pypi");
  }
}
