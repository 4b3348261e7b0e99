package dev.drydock.advisory.osv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.advisory.FeedDirectory;
import dev.drydock.advisory.Progress;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OsvFeedTest {
  @TempDir Path directory;

  private final List<String> ids = new ArrayList<>();

  private OsvFeed.Summary read(Path feed) throws IOException {
    return new OsvFeed(Limits.defaults())
        .read(feed, "npm", record -> ids.add(record.advisory().id()), Progress.silent());
  }

  private Path archive(String... records) throws IOException {
    new FeedDirectory(directory).osv("npm", records);
    return directory.resolve("osv/npm/all.zip");
  }

  @Test
  void damagedRecordsAreCountedAndPassedOver() throws IOException {
    Path archive =
        archive(
            "{\"id\":\"A\"}",
            "{\"id\":",
            "{\"id\":\"W\",\"withdrawn\":\"2024\"}",
            "{\"id\":\"B\"}");
    OsvFeed.Summary summary = read(archive);
    assertThat(ids).containsExactly("A", "B");
    assertThat(summary.records()).isEqualTo(2);
    assertThat(summary.withdrawn()).isEqualTo(1);
    assertThat(summary.damagedRecords()).isEqualTo(1);
    assertThat(summary.damaged())
        .singleElement()
        .asString()
        .startsWith("record-1.json is not valid");
  }

  @Test
  void recordsLargerThanTheBufferAreRead() throws IOException {
    String large = "{\"id\":\"LARGE\",\"details\":\"" + "x".repeat(300_000) + "\"}";
    assertThat(read(archive(large, "{\"id\":\"A\"}")).damaged()).isEmpty();
    assertThat(ids).containsExactly("LARGE", "A");
  }

  @Test
  void directoryOfRecordsIsReadInTheOrderOfTheirNames() throws IOException {
    Files.writeString(directory.resolve("b.json"), "{\"id\":\"B\"}");
    Files.writeString(directory.resolve("a.json"), "{\"id\":\"A\"}");
    Files.writeString(directory.resolve("notes.txt"), "no record");
    assertThat(read(directory).records()).isEqualTo(2);
    assertThat(ids).containsExactly("A", "B");
  }

  @Test
  void recordOverTheLimitIsDamagedNotTheEnd() throws IOException {
    Limits small =
        new Limits(100, 1 << 20, 1000, 1 << 20, 70_000, 64, 4096, 40, 100, 1 << 20, 1000);
    Path archive =
        archive("{\"id\":\"L\",\"details\":\"" + "x".repeat(200_000) + "\"}", "{\"id\":\"A\"}");
    OsvFeed.Summary summary =
        new OsvFeed(small)
            .read(archive, "npm", record -> ids.add(record.advisory().id()), Progress.silent());
    assertThat(summary.damagedRecords()).isEqualTo(1);
    assertThat(ids).containsExactly("A");
  }

  @Test
  void whatIsNoArchiveIsSaidSo() throws IOException {
    Path file = Files.writeString(directory.resolve("all.zip"), "not a zip archive");
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is not a readable zip archive")
        .hasMessageEndingWith("fetch it again");
  }

  @Test
  void damagedArchivesEndInRecordsOrAnError() throws IOException {
    byte[] good = Files.readAllBytes(archive("{\"id\":\"A\"}", "{\"id\":\"B\"}", "{\"id\":\"C\"}"));
    int[] outcomes = new int[2];
    List<byte[]> mutants = Mutations.of(good, 7, 1_500).toList();
    for (byte[] mutant : mutants) {
      Path file = Files.write(directory.resolve("mutant.zip"), mutant);
      try {
        read(file);
        outcomes[0]++;
      } catch (IOException _) {
        outcomes[1]++;
      }
    }
    assertThat(outcomes[0]).isPositive();
    assertThat(outcomes[1]).isPositive();
  }
}
