package dev.drydock.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.image.registry.Credentials.IdentityToken;
import dev.drydock.image.registry.Credentials.UserPassword;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Helpers that are shell scripts.
@Timeout(30)
@EnabledOnOs({OS.LINUX, OS.MAC})
class CredentialHelperTest {
  @TempDir Path directory;

  @Test
  void helperIsAskedForTheServer() throws Exception {
    helper(
        "keys",
        """
        [ "$1" = get ] || exit 9
        server=$(cat)
        echo "{\\"ServerURL\\":\\"$server\\",\\"Username\\":\\"ann\\",\\"Secret\\":\\"for $server\\"}"
        """);
    config("{\"credHelpers\":{\"reg.example\":\"keys\"},\"credsStore\":\"none\"}");
    assertThat(find("reg.example/app")).contains(new UserPassword("ann", "for reg.example"));
    config("{\"credsStore\":\"keys\"}");
    assertThat(find("debian")).contains(new UserPassword("ann", "for https://index.docker.io/v1/"));
  }

  @Test
  void userNamedTokenMeansAnIdentityToken() throws Exception {
    helper("keys", "cat > /dev/null; echo '{\"Username\":\"<token>\",\"Secret\":\"t\"}'");
    config("{\"credsStore\":\"keys\"}");
    assertThat(find("reg.example/app")).contains(new IdentityToken("t"));
  }

  @Test
  void helperThatHasNoneLeavesItToTheFile() throws Exception {
    helper("keys", "echo 'credentials not found in native keychain'; exit 1");
    config("{\"credsStore\":\"keys\",\"auths\":{\"reg.example\":{\"auth\":\"YW5uOndvcmQ=\"}}}");
    assertThat(find("reg.example/app")).contains(new UserPassword("ann", "word"));
    assertThat(find("other.example/app")).isEmpty();
  }

  @Test
  void helperThatFailsIsSaidWithoutWhatItSaid() throws Exception {
    helper("keys", "echo 'secret s3cret'; exit 3");
    config("{\"credsStore\":\"keys\"}");
    assertThatThrownBy(() -> find("reg.example/app"))
        .isInstanceOf(IOException.class)
        .hasMessage("docker-credential-keys get failed (exit code 3)");
    helper("keys", "echo 's3cret'");
    assertThatThrownBy(() -> find("reg.example/app"))
        .hasMessage("docker-credential-keys did not answer with JSON")
        .hasNoCause();
  }

  @Test
  void helperThatHangsIsEnded() throws Exception {
    helper("keys", "sleep 25");
    config("{\"credsStore\":\"keys\"}");
    assertThatThrownBy(() -> find("reg.example/app")).isInstanceOf(IOException.class);
  }

  @Test
  void helperThatNeverStopsTalkingIsEnded() throws Exception {
    helper("keys", "exec yes");
    config("{\"credsStore\":\"keys\"}");
    assertThatThrownBy(() -> find("reg.example/app"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("goes over the limit");
  }

  private void helper(String name, String script) throws IOException {
    Path file = directory.resolve("docker-credential-" + name);
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private void config(String json) throws IOException {
    Files.writeString(directory.resolve("config.json"), json);
  }

  private Optional<Credentials> find(String name) throws IOException, InterruptedException {
    CredentialHelper helper =
        new CredentialHelper(Limits.defaults(), Duration.ofSeconds(2), directory);
    return new CredentialFile(directory.resolve("config.json"), Limits.defaults(), helper)
        .find(ImageReference.parse(name));
  }
}
