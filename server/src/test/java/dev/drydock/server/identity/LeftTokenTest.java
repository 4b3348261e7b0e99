package dev.drydock.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drydock.cli.Main;
import dev.drydock.server.ServerSettings;
import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.TestServer.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/// The token that a server has left in its data directory goes to that server, and to nobody who
/// listens in its place.
@ServerTest
class LeftTokenTest {
  private static final String QUESTION = "/api/v1/server/proof?nonce=" + "0a".repeat(32);

  @Autowired TestServer server;
  @Autowired ServerSettings settings;
  @TempDir Path home;

  private record Run(int code, String out, String err) {}

  private Run ask(String address, Path data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(
                "HOME",
                home.toString(),
                "DRYDOCK_DATA",
                data.toString(),
                "DRYDOCK_SERVER",
                address),
            "fleet",
            "teams");
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void theServerThatHasLeftItGetsIt(String host) {
    Run run = ask("http://" + host + ":" + server.address("").getPort(), settings.data());
    assertThat(run.code()).as(run.err()).isZero();
  }

  /// What somebody does who listens where the server should.
  enum Trick {
    GUESSES,
    SAYS_NOTHING_OF_IT,
    ANSWERS_NO_JSON,
    LEADS_TO_THE_SERVER,
    ASKS_THE_SERVER,
    ASKS_THE_SERVER_FROM_ITS_PORT_AT_ANOTHER_ADDRESS
  }

  @ParameterizedTest
  @EnumSource(Trick.class)
  void whoListensInItsPlaceDoesNot(Trick trick) throws IOException {
    int port = server.address("").getPort();
    boolean samePort = trick == Trick.ASKS_THE_SERVER_FROM_ITS_PORT_AT_ANOTHER_ADDRESS;
    InetSocketAddress place =
        samePort
            ? new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), port)
            : new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    List<String> heard = new CopyOnWriteArrayList<>();
    HttpServer thief = HttpServer.create(place, 0);
    thief.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    thief.createContext("/", exchange -> answer(exchange, trick, heard));
    thief.start();
    try {
      String address =
          "http://"
              + thief.getAddress().getAddress().getHostAddress()
              + ":"
              + thief.getAddress().getPort();
      Run run = ask(address, settings.data());
      assertThat(run.code()).isEqualTo(3);
      assertThat(run.err())
          .hasLineCount(1)
          .contains("what listens at " + address + " does not prove that it is your server")
          .contains("DRYDOCK_TOKEN");
    } finally {
      thief.stop(0);
    }
    assertThat(heard).containsExactly("GET /api/v1/server/proof null");
  }

  private void answer(HttpExchange exchange, Trick trick, List<String> heard) throws IOException {
    try (exchange) {
      heard.add(
          exchange.getRequestMethod()
              + " "
              + exchange.getRequestURI().getPath()
              + " "
              + exchange.getRequestHeaders().getFirst("Authorization"));
      String question = exchange.getRequestURI().toString();
      switch (trick) {
        case GUESSES -> send(exchange, 200, "{\"proof\":\"" + "0".repeat(64) + "\"}");
        case SAYS_NOTHING_OF_IT -> send(exchange, 200, "{}");
        case ANSWERS_NO_JSON -> send(exchange, 200, "[".repeat(10_000));
        case LEADS_TO_THE_SERVER -> {
          exchange.getResponseHeaders().set("Location", server.address(question).toString());
          send(exchange, 307, "");
        }
        case ASKS_THE_SERVER, ASKS_THE_SERVER_FROM_ITS_PORT_AT_ANOTHER_ADDRESS -> {
          Answer real = server.send("GET", question, null, null);
          assertThat(real.status()).isEqualTo(200);
          send(exchange, 200, real.response().body());
        }
      }
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Test
  void whereNobodyListensTheLineSaysSo() {
    Run run = ask("http://127.0.0.1:1", settings.data());
    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).hasLineCount(1).contains("does not answer");
  }

  @Test
  void theProofIsAboutQuestionTokenAndPlace() throws IOException {
    Answer answer = server.send("GET", QUESTION, null, null);
    assertThat(answer.status()).isEqualTo(200);
    String proof = answer.json().path("proof").asString();
    String token = new AdminTokenFile(settings).read().orElseThrow();
    InetAddress address = InetAddress.getLoopbackAddress();
    int port = server.address("").getPort();
    String nonce = QUESTION.substring(QUESTION.indexOf('=') + 1);
    assertThat(proof)
        .isEqualTo(ServerProof.of(token, nonce, address, port))
        .matches("[0-9a-f]{64}");
    assertThat(proof)
        .isNotEqualTo(ServerProof.of(token, nonce, address, port + 1))
        .isNotEqualTo(ServerProof.of(token, nonce, InetAddress.ofLiteral("::1"), port))
        .isNotEqualTo(ServerProof.of(token, "1b".repeat(32), address, port))
        .isNotEqualTo(ServerProof.of("drydock_other", nonce, address, port));
    // headers say nothing about where the connection arrived
    Answer lied =
        server.send(
            "GET",
            QUESTION,
            null,
            null,
            Map.of("X-Forwarded-Port", "1", "X-Forwarded-Host", "127.0.0.2:1"));
    assertThat(lied.json().path("proof").asString()).isEqualTo(proof);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?nonce=", "?nonce=0a", "?nonce=zz", "?nonce=a%0Ab"})
  void aQuestionThatIsNoneHasNoAnswer(String query) {
    assertThat(server.send("GET", "/api/v1/server/proof" + query, null, null).status())
        .isEqualTo(400);
  }

  @Test
  void aServerWithoutTheFileProvesNothing() throws IOException {
    ServerSettings elsewhere = new ServerSettings(home, home);
    assertThat(
            new ServerProof(new AdminTokenFile(elsewhere))
                .of("0a".repeat(32), InetAddress.getLoopbackAddress(), 8480))
        .isEmpty();
    Run run = ask(server.address("").toString(), home);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).hasLineCount(1).contains("DRYDOCK_TOKEN");
  }
}
