package dev.drydock.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PackageKindTest {
  @ParameterizedTest
  @CsvSource({
    "Debian:12,           linux,                            KERNEL",
    "Debian:12,           linux-6.1,                        KERNEL",
    "Ubuntu:22.04:LTS,    linux-aws,                        KERNEL",
    "Ubuntu:22.04:LTS,    linux-hwe-5.15,                   KERNEL",
    "AlmaLinux:9,         kernel-rt,                        KERNEL",
    "Debian:12,           linux-pam,                        PRIVILEGE_TOOL",
    "Debian:12,           linux-atm,                        SYSTEM_PACKAGE",
    "Debian:12,           systemd,                          SYSTEM_SERVICE",
    "Debian:12,           sudo,                             PRIVILEGE_TOOL",
    "Debian:12,           openssl,                          SHARED_LIBRARY",
    "Alpine:v3.19,        musl,                             SHARED_LIBRARY",
    "Debian:12,           gcc-12,                           BUILD_TOOL",
    "Debian:12,           binutils,                         BUILD_TOOL",
    "Debian:12,           golang-1.19,                      BUILD_TOOL",
    "Debian:12,           python3.11,                       RUNTIME",
    "Debian:12,           openjdk-17,                       RUNTIME",
    "AlmaLinux:9,         java-17-openjdk-headless,         RUNTIME",
    "Debian:12,           php8.2,                           RUNTIME",
    "Debian:12,           nodejs,                           RUNTIME",
    "Debian:12,           php-symfony,                      SYSTEM_PACKAGE",
    "Debian:12,           python-django,                    SYSTEM_PACKAGE",
    "Debian:12,           python3-django,                   SYSTEM_PACKAGE",
    "Debian:12,           tar,                              SYSTEM_PACKAGE",
    "Maven,               org.yaml:snakeyaml,               LIBRARY",
    "Maven,               org.apache.maven:maven-core,      BUILD_TOOL",
    "npm,                 lodash,                           LIBRARY",
    "npm,                 webpack,                          BUILD_TOOL",
    "npm,                 openssl,                          LIBRARY",
    "PyPI,                setuptools,                       BUILD_TOOL",
    "Go,                  stdlib,                           GO_STANDARD_LIBRARY",
    "Go,                  toolchain,                        BUILD_TOOL",
    "Go,                  golang.org/x/net,                 COMPILED_IN",
    "crates.io,           tokio,                            COMPILED_IN",
    "Bitnami,             redis,                            PROGRAM",
    "Bitnami,             python,                           RUNTIME"
  })
  void isToldByEcosystemAndName(String ecosystem, String name, PackageKind kind) {
    assertThat(PackageKind.of(ecosystem, name)).isEqualTo(kind);
  }

  @ParameterizedTest
  @EnumSource
  void hasWordsOfItsOwn(PackageKind kind) {
    assertThat(ContainerWords.why(kind)).hasSizeGreaterThan(60).endsWith(".");
    assertThat(ContainerWords.step(kind)).hasSizeGreaterThan(30).endsWith(".");
    assertThat(ContainerWords.topics(List.of(kind)))
        .isNotEmpty()
        .allSatisfy(topic -> assertThat(Handbook.topic(topic)).isPresent());
    assertThat(ContainerWords.of(List.of(kind)))
        .containsExactly(new Line.Sentence(ContainerWords.why(kind)));
  }

  @Test
  void noTwoKindsAreExplainedAlike() {
    Set<String> words = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (PackageKind kind : PackageKind.values()) {
      words.add(ContainerWords.why(kind));
      names.add(kind.word());
    }
    assertThat(words).hasSameSizeAs(PackageKind.values());
    assertThat(names).hasSameSizeAs(PackageKind.values());
  }

  @Test
  void ofManyKindsTheMostTellingOnesAreTold() {
    assertThat(ContainerWords.of(List.copyOf(EnumSet.allOf(PackageKind.class)))).hasSize(3);
    assertThat(ContainerWords.of(List.of()))
        .singleElement()
        .satisfies(line -> assertThat(line.text()).startsWith("That depends on the package"));
  }
}
