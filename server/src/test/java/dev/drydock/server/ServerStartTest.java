package dev.drydock.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.access.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class ServerStartTest {
  @Autowired TestServer server;

  @Test
  void tellsWhatItIs() {
    TestServer.Answer answer = server.send("GET", "/api/v1/server", null, null);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().get("product").asString()).isEqualTo("drydock");
  }

  @Test
  void refusesWhatNoRuleAllows() {
    assertThat(server.send("GET", "/api/v1/nowhere", null, null).status()).isEqualTo(401);
    String admin = server.token(Role.ADMIN, null, null);
    TestServer.Answer answer = server.send("GET", "/api/v1/nowhere", admin, null);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.response().headers().firstValue("Content-Type"))
        .hasValue("application/problem+json");
  }
}
