package dev.drydock.server.fault;

import dev.drydock.server.TestDatabase;
import dev.drydock.server.alert.HttpSink;
import dev.drydock.server.fleet.TestImage;
import dev.drydock.server.monitor.TestFeeds;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One server from its first start until all owners have been told of new advisories, killed now
/// and then.
final class Life implements AutoCloseable {
  private static final String TOKEN = "drydock_" + "0123456789abcdef".repeat(4);
  private static final String TEAM = "/api/v1/organisations/default/teams/shop";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final List<TestImage> images;
  private final int kills;
  private final Path feeds;
  private final ServerProcess server;
  private final JdbcClient database;
  private final HttpSink sink = new HttpSink();
  private final JsonMapper mapper = new JsonMapper();
  private int killed;

  Life(Path directory, String url, List<TestImage> images, int kills) throws IOException {
    this.images = images;
    this.kills = kills;
    this.feeds = Files.createDirectories(directory.resolve("feeds"));
    this.database =
        JdbcClient.create(
            new DriverManagerDataSource(url, TestDatabase.username(), TestDatabase.password()));
    this.server =
        ServerProcess.of(
            directory,
            List.of(
                "--drydock.home=" + directory,
                "--drydock.database.url=" + url,
                "--drydock.database.username=" + TestDatabase.username(),
                "--drydock.database.password=" + TestDatabase.password(),
                "--drydock.admin.token=" + TOKEN,
                "--drydock.advisories.from=" + feeds,
                "--drydock.outgoing.allow=127.0.0.1",
                "--drydock.outgoing.timeout=2s",
                "--drydock.alert.first-wait=200ms",
                "--drydock.alert.lease=4s"));
  }

  int killed() {
    return killed;
  }

  Outcome live(TestFeeds before, TestFeeds after) throws Exception {
    before.write(feeds);
    server.start();
    prepare();
    refreshed();
    Killer killer = new Killer(kills / 2);
    do {
      for (int i = 0; i < images.size(); i++) {
        upload(i);
      }
    } while (!killer.isDone());
    killer.join();
    after.write(feeds);
    killer = new Killer(kills - kills / 2);
    send("POST", "/api/v1/advisories/refresh", "", 202);
    killer.join();
    refreshed();
    awaited(
        """
        select (select count(*) from alert where message_id is null)
          + (select count(*) from alert_message where state <> 'sent')
          + (select count(*) from advisory_generation where announced_at is null)
        """);
    return Outcome.of(database, told());
  }

  private void prepare() throws Exception {
    send("POST", "/api/v1/organisations/default/teams", "{\"name\":\"shop\"}", 201);
    send("POST", TEAM + "/projects", "{\"name\":\"cart\"}", 201);
    send(
        "PUT",
        TEAM + "/channels/hook",
        "{\"kind\":\"webhook\",\"address\":\""
            + sink.address("/hook")
            + "\",\"secret\":\"a key of twenty-four bytes or more\"}",
        201);
    send("POST", TEAM + "/subscriptions", "{\"channel\":\"hook\",\"schedule\":\"immediate\"}", 201);
  }

  private void upload(int number) throws Exception {
    TestImage image = images.get(number);
    String path =
        "/api/v1/organisations/default/projects/cart/images?reference=registry.example.com/shop/cart:"
            + number;
    send("POST", path, new String(image.document(), StandardCharsets.UTF_8), 200, 201);
  }

  /// The feeds that are there now count, everywhere.
  private void refreshed() throws Exception {
    send("POST", "/api/v1/advisories/refresh", "", 202);
    awaited("select case when exists (select from advisory_generation) then 0 else 1 end");
    awaited("select count(*) from scheduled_tasks where task_name like '%refresh%' and picked");
    awaited("select count(*) from advisory_generation where matched_at is null");
  }

  /// Until a question has the answer 0.
  private void awaited(String question) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (database.sql(question).query(Long.class).single() != 0) {
      if (System.nanoTime() > end) {
        throw new AssertionError("still not 0: " + question);
      }
      Thread.sleep(100);
    }
  }

  /// As a client does that does not give up.
  private void send(String method, String path, String body, Integer... wanted) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      String answer;
      try {
        var response =
            server.send(
                HttpRequest.newBuilder(server.address(path))
                    .header("Authorization", "Bearer " + TOKEN)
                    .header("Content-Type", "application/json")
                    .timeout(Duration.ofSeconds(30))
                    .method(method, BodyPublishers.ofString(body))
                    .build());
        if (Set.of(wanted).contains(response.statusCode())) {
          return;
        }
        answer = response.statusCode() + " " + response.body();
      } catch (IOException e) {
        answer = e.toString();
      }
      if (System.nanoTime() > end) {
        throw new AssertionError(method + " " + path + ": " + answer);
      }
      Thread.sleep(100);
    }
  }

  /// By vulnerability and what happened to it, in how many messages it came: repetitions of a
  /// message have its key.
  private Map<String, Integer> told() {
    Map<String, Integer> told = new HashMap<>();
    Set<String> keys = new HashSet<>();
    for (HttpSink.Received request : sink.received()) {
      JsonNode event = mapper.readTree(request.body());
      if (keys.add(event.get("id").asString())) {
        for (JsonNode group : event.get("data").get("groups")) {
          for (JsonNode item : group.get("items")) {
            told.merge(
                group.get("subject").asString()
                    + " "
                    + item.get("kind").asString()
                    + " "
                    + item.path("vulnerability").asString(""),
                1,
                Integer::sum);
          }
        }
      }
    }
    return told;
  }

  @Override
  public void close() {
    server.close();
    sink.close();
  }

  /// Kills the server at random moments and starts it again, a number of times.
  private final class Killer {
    private static final int LONGEST_MILLIS = 2_500;

    private final Thread thread;
    private volatile @Nullable Throwable failure;

    Killer(int times) {
      Random random = new Random(times);
      thread =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < times; i++) {
                        Thread.sleep(random.nextInt(LONGEST_MILLIS));
                        server.kill();
                        killed++;
                        server.start();
                      }
                    } catch (IOException | InterruptedException e) {
                      failure = e;
                    }
                  });
    }

    boolean isDone() {
      return !thread.isAlive();
    }

    void join() throws InterruptedException, IOException {
      thread.join();
      if (failure != null) {
        throw new IOException(failure);
      }
    }
  }
}
