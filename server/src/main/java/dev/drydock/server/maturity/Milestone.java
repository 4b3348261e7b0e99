package dev.drydock.server.maturity;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What is asked for on the road: one measure, and how far it has to be at each place. This is the
/// one table of thresholds; docs/maturity.md argues each.
enum Milestone {
  GATED(
      "images that a gate has judged",
      Unit.SHARE,
      Want.AT_LEAST,
      new Thresholds(0.25, 0.75, 0.95),
      Without.NOT_REACHED,
      measures -> share(measures.coverage().gated(), measures.coverage().images())),
  RUNNING_KNOWN(
      "running containers whose image is known",
      Unit.SHARE,
      Want.AT_LEAST,
      new Thresholds(Double.NaN, 0.80, 0.95),
      Without.NOT_REACHED,
      measures -> share(measures.running().known(), measures.running().containers())),
  APPROVED_BASE(
      "images upon an approved base",
      Unit.SHARE,
      Want.AT_LEAST,
      new Thresholds(Double.NaN, 0.50, 0.90),
      Without.NOT_REACHED,
      measures -> share(measures.coverage().approved(), measures.coverage().images())),
  DRIFT(
      "images upon an outdated build of their base",
      Unit.SHARE,
      Want.AT_MOST,
      new Thresholds(Double.NaN, 0.50, 0.20),
      Without.REACHED,
      measures -> share(measures.coverage().drifted(), measures.coverage().based())),
  SIGNED(
      "images that are signed",
      Unit.SHARE,
      Want.AT_LEAST,
      new Thresholds(Double.NaN, Double.NaN, 0.80),
      Without.NOT_REACHED,
      measures -> share(measures.coverage().signed(), measures.coverage().images())),
  ACT_FIXED(
      "days until what is urgent is mended",
      Unit.DAYS,
      Want.AT_MOST,
      new Thresholds(Double.NaN, 14, 3),
      Without.REACHED,
      measures -> measures.fixing().actDays()),
  ACT_OPEN(
      "days that the oldest urgent finding is there",
      Unit.DAYS,
      Want.AT_MOST,
      new Thresholds(Double.NaN, 30, 7),
      Without.REACHED,
      measures -> measures.fixing().oldestActDays()),
  ATTEND_FIXED(
      "days until what needs attention is mended",
      Unit.DAYS,
      Want.AT_MOST,
      new Thresholds(Double.NaN, 60, 30),
      Without.REACHED,
      measures -> measures.fixing().attendDays()),
  EXCEPTIONS_WAITING(
      "days that the oldest undecided exception waits",
      Unit.DAYS,
      Want.AT_MOST,
      new Thresholds(Double.NaN, 30, 7),
      Without.REACHED,
      measures -> measures.excepting().oldestWaitingDays()),
  STOPPED_MENDED(
      "stopped builds that were mended",
      Unit.SHARE,
      Want.AT_LEAST,
      new Thresholds(Double.NaN, 0.50, 0.80),
      Without.REACHED,
      measures -> share(measures.building().mended(), measures.building().stopped()));

  /// What the places ask for; not a number where one does not ask.
  private record Thresholds(double mature, double ready, double devsecops) {
    double of(Place place) {
      return switch (place) {
        case EXPLORING -> Double.NaN;
        case DEVOPS_MATURE -> mature;
        case DEVSECOPS_READY -> ready;
        case DEVSECOPS -> devsecops;
      };
    }
  }

  /// In what it is measured.
  enum Unit {
    /// 0 to 1
    SHARE,
    DAYS
  }

  enum Want {
    AT_LEAST,
    AT_MOST
  }

  /// What it means that there is nothing to measure.
  enum Without {
    REACHED,
    NOT_REACHED
  }

  private final String title;
  private final Unit unit;
  private final Want want;
  private final Thresholds thresholds;
  private final Without without;
  private final Function<Measures, @Nullable Double> measure;

  Milestone(
      String title,
      Unit unit,
      Want want,
      Thresholds thresholds,
      Without without,
      Function<Measures, @Nullable Double> measure) {
    this.title = title;
    this.unit = unit;
    this.want = want;
    this.thresholds = thresholds;
    this.without = without;
    this.measure = measure;
  }

  private static @Nullable Double share(int part, int whole) {
    return whole == 0 ? null : (double) part / whole;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String title() {
    return title;
  }

  Unit unit() {
    return unit;
  }

  Want want() {
    return want;
  }

  /// Empty where there is nothing to measure.
  Optional<Double> value(Measures measures) {
    return Optional.ofNullable(measure.apply(measures));
  }

  /// What a place asks for; empty where it does not ask.
  Optional<Double> wanted(Place place) {
    double threshold = thresholds.of(place);
    return Double.isNaN(threshold) ? Optional.empty() : Optional.of(threshold);
  }

  boolean reached(Place place, Measures measures) {
    return missing(place, measures) == 0;
  }

  /// How far it is from what a place asks for: 0 where it is reached, 1 where nothing is done yet.
  double missing(Place place, Measures measures) {
    Optional<Double> wanted = wanted(place);
    if (wanted.isEmpty()) {
      return 0;
    }
    Optional<Double> value = value(measures);
    if (value.isEmpty()) {
      return without == Without.REACHED ? 0 : 1;
    }
    double threshold = wanted.get();
    return switch (want) {
      case AT_LEAST -> Math.max(0, (threshold - value.get()) / threshold);
      case AT_MOST -> value.get() <= threshold ? 0 : (value.get() - threshold) / value.get();
    };
  }
}
