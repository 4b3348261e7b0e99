package dev.drydock.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.TestDatabase;
import dev.drydock.server.fleet.TestImage;
import dev.drydock.server.monitor.TestFeeds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server as a process of its own is killed (SIGKILL) at random moments, while images come in,
/// while new advisories are carried through the fleet, and while owners are told. Afterwards all is
/// as if nobody had killed it.
///
/// `-Ddrydock.kills=100` kills as often; a build does it a few times.
class KilledServerTest {
  private static final int IMAGES = 40;

  @TempDir Path directory;

  @Test
  void comesToTheSameAsOneThatNobodyDisturbed() throws Exception {
    List<TestImage> images = images();
    Outcome calm;
    try (Life life = new Life(directory.resolve("calm"), TestDatabase.create(), images, 0)) {
      calm = life.live(before(), after());
    }
    assertThat(calm.images()).hasSize(IMAGES);
    assertThat(calm.findings()).isNotEmpty();
    assertThat(calm.told()).isNotEmpty();

    int kills = Integer.getInteger("drydock.kills", 6);
    try (Life life = new Life(directory.resolve("killed"), TestDatabase.create(), images, kills)) {
      assertThat(life.live(before(), after())).isEqualTo(calm);
      assertThat(life.killed()).isEqualTo(kills);
    }
  }

  private static List<TestImage> images() {
    List<TestImage> images = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      TestImage image = TestImage.of();
      for (int j = 0; j < 20; j++) {
        image.npm("package-" + (i + j) % 50, "1." + i % 3 + ".0");
      }
      images.add(image);
    }
    return images;
  }

  private static TestFeeds before() {
    TestFeeds feeds = new TestFeeds();
    for (int i = 0; i < 10; i++) {
      feeds.npm(i, "package-" + i, "2.0.0", TestFeeds.LOW);
    }
    return feeds;
  }

  /// Some are gone, some are worse, many are new.
  private static TestFeeds after() {
    TestFeeds feeds = before().without("npm", 0).exploited(1, true);
    for (int i = 20; i < 50; i++) {
      feeds.npm(i, "package-" + i, i % 2 == 0 ? "3.0.0" : null, TestFeeds.CRITICAL);
    }
    return feeds;
  }
}
