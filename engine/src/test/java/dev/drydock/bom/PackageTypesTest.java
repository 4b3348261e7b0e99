package dev.drydock.bom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PackageTypesTest {

  @Test
  void packagesAreOfADistributionOrALanguage() {
    assertThat(PackageTypes.isPackage("pkg:npm/%40a/b@1")).isTrue();
    assertThat(PackageTypes.isOfLanguage("pkg:Maven/a/b")).isTrue();
    assertThat(PackageTypes.isPackage("pkg:deb/debian/bash@5")).isTrue();
    assertThat(PackageTypes.isOfLanguage("pkg:deb/debian/bash@5")).isFalse();
  }

  @Test
  void othersNameNone() {
    assertThat(PackageTypes.isPackage("pkg:oci/app@1")).isFalse();
    assertThat(PackageTypes.isPackage("pkg:github/a/b@1")).isFalse();
    assertThat(PackageTypes.isPackage("pkg:huggingface/a/b@1")).isFalse();
    assertThat(PackageTypes.isPackage("npm/a")).isFalse();
    assertThat(PackageTypes.isPackage(null)).isFalse();
  }
}
