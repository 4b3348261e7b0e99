package dev.drydock.match;

import static dev.drydock.match.AdvisoryFixture.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Purl;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Programs that no package manager knows are looked up among Bitnami's advisories.
class ProgramMatchingTest {

  @Test
  void aProgramIsLookedUpUnderTheNameThatBitnamiHasForIt() {
    AdvisoryFixture.Record record =
        record("BIT-apache-2024-38473")
            .affects("Bitnami", "apache")
            .introduced("2.4.0")
            .fixed("2.4.60");

    assertThat(program(null, "httpd", "2.4.59", record))
        .containsExactly("BIT-apache-2024-38473 httpd@2.4.59 AFFECTED -> 2.4.60");
    assertThat(program(null, "httpd", "2.4.60", record)).isEmpty();
    assertThat(program(null, "apache", "2.4.59", record)).isEmpty();
    assertThat(program("example", "httpd", "2.4.59", record)).isEmpty();
  }

  @Test
  void versionsOfTwoNumbersAreThoseOfThree() {
    AdvisoryFixture.Record record =
        record("BIT-postgresql-2024-10977")
            .affects("Bitnami", "postgresql")
            .introduced("15.0.0")
            .fixed("15.9.0");

    assertThat(program(null, "postgresql", "15.8", record)).hasSize(1);
    assertThat(program(null, "postgresql", "15.9", record)).isEmpty();
    assertThat(program(null, "postgresql", "15.18", record)).isEmpty();
  }

  @Test
  void javasBuildPlaysNoPartAndJava8IsEight() {
    AdvisoryFixture.Record record =
        record("BIT-java-2026-34282")
            .affects("Bitnami", "java")
            .introduced("0")
            .fixed("1.8.0")
            .introduced("1.9.0")
            .fixed("8.0.491")
            .introduced("18.0.0")
            .fixed("21.0.11");

    assertThat(program("oracle", "openjdk", "21.0.4+7-LTS", record)).hasSize(1);
    assertThat(program("oracle", "openjdk", "21.0.11+9-LTS", record)).isEmpty();
    assertThat(program("oracle", "openjdk", "1.8.0_411-b25", record)).hasSize(1);
    assertThat(program("oracle", "openjdk", "1.8.0_492-b09", record)).isEmpty();
    assertThat(program(null, "openjdk", "21.0.4+7-LTS", record)).isEmpty();
  }

  @Test
  void goToolsAreTheToolchainOfGosRecords() {
    AdvisoryFixture.Record record =
        record("GO-2024-1").affects("Go", "toolchain").introduced("0").fixed("1.22.2");

    assertThat(
            BomFixture.withoutDistribution()
                .language("golang", "toolchain", "1.22.1")
                .findings(AdvisoryFixture.of(record)))
        .containsExactly("GO-2024-1 toolchain@1.22.1 AFFECTED -> 1.22.2");
  }

  private static List<String> program(
      @Nullable String vendor, String name, String version, AdvisoryFixture.Record record) {
    return BomFixture.withoutDistribution()
        .add(name, version, Purl.of("generic", vendor, name, version), null)
        .findings(AdvisoryFixture.of(record));
  }
}
