package dev.drydock.server.fault;

import dev.drydock.server.fleet.TestImage;
import dev.drydock.server.monitor.TestFeeds;
import java.util.ArrayList;
import java.util.List;

/// What happens in the world, the same for every life of a server: images that are built, and
/// advisories that are published, round by round.
///
/// @param rounds how often advisories change after the images have come
record World(List<TestImage> images, int rounds) {
  private static final int IMAGES = 40;
  private static final int PACKAGES = 50;
  private static final int NEW = 16;
  private static final int MARKERS = 1_000;

  World {
    images = List.copyOf(images);
  }

  static World of(int rounds) {
    List<TestImage> images = new ArrayList<>();
    for (int i = 0; i < IMAGES; i++) {
      TestImage image = TestImage.of().npm("marker", "1.0.0");
      for (int j = 0; j < 20; j++) {
        int number = (i + j) % PACKAGES;
        image.npm("package-" + number, "1." + number % 3 + ".0");
      }
      images.add(image);
    }
    return new World(images, rounds);
  }

  /// The advisories of a round; of round 0, those from before the images. In odd rounds some are
  /// gone, some are worse and many are new or there again; in even ones that is taken back. One
  /// more each time tells that its round has arrived.
  TestFeeds feeds(int round) {
    TestFeeds feeds = new TestFeeds();
    for (int i = 0; i < 10; i++) {
      feeds.npm(i, "package-" + i, "2.0.0", TestFeeds.LOW);
    }
    if (round % 2 == 1) {
      feeds.without("npm", 0).exploited(1, true);
      for (int i = 20; i < 20 + NEW; i++) {
        feeds.npm(i, "package-" + i, i % 2 == 0 ? "3.0.0" : null, TestFeeds.CRITICAL);
      }
    }
    for (int i = 1; i <= round; i++) {
      feeds.npm(MARKERS + i, "marker", null, TestFeeds.LOW);
    }
    return feeds;
  }

  static String marker(int round) {
    return TestFeeds.cve(MARKERS + round);
  }
}
