package dev.drydock.server.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.server.alert.AlertReplica;
import dev.drydock.server.alert.HttpSink;
import dev.drydock.server.alert.HttpSink.Answer;
import dev.drydock.server.alert.Message;
import dev.drydock.server.alert.MovableClock;
import dev.drydock.server.alert.channel.StubTracker.Ticket;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One issue for one group, in every tracker.
class IssueChannelsTest {
  private static final String FIRST = "00000000-0000-0000-0000-000000000001";
  private static final String SECOND = "00000000-0000-0000-0000-000000000002";

  private HttpSink sink;
  private AlertReplica replica;
  private final TestOutlets.Memory memory = new TestOutlets.Memory();

  @BeforeEach
  void start() throws IOException {
    sink = new HttpSink();
    replica =
        new AlertReplica(
            AlertReplica.emptyDatabase(),
            new MovableClock(Instant.parse("2026-11-29T10:00:00Z")),
            Map.of());
  }

  @AfterEach
  void stop() {
    replica.close();
    sink.close();
  }

  private StubTracker tracker(ChannelKind kind) {
    StubTracker tracker = new StubTracker(kind);
    sink.answer(tracker::answer);
    return tracker;
  }

  private Channel channel(ChannelKind kind) {
    return switch (kind) {
      case GITHUB -> TestOutlets.open(kind, sink.address("/api/v3/"), "acme/cart", null, "t0ken");
      case GITLAB -> TestOutlets.open(kind, sink.address(""), "acme/cart", null, "t0ken");
      case JIRA -> TestOutlets.open(kind, sink.address("/"), "SHOP", "me", "t0ken");
      case EMAIL, SLACK, TEAMS, WEBHOOK -> throw new IllegalArgumentException();
    };
  }

  private String deliver(ChannelKind kind, Message message) throws DeliveryException {
    Channel channel = channel(kind);
    assertThat(channel.toString()).doesNotContain("t0ken");
    return channel.deliver(message, TestOutlets.of(replica, memory));
  }

  private static Message message(String key) {
    return TestMessages.of(key, TestMessages.openssl());
  }

  @ParameterizedTest
  @EnumSource(names = {"GITHUB", "GITLAB", "JIRA"})
  void opensOneIssueForAGroupAndTellsMoreInIt(ChannelKind kind) throws DeliveryException {
    StubTracker tracker = tracker(kind);
    String address = deliver(kind, message(FIRST));
    assertThat(address).endsWith(kind == ChannelKind.JIRA ? "/browse/SHOP-1" : "example.com/1");
    assertThat(tracker.tickets).hasSize(1);
    Ticket ticket = tracker.ticket(1);
    assertThat(ticket.title)
        .isEqualTo("Act: update openssl (deb) – CVE-2026-1 and 4 more in 17 images");
    assertThat(ticket.text)
        .contains(
            "CVE-2026-2 (high, attend) is new in openssl 3.0.11-1",
            "drydock:" + TestMessages.MARKER,
            FIRST)
        .contains(kind == ChannelKind.JIRA ? "A & B <script>" : "A \\& B \\<script\\>");
    assertThat(ticket.labels).contains("drydock");
    assertThat(deliver(kind, message(SECOND))).isEqualTo(address);
    assertThat(tracker.tickets).hasSize(1);
    assertThat(ticket.comments).singleElement().asString().contains("CVE-2026-1", SECOND);
  }

  @ParameterizedTest
  @EnumSource(names = {"GITHUB", "GITLAB", "JIRA"})
  void aRepetitionFindsWhatWasDoneAndDoesNothing(ChannelKind kind) throws DeliveryException {
    StubTracker tracker = tracker(kind);
    for (String key : new String[] {FIRST, SECOND}) {
      deliver(kind, message(key));
      // whoever did it died before it could say so
      memory.issues.clear();
      deliver(kind, message(key));
    }
    assertThat(tracker.tickets).hasSize(1);
    assertThat(tracker.ticket(1).comments).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(names = {"GITHUB", "GITLAB", "JIRA"})
  void anIssueThatWasClosedIsLeftAndANewOneOpened(ChannelKind kind) throws DeliveryException {
    StubTracker tracker = tracker(kind);
    deliver(kind, message(FIRST));
    tracker.ticket(1).open = false;
    deliver(kind, message(SECOND));
    assertThat(tracker.tickets).hasSize(2);
    assertThat(tracker.ticket(1).comments).isEmpty();
    assertThat(tracker.ticket(2).text).contains(SECOND);
    assertThat(memory.issues).containsOnlyKeys(TestMessages.MARKER);
    assertThat(memory.issues.get(TestMessages.MARKER)).endsWith("2");
  }

  @ParameterizedTest
  @EnumSource(names = {"GITHUB", "GITLAB", "JIRA"})
  void anAnswerThatIsLostOpensNoSecondIssue(ChannelKind kind) throws DeliveryException {
    StubTracker tracker = new StubTracker(kind);
    AtomicBoolean lost = new AtomicBoolean();
    sink.answer(
        request -> {
          Answer answer = tracker.answer(request);
          boolean created = request.method().equals("POST") && answer.status() == 201;
          return created && !lost.getAndSet(true) ? null : answer;
        });
    assertThatThrownBy(() -> deliver(kind, message(FIRST)))
        .isInstanceOfSatisfying(DeliveryException.class, e -> assertThat(e.again()).isTrue());
    deliver(kind, message(FIRST));
    assertThat(tracker.tickets).hasSize(1);
    assertThat(tracker.ticket(1).comments).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"GITHUB", "GITLAB", "JIRA"})
  void credentialsThatDoNotDoAreSaid(ChannelKind kind) {
    sink.answer(_ -> new Answer(401, "{\"message\":\"Bad credentials\"}"));
    assertThatThrownBy(() -> deliver(kind, message(FIRST)))
        .isInstanceOf(DeliveryException.class)
        .hasMessageContaining(
            "answered 401 – the credentials of the channel do not do: enter new ones");
  }
}
