package dev.drydock.server.maturity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.maturity.Measures.Building;
import dev.drydock.server.maturity.Measures.Coverage;
import dev.drydock.server.maturity.Measures.Excepting;
import dev.drydock.server.maturity.Measures.Fixing;
import dev.drydock.server.maturity.Measures.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RoadTest {
  private static final Fixing QUICK = new Fixing(2.0, 5, 20.0, 9, 90.0, 30, 1, 3.0);
  private static final Measures BEST =
      new Measures(
          new Coverage(100, 100, 95, 100, 10, 80),
          new Running(50, 49),
          QUICK,
          new Excepting(2, 10.0, 1, 2.0, 0),
          new Building(40, 10, 9));

  private static List<String> ahead(Road road) {
    return road.next().stream().map(one -> one.milestone() + " for " + one.towards()).toList();
  }

  @Test
  void nobodyKnowsAnythingOfWhoHasJustBegun() {
    Road road = Road.of(Measures.NONE);
    assertThat(road.place()).isEqualTo(Place.EXPLORING);
    assertThat(ahead(road))
        .containsExactly(
            "GATED for DEVOPS_MATURE",
            "RUNNING_KNOWN for DEVSECOPS_READY",
            "APPROVED_BASE for DEVSECOPS_READY");
    assertThat(road.next()).extracting(Road.Ahead::missing).containsExactly(1.0, 1.0, 1.0);
  }

  @Test
  void atTheEndOfTheRoadNothingIsAhead() {
    Road road = Road.of(BEST);
    assertThat(road.place()).isEqualTo(Place.DEVSECOPS);
    assertThat(road.next()).isEmpty();
  }

  @Test
  void aThresholdIsReachedWhereItIsMet() {
    assertThat(gated(24).place()).isEqualTo(Place.EXPLORING);
    assertThat(gated(25).place()).isEqualTo(Place.DEVOPS_MATURE);
    assertThat(gated(74).place()).isEqualTo(Place.DEVOPS_MATURE);
    assertThat(gated(75).place()).isEqualTo(Place.DEVSECOPS_READY);
    assertThat(gated(94).place()).isEqualTo(Place.DEVSECOPS_READY);
    assertThat(gated(95).place()).isEqualTo(Place.DEVSECOPS);
  }

  private static Road gated(int gated) {
    return Road.of(
        new Measures(
            new Coverage(100, gated, 95, 100, 10, 80),
            BEST.running(),
            BEST.fixing(),
            BEST.excepting(),
            BEST.building()));
  }

  @Test
  void oneThatIsFarBehindHoldsBack() {
    Measures slow =
        new Measures(
            BEST.coverage(),
            BEST.running(),
            new Fixing(28.0, 5, 20.0, 9, 90.0, 30, 1, 3.0),
            BEST.excepting(),
            BEST.building());
    Road road = Road.of(slow);
    assertThat(road.place()).isEqualTo(Place.DEVOPS_MATURE);
    // half of 28 days is too much for the next place
    assertThat(road.next())
        .containsExactly(new Road.Ahead(Milestone.ACT_FIXED, Place.DEVSECOPS_READY, 0.5));
  }

  @Test
  void theFarthestComesFirstAndNoMoreThanThree() {
    Measures some =
        new Measures(
            new Coverage(100, 60, 10, 100, 75, 0),
            new Running(100, 40),
            new Fixing(15.0, 5, 61.0, 9, null, 0, 2, 300.0),
            new Excepting(2, 10.0, 1, 31.0, 0),
            new Building(40, 10, 4));
    Road road = Road.of(some);
    assertThat(road.place()).isEqualTo(Place.DEVOPS_MATURE);
    assertThat(ahead(road))
        .containsExactly(
            "ACT_OPEN for DEVSECOPS_READY", // (300 - 30) / 300 = 0.9
            "APPROVED_BASE for DEVSECOPS_READY", // (0.5 - 0.1) / 0.5 = 0.8
            "RUNNING_KNOWN for DEVSECOPS_READY"); // (0.8 - 0.4) / 0.8 = 0.5
    assertThat(road.next().getFirst().missing()).isEqualTo(0.9);
  }

  @Test
  void everyMilestoneHasAStepWithAPage() {
    for (Milestone milestone : Milestone.values()) {
      Step step = Step.of(milestone);
      assertThat(step.title()).isNotBlank();
      assertThat(step.command()).isNotBlank();
      assertThat(Path.of("..", step.page())).as(milestone.word()).exists();
    }
  }

  /// docs/maturity.md has the same table.
  @Test
  void theDocumentationHasTheSameThresholds() throws Exception {
    List<String> rows = new ArrayList<>();
    for (Milestone milestone : Milestone.values()) {
      StringBuilder row = new StringBuilder("| `" + milestone.word() + "` |");
      for (Place place : List.of(Place.DEVOPS_MATURE, Place.DEVSECOPS_READY, Place.DEVSECOPS)) {
        row.append(' ')
            .append(milestone.wanted(place).map(value -> words(milestone, value)).orElse("–"))
            .append(" |");
      }
      rows.add(row.toString());
    }
    List<String> page = Files.readAllLines(Path.of("../docs/maturity.md"));
    assertThat(page.stream().filter(line -> line.startsWith("| `")))
        .containsExactlyElementsOf(rows);
  }

  private static String words(Milestone milestone, double value) {
    String sign = milestone.want() == Milestone.Want.AT_LEAST ? "≥ " : "≤ ";
    return switch (milestone.unit()) {
      case SHARE -> sign + String.format(Locale.ROOT, "%.0f %%", value * 100);
      case DAYS -> sign + String.format(Locale.ROOT, "%.0f days", value);
    };
  }
}
