package dev.drydock.project.rust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestCases;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class CargoTomlFormatTest {
  private final CargoTomlFormat format = new CargoTomlFormat(Limits.defaults());

  private ManifestCases cases() throws IOException {
    return ManifestCases.of(format, "cli/Cargo.toml", "cargo", "rust/cargo-toml.txt");
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
    assertThat(Stream.of("Cargo.toml", "Cargo.lock", "cargo.toml").filter(format::reads))
        .containsExactly("Cargo.toml");
    assertThat(format.purlType()).isEqualTo("cargo");
  }
}
