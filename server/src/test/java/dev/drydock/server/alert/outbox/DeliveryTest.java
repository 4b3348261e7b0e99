package dev.drydock.server.alert.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.TestDatabase;
import dev.drydock.server.alert.AlertReplica;
import dev.drydock.server.alert.HttpSink;
import dev.drydock.server.alert.HttpSink.Answer;
import dev.drydock.server.alert.HttpSink.Received;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Deliveries to a real receiver that behaves badly in every way.
class DeliveryTest {
  private static final byte[] KEY =
      "a key of twenty-four bytes or more".getBytes(StandardCharsets.UTF_8);

  private HttpSink sink;
  private Stage stage;

  @BeforeEach
  void start() throws IOException {
    sink = new HttpSink();
    stage = new Stage(Map.of("drydock.alert.attempts", "4"));
    stage.subscription().by(webhook("hook"));
  }

  @AfterEach
  void stop() {
    stage.close();
    sink.close();
  }

  private int webhook(String name) {
    return stage.channel(
        name,
        "webhook",
        Map.of(
            "address",
            sink.address("/" + name).toString(),
            "secret",
            "whsec_" + Base64.getEncoder().encodeToString(KEY)));
  }

  private List<String> keys() {
    return sink.received().stream().map(one -> one.header("webhook-id")).toList();
  }

  private static void assertSigned(Received request) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      String signed =
          request.header("webhook-id")
              + "."
              + request.header("webhook-timestamp")
              + "."
              + request.body();
      byte[] expected = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
      assertThat(request.header("webhook-signature"))
          .isEqualTo("v1," + Base64.getEncoder().encodeToString(expected));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void deliversOnceAndNeverAgain() throws InterruptedException {
    String vulnerability = stage.news();
    stage.replica.run();
    stage.replica.run();
    stage.replica.clock.forward(Duration.ofDays(1));
    stage.replica.run();
    assertThat(sink.received()).hasSize(1);
    Received request = sink.received().getFirst();
    assertSigned(request);
    assertThat(request.header("content-type"))
        .isEqualTo("application/cloudevents+json; charset=UTF-8");
    assertThat(request.header("webhook-timestamp")).isEqualTo("1795946401");
    assertThat(request.header("idempotency-key")).isEqualTo(request.header("webhook-id"));
    assertThat(request.body()).contains(vulnerability, "registry.example.com/cart:1.1");
    assertThat(stage.states()).containsExactly("sent 1 ");
  }

