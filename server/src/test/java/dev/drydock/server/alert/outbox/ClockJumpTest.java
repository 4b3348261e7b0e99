package dev.drydock.server.alert.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.alert.HttpSink;
import dev.drydock.server.alert.HttpSink.Received;
import dev.drydock.server.jobs.ClockPutBack;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Alerts under a clock that is put back or forward by an hour: none is lost, none is told twice
/// but by a repetition of the same message, and none waits until the clock has caught up.
class ClockJumpTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private HttpSink sink;
  private Stage stage;
  private int channel;

  @BeforeEach
  void start() throws IOException {
    sink = new HttpSink();
    stage = new Stage(Map.of());
    channel =
        stage.channel(
            "hook",
            "webhook",
            Map.of(
                "address",
                sink.address("/hook").toString(),
                "secret",
                "a key of twenty-four bytes or more"));
  }

  @AfterEach
  void stop() {
    stage.close();
    sink.close();
  }

  /// As a replica does that notices it, or starts.
  private void putBack() {
    stage.replica.clock.forward(HOUR.negated());
    stage.replica.get(FutureMessages.class).mend(new ClockPutBack(stage.replica.clock.instant()));
  }

  @Test
  void whoDiedOverAMessageBeforeTheClockWasPutBackHoldsItForALeaseOnly()
      throws InterruptedException {
    stage.subscription().by(channel);
    stage.news();
    stage.replica.make();
    stage.replica.collect();
    assertThat(stage.replica.get(Outbox.class).claim(10)).hasSize(1);
    putBack();
    stage.replica.deliver();
    assertThat(sink.received()).as("its holder may live").isEmpty();
    stage.replica.clock.forward(Duration.ofMinutes(3));
    stage.replica.deliver();
    stage.replica.deliver();
    assertThat(sink.received()).hasSize(1);
    assertThat(stage.states()).containsExactly("sent 2 ");
  }

  @Test
  void whatIsToldAtOnceIsAndAppointmentsStay() throws InterruptedException {
    stage.subscription().by(channel);
    stage.subscription().schedule("daily").by(channel);
    stage.subscription().quiet(9, 13).by(channel);
    stage.news();
    stage.replica.make();
    putBack();
    stage.replica.collect();
    stage.replica.deliver();
    assertThat(sink.received()).hasSize(1);
    assertThat(
            stage.replica.strings(
                "select due_at at time zone 'UTC' from alert where message_id is null order by subscription_id"))
        .containsExactly("2026-11-30 08:00:00", "2026-11-29 13:00:00");
  }

  @Test
  void aLeaseThatAClockPutForwardEndsTooSoonRepeatsTheSameMessage() throws InterruptedException {
    stage.subscription().by(channel);
    stage.news();
    stage.replica.make();
    stage.replica.collect();
    Claimed early = stage.replica.get(Outbox.class).claim(10).getFirst();
    stage.replica.clock.forward(HOUR);
    stage.replica.deliver();
    stage.replica.get(Delivery.class).deliver(early); // who had it, and still lives
    assertThat(sink.received()).hasSize(2);
    assertThat(sink.received())
        .extracting(request -> request.header("webhook-id"), Received::body)
        .containsOnly(
            org.assertj.core.groups.Tuple.tuple(
                sink.received().getFirst().header("webhook-id"),
                sink.received().getFirst().body()));
    assertThat(stage.states()).containsExactly("sent 2 ");
  }

  @Test
  void aClockThatWandersLosesAndDoublesNothing() throws InterruptedException {
    stage.subscription().by(channel);
    Random random = new Random(5);
    List<String> vulnerabilities = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      vulnerabilities.add(stage.news());
      if (random.nextBoolean()) {
        stage.replica.make();
      }
      if (random.nextBoolean()) {
        stage.replica.collect();
      }
      if (random.nextInt(3) == 0) {
        stage.replica.get(Outbox.class).claim(10); // and dies
      }
      switch (random.nextInt(3)) {
        case 0 -> putBack();
        case 1 -> stage.replica.clock.forward(HOUR);
        case 2 -> stage.replica.run();
        default -> throw new IllegalStateException();
      }
    }
    stage.replica.run();
    stage.replica.clock.forward(Duration.ofMinutes(4)); // a lease
    stage.replica.run();
    Set<String> keys = new HashSet<>();
    List<String> bodies = new ArrayList<>();
    for (Received request : sink.received()) {
      assertThat(keys.add(request.header("webhook-id"))).as("no message came twice").isTrue();
      bodies.add(request.body());
    }
    for (String vulnerability : vulnerabilities) {
      assertThat(bodies)
          .as(vulnerability)
          .filteredOn(body -> body.contains('"' + vulnerability + '"'))
          .hasSize(1);
    }
    assertThat(stage.states()).allMatch(state -> state.startsWith("sent "));
  }
}
