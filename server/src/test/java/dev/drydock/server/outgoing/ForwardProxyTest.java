package dev.drydock.server.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.image.registry.ProxyRules;
import dev.drydock.server.outgoing.ProxyTargets.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class ForwardProxyTest {
  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final DataSize MUCH = DataSize.ofMegabytes(8);

  private ProxyTargets targets;

  @BeforeEach
  void start() throws IOException {
    targets = new ProxyTargets();
  }

  @AfterEach
  void stop() {
    targets.close();
  }

  private static ForwardProxies proxies(
      AddressCheck.Names names, ProxyRules operators, String... allowed) {
    return new ForwardProxies(
        new AddressCheck(new AllowList(List.of(allowed)), names), operators, IDLE, IDLE);
  }

  private static ForwardProxies proxies(String... allowed) {
    return proxies(OutgoingClient.systemNames(), ProxyRules.none(), allowed);
  }

  @Test
  void everyConnectionIsLookedUpOnceAndGoesToExactlyWhatWasChecked() throws Exception {
    AtomicInteger lookups = new AtomicInteger();
    AddressCheck.Names rebinding =
        _ ->
            new InetAddress[] {
              InetAddress.ofLiteral(lookups.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2")
            };
    try (ForwardProxies proxies = proxies(rebinding, ProxyRules.none(), "127.0.0.1");
        ForwardProxy proxy = proxies.open(LONG, MUCH)) {
      try (Socket tunnel = targets.tunnel(proxy, "registry.example:" + targets.echoPort())) {
        tunnel.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
        assertThat(tunnel.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
      }
      assertThat(lookups).hasValue(1);
      // the name stands for something else now, and that is refused
      Answer second =
          targets.ask(proxy, "CONNECT registry.example:" + targets.echoPort() + " HTTP/1.1");
      assertThat(second.status()).isEqualTo(403);
      assertThat(lookups).hasValue(2);
      assertThat(second.body())
          .isEqualTo(
              "registry.example is in a network that is not public: an operator who wants it reached adds it to drydock.outgoing.allow\n");
      assertThat(proxy.failure()).hasValue(second.body().strip());
    }
    assertThat(targets.echoed()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CONNECT 127.0.0.2:ECHO HTTP/1.1",
        "CONNECT 169.254.169.254:80 HTTP/1.1",
        "CONNECT [::1]:ECHO HTTP/1.1",
        "CONNECT [::ffff:127.0.0.2]:ECHO HTTP/1.1",
        "CONNECT 2130706434:ECHO HTTP/1.1",
        "GET http://127.0.0.2:ECHO/x HTTP/1.1",
        "GET http://169.254.169.254/latest/meta-data/ HTTP/1.1",
        "GET http://public.example/x HTTP/1.1"
      })
  void whatMayNotBeReachedIsRefusedInOneLine(String request) throws Exception {
    try (ForwardProxies proxies = proxies("127.0.0.1");
        ForwardProxy proxy = proxies.open(LONG, MUCH)) {
      Answer answer =
          targets.ask(proxy, request.replace("ECHO", Integer.toString(targets.echoPort())));
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body().lines()).hasSize(1);
      assertThat(answer.body()).contains("drydock.outgoing.allow");
      assertThat(proxy.failure()).hasValue(answer.body().strip());
    }
    assertThat(targets.echoed()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECT 127.0.0.1 HTTP/1.1, 400",
    "CONNECT 127.0.0.1:0 HTTP/1.1, 400",
    "CONNECT me@127.0.0.1:80 HTTP/1.1, 400",
    "CONNECT 127.0.0.1:80/x HTTP/1.1, 400",
    "GET https://127.0.0.1/ HTTP/1.1, 400",
    "GET /x HTTP/1.1, 400",
    "GET http://me:secret@127.0.0.1/ HTTP/1.1, 403",
    "GET, 400",
    "CONNECT nobody.invalid:443 HTTP/1.1, 502"
  })
  void whatIsNoRequestComesToNothing(String request, int status) throws Exception {
    AddressCheck.Names none =
        host -> {
          if (host.equals("127.0.0.1")) {
            return new InetAddress[] {InetAddress.ofLiteral(host)};
          }
          throw new UnknownHostException(host);
        };
    try (ForwardProxies proxies = proxies(none, ProxyRules.none(), "127.0.0.1");
        ForwardProxy proxy = proxies.open(LONG, MUCH)) {
      assertThat(targets.ask(proxy, request).status()).isEqualTo(status);
      assertThat(proxy.failure()).isPresent();
    }
  }

  @Test
  void nobodyElseIsServed() throws Exception {
    try (ForwardProxies proxies = proxies("127.0.0.1");
        ForwardProxy proxy = proxies.open(LONG, MUCH);
        ForwardProxy other = proxies.open(LONG, MUCH)) {
      String request = "CONNECT 127.0.0.1:" + targets.echoPort() + " HTTP/1.1\r\n";
      URI address = proxy.address();
      for (String authorization :
          List.of(
              "",
              "Proxy-Authorization: Basic\r\n",
              "Proxy-Authorization: " + targets.authorization(other.address()) + "\r\n")) {
        Answer answer = targets.raw(address, request + authorization + "\r\n");
        assertThat(answer.status()).isEqualTo(407);
        assertThat(answer.header("Proxy-Authenticate")).isEqualTo("Basic realm=\"drydock\"");
      }
      assertThat(address.getHost()).isEqualTo("127.0.0.1");
      assertThat(address.getUserInfo()).isNotEqualTo(other.address().getUserInfo());
    }
    assertThat(targets.echoed()).isZero();
  }

  @Test
  void requestsWithoutTlsArePassedOnAndRedirectsArePassedBack() throws Exception {
    try (ForwardProxies proxies = proxies("127.0.0.1");
        ForwardProxy proxy = proxies.open(LONG, MUCH)) {
      String base = "http://127.0.0.1:" + targets.webPort();
      Answer plain = targets.ask(proxy, "GET " + base + "/whole?a=%2F HTTP/1.1");
      assertThat(plain.status()).isEqualTo(200);
      assertThat(plain.body()).isEqualTo("whole");
      assertThat(plain.header("Content-Length")).isEqualTo("5");
      assertThat(plain.header("Connection")).isEqualTo("close");
      assertThat(targets.ask(proxy, "GET " + base + "/chunked HTTP/1.1").body())
          .isEqualTo("3\r\nabc\r\n0\r\n\r\n");
      Answer head = targets.ask(proxy, "HEAD " + base + "/whole HTTP/1.1");
      assertThat(head.header("Content-Length")).isEqualTo("5");
      assertThat(head.body()).isEmpty();
      Answer redirect = targets.ask(proxy, "GET " + base + "/redirect HTTP/1.1");
      assertThat(redirect.status()).isEqualTo(302);
      assertThat(redirect.header("Location")).isEqualTo("http://127.0.0.2/");
      Answer posted =
          targets.ask(proxy, "POST " + base + "/whole HTTP/1.1\r\nContent-Length: 2", "hi");
      assertThat(posted.status()).isEqualTo(200);
      assertThat(targets.asked())
          .containsExactly(
              "GET /whole?a=%2F yes null ",
              "GET /chunked yes null ",
              "HEAD /whole yes null ",
              "GET /redirect yes null ",
              "POST /whole yes null hi");
      Answer endless =
          targets.ask(proxy, "POST " + base + "/whole HTTP/1.1\r\nTransfer-Encoding: chunked");
      assertThat(endless.status()).isEqualTo(400);
    }
  }

  @Test
  void goesThroughTheOperatorsProxyAndChecksBefore() throws Exception {
    URI operators = URI.create("http://me:se%40cret@127.0.0.1:" + targets.proxyPort());
    ProxyRules rules = new ProxyRules(operators, operators, List.of());
    try (ForwardProxies proxies = proxies(rules);
        ForwardProxy proxy = proxies.open(LONG, MUCH)) {
      try (Socket tunnel = targets.tunnel(proxy, "unknown.invalid:443")) {
        tunnel.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
        assertThat(tunnel.getInputStream().readNBytes(5)).asString().isEqualTo("hello");
      }
      Answer forbidden = targets.ask(proxy, "CONNECT forbidden.invalid:443 HTTP/1.1");
      assertThat(forbidden.status()).isEqualTo(502);
      assertThat(forbidden.body())
          .isEqualTo(
              "the proxy that the server goes through does not let it to forbidden.invalid:443 (HTTP 403)\n");
      assertThat(targets.ask(proxy, "CONNECT 192.168.0.1:443 HTTP/1.1").status()).isEqualTo(403);
      assertThat(
              targets.ask(proxy, "CONNECT 127.0.0.1:" + targets.proxyPort() + " HTTP/1.1").status())
          .isEqualTo(403);
    }
    assertThat(targets.connects())
        .containsExactly(
            "CONNECT unknown.invalid:443 HTTP/1.1 me:se@cret",
            "CONNECT forbidden.invalid:443 HTTP/1.1 me:se@cret");
  }

  private static ForwardProxies proxies(ProxyRules rules) {
    return proxies(OutgoingClient.systemNames(), rules);
  }

  @Test
  void lastsNoLongerAndMovesNoMoreThanItMay() throws Exception {
    String echo = "127.0.0.1:" + targets.echoPort();
    try (ForwardProxies proxies = proxies("127.0.0.1")) {
      try (ForwardProxy proxy = proxies.open(LONG, DataSize.ofKilobytes(1));
          Socket tunnel = targets.tunnel(proxy, echo)) {
        tunnel.getOutputStream().write(new byte[800]); // 800 there, and as many back
        assertThat(readAll(tunnel)).isLessThanOrEqualTo(800);
        assertThat(proxy.failure()).hasValueSatisfying(line -> assertThat(line).contains("more"));
        Answer longer =
            targets.ask(proxy, "GET http://127.0.0.1:" + targets.webPort() + "/whole HTTP/1.1");
        assertThat(longer.body()).isNotEqualTo("whole");
      }
      try (ForwardProxy proxy = proxies.open(LONG, MUCH);
          Socket silent = targets.tunnel(proxy, echo)) {
        long begun = System.nanoTime();
        assertThat(readAll(silent)).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
            .isBetween(Duration.ofMillis(500), Duration.ofSeconds(20));
      }
      ForwardProxy proxy = proxies.open(Duration.ofMillis(300), MUCH);
      try (Socket ended = targets.tunnel(proxy, echo)) {
        assertThat(readAll(ended)).isZero();
        assertThatThrownBy(() -> targets.ask(proxy, "CONNECT " + echo + " HTTP/1.1"))
            .isInstanceOf(ConnectException.class);
      }
      ForwardProxy closed = proxies.open(LONG, MUCH);
      Socket tunnel = targets.tunnel(closed, echo);
      closed.close();
      try (tunnel) {
        assertThat(readAll(tunnel)).isZero();
      }
    }
  }

  /// How many bytes still came, to the end or the breaking off.
  private static int readAll(Socket socket) throws IOException {
    socket.setSoTimeout(30_000);
    InputStream in = socket.getInputStream();
    int total = 0;
    try {
      while (in.read() >= 0) {
        total++;
      }
    } catch (SocketException _) {
      // broken off
    }
    return total;
  }

  @Test
  void servesNoMoreConnectionsAtOnceThanItMay() throws Exception {
    try (ForwardProxies proxies = proxies("127.0.0.1");
        ForwardProxy proxy = proxies.open(LONG, MUCH)) {
      List<Socket> waiting = new ArrayList<>();
      for (int i = 0; i < 32; i++) {
        waiting.add(new Socket("127.0.0.1", proxy.address().getPort()));
      }
      try (Socket tooMany = new Socket("127.0.0.1", proxy.address().getPort())) {
        assertThat(readAll(tooMany)).isZero();
      }
      waiting.getFirst().close();
      Answer served = null;
      for (int i = 0; i < 100 && served == null; i++) {
        try {
          served =
              targets.ask(proxy, "GET http://127.0.0.1:" + targets.webPort() + "/whole HTTP/1.1");
        } catch (IOException _) {
          Thread.sleep(20); // the end of the first has not been seen yet
        }
      }
      assertThat(served).isNotNull();
      for (Socket one : waiting) {
        one.close();
      }
    }
  }
}
