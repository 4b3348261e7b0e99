package dev.drydock.project.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestCases;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GemspecFormatTest {
  private final GemspecFormat format = new GemspecFormat(Limits.defaults());

  private ManifestCases cases() throws IOException {
    return ManifestCases.of(format, "lib/shop.gemspec", "gem", "ruby/gemspec.txt");
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
    assertThat(Stream.of("shop.gemspec", ".gemspec", "shop.rb").filter(format::reads))
        .containsExactly("shop.gemspec", ".gemspec");
    assertThat(format.purlType()).isEqualTo("gem");
  }
}
