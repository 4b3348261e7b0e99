package dev.drydock.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.image.registry.Credentials.IdentityToken;
import dev.drydock.image.registry.Credentials.UserPassword;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialFileTest {
  @TempDir Path directory;

  @Test
  void authIsUserAndPassword() throws Exception {
    write("{\"auths\":{\"reg.example:5000\":{\"auth\":\"%s\"}}}".formatted(base64("ann:a:b")));
    assertThat(find("reg.example:5000/app")).contains(new UserPassword("ann", "a:b"));
    assertThat(find("reg.example/app")).isEmpty();
    assertThat(find("other.example/app")).isEmpty();
    assertThat(find("app")).isEmpty();
  }

  @Test
  void dockerHubHasAKeyOfItsOwn() throws Exception {
    write(
        "{\"auths\":{\"https://index.docker.io/v1/\":{\"auth\":\"%s\"}}}"
            .formatted(base64("ann:word\0\0")));
    for (String name : List.of("debian", "docker.io/debian", "index.docker.io/team/app")) {
      assertThat(find(name)).contains(new UserPassword("ann", "word"));
    }
    assertThat(find("ghcr.io/debian")).isEmpty();
  }

  @Test
  void keysMayBeAddresses() throws Exception {
    write(
        "{\"auths\":{\"https://GHCR.io/v2/\":{\"username\":\"ann\",\"password\":\"word\"},"
            + "\"http://old.example\":{\"identitytoken\":\"t\",\"auth\":\"%s\"}}}"
                .formatted(base64("ann:")));
    assertThat(find("ghcr.io/app")).contains(new UserPassword("ann", "word"));
    assertThat(find("old.example/app")).contains(new IdentityToken("t"));
  }

  @Test
  void podmanHasLoginsForPartsOfARegistry() throws Exception {
    write(
        "{\"auths\":{\"quay.io\":{\"auth\":\"%s\"},\"quay.io/team\":{\"auth\":\"%s\"}}}"
            .formatted(base64("all:1"), base64("team:2")));
    assertThat(find("quay.io/team/app")).contains(new UserPassword("team", "2"));
    assertThat(find("quay.io/teams/app")).contains(new UserPassword("all", "1"));
  }

  @Test
  void missingFileHasNone() throws Exception {
    assertThat(find("debian")).isEmpty();
  }

  @Test
  void entriesThatSayNothingArePassedOver() throws Exception {
    write(
        "{\"auths\":{\"a.example\":{},\"b.example\":{\"auth\":\"!!\"},\"c.example\":[],"
            + "\"d.example\":{\"auth\":\"%s\"}}}".formatted(base64("nocolon")));
    for (String host : List.of("a", "b", "c", "d")) {
      assertThat(find(host + ".example/app")).isEmpty();
    }
  }

  @Test
  void damagedFilesAreReadOrRefusedWithoutTheirContent() throws Exception {
    String good =
        "{\"auths\":{\"reg.example\":{\"auth\":\"%s\"}},\"HttpHeaders\":{\"X\":\"y\"}}"
            .formatted(base64("ann:word"));
    Mutations.of(good.getBytes(StandardCharsets.UTF_8), 5, 3000)
        .forEach(
            bytes -> {
              try {
                Files.write(directory.resolve("config.json"), bytes);
                find("reg.example/app");
              } catch (IOException e) {
                assertThat(e).hasMessageContaining("cannot be read; is it valid JSON?");
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }

  @Test
  void helperWithAnotherNameThanAProgramsIsNotStarted() throws Exception {
    for (String name : List.of("../evil", "a b", "a;b", "x/y", "é", "a".repeat(65))) {
      write("{\"credHelpers\":{\"reg.example\":\"%s\"}}".formatted(name));
      assertThatThrownBy(() -> find("reg.example/app"))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("credential helper's name");
    }
  }

  @Test
  void helperThatIsMissingIsSaid() throws Exception {
    write("{\"credsStore\":\"drydock-has-no-such-helper\"}");
    assertThatThrownBy(() -> find("reg.example/app"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "docker-credential-drydock-has-no-such-helper is named in the Docker configuration and"
                + " cannot be started; is it on PATH?");
  }

  @Test
  void firstStoreThatHasSomeIsTaken() throws Exception {
    CredentialStore store =
        CredentialStore.firstOf(
            CredentialStore.none(),
            _ -> Optional.of(new IdentityToken("a")),
            _ -> Optional.of(new IdentityToken("b")));
    assertThat(store.find(ImageReference.parse("x"))).contains(new IdentityToken("a"));
  }

  private void write(String json) throws IOException {
    Files.writeString(directory.resolve("config.json"), json);
  }

  private Optional<Credentials> find(String name) throws IOException, InterruptedException {
    return CredentialFile.docker(directory, Limits.defaults()).find(ImageReference.parse(name));
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
