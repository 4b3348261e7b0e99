package dev.drydock.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/// Servers on one database, from their first start until all owners have been told of all new
/// advisories, disturbed now and then.
final class Life implements AutoCloseable {
  private static final String TEAM = "/api/v1/organisations/default/teams/shop";
  private static final String IMAGES =
      "/api/v1/organisations/default/projects/cart/images?reference=registry.example.com/shop/cart:";
  private static final String UNKNOWN =
      "select case when exists (select from component_finding f join vulnerability v on v.id = f.vulnerability_id where v.name = ?) then 0 else 1 end";
  private static final int SUBSCRIPTIONS_OF_A_KIND = 6;
  private static final int LONGEST_MILLIS = 2_500;
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final World world;
  private final Path feeds;
  private final Receivers receivers = new Receivers();
  private final List<ServerProcess> servers = new ArrayList<>();
  private final JdbcClient database;
  private final Tally tally = new Tally();
  private final Client client;

  /// @param replicas how many servers
  Life(Path directory, TestedDatabase tested, World world, int replicas) throws IOException {
    this.world = world;
    this.feeds = Files.createDirectories(directory).resolve("feeds");
    this.database =
        JdbcClient.create(
            new DriverManagerDataSource(tested.url(), tested.username(), tested.password()));
    for (int i = 0; i < replicas; i++) {
      servers.add(ServerProcess.of(directory.resolve("server-" + i), settings(directory, tested)));
    }
    this.client = new Client(servers, tally);
  }

  private List<String> settings(Path directory, TestedDatabase tested) {
    return List.of(
        "--drydock.home=" + directory,
        "--drydock.database.url=" + tested.url(),
        "--drydock.database.username=" + tested.username(),
        "--drydock.database.password=" + tested.password(),
        "--drydock.admin.token=" + Client.TOKEN,
        "--drydock.secret.key=" + "A".repeat(43) + "=",
        "--drydock.advisories.from=" + feeds,
        "--drydock.outgoing.allow=127.0.0.1",
        "--drydock.outgoing.timeout=2s",
        "--spring.mail.host=127.0.0.1",
        "--spring.mail.port=" + receivers.mailPort(),
        "--drydock.alert.mail-from=drydock@example.com",
        "--drydock.alert.first-wait=200ms",
        "--drydock.alert.lease=4s");
  }

  /// @param times how often something happens: a third of it while images come
  Outcome live(Disturbance disturbance, int times, Random random) throws Exception {
    publish(0);
    for (ServerProcess server : servers) {
      server.launch();
    }
    for (ServerProcess server : servers) {
      server.awaitReady();
    }
    prepare();
    refresh(0);
    awaited("select case when exists (select from advisory_generation) then 0 else 1 end");
    awaited("select count(*) from advisory_generation where matched_at is null");
    int left = times - times / 3;
    upload(trouble(disturbance, times / 3, random, true));
    for (int round = 1; round <= world.rounds(); round++) {
      int now = left / (world.rounds() - round + 1);
      left -= now;
      publish(round);
      refresh(round);
      trouble(disturbance, now, random, false).await();
      refresh(round);
      awaited(UNKNOWN, World.marker(round));
      awaitTold();
    }
    assertThat(tally.disturbances()).isEqualTo(times);
    assertComplete();
    return Outcome.of(database, receivers.told());
  }

  Tally tally() {
    return tally;
  }

  /// How many messages came again, by each way.
  String repetitions() throws Exception {
    return "repeated %d webhooks of %d and %d e-mails of %d"
        .formatted(
            receivers.webhooks().repetitions(),
            receivers.webhooks().byKey().size(),
            receivers.mails().repetitions(),
            receivers.mails().byKey().size());
  }

  private Trouble trouble(Disturbance disturbance, int times, Random random, boolean uploading) {
    return Trouble.begin(
        times,
        LONGEST_MILLIS,
        random,
        () -> {
          tally.disturbed(Phase.of(database, uploading));
          disturbance.happen(servers, random);
        });
  }

