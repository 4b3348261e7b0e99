package dev.drydock.image.registry;

import static dev.drydock.image.registry.PlayedRegistry.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.image.ImageException;
import dev.drydock.image.manifest.MediaTypes;
import dev.drydock.limits.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One writer among others, at a registry that ignores all conditions: what the others do happens
/// while it waits, or while it thinks.
class TagUpdateTest {
  private static final String PATH = "/v2/app/manifests/list";

  private final List<Duration> waits = new ArrayList<>();
  private final Queue<Runnable> whileItWaits = new ArrayDeque<>();
  private final Queue<Runnable> whileItThinks = new ArrayDeque<>();
  private Instant now = Instant.EPOCH;
  private volatile @Nullable String list;
  private PlayedRegistry registry;

  @BeforeEach
  void start() throws Exception {
    registry = new PlayedRegistry();
    registry.on(
        PATH,
        (exchange, asked) -> {
          String text = list;
          if (asked.method().equals("PUT")) {
            list = asked.body();
            send(exchange, 201, Map.of(), "");
          } else if (text == null) {
            send(exchange, 404, Map.of(), "");
          } else {
            send(exchange, 200, Map.of("Content-Type", MediaTypes.OCI_INDEX), text);
          }
        });
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private void sleep(Duration wait) {
    waits.add(wait);
    Runnable others = whileItWaits.poll();
    if (others != null) {
      others.run();
    }
  }

  /// Adds the word `ours` to the words that are there.
  private TagChange.@Nullable Next add(@Nullable StoredManifest current) {
    Runnable others = whileItThinks.poll();
    if (others != null) {
      others.run();
      now = now.plusMillis(50);
    }
    TreeSet<String> words = new TreeSet<>();
    if (current != null) {
      words.addAll(List.of(new String(current.body(), StandardCharsets.UTF_8).split(" ")));
    }
    return words.add("ours")
        ? new TagChange.Next(
            MediaTypes.OCI_INDEX, String.join(" ", words).getBytes(StandardCharsets.UTF_8))
        : null;
  }

  private void update() throws Exception {
    RegistrySettings settings =
        RegistrySettings.defaults(ProxyRules.none(), "drydock-test", () -> now, new Random(7))
            .withSleeper(this::sleep);
    new RegistryRepository(
            ImageReference.parse(registry.host() + "/app:1"),
            CredentialStore.none(),
            settings,
            Limits.defaults())
        .update("list", this::add, "what is added");
  }

  private List<String> methods() {
    return registry.asked(PATH).stream().map(PlayedRegistry.Asked::method).toList();
  }

  @Test
  void aloneItLooksOnceMoreAsSoonAsItMay() throws Exception {
    update();
    assertThat(list).isEqualTo("ours");
    assertThat(methods()).containsExactly("GET", "PUT", "GET");
    assertThat(waits).containsExactly(Duration.ofMillis(100));
  }

  @Test
  void whatIsThereIsNotWaitedFor() throws Exception {
    list = "ours theirs";
    update();
    assertThat(methods()).containsExactly("GET");
    assertThat(waits).isEmpty();
  }

  @Test
  void takenAwayItIsAddedOnceMore() throws Exception {
    whileItWaits.add(() -> list = "theirs");
    update();
    assertThat(list).isEqualTo("ours theirs");
    assertThat(waits).hasSize(2);
    assertThat(waits.getLast()).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
  }

  @Test
  void whileOthersWriteItIsLookedAtAgainAndAgain() throws Exception {
    // the first of them had read ours, the second is one that had not
    whileItWaits.add(() -> list = "ours theirs");
    whileItWaits.add(() -> list = "others");
    update();
    assertThat(list).isEqualTo("others ours");
    assertThat(methods()).containsExactly("GET", "PUT", "GET", "GET", "PUT", "GET");
    assertThat(waits).hasSize(3);
  }

  @Test
  void whatIsPutIsMadeOfWhatWasReadAMomentAgo() throws Exception {
    whileItThinks.add(() -> list = "theirs");
    update();
    assertThat(list).isEqualTo("ours theirs");
    // the second read found it changed, while the first was thought about
    assertThat(methods()).containsExactly("GET", "GET", "PUT", "GET");
  }

  @Test
  void slowThinkingIsNotDoneAgainForTheSame() throws Exception {
    list = "theirs";
    whileItThinks.add(() -> {});
    update();
    assertThat(list).isEqualTo("ours theirs");
    assertThat(methods()).containsExactly("GET", "GET", "PUT", "GET");
  }

  @Test
  void othersWhoNeverRestDoNotKeepItForever() throws Exception {
    for (int i = 0; i < 100; i++) {
      String text = "ours theirs" + i;
      whileItWaits.add(() -> list = text);
    }
    update();
    assertThat(waits).hasSize(11).allMatch(wait -> wait.toMillis() <= 4_000);
  }

  @Test
  void takenAwayAllTheTimeIsAnError() {
    for (int i = 0; i < 100; i++) {
      whileItWaits.add(() -> list = "theirs");
    }
    assertThatThrownBy(this::update)
        .isInstanceOf(ImageException.class)
        .hasMessage(
            "others write the tag list all the time, so that what is added is not kept there; try"
                + " again");
  }
}
