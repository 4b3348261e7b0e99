package dev.drydock.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.TestServer.Answer;
import dev.drydock.server.web.ClientAddress;
import dev.drydock.server.web.ProblemWriter;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

@ServerTest
class LimitsTest {
  @Autowired TestServer server;
  @Autowired ProblemWriter problems;

  private static final class SetClock extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private static int allowed(RateLimit limit, String key, int asked) {
    int allowed = 0;
    for (int i = 0; i < asked; i++) {
      if (limit.take(key).isZero()) {
        allowed++;
      }
    }
    return allowed;
  }

  @Test
  void asManyAtOnceAsIsSaidAndThenAsManyASecond() {
    SetClock clock = new SetClock();
    RateLimit limit = new RateLimit(10, 25, clock);
    assertThat(allowed(limit, "anna", 100)).isEqualTo(25);
    assertThat(limit.take("anna")).isEqualTo(Duration.ofMillis(100));
    assertThat(allowed(limit, "bo", 100)).isEqualTo(25);
    clock.now = clock.now.plusSeconds(1);
    assertThat(allowed(limit, "anna", 100)).isEqualTo(10);
    clock.now = clock.now.plusSeconds(3600);
    assertThat(allowed(limit, "anna", 100)).isEqualTo(25);
  }

  @Test
  void aClockThatIsSetBackKeepsNobodyOut() {
    SetClock clock = new SetClock();
    RateLimit limit = new RateLimit(10, 25, clock);
    assertThat(allowed(limit, "anna", 100)).isEqualTo(25);
    clock.now = clock.now.minusSeconds(86_400);
    assertThat(allowed(limit, "anna", 100)).isPositive();
  }

  @Test
  void beyondTheLimitTheAnswerSaysHowLongToWait() throws Exception {
    RateLimitFilter filter =
        new RateLimitFilter(new LimitsSettings(1, 1, 1, 2), new SetClock(), problems);
    for (int i = 0; i < 4; i++) {
      MockHttpServletResponse response = new MockHttpServletResponse();
      MockFilterChain chain = new MockFilterChain();
      filter.doFilter(new MockHttpServletRequest("GET", "/api/v1/server"), response, chain);
      if (i < 2) {
        assertThat(chain.getRequest()).isNotNull();
      } else {
        assertThat(chain.getRequest()).isNull();
        assertThat(response.getStatus()).isEqualTo(429);
        assertThat(response.getHeader("Retry-After")).isEqualTo("2");
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
      }
    }
  }

  @Test
  void anAddressOfIpv6IsItsNetwork() {
    assertThat(ClientAddress.network("192.0.2.7")).isEqualTo("192.0.2.7");
    assertThat(ClientAddress.network("2001:db8:1:2:3:4:5:6"))
        .isEqualTo(ClientAddress.network("2001:db8:1:2::1"))
        .isNotEqualTo(ClientAddress.network("2001:db8:1:3::1"));
    assertThat(ClientAddress.network("fe80::1%eth0")).isEqualTo(ClientAddress.network("fe80::2"));
    assertThat(ClientAddress.network("::ffff:192.0.2.7")).isEqualTo("192.0.2.7");
    assertThat(ClientAddress.network("proxy.example.com")).isEqualTo("unknown");
  }

  private HttpResponse<String> post(HttpRequest.BodyPublisher body, String path, String token)
      throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(server.address(path))
              .header("Authorization", "Bearer " + token)
              .header("Content-Type", "application/json")
              .POST(body)
              .build(),
          BodyHandlers.ofString());
    }
  }

  @Test
  void bodiesThatAreTooLargeAreRefusedHoweverTheyCome() throws Exception {
    String organisation = server.organisation();
    String admin = server.token(Role.ADMIN, organisation, null);
    String path = "/api/v1/organisations/" + organisation + "/teams";
    byte[] large =
        ("{\"name\":\"shop\",\"title\":\"" + "x".repeat(1 << 20) + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    HttpResponse<String> announced = post(BodyPublishers.ofByteArray(large), path, admin);
    HttpResponse<String> chunked =
        post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)), path, admin);
    for (HttpResponse<String> answer : List.of(announced, chunked)) {
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
      assertThat(answer.body()).contains("larger than the 1 MiB that this takes");
    }
    byte[] small = "{\"name\":\"shop\"}".getBytes(StandardCharsets.UTF_8);
    assertThat(
            post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(small)), path, admin)
                .statusCode())
        .isEqualTo(201);
  }

  @Test
  void answersAreDataAndNothingElse() {
    Answer answer = server.send("GET", "/api/v1/server", null, null);
    HttpHeaders headers = answer.response().headers();
    assertThat(headers.firstValue("Content-Security-Policy"))
        .hasValue(
            "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'");
    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
    assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
    assertThat(headers.firstValue("Cache-Control"))
        .hasValue("no-cache, no-store, max-age=0, must-revalidate");
    assertThat(headers.firstValue("Strict-Transport-Security")).isEmpty(); // not over TLS
    assertThat(headers.firstValue("Set-Cookie")).isEmpty();
    assertThat(headers.firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void whatTheContainerRefusesIsAProblemToo() {
    String root = server.token(Role.ADMIN, null, null);
    for (String path : List.of("/api//v1/server", "/api/v1;x=1/server")) {
      Answer answer = server.send("GET", path, root, null);
      assertThat(answer.status()).as(path).isEqualTo(400);
      assertThat(answer.response().headers().firstValue("Content-Type"))
          .as(path)
          .hasValue("application/problem+json");
      assertThat(answer.json().get("status").asInt()).isEqualTo(400);
      assertThat(answer.json().get("detail").asString())
          .isEqualTo("The request cannot be read as it is: check its address, headers and body");
    }
  }
}
