package dev.drydock.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.drydock.server.alert.HttpSink;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A real receiver of webhooks and a real mail server, which outlive all servers and forget nothing
/// that came. The one of webhooks takes its time, so that some are killed while they wait for it.
final class Receivers implements AutoCloseable {
  private static final int SLOWNESS_MILLIS = 100;
  private static final Pattern SUBSCRIPTION =
      Pattern.compile("because of the subscription \"([^\"]*)\"");

  private final HttpSink webhooks = new HttpSink();
  private final GreenMail mails;
  private final JsonMapper mapper = new JsonMapper();

  Receivers() throws IOException {
    mails = mailServer();
    webhooks.answer(
        _ -> {
          Thread.sleep(SLOWNESS_MILLIS);
          return new HttpSink.Answer(200, "ok");
        });
  }

  /// Says nothing of those that are killed while they talk to it.
  private static GreenMail mailServer() {
    ThreadGroup quiet =
        new ThreadGroup("mail") {
          @Override
          public void uncaughtException(Thread thread, Throwable e) {
            // the connection was reset: that is what the tests are about
          }
        };
    CompletableFuture<GreenMail> started = new CompletableFuture<>();
    Runnable start =
        () -> {
          GreenMail made =
              new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
          made.start();
          started.complete(made);
        };
    new Thread(quiet, start).start();
    return started.orTimeout(1, TimeUnit.MINUTES).join();
  }

  URI webhook() {
    return webhooks.address("/hook");
  }

  int mailPort() {
    return mails.getSmtp().getPort();
  }

  /// What came by one way.
  ///
  /// @param byKey each message once, by its key: repetitions had the same words, to the letter
  /// @param repetitions how many came again
  record Received(Map<String, String> byKey, int repetitions) {}

  Received webhooks() {
    Map<String, String> byKey = new TreeMap<>();
    int repetitions = 0;
    for (HttpSink.Received request : webhooks.received()) {
      String key = request.header("webhook-id");
      assertThat(mapper.readTree(request.body()).get("id").asString()).isEqualTo(key);
      repetitions += keep(byKey, key, request.body());
    }
    return new Received(byKey, repetitions);
  }

  Received mails() throws MessagingException, IOException {
    Map<String, String> byKey = new TreeMap<>();
    int repetitions = 0;
    for (MimeMessage mail : mails.getReceivedMessages()) {
      String key = mail.getHeader("X-Drydock-Key", null);
      assertThat(mail.getMessageID()).isEqualTo("<" + key + "@example.com>");
      StringBuilder words = new StringBuilder();
      for (String header : new String[] {"Date", "From", "To", "Subject"}) {
        words.append(header).append(": ").append(mail.getHeader(header, null)).append('\n');
      }
      write((Multipart) mail.getContent(), words);
      repetitions += keep(byKey, key, words.toString().replace("\r\n", "\n"));
    }
    return new Received(byKey, repetitions);
  }

  private static void write(Multipart multipart, StringBuilder words)
      throws MessagingException, IOException {
    for (int i = 0; i < multipart.getCount(); i++) {
      BodyPart part = multipart.getBodyPart(i);
      if (part.getContent() instanceof Multipart inner) {
        write(inner, words);
      } else {
        words.append(part.getContentType()).append('\n').append(part.getContent()).append('\n');
      }
    }
  }

  private static int keep(Map<String, String> byKey, String key, String words) {
    String before = byKey.putIfAbsent(key, words);
    if (before == null) {
      return 0;
    }
    assertThat(words).as("a repetition of " + key).isEqualTo(before);
    return 1;
  }

  /// By subscription and what happened, in how many different messages it was told.
  Map<String, Integer> told() throws MessagingException, IOException {
    Map<String, Integer> told = new HashMap<>();
    for (String body : webhooks().byKey().values()) {
      JsonNode data = mapper.readTree(body).get("data");
      assertThat(data.get("leftOut").asInt()).isZero();
      for (JsonNode group : data.get("groups")) {
        assertThat(group.get("leftOut").asInt()).isZero();
        for (JsonNode item : group.get("items")) {
          String what = data.get("subscription").asString() + " " + words(item);
          told.merge(what + " in " + group.get("imageCount").asInt(), 1, Integer::sum);
        }
      }
    }
    for (String mail : mails().byKey().values()) {
      Matcher matcher = SUBSCRIPTION.matcher(mail);
      assertThat(matcher.find()).as(mail).isTrue();
      mail.lines()
          .filter(line -> line.startsWith("  - "))
          .forEach(line -> told.merge(matcher.group(1) + line, 1, Integer::sum));
    }
    return told;
  }

  private static String words(JsonNode item) {
    return item.get("kind").asString()
        + " "
        + item.path("vulnerability").asString("")
        + (item.get("cameBack").asBoolean() ? " again" : "");
  }

  @Override
  public void close() {
    webhooks.close();
    mails.stop();
  }
}
