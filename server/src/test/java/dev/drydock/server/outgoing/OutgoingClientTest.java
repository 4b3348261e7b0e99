package dev.drydock.server.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.drydock.image.registry.ProxyRules;
import dev.drydock.testkit.ServerCertificate;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutgoingClientTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().toString();
          asked.add(
              exchange.getRequestMethod()
                  + " "
                  + path
                  + " "
                  + exchange.getRequestHeaders().getFirst("Host")
                  + " "
                  + exchange.getRequestHeaders().getFirst("Proxy-Authorization")
                  + " "
                  + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          if (path.endsWith("/redirect")) {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(302, -1);
          } else if (path.endsWith("/long")) {
            exchange.sendResponseHeaders(200, 0);
            endless(exchange.getResponseBody());
          } else if (path.endsWith("/proxied") && asked.size() == 1) {
            exchange.getResponseHeaders().set("Proxy-Authenticate", "Basic realm=\"out\"");
            exchange.sendResponseHeaders(407, -1);
          } else {
            exchange.getResponseHeaders().add("X-Two", "1");
            exchange.getResponseHeaders().add("X-Two", "2");
            exchange.sendResponseHeaders(201, 2);
            exchange.getResponseBody().write("ok".getBytes(StandardCharsets.UTF_8));
          }
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static void endless(OutputStream out) {
    try (out) {
      byte[] block = new byte[1 << 16];
      for (int i = 0; i < 1_000; i++) {
        out.write(block);
      }
    } catch (IOException _) {
      // the client has enough
    }
  }

  private static OutgoingClient client(
      AddressCheck.Names names, ProxyRules proxies, String... allowed) {
    return new OutgoingClient(
        new AddressCheck(new AllowList(List.of(allowed)), names),
        proxies,
        TrustedCertificates.ofJdk(),
        SECOND,
        SECOND);
  }

  private OutgoingRequest post(String address) {
    return new OutgoingRequest(
        "POST",
        URI.create(address.replace("PORT", Integer.toString(server.getAddress().getPort()))),
        Map.of("Content-Type", "text/plain; charset=UTF-8"),
        "hello".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void looksANameUpOnceAndGoesToExactlyWhatItChecked() throws IOException {
    AtomicInteger lookups = new AtomicInteger();
    // the second answer would be another address: it must never be asked for
    AddressCheck.Names rebinding =
        host ->
            new InetAddress[] {
              InetAddress.ofLiteral(lookups.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.99")
            };
    try (OutgoingClient client =
        client(rebinding, ProxyRules.none(), "hooks.example", "127.0.0.1")) {
      OutgoingAnswer answer = client.send(post("http://hooks.example:PORT/hook?a=b"));
      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.text()).isEqualTo("ok");
      assertThat(answer.header("X-Two")).hasValue("1, 2");
    }
    assertThat(lookups).hasValue(1);
    assertThat(asked)
        .containsExactly(
            "POST /hook?a=b hooks.example:" + server.getAddress().getPort() + " null hello");
  }

  @Test
  void knocksAtNoDoorOfItsOwnNetwork() throws IOException {
    try (OutgoingClient client =
        client(OutgoingClient.systemNames(), ProxyRules.none(), "other.example")) {
      for (String address :
          List.of(
              "https://127.0.0.1:PORT/x",
              "https://localhost:PORT/x",
              "https://[::1]:PORT/x",
              "https://[::ffff:127.0.0.1]:PORT/x",
              "https://2130706433:PORT/x",
              "http://127.0.0.1:PORT/x")) {
        assertThatThrownBy(() -> client.send(post(address)))
            .as(address)
            .isInstanceOf(RefusedAddressException.class);
        assertThatThrownBy(() -> client.check(post(address).address()))
            .as(address)
            .isInstanceOf(RefusedAddressException.class);
      }
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void redirectsAreAnAnswer() throws IOException {
    try (OutgoingClient client =
        client(OutgoingClient.systemNames(), ProxyRules.none(), "127.0.0.1")) {
      OutgoingAnswer answer = client.send(post("http://127.0.0.1:PORT/redirect"));
      assertThat(answer.status()).isEqualTo(302);
      assertThat(answer.header("location")).hasValue("/elsewhere");
    }
    assertThat(asked).hasSize(1);
  }

  @Test
  void readsNoEndlessAnswer() throws IOException {
    AddressCheck check =
        new AddressCheck(new AllowList(List.of("127.0.0.1")), OutgoingClient.systemNames());
    try (OutgoingClient client =
        new OutgoingClient(check, ProxyRules.none(), TrustedCertificates.ofJdk(), LONG, LONG)) {
      assertThatThrownBy(() -> client.send(post("http://127.0.0.1:PORT/long")))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("longer than");
    }
  }

  @Test
  void waitsForNoAnswerThatDripsOrNeverComes() throws IOException {
    try (ServerSocket dripping = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        OutgoingClient client =
            client(OutgoingClient.systemNames(), ProxyRules.none(), "127.0.0.1")) {
      Thread.ofVirtual().start(() -> drip(dripping));
      long begun = System.nanoTime();
      assertThatThrownBy(
              () -> client.send(post("http://127.0.0.1:" + dripping.getLocalPort() + "/x")))
          .isInstanceOf(InterruptedIOException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }
  }

  /// One byte of a header every tenth of a second: no single read takes long.
  private static void drip(ServerSocket socket) {
    try (Socket connection = socket.accept()) {
      OutputStream out = connection.getOutputStream();
      out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(StandardCharsets.US_ASCII));
      for (int i = 0; i < 300; i++) {
        out.write('a');
        out.flush();
        Thread.sleep(100);
      }
    } catch (IOException _) {
      // the client has gone
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void goesThroughTheProxyWithItsPasswordAndChecksFirst() throws IOException {
    URI proxy = URI.create("http://me:se%40cret@localhost:" + server.getAddress().getPort());
    ProxyRules rules = new ProxyRules(proxy, proxy, List.of());
    try (OutgoingClient client =
        client(OutgoingClient.systemNames(), rules, "unknown.invalid", "10.0.0.0/8")) {
      assertThat(client.send(post("http://unknown.invalid/proxied")).status()).isEqualTo(201);
      assertThatThrownBy(() -> client.send(post("https://192.168.0.1/x")))
          .isInstanceOf(RefusedAddressException.class);
    }
    String password =
        Base64.getEncoder().encodeToString("me:se@cret".getBytes(StandardCharsets.UTF_8));
    assertThat(asked)
        .containsExactly(
            "POST http://unknown.invalid/proxied unknown.invalid null hello",
            "POST http://unknown.invalid/proxied unknown.invalid Basic " + password + " hello");
  }

  @Test
  void whoNamesTheProxyAsTargetIsCheckedAsEverybody() throws IOException {
    URI proxy = URI.create("http://localhost:" + server.getAddress().getPort());
    try (OutgoingClient client =
        client(
            OutgoingClient.systemNames(), new ProxyRules(proxy, proxy, List.of()), "x.example")) {
      assertThatThrownBy(() -> client.send(post("https://localhost:PORT/x")))
          .isInstanceOf(RefusedAddressException.class);
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void theOperatorsAuthorityIsTrustedBesideThoseOfTheJdk(@TempDir Path directory) throws Exception {
    ServerCertificate certificate = ServerCertificate.make(directory);
    HttpsServer secured =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    secured.setHttpsConfigurator(new HttpsConfigurator(serving(directory)));
    secured.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    secured.start();
    URI address = URI.create("https://127.0.0.1:" + secured.getAddress().getPort() + "/");
    OutgoingRequest request = new OutgoingRequest("GET", address, Map.of(), new byte[0]);
    AddressCheck check =
        new AddressCheck(
            new AllowList(List.of("127.0.0.1", "localhost")), OutgoingClient.systemNames());
    TrustedCertificates own = TrustedCertificates.in(certificate.file());
    try (OutgoingClient without =
            new OutgoingClient(check, ProxyRules.none(), TrustedCertificates.ofJdk(), LONG, LONG);
        OutgoingClient with = new OutgoingClient(check, ProxyRules.none(), own, LONG, LONG)) {
      assertThatThrownBy(() -> without.send(request)).isInstanceOf(SSLHandshakeException.class);
      assertThat(with.send(request).status()).isEqualTo(204);
      // a certificate is for its names only, whoever vouches for it
      OutgoingRequest other =
          new OutgoingRequest(
              "GET",
              URI.create(address.toString().replace("127.0.0.1", "other.example")),
              Map.of(),
              new byte[0]);
      assertThatThrownBy(
              () ->
                  new OutgoingClient(
                          new AddressCheck(
                              new AllowList(List.of("other.example")),
                              _ -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")}),
                          ProxyRules.none(),
                          own,
                          LONG,
                          LONG)
                      .send(other))
          .isInstanceOf(SSLException.class);
    } finally {
      secured.stop(0);
    }
  }

  private static SSLContext serving(Path directory) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(directory.resolve("server.p12"))) {
      keys.load(in, "changeit".toCharArray());
    }
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }

  @Test
  void aFileWithoutACertificateEndsTheStart(@TempDir Path directory) throws IOException {
    Path none = Files.writeString(directory.resolve("none.pem"), "nothing");
    Path broken =
        Files.writeString(
            directory.resolve("broken.pem"),
            "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
    for (Path file : List.of(none, broken, directory.resolve("missing.pem"))) {
      OutgoingConfiguration configuration = new OutgoingConfiguration();
      OutgoingSettings settings =
          new OutgoingSettings(List.of(), null, List.of(), file, SECOND, SECOND);
      assertThatThrownBy(
              () ->
                  configuration
                      .trustedCertificates(settings)
                      .context()
                      .orElseThrow()
                      .getSocketFactory())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("drydock.outgoing.certificates: ")
          .hasMessageContaining(file.toString());
    }
  }

  @Test
  void writesNoSecretsWhereRequestsAreLogged() {
    OutgoingRequest request =
        new OutgoingRequest(
            "POST",
            URI.create("https://hooks.example/services/secret"),
            Map.of("Authorization", "Bearer secret"),
            new byte[0]);
    assertThat(request.toString()).isEqualTo("POST https://hooks.example/…");
  }
}
