package dev.drydock.project.composer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestCases;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ComposerJsonFormatTest {
  private final ComposerJsonFormat format = new ComposerJsonFormat(Limits.defaults());

  private ManifestCases cases() throws IOException {
    return ManifestCases.of(format, "shop/composer.json", "composer", "composer/composer-json.txt");
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
    assertThat(Stream.of("composer.json", "composer.lock", "package.json").filter(format::reads))
        .containsExactly("composer.json");
    assertThat(format.purlType()).isEqualTo("composer");
  }
}
