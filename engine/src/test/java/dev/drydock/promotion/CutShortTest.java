package dev.drydock.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.FallibleRegistry;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A promotion that ends in the middle, after each request in turn (each third of a registry with a
/// list of referrers): nothing is half there for those who deploy, and the next try finishes it.
@Timeout(120)
class CutShortTest {
  private static final BuiltImage AMD = Ways.image("shop", "linux/amd64", 1);
  private static final BuiltImage ARM = Ways.image("shop", "linux/arm64", 2);
  private static final Blob INDEX = BuiltImage.index(AMD, ARM);

  @ParameterizedTest
  @CsvSource({"false, 1", "true, 3"})
  void nothingIsHalfPromoted(boolean lists, int step) throws Exception {
    try (FallibleRegistry source = new FallibleRegistry()) {
      source.push("shop", "amd", AMD);
      source.push("shop", "arm", ARM);
      source.put("shop", "1", INDEX);
      Ways.sign(Ways.repository(source.host() + "/shop:1"));
      // what is signed about what was said
      String statement = new Downstairs(source, "shop").beside(INDEX.digest()).getLast();
      source.put("shop", "statement", manifest(source, statement));
      Ways.sign(Ways.repository(source.host() + "/shop:statement"));
      int cut = 1;
      while (!finishes(source, lists, cut)) {
        cut += step;
      }
      // as many as there are steps in it; it grows with what lies beside an image
      assertThat(cut).isBetween(50, 400);
    }
  }

  private static Blob manifest(FallibleRegistry registry, String digest) {
    Blob blob = registry.get("shop/manifests/" + digest);
    if (blob == null) {
      throw new IllegalStateException(digest);
    }
    return blob;
  }

  /// @return whether it was not cut short at all
  private static boolean finishes(FallibleRegistry source, boolean lists, int cut)
      throws Exception {
    FallibleRegistry.Trait[] traits =
        lists
            ? new FallibleRegistry.Trait[] {FallibleRegistry.Trait.REFERRERS}
            : new FallibleRegistry.Trait[0];
    try (FallibleRegistry destination = new FallibleRegistry(traits)) {
      AtomicInteger requests = new AtomicInteger();
      destination.fail((_, _) -> requests.incrementAndGet() > cut);
      Promotion promotion =
          Ways.promotion(source.host() + "/shop:1", destination.host() + "/prod:1");
      boolean finished = true;
      try {
        assertThat(Ways.promote(promotion, Ways.LENIENT)).isInstanceOf(Outcome.Promoted.class);
      } catch (IOException _) {
        finished = false;
      }
      Downstairs downstairs = new Downstairs(destination, "prod");
      downstairs.assertWhole();
      if (downstairs.tags().contains("1")) {
        assertComplete(source, downstairs);
      }
      destination.fail((_, _) -> false);
      assertThat(Ways.promote(promotion, Ways.LENIENT)).isInstanceOf(Outcome.Promoted.class);
      downstairs.assertWhole();
      assertComplete(source, downstairs);
      return finished;
    }
  }

  /// All that the source has beside the image, and one thing more: what was said of the promotion.
  private static void assertComplete(FallibleRegistry source, Downstairs downstairs) {
    Downstairs upstairs = new Downstairs(source, "shop");
    assertThat(downstairs.text("manifests/1")).isEqualTo(upstairs.text("manifests/1"));
    List<String> expected = upstairs.beside(INDEX.digest());
    assertThat(expected).hasSize(2);
    List<String> beside = downstairs.beside(INDEX.digest());
    assertThat(beside).containsAll(expected).hasSizeGreaterThan(expected.size());
    assertThat(downstairs.text("manifests/" + beside.getLast()))
        .contains("https://drydock.dev/attestation/promotion/v1");
    for (String subject : List.of(INDEX.digest(), expected.getLast())) {
      assertThat(downstairs.beside(subject)).containsAll(upstairs.beside(subject));
      for (String end : List.of(".sig", ".att")) {
        String tag = "manifests/" + subject.replace(':', '-') + end;
        assertThat(downstairs.text(tag)).isEqualTo(upstairs.text(tag));
      }
    }
  }
}
