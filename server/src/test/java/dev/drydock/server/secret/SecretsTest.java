package dev.drydock.server.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  private static final String OLD = key((byte) 1);
  private static final String NEW = key((byte) 2);
  private static final String CONTEXT = "alert-channel/1/slack";

  private static String key(byte filling) {
    byte[] bytes = new byte[32];
    java.util.Arrays.fill(bytes, filling);
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Test
  void opensWhatItSealedAndSealsTheSameDifferentlyEachTime() throws UnreadableSecretException {
    Secrets secrets = new Secrets(SecretKeys.of(OLD));
    byte[] once = secrets.seal("hunter2 – ünïcode", CONTEXT);
    byte[] again = secrets.seal("hunter2 – ünïcode", CONTEXT);
    assertThat(once).isNotEqualTo(again).hasSize(1 + 4 + 12 + 21 + 16);
    assertThat(new String(once, StandardCharsets.ISO_8859_1)).doesNotContain("hunter2");
    assertThat(secrets.open(once, CONTEXT)).isEqualTo("hunter2 – ünïcode");
    assertThat(secrets.open(again, CONTEXT)).isEqualTo("hunter2 – ünïcode");
  }

  @Test
  void refusesWhatWasMovedOrChangedAnywhere() {
    Secrets secrets = new Secrets(SecretKeys.of(OLD));
    byte[] sealed = secrets.seal("hunter2", CONTEXT);
    assertThatThrownBy(() -> secrets.open(sealed, "alert-channel/2/slack"))
        .isInstanceOf(UnreadableSecretException.class)
        .hasMessageContaining("belongs elsewhere");
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> secrets.open(changed, CONTEXT))
          .as("byte %d", i)
          .isInstanceOf(UnreadableSecretException.class)
          .hasMessageNotContaining("hunter2");
    }
    assertThatThrownBy(() -> secrets.open(new byte[3], CONTEXT))
        .isInstanceOf(UnreadableSecretException.class);
  }

  @Test
  void keysChangeOneAfterTheOther() throws UnreadableSecretException {
    byte[] sealed = new Secrets(SecretKeys.of(OLD)).seal("hunter2", CONTEXT);
    Secrets both = new Secrets(SecretKeys.of(NEW + "," + OLD));
    assertThat(both.open(sealed, CONTEXT)).isEqualTo("hunter2");
    assertThat(both.isCurrent(sealed)).isFalse();
    byte[] anew = both.seal("hunter2", CONTEXT);
    assertThat(both.isCurrent(anew)).isTrue();
    Secrets without = new Secrets(SecretKeys.of("# the new one\n" + NEW + "\n"));
    assertThat(without.open(anew, CONTEXT)).isEqualTo("hunter2");
    assertThatThrownBy(() -> without.open(sealed, CONTEXT))
        .isInstanceOf(UnreadableSecretException.class)
        .hasMessageContaining("which this server has not");
  }

  @Test
  void saysWhichKeyIsNoneButNotWhatItIs() {
    for (String bad : List.of("c2hvcnQ=", "not base64!", NEW + "AAAA")) {
      assertThatThrownBy(() -> SecretKeys.of(OLD + "," + bad))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("key 2 for secrets")
          .hasMessageNotContaining(bad);
    }
    assertThatThrownBy(() -> SecretKeys.of(" \n# nothing\n"))
        .hasMessageContaining("openssl rand -base64 32");
    assertThat(SecretKeys.of(OLD).sealing().toString()).matches("[0-9a-f]{8}");
    assertThat(new SecretSettings(OLD, null).toString()).doesNotContain(OLD);
  }

  @Test
  void makesAKeyOfItsOwnOnceForItsOwnerOnly(@TempDir Path data)
      throws IOException, UnreadableSecretException {
    SecretSettings none = new SecretSettings(null, null);
    Path home = data.resolve("new");
    byte[] sealed = new Secrets(SecretConfiguration.keys(none, home)).seal("hunter2", CONTEXT);
    Path file = home.resolve("secret.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (Stream<Path> files = Files.list(home)) {
      assertThat(files).containsExactly(file);
    }
    assertThat(new Secrets(SecretConfiguration.keys(none, home)).open(sealed, CONTEXT))
        .isEqualTo("hunter2");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> SecretConfiguration.keys(none, home))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void takesTheOperatorsKeyOrFileFirst(@TempDir Path data)
      throws IOException, UnreadableSecretException {
    byte[] sealed = new Secrets(SecretKeys.of(OLD)).seal("hunter2", CONTEXT);
    Path file = data.resolve("keys");
    Files.writeString(file, NEW + "\n" + OLD + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThat(
            new Secrets(SecretConfiguration.keys(new SecretSettings(null, file), data))
                .open(sealed, CONTEXT))
        .isEqualTo("hunter2");
    assertThat(
            new Secrets(SecretConfiguration.keys(new SecretSettings(OLD, null), data))
                .open(sealed, CONTEXT))
        .isEqualTo("hunter2");
    assertThat(data.resolve("secret.key")).doesNotExist();
  }
}
