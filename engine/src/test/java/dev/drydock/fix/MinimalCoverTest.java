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

    assertThat(MinimalCover.of(options).stream()).containsExactly(1, 3);
  }

  @Test
  void isNotMisledAsGreedIs() {
    // by price for each element the large set comes first, the two small ones are cheaper
    List<Option> options = List.of(option(5, 0, 1, 2, 3), option(2, 0, 1, 4), option(2, 2, 3, 5));

    assertThat(MinimalCover.of(options).stream()).containsExactly(1, 2);
  }

  @Test
  void nothingIsCoveredByNothing() {
    assertThat(MinimalCover.of(List.of()).isEmpty()).isTrue();
    assertThat(MinimalCover.of(List.of(option(1))).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void costsNoMoreThanTheBestOfAllChoices(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      List<Option> options = random(random, 2 + random.nextInt(11), 1 + random.nextInt(14));

      BitSet chosen = MinimalCover.of(options);

      assertThat(covered(options, chosen)).isEqualTo(covered(options, all(options)));
      assertThat(cost(options, chosen)).isEqualTo(bestCost(options));
    }
  }

  @Test
  void isBoundedWhereTheChoiceIsHard() {
    List<Option> options = random(new Random(9), 120, 200);

    BitSet chosen = MinimalCover.of(options);

    assertThat(covered(options, chosen)).isEqualTo(covered(options, all(options)));
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