  @Test
  void triesAgainWithTheSameKeyAndWordsUntilItIsTaken() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    sink.answer(
        _ -> calls.incrementAndGet() < 3 ? new Answer(503, "not now") : new Answer(202, ""));
    stage.news();
    stage.replica.run();
    assertThat(stage.states())
        .containsExactly("waiting 1 127.0.0.1:" + port() + " answered 503: not now");
    stage.replica.run();
    assertThat(sink.received()).as("it waits first").hasSize(1);
    stage.replica.clock.forward(Duration.ofSeconds(13));
    stage.news("pkg:deb/debian/lib1");
    stage.replica.deliver();
    stage.replica.clock.forward(Duration.ofSeconds(26));
    stage.replica.deliver();
    assertThat(stage.states()).containsExactly("sent 3 ");
    assertThat(keys()).hasSize(3).containsOnly(keys().getFirst());
    assertThat(sink.received())
        .extracting(Received::body)
        .containsOnly(sink.received().getFirst().body());
    sink.received().forEach(DeliveryTest::assertSigned);
  }

  private int port() {
    return sink.address("/").getPort();
  }

  @Test
  void connectionsThatEndAndAnswersThatComeLateAreTriedAgain() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    sink.answer(
        _ -> {
          int call = calls.incrementAndGet();
          if (call == 1) {
            return null;
          }
          if (call == 2) {
            Thread.sleep(4_000);
          }
          return new Answer(200, "");
        });
    stage.news();
    stage.replica.run();
    assertThat(stage.states().getFirst())
        .startsWith("waiting 1 127.0.0.1:" + port() + " could not be reached:");
    stage.replica.clock.forward(Duration.ofMinutes(1));
    stage.replica.deliver();
    assertThat(stage.states())
        .containsExactly(
            "waiting 2 127.0.0.1:"
                + port()
                + " could not be reached: 127.0.0.1 did not answer whole within 2 s");
    stage.replica.clock.forward(Duration.ofMinutes(1));
    stage.replica.deliver();
    assertThat(stage.states()).containsExactly("sent 3 ");
    assertThat(keys()).hasSize(3).containsOnly(keys().getFirst());
  }

  @Test
  void isGivenUpVisiblyAndDeliveredAgainByHand() throws InterruptedException {
    sink.answer(_ -> new Answer(500, ""));
    stage.news();
    stage.replica.run();
    for (int i = 0; i < 6; i++) {
      stage.replica.clock.forward(Duration.ofHours(2));
      stage.replica.deliver();
    }
    assertThat(stage.states()).containsExactly("dead 4 127.0.0.1:" + port() + " answered 500");
    assertThat(sink.received()).hasSize(4);
    sink.answer(_ -> new Answer(200, ""));
    assertThat(redeliver()).isEqualTo(1);
    stage.replica.deliver();
    assertThat(stage.states()).containsExactly("sent 1 ");
    assertThat(keys()).hasSize(5).containsOnly(keys().getFirst());
    assertThat(redeliver()).isZero();
  }

  private int redeliver() {
    return stage
        .replica
        .get(Redelivery.class)
        .redeliver(
            dev.drydock.server.alert.FleetRows.caller(),
            new dev.drydock.server.alert.subscription.Owner(stage.organisation, stage.team),
            List.of());
  }

  @Test
  void whatWillNeverBeTakenIsGivenUpAtOnceAndTheChannelGoesOn() throws InterruptedException {
    sink.answer(_ -> new Answer(400, "invalid_blocks"));
    stage.news();
    stage.replica.run();
    assertThat(stage.states())
        .containsExactly("dead 1 127.0.0.1:" + port() + " answered 400: invalid_blocks");
    assertThat(stage.replica.strings("select failures from alert_channel")).containsExactly("0");
  }

  @Test
  void theReceiversPatienceIsKept() throws InterruptedException {
    sink.answer(_ -> new Answer(429, "", Map.of("Retry-After", "600")));
    stage.news();
    stage.replica.run();
    stage.news();
    stage.replica.clock.forward(Duration.ofSeconds(500));
    stage.replica.run();
    assertThat(sink.received()).as("other messages wait, too").hasSize(1);
    stage.replica.clock.forward(Duration.ofSeconds(101));
    stage.replica.deliver();
    assertThat(sink.received()).hasSizeGreaterThan(1);
  }

  @Test
  void whoIsInterruptedBetweenSendingAndMarkingRepeatsWithTheSameKey()
      throws InterruptedException, SQLException {
    stage.news();
    stage.replica.make();
    stage.replica.collect();
    Claimed claimed = stage.replica.get(Outbox.class).claim(10).getFirst();
    Delivery delivery = stage.replica.get(Delivery.class);
    try (Connection other =
        DriverManager.getConnection(stage.url, TestDatabase.username(), TestDatabase.password())) {
      other.setAutoCommit(false);
      // whoever wants to mark the message has to wait for this
      sink.answer(_ -> held(other));
      // of the kind that deliveries run on: its reads and writes end when it is interrupted
      Thread thread = Thread.ofVirtual().start(() -> delivery.deliver(claimed));
      while (waiting() == 0) {
        Thread.sleep(10);
      }
      thread.interrupt();
      thread.join();
      other.rollback();
    }
    assertThat(sink.received()).hasSize(1);
    assertThat(stage.states()).containsExactly("waiting 1 ");
    sink.answer(_ -> new Answer(200, ""));
    stage.replica.deliver();
    assertThat(sink.received()).as("the lease still runs").hasSize(1);
    stage.replica.clock.forward(Duration.ofMinutes(3));
    stage.replica.deliver();
    assertThat(stage.states()).containsExactly("sent 2 ");
    assertThat(keys()).hasSize(2).containsOnly(keys().getFirst());
    assertThat(sink.received().get(1).body()).isEqualTo(sink.received().getFirst().body());
  }

  private static Answer held(Connection connection) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select from alert_message for update");
      return new Answer(200, "");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private int waiting() {
    return stage
        .replica
        .database
        .sql(
            "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
        .query(Integer.class)
        .single();
  }

  @Test
  void replicasThatRaceDeliverEachMessageOnce() throws InterruptedException {
    Set<String> taken = ConcurrentHashMap.newKeySet();
    AtomicInteger doubled = new AtomicInteger();
    sink.answer(
        request -> {
          if (!taken.add(request.header("webhook-id"))) {
            doubled.incrementAndGet();
          }
          return new Answer(200, "");
        });
    for (int i = 0; i < 3; i++) {
      stage.subscription().by(webhook("more-" + i));
    }
    for (int i = 0; i < 5; i++) {
      stage.news();
    }
    stage.replica.make();
    try (AlertReplica other = new AlertReplica(stage.url, stage.replica.clock, Map.of())) {
      Thread rival = Thread.ofVirtual().start(() -> runQuietly(other));
      stage.replica.run();
      rival.join();
      stage.replica.run();
      other.run();
    }
    assertThat(doubled).hasValue(0);
    assertThat(taken).hasSize(20);
    assertThat(stage.states()).hasSize(20).containsOnly("sent 1 ");
  }

  private static void runQuietly(AlertReplica replica) {
    try {
      replica.run();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aChannelThatFailsRestsAndIsTriedOutWithOneMessage() throws InterruptedException {
    sink.answer(_ -> new Answer(500, ""));
    for (int i = 0; i < 5; i++) {
      stage.news();
    }
    stage.replica.run();
    assertThat(stage.replica.strings("select failures from alert_channel")).containsExactly("5");
    stage.replica.deliver();
    stage.replica.clock.forward(Duration.ofSeconds(7));
    stage.replica.deliver();
    assertThat(sink.received()).as("it rests").hasSize(5);
    stage.replica.clock.forward(Duration.ofSeconds(6));
    stage.replica.deliver();
    assertThat(sink.received()).as("one tries it out").hasSize(6);
    sink.answer(_ -> new Answer(200, ""));
    stage.replica.clock.forward(Duration.ofMinutes(1));
    stage.replica.deliver();
    stage.replica.deliver();
    assertThat(stage.states()).hasSize(5).allMatch(state -> state.startsWith("sent "));
    assertThat(sink.received()).hasSize(11);
    assertThat(stage.replica.strings("select failures || last_failure from alert_channel"))
        .containsExactly("0");
  }

  @Test
  void credentialsWhoseKeyIsLostAreSaidAndComeBackWithTheKey() throws InterruptedException {
    stage.news();
    stage.replica.make();
    stage.replica.collect();
    String other =
        Base64.getEncoder()
            .encodeToString(
                new byte[] {
                  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
                  24, 25, 26, 27, 28, 29, 30, 31, 32
                });
    try (AlertReplica replica =
        new AlertReplica(stage.url, stage.replica.clock, Map.of("drydock.secret.key", other))) {
      replica.deliver();
    }
    assertThat(stage.states().getFirst())
        .startsWith("waiting 1 a secret was sealed with key ")
        .endsWith("or enter the credentials anew");
    stage.replica.clock.forward(Duration.ofMinutes(1));
    stage.replica.deliver();
    assertThat(stage.states()).containsExactly("sent 2 ");
  }
}
