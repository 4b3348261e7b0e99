package dev.drydock.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownBasesTest {
  private static final LocalDate DAY = LocalDate.of(2026, 8, 20);

  private final KnownBases known = KnownBases.builtIn();

  /// Nearest first: the line itself, slimmer, newer; nothing that has ended by that day.
  @ParameterizedTest
  @CsvSource({
    "library/debian, 12, library/debian:12-slim library/debian:13",
    "library/debian, 12.4, library/debian:12 library/debian:12-slim library/debian:13",
    "library/debian, 13-slim, ''",
    "library/debian, bookworm-slim, library/debian:trixie-slim",
    "library/ubuntu, 22.04, library/ubuntu:24.04 library/ubuntu:26.04",
    "library/node, 20.10.0-bookworm-slim, library/node:22-bookworm-slim library/node:26-bookworm-slim",
    "library/node, 22.3, library/node:22 library/node:22-slim library/node:24",
    "library/python, 3.9, library/python:3.14",
    "library/eclipse-temurin, 17-jre, library/eclipse-temurin:21-jre library/eclipse-temurin:25-jre",
    "distroless/base-debian11, nonroot, distroless/base-debian12:nonroot distroless/base-debian13:nonroot",
    "ubi8/ubi-minimal, latest, ubi9/ubi-minimal:latest ubi10/ubi-minimal:latest",
    "team/node, 20, ''",
    "library/debian, sid, ''",
  })
  void whatIsNearIsNamed(String repository, String tag, String expected) {
    List<String> near =
        known.near(repository, tag, DAY, 3).stream()
            .map(one -> one.repository() + ":" + one.tag())
            .toList();

    assertThat(String.join(" ", near)).isEqualTo(expected);
  }

  @Test
  void whatHasEndedIsNotNamed() {
    assertThat(known.near("library/debian", "11", LocalDate.of(2028, 7, 1), 3))
        .extracting(KnownBases.Suggestion::tag)
        .containsExactly("13");
  }

  @Test
  void everyRowIsWhole() {
    Set<String> rows = new HashSet<>();
    Set<String> repositories = new HashSet<>();
    known.lines().forEach(line -> repositories.add(line.repository()));
    assertThat(known.lines())
        .isNotEmpty()
        .allSatisfy(
            line -> {
              assertThat(rows.add(line.repository() + " " + line.line())).isTrue();
              assertThat(line.tags()).isNotEmpty().doesNotHaveDuplicates().doesNotContain("");
              assertThat(URI.create(line.source()).getScheme()).isEqualTo("https");
              assertThat(line.successor().isEmpty() || repositories.contains(line.successor()))
                  .isTrue();
            });
  }
}
