package dev.drydock.server.monitor;

import dev.drydock.bom.Bom;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Images and advisories of a small world, in which everything meets often.
final class RandomFleet {
  private static final int NAMES = 8;
  private static final int RECORDS = 14;
  private static final List<String> VECTORS =
      List.of(TestFeeds.CRITICAL, TestFeeds.HIGH, TestFeeds.LOW);

  private final Random random;

  RandomFleet(Random random) {
    this.random = random;
  }

  Bom image() {
    TestBoms bom = new TestBoms();
    int layers = 1 + random.nextInt(3);
    for (int layer = 0; layer < layers; layer++) {
      bom.layer();
      int count = 1 + random.nextInt(5);
      for (int i = 0; i < count; i++) {
        String name = "p" + random.nextInt(NAMES);
        String version = (1 + random.nextInt(3)) + ".0.0";
        if (random.nextInt(3) == 0) {
          bom.deb("lib" + name, name, version);
        } else {
          bom.npm(name, version);
        }
      }
    }
    return bom.build();
  }

  /// Some records come, go or change.
  void edit(TestFeeds feeds) {
    int edits = 1 + random.nextInt(4);
    for (int i = 0; i < edits; i++) {
      int number = random.nextInt(RECORDS);
      String ecosystem = random.nextInt(3) == 0 ? "Debian:12" : "npm";
      switch (random.nextInt(6)) {
        case 0 -> feeds.without(ecosystem, number);
        case 1 -> feeds.exploited(number, random.nextBoolean());
        case 2 -> feeds.probability(number, random.nextInt(20) / 100.0);
        default ->
            feeds.record(
                ecosystem,
                number,
                "p" + random.nextInt(NAMES),
                fix(),
                VECTORS.get(random.nextInt(VECTORS.size())));
      }
    }
  }

  private @Nullable String fix() {
    int fix = random.nextInt(5);
    return fix == 0 ? null : fix + ".0.0";
  }
}
