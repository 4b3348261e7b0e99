package dev.drydock.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.fix.Action;
import dev.drydock.fix.Effort;
import dev.drydock.fix.Upgrade;
import dev.drydock.origin.Origin;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlanWordsTest {
  private static final Component GOSU = module("go-binary", "usr/local/bin/gosu");

  @Test
  void effortSaysWhoseWorkItIs() {
    Component library = module("npm-package", "app/node_modules/x/package.json");

    assertThat(effort(Origin.BASE, library)).isEqualTo("medium effort, in the base image");
    assertThat(effort(Origin.APPLICATION, library)).isEqualTo("medium effort, in the application");
    assertThat(effort(null, library)).isEqualTo("medium effort");
  }

  @Test
  void whatIsCompiledIntoProgramsIsToldWithThem() {
    Component two = module("rust-source-path", "app/a", "app/b");

    assertThat(effort(Origin.BASE, GOSU))
        .isEqualTo("medium effort, in the base image (usr/local/bin/gosu)");
    assertThat(effort(null, GOSU)).isEqualTo("medium effort, in usr/local/bin/gosu");
    assertThat(effort(Origin.APPLICATION, two))
        .isEqualTo("medium effort, in the application (app/a and app/b)");
    assertThat(effort(Origin.APPLICATION, GOSU, two))
        .isEqualTo("medium effort, in the application (3 programs, such as usr/local/bin/gosu)");
  }

  @Test
  void whatElseHasToChangeIsNotHidden() {
    assertThat(effort(Origin.APPLICATION, GOSU, module("go-module", "app/go.mod")))
        .isEqualTo("medium effort, in the application");
  }

  private static String effort(@Nullable Origin origin, Component... components) {
    Upgrade upgrade =
        new Upgrade(
            "golang",
            "m",
            "1.0.0",
            "1.1.0",
            List.of(components),
            List.of(0),
            List.of(),
            List.of(),
            List.of());
    return PlanWords.effort(
        new Action(
            Action.Kind.UPGRADE_DEPENDENCY,
            Effort.MEDIUM,
            origin,
            List.of(upgrade),
            null,
            null,
            List.of(0),
            List.of(),
            List.of()));
  }

  private static Component module(String cataloger, String... paths) {
    return new Component(
        "m",
        "1.0.0",
        Purl.of("golang", null, "m", "1.0.0"),
        null,
        List.of(),
        Stream.of(paths).map(path -> new Location(path, 0)).toList(),
        new Evidence(cataloger, "x"));
  }
}
