package dev.drydock.image.registry;

import static dev.drydock.image.registry.PlayedRegistry.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.registry.RegistryTags.Listing;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.OciRegistry;
import dev.drydock.testkit.RegistryServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists of tags: of the distribution project's registry, of one with small pages, and of ones that
/// mean harm.
@Timeout(60)
class RegistryTagsTest {
  private static final BuiltImage APP = Reading.APP;
  private static final String LIST = "/v2/app/tags/list";

  @TempDir private Path directory;

  @Test
  void areListedByTheRealRegistry() throws Exception {
    try (RegistryServer server = RegistryServer.start(directory)) {
      for (String tag : List.of("11", "11-slim", "bookworm-20240110", "latest")) {
        server.push("library/debian", tag, APP);
      }
      server.push("other", "7", APP);

      Listing listing = list(server.host() + "/library/debian:11", CredentialStore.none());
      assertThat(listing.tags())
          .containsExactlyInAnyOrder("11", "11-slim", "bookworm-20240110", "latest");
      assertThat(listing.warnings()).isEmpty();
      assertThatThrownBy(() -> list(server.host() + "/none:11", CredentialStore.none()))
          .isInstanceOfSatisfying(
              ImageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND))
          .hasMessage(
              server.host()
                  + " lists no tags of none; check the name, or whether the registry can list"
                  + " them");
    }
  }

  @Test
  void areListedWithTheStoredLogin() throws Exception {
    try (RegistryServer server = RegistryServer.start(directory, RegistryServer.Option.LOGIN)) {
      server.push("app", "1", APP);
      String auth =
          Base64.getEncoder()
              .encodeToString(
                  (RegistryServer.USER + ":" + RegistryServer.PASSWORD)
                      .getBytes(StandardCharsets.UTF_8));
      Path config = Files.createDirectories(directory.resolve("docker"));
      Files.writeString(
          config.resolve("config.json"),
          "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(server.host(), auth));

      assertThat(
              list(server.host() + "/app:1", CredentialFile.docker(config, Limits.defaults()))
                  .tags())
          .containsExactly("1");
      assertThatThrownBy(() -> list(server.host() + "/app:1", CredentialStore.none()))
          .isInstanceOfSatisfying(
              ImageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED))
          .hasMessageContaining("docker login " + server.host());
    }
  }

  @Test
  void aTokenIsAskedForToPullOnly() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry()) {
      registry.on(
          "/token", (exchange, _) -> send(exchange, 200, Map.of(), "{\"token\":\"secret\"}"));
      registry.on(
          LIST,
          (exchange, asked) -> {
            if ("Bearer secret".equals(asked.header("Authorization"))) {
              send(exchange, 200, Map.of(), "{\"name\":\"app\",\"tags\":[\"1\"]}");
            } else {
              String realm = "http://" + registry.host() + "/token";
              send(
                  exchange,
                  401,
                  Map.of("WWW-Authenticate", "Bearer realm=\"" + realm + "\",service=\"r\""),
                  "{}");
            }
          });
      assertThat(list(registry.host()).tags()).containsExactly("1");
      assertThat(registry.asked("/token"))
          .singleElement()
          .satisfies(
              asked ->
                  assertThat(asked.query()).isEqualTo("service=r&scope=repository%3Aapp%3Apull"));
    }
  }

  @Test
  void areListedPageByPage() throws Exception {
    try (OciRegistry registry = OciRegistry.withPagesOf(2)) {
      for (String tag : List.of("1", "2", "3", "4", "5")) {
        registry.push("app", tag, APP);
      }
      assertThat(list(registry.host()))
          .isEqualTo(new Listing(List.of("1", "2", "3", "4", "5"), List.of()));
      assertThat(registry.requests().stream().filter(request -> request.startsWith(LIST)))
          .containsExactly(LIST + "?n=1000", LIST + "?n=2&last=2", LIST + "?n=2&last=4");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"name\":\"app\",\"tags\":null}", "{\"name\":\"app\",\"tags\":[]}"})
  void aRepositoryWithoutTagsHasNone(String body) throws Exception {
    try (PlayedRegistry registry = answering(body)) {
      assertThat(list(registry.host())).isEqualTo(new Listing(List.of(), List.of()));
    }
  }

  @Test
  void whatCannotBeATagIsPassedOverAndSaid() throws Exception {
    String long129 = "x".repeat(129);
    try (PlayedRegistry registry =
        answering(
            """
            {"name": "other", "tags": ["1", "", "a b", "../../x", "1\\u001b[2J", "-x", ".x", 7,
              null, ["2"], "%s", "ä", "1", "_ok", "A.b-c_d"]}
            """
                .formatted(long129))) {
      assertThat(list(registry.host()))
          .isEqualTo(
              new Listing(
                  List.of("1", "_ok", "A.b-c_d"),
                  List.of(
                      "some of the tags of " + registry.host() + "/app are no tags; passed over")));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<html>login</html>",
        "{}",
        "[\"1\"]",
        "{\"tags\":{\"1\":2}}",
        "{\"tags\":[\"1\"",
        "''"
      })
  void answersThatAreNoListAreSaid(String body) throws Exception {
    try (PlayedRegistry registry = answering(body)) {
      assertThatThrownBy(() -> list(registry.host()))
          .isInstanceOfSatisfying(
              ImageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED))
          .hasMessageStartingWith(registry.host() + " lists no tags of app");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "404,lists no tags of app",
    "405,lists no tags of app",
    "400,lists no tags of app",
    "501,lists no tags of app",
    "503,cannot serve the tags of"
  })
  void statusesAreSaid(int status, String words) throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry()) {
      registry.on(LIST, (exchange, _) -> send(exchange, status, Map.of(), "no"));
      assertThatThrownBy(() -> list(registry.host()))
          .isInstanceOf(ImageException.class)
          .hasMessageContaining(words);
    }
  }

  @Test
  void whatWasListedBeforeAPageFailsIsKept() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry()) {
      registry.on(
          LIST,
          (exchange, asked) -> {
            if (String.valueOf(asked.query()).startsWith("n=")) {
              page(exchange, "<" + LIST + "?last=1>; rel=\"next\"", "1");
            } else {
              send(exchange, 404, Map.of(), "gone");
            }
          });
      Listing listing = list(registry.host());
      assertThat(listing.tags()).containsExactly("1");
      assertThat(listing.warnings()).singleElement().asString().contains("app breaks off: ");
    }
  }

  @Test
  void pagesThatGoRoundInCirclesEnd() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry()) {
      registry.on(LIST, (exchange, _) -> page(exchange, "<" + LIST + "?last=1>; rel=next", "1"));
      Listing listing = list(registry.host());
      assertThat(listing.tags()).containsExactly("1");
      assertThat(registry.asked(LIST)).hasSize(2);
      assertThat(listing.warnings()).singleElement().asString().endsWith("goes round in circles");
    }
  }

  @Test
  void pagesWithoutEndEnd() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry()) {
      registry.on(
          LIST,
          (exchange, asked) -> {
            String query = String.valueOf(asked.query());
            int page = query.startsWith("p=") ? Integer.parseInt(query.substring(2)) : 0;
            page(exchange, "<?p=" + (page + 1) + ">; rel=next", "t" + page);
          });
      Listing listing = list(registry.host());
      assertThat(listing.tags()).hasSize(100).startsWith("t0").endsWith("t99");
      assertThat(registry.asked(LIST)).hasSize(100);
      assertThat(listing.warnings()).singleElement().asString().contains("more than 100 pages");
    }
  }

  @Test
  void tagsWithoutNumberAreCutOff() throws Exception {
    String all =
        IntStream.range(0, 60_000)
            .mapToObj(i -> "\"t" + i + "\"")
            .collect(Collectors.joining(",", "{\"tags\":[", "]}"));
    try (PlayedRegistry registry = answering(all)) {
      Listing listing = list(registry.host());
      assertThat(listing.tags()).hasSize(50_000);
      assertThat(new TreeSet<>(listing.tags())).hasSize(50_000);
      assertThat(listing.warnings()).singleElement().asString().contains("more than 50000");
    }
  }

  @Test
  void anEndlessAnswerIsCutOff() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry()) {
      registry.on(
          LIST,
          (exchange, _) -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] space = " ".repeat(65536).getBytes(StandardCharsets.US_ASCII);
            while (true) {
              exchange.getResponseBody().write(space);
            }
          });
      assertThatThrownBy(() -> list(registry.host()))
          .isInstanceOfSatisfying(
              ImageException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_LARGE));
    }
  }

  @Test
  void aNextPageOfAnotherHostIsNotAskedFor() throws Exception {
    try (PlayedRegistry registry = new PlayedRegistry();
        PlayedRegistry other = new PlayedRegistry()) {
      for (String elsewhere :
          List.of(
              "http://" + other.host() + LIST, "//" + other.host() + LIST, "mailto:x", ":", "")) {
        registry.on(LIST, (exchange, _) -> page(exchange, "<" + elsewhere + ">; rel=next", "1"));
        Listing listing = list(registry.host());
        assertThat(listing.tags()).containsExactly("1");
        assertThat(listing.warnings()).hasSize(1);
      }
      assertThat(other.asked()).isEmpty();
    }
  }

  private static void page(HttpExchange exchange, String link, String tag) throws IOException {
    send(exchange, 200, Map.of("Link", link), "{\"name\":\"app\",\"tags\":[\"" + tag + "\"]}");
  }

  private static PlayedRegistry answering(String body) throws IOException {
    PlayedRegistry registry = new PlayedRegistry();
    return registry.on(LIST, (exchange, _) -> send(exchange, 200, Map.of(), body));
  }

  private static Listing list(String host) throws IOException, InterruptedException {
    return list(host + "/app:1", CredentialStore.none());
  }

  private static Listing list(String reference, CredentialStore credentials)
      throws IOException, InterruptedException {
    return RegistryTags.list(
        ImageReference.parse(reference), Limits.defaults(), credentials, TestSettings.quick());
  }
}
