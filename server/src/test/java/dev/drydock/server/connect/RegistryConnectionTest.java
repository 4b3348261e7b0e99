package dev.drydock.server.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.TestServer.Answer;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.RegistryServer;
import dev.drydock.testkit.RegistryServer.Listener;
import dev.drydock.testkit.RegistryServer.Option;
import dev.drydock.testkit.TarWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/// A real registry tells a real server, which reads the images with the real command line.
@ServerTest
class RegistryConnectionTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Autowired TestServer server;
  @Autowired JdbcClient database;
  @TempDir Path directory;
  private TestRegistries registries;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    TestRegistries.settings(registry);
  }

  @BeforeEach
  void begin() {
    registries = new TestRegistries(server);
  }

  private static BuiltImage image(String version) {
    return new ImageBuilder()
        .layer(
            new TarWriter()
                .file("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\n")
                .file(
                    "var/lib/dpkg/status",
                    """
                    Package: base-files
                    Status: install ok installed
                    Architecture: amd64
                    Version: %s

                    """
                        .formatted(version)))
        .build();
  }

  private RegistryServer registry(Option... options) throws Exception {
    return RegistryServer.start(
        directory,
        new Listener(
            server.address("/webhooks/" + registries.organisation + "/own"),
            "Bearer " + TestRegistries.secret()),
        options);
  }

  private static void await(String what, BooleanSupplier there) throws InterruptedException {
    Instant end = Instant.now().plus(PATIENCE);
    while (!there.getAsBoolean()) {
      assertThat(Instant.now()).as("in time: " + what).isBefore(end);
      Thread.sleep(100);
    }
  }

  /// Where an image lies: `repository:tags`.
  private boolean tagged(BuiltImage image, int count) {
    return holdings(image).stream().filter(holding -> !holding.contains("[]")).count() == count;
  }

  private List<String> holdings(BuiltImage image) {
    Answer answer = registries.get("/images/" + image.manifest().digest());
    return answer.status() != 200
        ? List.of()
        : answer
            .json()
            .path("image")
            .path("holdings")
            .valueStream()
            .map(
                held ->
                    held.path("repository").asString()
                        + held.path("tags").valueStream().map(JsonNode::asString).sorted().toList()
                        + held.path("project").asString())
            .toList();
  }

  /// Where tags of the organisation pointed, from when to when.
  private List<String> periods() {
    return database
        .sql(
            """
            select r.name || ':' || t.tag || ' ' || t.image_id || ' ' || t.since || ' ' || coalesce(cast(t.until as text), '')
            from tag_period t join repository r on r.id = t.repository_id
              join organisation o on o.id = r.organisation_id
            where o.name = ? order by 1
            """)
        .param(registries.organisation)
        .query((row, _) -> row.getString(1))
        .list();
  }

  private String signed(BuiltImage image) {
    return registries
        .get("/images/" + image.manifest().digest())
        .json()
        .path("image")
        .path("signed")
        .asString("");
  }

  @Test
  void aSignatureBesideAnImageIsSeenBeforeItComesAndAfter() throws Exception {
    try (RegistryServer registry = registry()) {
      registries.connect("own", "distribution", registry.host(), "");
      BuiltImage unsigned = image("13.1");
      BuiltImage signed = image("13.2");
      String tag = signed.manifest().digest().replace(':', '-') + ".sig";
      registry.push("shop/cart", tag, image("like cosign's"));
      registry.push("shop/cart", "1", unsigned);
      registry.push("shop/cart", "2", signed);
      await("both images", () -> holdings(unsigned).size() + holdings(signed).size() == 2);
      assertThat(signed(signed)).isEqualTo("present");
      assertThat(signed(unsigned)).isEqualTo("none");
      registry.push(
          "shop/cart",
          unsigned.manifest().digest().replace(':', '-') + ".sig",
          image("like cosign's"));
      await("the signature", () -> signed(unsigned).equals("present"));
    }
  }

  @Test
  void whatIsPushedIsKnownAndWhatIsDeletedIsUntagged() throws Exception {
    try (RegistryServer registry = registry(Option.LOGIN)) {
      Answer made =
          registries.connect(
              "own",
              "distribution",
              registry.host(),
              """
              , "user": "%s", "password": "%s", "rules": [{"repositories": "bank/*", "project": "till"}]
              """
                  .formatted(RegistryServer.USER, RegistryServer.PASSWORD));
      assertThat(made.status()).as(made.response().body()).isEqualTo(201);
      assertThat(made.response().body())
          .doesNotContain(RegistryServer.PASSWORD)
          .doesNotContain(TestRegistries.secret());

      BuiltImage one = image("12.4");
      BuiltImage two = image("12.5");
      registry.push("shop/cart", "1", one);
      registry.push("bank/till", "1", one);
      // it may be known by its digest before its tag
      await("the image", () -> tagged(one, 2));
      assertThat(holdings(one))
          .containsExactlyInAnyOrder(
              registry.host() + "/shop/cart[1]cart", registry.host() + "/bank/till[1]till");

      registry.push("shop/cart", "1", two);
      await("the tag's move", () -> tagged(two, 1));
      assertThat(holdings(two)).containsExactly(registry.host() + "/shop/cart[1]cart");
      assertThat(holdings(one))
          .containsExactlyInAnyOrder(
              registry.host() + "/shop/cart[]cart", registry.host() + "/bank/till[1]till");

      registry.delete("shop/cart", two.manifest().digest());
      await(
          "the deletion",
          () -> holdings(two).equals(List.of(registry.host() + "/shop/cart[]cart")));
      // the registry tells of the manifest, and of its tag
      List<String> all =
          List.of(
              "bank/till:1 pushed done",
              "shop/cart: deleted done",
              "shop/cart:1 deleted done",
              "shop/cart:1 pushed done",
              "shop/cart:1 pushed done");
      await("all of it", () -> registries.pushes("own").stream().sorted().toList().equals(all));

      // so a server leaves it that is killed after the image was taken in
      List<String> before = periods();
      assertThat(before).hasSize(3);
      database
          .sql(
              """
              update push set state = 'waiting', next_at = now() - interval '1 day'
              where action = 'pushed' and digest = decode(?, 'hex')
              """)
          .param(one.manifest().digest().substring("sha256:".length()))
          .update();
      await("all again", () -> registries.pushes("own").stream().sorted().toList().equals(all));
      assertThat(periods()).isEqualTo(before);
      JsonNode shown = registries.get("/images/" + two.manifest().digest()).json().path("image");
      assertThat(shown.path("components").asInt()).isEqualTo(1);
      assertThat(shown.path("distribution").asString()).isEqualTo("debian-12");
    }
  }

  @Test
  void discoveryFindsWhatWasThereBeforeAndWhatIsGone() throws Exception {
    try (RegistryServer registry = RegistryServer.start(directory, RegistryServer.Option.DELETES)) {
      BuiltImage one = image("12.4");
      BuiltImage two = image("12.5");
      registry.push("shop/cart", "1", one);
      registry.push("shop/cart", "2", two);
      registry.pushManifest("shop/cart", "all", BuiltImage.index(one));
      Answer made =
          registries.connect("own", "distribution", registry.host(), ", \"discoveryMinutes\": 60");
      assertThat(made.status()).as(made.response().body()).isEqualTo(201);
      await("both", () -> !holdings(one).isEmpty() && !holdings(two).isEmpty());
      await(
          "all tags",
          () -> holdings(one).equals(List.of(registry.host() + "/shop/cart[1, all]cart")));
      assertThat(holdings(two)).containsExactly(registry.host() + "/shop/cart[2]cart");

      registry.delete("shop/cart", two.manifest().digest());
      registry.pushManifest("shop/cart", "new", one.manifest());
      assertThat(registries.send("POST", "/connections/own/discovery", null, Map.of()).status())
          .isEqualTo(202);
      await(
          "what has changed",
          () ->
              holdings(one).equals(List.of(registry.host() + "/shop/cart[1, all, new]cart"))
                  && holdings(two).equals(List.of(registry.host() + "/shop/cart[]cart")));
      JsonNode connection = registries.get("/connections/own").json();
      assertThat(connection.path("lastFailure").asString("")).isEmpty();
      assertThat(registries.pushes("own"))
          .containsExactlyInAnyOrder(
              "shop/cart:1 pushed done",
              "shop/cart:2 pushed done",
              "shop/cart:all pushed done",
              "shop/cart:new pushed done",
              "shop/cart:2 deleted done");
    }
  }
}
