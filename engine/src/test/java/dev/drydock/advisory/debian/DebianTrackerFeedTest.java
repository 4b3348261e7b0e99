package dev.drydock.advisory.debian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.advisory.FeedRun;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebianTrackerFeedTest {
  private static final String TRACKER =
      """
      {"openssl": {
         "CVE-2024-1": {"description": "A flaw in X. More of it.", "scope": "remote", "releases": {
           "bullseye": {"status": "open", "repositories": {"bullseye": "1.1.1w-0+deb11u1"},
             "urgency": "end-of-life"},
           "bookworm": {"status": "open", "urgency": "low**", "nodsa": "Minor issue",
             "nodsa_reason": ""},
           "trixie": {"status": "resolved", "fixed_version": "3.3.2-1", "urgency": "low"},
           "sid": {"status": "resolved", "fixed_version": "3.3.2-1", "urgency": "low"}}},
         "CVE-2024-2": {"releases": {
           "bookworm": {"status": "open", "urgency": "unimportant"},
           "trixie": {"status": "resolved", "fixed_version": "0", "urgency": "not yet assigned"}}},
         "CVE-2024-3": {"releases": {
           "bookworm": {"status": "open", "urgency": "not yet assigned", "nodsa": "Too intrusive",
             "nodsa_reason": "ignored"},
           "trixie": {"status": "undetermined", "urgency": "not yet assigned"}}},
         "TEMP-0000000-A1B2C3": {"releases": {"bookworm": {"status": "open"}}}},
       "\\u00e4": {"CVE-2024-1": {"releases": {
           "bookworm": {"status": "resolved", "fixed_version": "1:2-1", "urgency": "high"}}}}}
      """;

  @TempDir private Path directory;

  private FeedRun run(byte[] tracker) throws IOException {
    Files.write(directory.resolve("tracker.json"), tracker);
    return FeedRun.of(new DebianTrackerFeed(Limits.defaults()), directory);
  }

  @Test
  void everyWordOfTheTrackerIsKept() throws IOException {
    FeedRun run = run(TRACKER.getBytes(StandardCharsets.UTF_8));

    String first = "DEBIAN-TRACKER-CVE-2024-1: Debian:";
    assertThat(run.lines())
        .containsExactly(
            first + "11 openssl [0 status=end-of-life",
            first + "12 openssl [0 status=no-dsa word=low",
            first + "13 openssl [0,3.3.2-1) word=low",
            first + "12 ä [0,1:2-1) word=high",
            "DEBIAN-TRACKER-CVE-2024-2: Debian:12 openssl [0 word=unimportant",
            "DEBIAN-TRACKER-CVE-2024-3: Debian:12 openssl [0 status=ignored",
            "DEBIAN-TRACKER-CVE-2024-3: Debian:13 openssl [0 status=undetermined",
            "DEBIAN-TRACKER-TEMP-0000000-A1B2C3: Debian:12 openssl [0");
    assertThat(run.records().getFirst().advisory().summary()).isEqualTo("A flaw in X");
  }

  @Test
  void whatNeverWasAffectedIsSpokenOfAllTheSame() throws IOException {
    assertThat(run(TRACKER.getBytes(StandardCharsets.UTF_8)).spokenOf())
        .contains("Debian:13 CVE-2024-2", "Debian:11 CVE-2024-1")
        .doesNotContain("Debian:11 CVE-2024-2");
  }

  @Test
  void damagedTrackersAreReadOrRefused() throws IOException {
    int read = 0;
    for (byte[] bytes : Mutations.of(TRACKER.getBytes(StandardCharsets.UTF_8), 3, 2_000).toList()) {
      try {
        run(bytes);
        read++;
      } catch (IOException e) {
        assertThat(e).hasMessageContaining("tracker.json");
      }
    }
    assertThat(read).isPositive();
  }
}
