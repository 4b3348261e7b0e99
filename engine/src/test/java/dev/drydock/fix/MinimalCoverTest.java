package dev.drydock.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.fix.MinimalCover.Option;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinimalCoverTest {
  private static final int[] EFFORTS = {1, 3, 8};

  private static Option option(int cost, int... elements) {
    BitSet covers = new BitSet();
    for (int element : elements) {
      covers.set(element);
    }
    return new Option(covers, cost);
  }

  @Test
  void takesWhatIsCheaperTogether() {
    List<Option> options =
        List.of(option(8, 0, 1, 2), option(3, 0, 1), option(3, 2), option(9, 2, 3));

    assertThat(MinimalCover.of(options).chosen().stream()).containsExactly(1, 3);
  }

  @Test
  void isNotMisledAsGreedIs() {
    // by price for each element the large set comes first, the two small ones are cheaper
    List<Option> options = List.of(option(5, 0, 1, 2, 3), option(2, 0, 1, 4), option(2, 2, 3, 5));

    assertThat(MinimalCover.of(options).chosen().stream()).containsExactly(1, 2);
  }

  @Test
  void nothingIsCoveredByNothing() {
    assertThat(MinimalCover.of(List.of()).chosen().isEmpty()).isTrue();
    assertThat(MinimalCover.of(List.of(option(1))).chosen().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void costsNoMoreThanTheBestOfAllChoices(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      List<Option> options = random(random, 2 + random.nextInt(11), 1 + random.nextInt(14));

      MinimalCover.Cover cover = MinimalCover.of(options);

      assertThat(covered(options, cover.chosen())).isEqualTo(covered(options, all(options)));
      assertThat(cost(options, cover.chosen())).isEqualTo(bestCost(options));
      assertThat(cover.cost()).isEqualTo(bestCost(options));
      assertThat(cover.atLeast()).isEqualTo(bestCost(options));
    }
  }

  @Test
  void isBoundedWhereTheChoiceIsHard() {
    List<Option> options = random(new Random(9), 120, 200);

    MinimalCover.Cover cover = MinimalCover.of(options);

    assertThat(covered(options, cover.chosen())).isEqualTo(covered(options, all(options)));
    assertThat(cover.atLeast()).isPositive().isLessThanOrEqualTo(cover.cost());
    assertThat(cover.gap()).isBetween(0.0, 0.5);
  }

  /// As many findings, actions and efforts as a large image has, and several ways to remove most
  /// findings.
  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void isProvenToBeTheLeast(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      List<Option> options = ofAnImage(random);

      MinimalCover.Cover cover = MinimalCover.of(options);

      assertThat(covered(options, cover.chosen())).isEqualTo(covered(options, all(options)));
      assertThat(cover.cost()).isEqualTo(cost(options, cover.chosen()));
      assertThat(cover.atLeast()).isLessThanOrEqualTo(cover.cost());
      assertThat(cover.gap()).isZero();
    }
  }

  /// Nothing can be left out here: every finding has several actions, taken at random.
  @ParameterizedTest
  @ValueSource(ints = {100, 300, 600})
  void isProvenWhereNothingIsAlike(int findings) {
    for (long seed = 0; seed < 30; seed++) {
      Random random = new Random(seed);
      List<Option> options = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        options.add(new Option(new BitSet(), EFFORTS[random.nextInt(3)]));
      }
      for (int finding = 0; finding < findings; finding++) {
        int ways = 2 + random.nextInt(5);
        for (int i = 0; i < ways; i++) {
          options.get(random.nextInt(60)).covers().set(finding);
        }
      }

      MinimalCover.Cover cover = MinimalCover.of(options);

      assertThat(covered(options, cover.chosen())).isEqualTo(covered(options, all(options)));
      assertThat(cover.cost()).isEqualTo(cost(options, cover.chosen()));
      assertThat(cover.gap()).isZero();
    }
  }

  /// Packages have as many findings as chance gives them; most actions concern a few packages, some
  /// a great many.
  private static List<Option> ofAnImage(Random random) {
    int packages = 40 + random.nextInt(160);
    List<int[]> findings = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < packages; i++) {
      int[] own = new int[1 + random.nextInt(8)];
      for (int j = 0; j < own.length; j++) {
        own[j] = next++;
      }
      findings.add(own);
    }
    int actions = 20 + random.nextInt(60);
    List<Option> options = new ArrayList<>();
    for (int i = 0; i < actions; i++) {
      boolean wide = random.nextInt(10) == 0;
      int touched = wide ? packages / 4 + random.nextInt(packages / 4) : 1 + random.nextInt(12);
      BitSet covers = new BitSet();
      for (int j = 0; j < touched; j++) {
        // of the findings of one package, not every action removes all
        for (int finding : findings.get(random.nextInt(packages))) {
          covers.set(finding, covers.get(finding) || random.nextInt(5) > 0);
        }
      }
      options.add(new Option(covers, wide ? 8 : EFFORTS[random.nextInt(3)]));
    }
    return options;
  }

  private static List<Option> random(Random random, int count, int elements) {
    List<Option> options = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      BitSet covers = new BitSet();
      for (int element = 0; element < elements; element++) {
        covers.set(element, random.nextInt(4) == 0);
      }
      options.add(new Option(covers, 1 + random.nextInt(8)));
    }
    return options;
  }

  private static BitSet all(List<Option> options) {
    BitSet all = new BitSet();
    all.set(0, options.size());
    return all;
  }

  private static BitSet covered(List<Option> options, BitSet chosen) {
    BitSet covered = new BitSet();
    chosen.stream().forEach(i -> covered.or(options.get(i).covers()));
    return covered;
  }

  private static int cost(List<Option> options, BitSet chosen) {
    return chosen.stream().map(i -> options.get(i).cost()).sum();
  }

  private static int bestCost(List<Option> options) {
    BitSet whole = covered(options, all(options));
    int best = Integer.MAX_VALUE;
    for (int bits = 0; bits < 1 << options.size(); bits++) {
      BitSet chosen = BitSet.valueOf(new long[] {bits});
      if (covered(options, chosen).equals(whole)) {
        best = Math.min(best, cost(options, chosen));
      }
    }
    return best;
  }
}