  private void prepare() throws InterruptedException {
    client.send(0, "POST", "/api/v1/organisations/default/teams", "{\"name\":\"shop\"}", 201);
    client.send(0, "POST", TEAM + "/projects", "{\"name\":\"cart\"}", 201);
    channel(
        "hook",
        "\"kind\":\"webhook\",\"address\":\"%s\",\"secret\":\"a key of twenty-four bytes or more\""
            .formatted(receivers.webhook()));
    channel("mail", "\"kind\":\"email\",\"recipients\":[\"shop@example.com\"]");
  }

  private void channel(String name, String settings) throws InterruptedException {
    client.send(0, "PUT", TEAM + "/channels/" + name, "{" + settings + "}", 201);
    for (int i = 0; i < SUBSCRIPTIONS_OF_A_KIND; i++) {
      client.send(
          0,
          "POST",
          TEAM + "/subscriptions",
          "{\"title\":\"%s %d\",\"channel\":\"%s\",\"schedule\":\"immediate\"}"
              .formatted(name, i, name),
          201);
    }
  }

  /// In one step, as those who publish do.
  private void publish(int round) throws IOException {
    Path folder = Files.createDirectories(feeds.resolveSibling("feeds-" + round));
    world.feeds(round).write(folder);
    Path link = Files.createSymbolicLink(feeds.resolveSibling("feeds-next"), folder);
    Files.move(link, feeds, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void refresh(int first) throws InterruptedException {
    client.send(first, "POST", "/api/v1/advisories/refresh", "", 202);
  }

  /// Everything, by as many clients at once as there are servers, each in an order of its own;
  /// again and again until the trouble is over.
  private void upload(Trouble trouble) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    for (int i = 0; i < servers.size(); i++) {
      int number = i;
      List<Integer> order = new ArrayList<>();
      for (int image = 0; image < world.images().size(); image++) {
        order.add(image);
      }
      Collections.shuffle(order, new Random(number));
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      do {
                        for (int image : order) {
                          upload(number, image);
                        }
                      } while (!trouble.isOver());
                    } catch (InterruptedException | AssertionError e) {
                      failures.add(e);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
    trouble.await();
  }

  private void upload(int server, int image) throws InterruptedException {
    String document = new String(world.images().get(image).document(), StandardCharsets.UTF_8);
    client.send(server, "POST", IMAGES + image, document, 200, 201);
  }

  private void awaitTold() throws InterruptedException {
    awaited("select count(*) from advisory_generation where matched_at is null");
    awaited(
        """
        select (select count(*) from advisory_generation where announced_at is null)
          + (select count(*) from alert where message_id is null)
          + (select count(*) from alert_message where state <> 'sent')
        """);
  }

  /// Until a question has the answer 0.
  private void awaited(String question, Object... parameters) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (database.sql(question).params(parameters).query(Long.class).single() != 0) {
      if (System.nanoTime() > end) {
        throw new AssertionError("still not 0: " + question);
      }
      Thread.sleep(100);
    }
  }

  /// What the database believes to have sent is what came, and nothing else came.
  private void assertComplete() throws Exception {
    assertThat(receivers.webhooks().byKey().keySet()).isEqualTo(sent("webhook"));
    assertThat(receivers.mails().byKey().keySet()).isEqualTo(sent("email"));
    int told = receivers.told().values().stream().mapToInt(Integer::intValue).sum();
    assertThat(database.sql("select count(*) from alert").query(Integer.class).single())
        .isEqualTo(told);
  }

  private Set<String> sent(String kind) {
    return Set.copyOf(
        database
            .sql(
                """
                select m.key from alert_message m join subscription s on s.id = m.subscription_id join alert_channel c on c.id = s.channel_id
                where c.kind = ?
                """)
            .param(kind)
            .query((row, _) -> row.getString(1))
            .list());
  }

  @Override
  public void close() {
    servers.forEach(ServerProcess::close);
    receivers.close();
  }
}
