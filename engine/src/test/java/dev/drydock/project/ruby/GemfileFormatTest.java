package dev.drydock.project.ruby;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestCases;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GemfileFormatTest {
  private final GemfileFormat format = new GemfileFormat(Limits.defaults());

  private ManifestCases cases() throws IOException {
    return ManifestCases.of(format, "shop/Gemfile", "gem", "ruby/gemfile.txt");
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
    assertThat(Stream.of("Gemfile", "gems.rb", "Gemfile.lock", "Rakefile").filter(format::reads))
        .containsExactly("Gemfile", "gems.rb");
    assertThat(format.purlType()).isEqualTo("gem");
  }
}
