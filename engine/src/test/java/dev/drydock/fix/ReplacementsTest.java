package dev.drydock.fix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.bom.Component;
import dev.drydock.match.AdvisoryFixture;
import dev.drydock.match.BomFixture;
import dev.drydock.match.Findings;
import dev.drydock.origin.Origins;
import dev.drydock.triage.Prioritisation;
import dev.drydock.version.VersionSchemes;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ReplacementsTest {

  @Test
  void everyRowIsSoundAndSourced() {
    Set<String> old = new HashSet<>();
    for (Replacement row : KnownReplacements.ALL) {
      assertThat(old.add(row.type() + " " + row.name())).as("%s twice", row.name()).isTrue();
      assertThat(row.replacement()).isNotEqualTo(row.name());
      assertThat(row.reason()).endsWith(".").hasSizeLessThan(120);
      assertThat(URI.create(row.source()).getScheme()).isEqualTo("https");
      String scheme =
          switch (row.type()) {
            case "maven" -> "maven";
            case "npm" -> "npm";
            case "pypi" -> "pypi";
            case "golang" -> "golang";
            case "cargo" -> "cargo";
            case "composer" -> "composer";
            default -> throw new AssertionError("no scheme for " + row.type());
          };
      assertThat(VersionSchemes.of(scheme).orElseThrow().parse(row.version()))
          .as("%s %s", row.replacement(), row.version())
          .isPresent();
    }
    // what is itself given up is nobody's alternative
    for (Replacement row : KnownReplacements.ALL) {
      assertThat(old).doesNotContain(row.type() + " " + row.replacement());
    }
    assertThat(KnownReplacements.ALL).hasSizeGreaterThan(45);
  }

  @Test
  void theAlternativeIsMatchedAsWell() {
    AdvisoryFixture advisories =
        AdvisoryFixture.of(
            AdvisoryFixture.record("GHSA-1").affects("Maven", "log4j:log4j").unfixed(),
            AdvisoryFixture.record("GHSA-2")
                .affects("Maven", "ch.qos.reload4j:reload4j")
                .fixedIn("1.2.99"));
    Findings findings =
        BomFixture.withoutDistribution()
            .language("maven", "log4j:log4j", "1.2.17")
            .matched(advisories);

    Plan plan =
        new Planner(advisories, UnaryOperator.identity(), Replacements.builtIn())
            .plan(findings, new Prioritisation().of(findings), Origins.unknown());

    assertThat(plan.actions())
        .singleElement()
        .satisfies(
            action -> {
              assertThat(action.kind()).isEqualTo(Action.Kind.REPLACE);
              assertThat(action.removes()).containsExactly(0);
              assertThat(action.introduces()).containsExactly("GHSA-2");
            });
    assertThat(plan.predicted())
        .extracting(finding -> finding.component().name(), finding -> finding.id())
        .containsExactly(tuple("ch.qos.reload4j:reload4j", "GHSA-2"));
  }

  @Test
  void whatIsInsteadHasThePurlOfItsEcosystem() {
    Component old =
        BomFixture.withoutDistribution()
            .language("golang", "github.com/dgrijalva/jwt-go", "v3.2.0")
            .matched(AdvisoryFixture.of())
            .bom()
            .components()
            .getFirst();

    List<Replacement> rows =
        KnownReplacements.ALL.stream().filter(row -> row.name().equals(old.name())).toList();

    assertThat(rows.getFirst().instead(old).purl().toString())
        .isEqualTo("pkg:golang/github.com/golang-jwt/jwt/v5@v5.2.2");
  }
}
