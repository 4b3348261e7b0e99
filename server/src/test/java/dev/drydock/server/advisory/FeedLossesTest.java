package dev.drydock.server.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.advisory.Advisories.Feed;
import dev.drydock.advisory.Advisories.Metadata;
import dev.drydock.server.advisory.FeedLosses.Loss;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedLossesTest {
  private static Feed feed(String name, int records) {
    return new Feed(name, "somewhere", records, "2026-02-01T00:00:00Z", "CC0-1.0");
  }

  private static Metadata index(Feed... feeds) {
    return new Metadata("2026-02-01T00:00:00Z", List.of(feeds));
  }

  private static FeedLosses between(Metadata before, Metadata now) {
    return FeedLosses.between(before, now, Map.of(), _ -> true);
  }

  @ParameterizedTest
  @CsvSource({
    "9, 0, false",
    "10, 0, true",
    "10, 1, false",
    "1000, 1, false",
    "1001, 801, false",
    "1001, 800, true",
    "200000, 160000, false",
    "200000, 159999, true",
    "2000000000, 1600000000, false",
    "2000000000, 1599999999, true",
    "0, 0, false",
    "5000, 9000, false"
  })
  void moreThanAFifthOfManyOrAll(int before, int now, boolean lost) {
    FeedLosses losses = between(index(feed("npm", before)), index(feed("npm", now)));
    assertThat(losses.losses()).isEqualTo(lost ? List.of(new Loss("npm", before, now)) : List.of());
  }

  @Test
  void aFeedThatIsGoneHasNothingLeftAndParts_countTogether() {
    FeedLosses losses =
        between(
            index(feed("Debian", 700), feed("Debian", 500), feed("KEV", 1600)),
            index(feed("Debian", 1200), feed("Wolfi", 1)));
    assertThat(losses.losses()).containsExactly(new Loss("KEV", 1600, 0));
    assertThat(losses.left()).isEqualTo(Map.of("KEV", 0));
  }

  @Test
  void whatNobodyWantsAnyMoreIsNoLoss() {
    assertThat(
            FeedLosses.between(
                    index(feed("npm", 5000), feed("Go", 5000)), index(), Map.of(), "Go"::equals)
                .losses())
        .containsExactly(new Loss("Go", 5000, 0));
  }

  @Test
  void whatWasAcceptedIsHeldAgainstWhatIsNowAndNoGreaterLossIs() {
    Metadata before = index(feed("npm", 200_000), feed("Go", 5000));
    Map<String, Integer> accepted = Map.of("npm", 10_000);
    assertThat(
            FeedLosses.between(
                    before, index(feed("npm", 9000), feed("Go", 5000)), accepted, _ -> true)
                .none())
        .isTrue();
    assertThat(
            FeedLosses.between(
                    before, index(feed("npm", 7000), feed("Go", 3000)), accepted, _ -> true)
                .losses())
        .containsExactly(new Loss("Go", 5000, 3000), new Loss("npm", 10_000, 7000));
    assertThat(
            FeedLosses.between(before, index(feed("Go", 5000)), Map.of("npm", 0), _ -> true).none())
        .isTrue();
  }

  @Test
  void theLineHasNumbersAndAnEnd() {
    Feed[] many =
        IntStream.range(0, 30).mapToObj(i -> feed("feed" + i, 5000 + i)).toArray(Feed[]::new);
    String words = between(index(many), index()).words();
    assertThat(words.lines()).hasSize(1);
    assertThat(words)
        .contains("nothing of feed0 is left (5,000 records)")
        .contains(", and 25 more.")
        .contains("accept=true")
        .hasSizeLessThan(1000);
    assertThat(between(index(feed("npm", 210_345)), index(feed("npm", 12))).words())
        .contains("npm has 12 records instead of 210,345.");
  }
}
