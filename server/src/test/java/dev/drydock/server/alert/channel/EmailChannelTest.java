package dev.drydock.server.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.drydock.server.alert.AlertReplica;
import dev.drydock.server.alert.MovableClock;
import dev.drydock.testkit.ServerCertificate;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/// E-mail to a real mail server.
class EmailChannelTest {
  private static final String KEY = "00000000-0000-0000-0000-000000000001";

  private GreenMail mails;
  private AlertReplica replica;

  @BeforeEach
  void start() {
    mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mails.start();
    replica = replica(Map.of("mail.port", mails.getSmtp().getPort()));
  }

  private static AlertReplica replica(Map<String, Object> settings) {
    return new AlertReplica(
        AlertReplica.emptyDatabase(),
        new MovableClock(Instant.parse("2026-11-29T10:00:00Z")),
        settings);
  }

  @AfterEach
  void stop() {
    replica.close();
    mails.stop();
  }

  private static Channel email(String... recipients) throws InvalidChannelException {
    return ChannelKind.EMAIL.open(
        new ChannelSettings(null, List.of(recipients), null, null, null, null));
  }

  @Test
  void arrivesAsPlainTextAndHtmlWithTheKeyAsItsId()
      throws DeliveryException, InvalidChannelException, MessagingException, IOException {
    Outlets outlets = replica.get(Outlets.class);
    Channel channel = email("shop@example.com", "lead@example.com");
    assertThat(channel.shown()).isEqualTo("shop@example.com, lead@example.com");
    for (int i = 0; i < 2; i++) {
      channel.deliver(TestMessages.of(KEY, TestMessages.openssl()), outlets);
    }
    MimeMessage[] received = mails.getReceivedMessages();
    assertThat(received).hasSize(4); // two recipients, and a repetition of the same id
    for (MimeMessage mail : received) {
      assertThat(mail.getMessageID()).isEqualTo("<" + KEY + "@example.com>");
    }
    MimeMessage mail = received[0];
    assertThat(mail.getSubject())
        .isEqualTo("Act: update openssl (deb) – CVE-2026-1 and 4 more in 17 images");
    assertThat(mail.getFrom()[0].toString()).isEqualTo("drydock@example.com");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getHeader("X-Drydock-Key")).containsExactly(KEY);
    assertThat(mail.getSentDate()).isEqualTo(Instant.parse("2026-11-29T10:00:00Z"));
    List<String> parts = new ArrayList<>();
    collect((Multipart) mail.getContent(), parts);
    assertThat(parts).hasSize(2);
    assertThat(parts.get(0).replace("\r\n", "\n"))
        .isEqualTo(
            """
            Act: update openssl (deb) – CVE-2026-1 and 4 more in 17 images
              - CVE-2026-1 (critical, act) is new in openssl 3.0.11-1 – fixed in 3.0.14-1. A & B <script>
              - CVE-2026-2 (high, attend) is new in openssl 3.0.11-1 – fixed in 3.0.14-1
              … and 3 more
              Images: registry.example.com/cart:1.0, registry.example.com/cart:1.1 and 15 more
              What to do: update openssl (deb), build the images anew, ship them.

            --\s
            You get this because of the subscription "urgent <things>" of shop. Message 00000000-0000-0000-0000-000000000001
            """);
    assertThat(parts.get(1))
        .contains("<h3>Act: update openssl (deb) &ndash; CVE-2026-1")
        .contains("A &amp; B &lt;script&gt;</li>")
        .doesNotContain("<script>");
  }

  private static void collect(Multipart multipart, List<String> texts)
      throws MessagingException, IOException {
    for (int i = 0; i < multipart.getCount(); i++) {
      BodyPart part = multipart.getBodyPart(i);
      if (part.getContent() instanceof Multipart inner) {
        collect(inner, texts);
      } else {
        texts.add(part.getContent().toString());
      }
    }
  }

  @Test
  void aMailServerThatIsDownOrNotThereIsSaid() throws InvalidChannelException {
    Channel channel = email("shop@example.com");
    Outlets outlets = replica.get(Outlets.class);
    mails.stop();
    assertThatThrownBy(() -> channel.deliver(TestMessages.of(KEY, TestMessages.openssl()), outlets))
        .isInstanceOfSatisfying(DeliveryException.class, e -> assertThat(e.again()).isTrue())
        .hasMessageStartingWith("The mail server did not take it: ");
    try (AlertReplica without = replica(Map.of())) {
      Outlets none = without.get(Outlets.class);
      assertThatThrownBy(() -> channel.deliver(TestMessages.of(KEY, TestMessages.openssl()), none))
          .isInstanceOf(DeliveryException.class)
          .hasMessage("This server sends no e-mail: its operator has to set spring.mail.host");
    }
  }

  @Test
  void recipientsAreAddressesAndNothingElse() {
    for (String bad :
        List.of(
            "",
            "shop",
            "a@b@c",
            "Shop <shop@example.com>",
            "shop@example.com\r\nBcc: all@example.com",
            "shop@example.com, other@example.com")) {
      assertThatThrownBy(() -> email(bad))
          .as(bad)
          .isInstanceOf(InvalidChannelException.class)
          .hasMessage("a recipient is no e-mail address such as team@example.com");
    }
    assertThatThrownBy(EmailChannelTest::email)
        .hasMessage("say the recipients: 1 to 50 e-mail addresses");
  }

  /// With a certificate that only the operator vouches for.
  @Test
  void goesToAMailServerOfTheOperatorsOwnAuthority(@TempDir Path directory) throws Exception {
    ServerCertificate certificate = ServerCertificate.make(directory);
    System.setProperty("greenmail.tls.keystore.file", directory.resolve("server.p12").toString());
    System.setProperty("greenmail.tls.keystore.password", "changeit");
    System.setProperty("greenmail.tls.key.password", "changeit");
    GreenMail secured = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
    try {
      secured.start();
      Map<String, Object> trusting =
          Map.of(
              "mail.port", secured.getSmtps().getPort(),
              "drydock.outgoing.certificates", certificate.file().toString());
      Map<String, Object> others = Map.of("mail.port", secured.getSmtps().getPort());
      replica.close();
      for (Map<String, Object> settings : List.of(others, trusting)) {
        replica = replica(settings);
        ((JavaMailSenderImpl) replica.get(JavaMailSender.class)).setProtocol("smtps");
        Outlets outlets = replica.get(Outlets.class);
        Channel channel = email("shop@example.com");
        if (settings.equals(trusting)) {
          channel.deliver(TestMessages.of(KEY, TestMessages.openssl()), outlets);
        } else {
          assertThatThrownBy(
                  () -> channel.deliver(TestMessages.of(KEY, TestMessages.openssl()), outlets))
              .isInstanceOf(DeliveryException.class)
              .hasMessageContaining("certification path");
        }
        replica.close();
      }
      assertThat(secured.getReceivedMessages()).hasSize(1);
    } finally {
      secured.stop();
      System.clearProperty("greenmail.tls.keystore.file");
      System.clearProperty("greenmail.tls.keystore.password");
      System.clearProperty("greenmail.tls.key.password");
    }
  }
}
