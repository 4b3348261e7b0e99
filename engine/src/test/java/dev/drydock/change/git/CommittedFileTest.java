package dev.drydock.change.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.change.ChangeException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With the real git.
class CommittedFileTest {
  private static final String PATH = "org/team/drydock.yaml";

  @TempDir private Path home;
  private TestRepository there;
  private String commit = "";

  @BeforeEach
  void makeRepository() throws Exception {
    there = new TestRepository(home);
    there.put(PATH, "policy: 1\n");
    there.put("other.txt", "x");
    commit = commit("a policy");
    there.put(PATH, "policy: 2\n");
    assertThat(commit("another one")).isNotEqualTo(commit);
  }

  private String commit(String message) throws Exception {
    there.git("add", "-A");
    there.git("commit", "--quiet", "-m", message);
    return there.git("rev-parse", "HEAD").strip();
  }

  private CommittedFile fetch(URI repository, String what, String path) throws Exception {
    Path scratch = Files.createTempDirectory(home, "scratch");
    return CommittedFile.fetch(there.program(), scratch, repository, what, path);
  }

  private URI here() {
    return there.directory().toUri();
  }

  @Test
  void oneCommitIsFetched() throws Exception {
    CommittedFile file = fetch(here(), commit, PATH);
    assertThat(file.objects()).hasSize(5);
    assertThat(file.verified(commit, PATH))
        .isEqualTo("policy: 1\n".getBytes(StandardCharsets.UTF_8));
    CommittedFile kept = CommittedFile.of(file.toBytes());
    assertThat(kept.verified(commit, PATH)).isEqualTo(file.verified(commit, PATH));
    for (String other :
        List.of("org/team/other", "org/drydock.yaml", "drydock.yaml", "other.txt")) {
      assertThatThrownBy(() -> kept.verified(commit, other)).isInstanceOf(ChangeException.class);
    }
    assertThatThrownBy(() -> kept.verified("0".repeat(40), PATH))
        .isInstanceOf(ChangeException.class)
        .hasMessage("what is kept of commit " + "0".repeat(40) + " is not what the commit says");
  }

  @Test
  void everyDamageIsSeen() throws Exception {
    byte[] kept = fetch(here(), commit, PATH).toBytes();
    for (int i = 0; i < kept.length; i++) {
      byte[] damaged = kept.clone();
      damaged[i] ^= 1;
      assertThatThrownBy(() -> CommittedFile.of(damaged).verified(commit, PATH))
          .as("byte %d", i)
          .isInstanceOf(ChangeException.class);
      byte[] cut = Arrays.copyOf(kept, i);
      assertThatThrownBy(() -> CommittedFile.of(cut).verified(commit, PATH))
          .as("cut at %d", i)
          .isInstanceOf(ChangeException.class);
    }
  }

  @Test
  void whatIsNotThereIsSaid() {
    assertThatThrownBy(() -> fetch(here(), commit, "org/none.yaml"))
        .isInstanceOf(ChangeException.class)
        .hasMessage("there is no blob " + commit + ":org/none.yaml; check the path and the commit");
    assertThatThrownBy(() -> fetch(here(), "0".repeat(40), PATH))
        .isInstanceOf(ChangeException.class)
        .hasMessageStartingWith("cannot fetch commit 0000");
  }

  /// The user's configuration may lead elsewhere, but not by another protocol.
  @Test
  void noOtherProtocolIsSpoken() throws Exception {
    List<Map<String, String>> environments = new ArrayList<>();
    GitProgram led =
        (directory, environment, input, arguments) -> {
          environments.add(environment);
          List<String> all = new ArrayList<>();
          all.add("-c");
          all.add("url." + here() + ".insteadOf=https://git.example.org/policies");
          all.addAll(arguments);
          return there.program().run(directory, environment, input, all);
        };
    Path scratch = Files.createTempDirectory(home, "scratch");
    assertThatThrownBy(
            () ->
                CommittedFile.fetch(
                    led, scratch, URI.create("https://git.example.org/policies"), commit, PATH))
        .isInstanceOf(ChangeException.class)
        .hasMessageStartingWith("cannot fetch commit " + commit)
        .hasMessageContaining("not allowed");
    assertThat(environments)
        .anySatisfy(one -> assertThat(one).containsEntry("GIT_ALLOW_PROTOCOL", "https"));
  }
}
