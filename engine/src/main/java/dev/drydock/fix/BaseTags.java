package dev.drydock.fix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The tags of a repository that are worth a try in the place of the present one, by their names
/// alone: the nearest first, as the smallest change is the one that people make.
/// 1. the newest patch of the same version, the newest minor of the same major
/// 2. the slimmer variant of the same version
/// 3. the same version upon a newer release of its distribution
/// 4. the next major, and the newest
///
/// What else is in a name stays as it is: `-alpine` is another C library, `-jre` another use, and
/// nobody is moved there unasked. `docs/bases.md` tells the rules.
public final class BaseTags {
  /// How many are tried where nobody says.
  public static final int USUAL = 3;

  /// From here on a number is a date or counts builds.
  private static final int LARGEST_MAJOR = 10_000;

  private final String repository;
  private final BaseTag present;
  private final int version;
  private final int distribution;
  private final List<BaseTag> alike = new ArrayList<>();
  private final List<BaseTag> others = new ArrayList<>();

  private BaseTags(String repository, BaseTag present, List<String> tags) {
    this.repository = repository;
    this.present = present;
    this.version = present.versionAt();
    this.distribution = present.distributionAt();
    for (String text : new TreeSet<>(tags)) {
      BaseTag tag = BaseTag.of(text);
      if (!text.equals(present.text()) && tag.isRelease()) {
        boolean moves = version >= 0 && tag.like(present) && isLookedAfter(tag);
        (moves ? alike : others).add(tag);
      }
    }
  }

  /// Ranks tags.
  ///
  /// @param repository its path, `library/debian`; some makers look after certain majors only
  /// @param tag the present one
  /// @param tags all that there are
  /// @param most how many to give
  /// @return the best first, without the present one
  public static List<String> rank(String repository, String tag, List<String> tags, int most) {
    BaseTag present = BaseTag.of(tag);
    return present.isRelease()
        ? new BaseTags(repository, present, tags).ranked().stream().limit(most).toList()
        : List.of();
  }

  private Set<String> ranked() {
    Set<String> ranked = new LinkedHashSet<>();
    Comparator<BaseTag> newest = this::compareVersions;
    Comparator<BaseTag> highest = this::compareDistributions;
    Comparator<BaseTag> newestNearby = newest.thenComparing(highest.reversed());
    BaseTag patch = best(tag -> isNewer(tag) && shared(tag) == depth(), newestNearby);
    add(ranked, patch);
    add(ranked, best(tag -> isNewer(tag) && sameMajor(tag), newestNearby));
    BaseTag slimmer = patch == null ? null : slimmerThan(patch);
    add(ranked, slimmer == null ? slimmerThan(present) : slimmer);
    Comparator<BaseTag> nearest = Comparator.comparingInt(this::shared);
    add(
        ranked,
        best(this::isUponNewerRelease, nearest.thenComparing(newest).thenComparing(highest)));
    Comparator<BaseTag> major = this::compareMajors;
    Predicate<BaseTag> above = tag -> isNewer(tag) && !sameMajor(tag);
    add(ranked, best(above, major.reversed().thenComparing(newestNearby)));
    add(ranked, best(above, major.thenComparing(newestNearby)));
    return ranked;
  }

  private static void add(Set<String> ranked, @Nullable BaseTag tag) {
    if (tag != null) {
      ranked.add(tag.text());
    }
  }

  private @Nullable BaseTag best(Predicate<BaseTag> which, Comparator<BaseTag> order) {
    return alike.stream().filter(which).max(order).orElse(null);
  }

  private @Nullable BaseTag slimmerThan(BaseTag tag) {
    return others.stream().filter(other -> other.isSlimmerThan(tag)).findFirst().orElse(null);
  }

  private boolean isLookedAfter(BaseTag tag) {
    if (numbers(tag).number(0) >= LARGEST_MAJOR) {
      return false;
    }
    boolean release =
        distribution < 0
            || compareDistributions(tag, present) == 0
            || LongTermReleases.includes("", tag.parts().get(distribution));
    return release && (sameMajor(tag) || LongTermReleases.includes(repository, numbers(tag)));
  }

  private boolean isNewer(BaseTag tag) {
    return compareVersions(tag, present) > 0 && compareDistributions(tag, present) >= 0;
  }

  private boolean isUponNewerRelease(BaseTag tag) {
    return sameMajor(tag)
        && numbers(tag).compareNumbers(numbers(present)) >= 0
        && compareDistributions(tag, present) > 0;
  }

  private BaseTag.Part numbers(BaseTag tag) {
    return tag.parts().get(version);
  }

  /// By the version, then by what counts its builds.
  private int compareVersions(BaseTag one, BaseTag other) {
    int order = numbers(one).compareNumbers(numbers(other));
    for (int i = 0; i < one.parts().size() && order == 0; i++) {
      if (one.parts().get(i).kind() == BaseTag.Kind.BUILD) {
        order = one.parts().get(i).compareNumbers(other.parts().get(i));
      }
    }
    return order;
  }

  private int compareDistributions(BaseTag one, BaseTag other) {
    return distribution < 0
        ? 0
        : one.parts().get(distribution).compareNumbers(other.parts().get(distribution));
  }

  private boolean sameMajor(BaseTag tag) {
    return compareMajors(tag, present) == 0;
  }

  private int compareMajors(BaseTag one, BaseTag other) {
    int order = Long.compare(numbers(one).number(0), numbers(other).number(0));
    // 22.04 and 22.10 are two releases
    return order == 0 && LongTermReleases.isUbuntu(repository, numbers(present))
        ? Long.compare(numbers(one).number(1), numbers(other).number(1))
        : order;
  }

  /// How many of the first two numbers are the present ones.
  private int shared(BaseTag tag) {
    int shared = 0;
    while (shared < depth() && numbers(tag).number(shared) == numbers(present).number(shared)) {
      shared++;
    }
    return shared;
  }

  private int depth() {
    return Math.min(2, numbers(present).numbers().size());
  }
}
