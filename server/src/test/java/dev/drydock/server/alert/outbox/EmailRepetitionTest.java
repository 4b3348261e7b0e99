package dev.drydock.server.alert.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.drydock.server.TestDatabase;
import dev.drydock.server.alert.AlertReplica;
import jakarta.mail.internet.MimeMessage;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// E-mails whose sender does not live to note that they were taken: they come once more, and are
/// the same to whoever looks at their `Message-ID`, or at anything else that a reader sees.
class EmailRepetitionTest {

  @Test
  void whatCouldNotBeNotedComesAgainWithTheSameIdAndWords() throws Exception {
    GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mails.start();
    try (Stage stage = new Stage(Map.of("mail.port", mails.getSmtp().getPort()))) {
      stage
          .subscription()
          .by(stage.channel("mail", "email", Map.of("recipients", List.of("shop@example.com"))));
      stage.news();
      stage.replica.make();
      stage.replica.collect();
      Claimed claimed = stage.replica.get(Outbox.class).claim(10).getFirst();
      stage.replica.get(Contents.class).of(claimed);
      sendWithoutNoting(stage, claimed, mails);
      assertThat(stage.states()).containsExactly("waiting 1 ");
      stage.replica.deliver();
      assertThat(mails.getReceivedMessages()).as("the lease still runs").hasSize(1);

      stage.news("pkg:deb/debian/lib1"); // what is new since is not slipped in
      stage.replica.clock.forward(Duration.ofMinutes(3));
      try (AlertReplica other =
          new AlertReplica(
              stage.url, stage.replica.clock, Map.of("mail.port", mails.getSmtp().getPort()))) {
        other.deliver();
      }
      assertThat(stage.states()).containsExactly("sent 2 ");
      MimeMessage[] received = mails.getReceivedMessages();
      assertThat(received).hasSize(2);
      assertThat(words(received[1])).isEqualTo(words(received[0]));
      assertThat(received[1].getMessageID())
          .isEqualTo(received[0].getMessageID())
          .isEqualTo("<" + claimed.key() + "@example.com>");
    } finally {
      mails.stop();
    }
  }

  /// All of it but the boundaries between its parts, and what the mail server wrote into it.
  private static String words(MimeMessage mail) throws Exception {
    String raw = com.icegreen.greenmail.util.GreenMailUtil.getWholeMessage(mail);
    return raw.replaceAll("----=_Part_[0-9._]+", "----")
        .replaceAll("(?m)^Received: [^\\n]*(\\r?\\n\\s+[^\\n]*)*", "");
  }

  private static void sendWithoutNoting(Stage stage, Claimed claimed, GreenMail mails)
      throws Exception {
    try (Connection other =
            DriverManager.getConnection(
                stage.url, TestDatabase.username(), TestDatabase.password());
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(
          "select from alert_message for update"); // whoever wants to note has to wait
      Thread thread =
          Thread.ofVirtual()
              .start(
                  () ->
                      stage
                          .replica
                          .get(Delivery.class)
                          .deliver(
                              new Claimed(
                                  claimed.id(),
                                  claimed.key(),
                                  claimed.subscription(),
                                  claimed.channel(),
                                  claimed.attempts(),
                                  claimed.madeAt(),
                                  stage
                                      .replica
                                      .strings("select content from alert_message")
                                      .getFirst())));
      assertThat(mails.waitForIncomingEmail(60_000, 1)).isTrue();
      while (stage
          .replica
          .strings(
              "select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")
          .isEmpty()) {
        Thread.sleep(10);
      }
      thread.interrupt();
      thread.join();
      other.rollback();
    }
  }
}
