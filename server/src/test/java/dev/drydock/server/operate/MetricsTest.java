package dev.drydock.server.operate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.access.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class MetricsTest {
  @Autowired TestServer server;

  @Test
  void answersPrometheus() {
    server.send("GET", "/api/v1/server", null, null);
    String token = server.token(Role.VIEWER, null, null);
    TestServer.Answer answer = server.send("GET", "/actuator/prometheus", token, null);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().body())
        .contains("http_server_requests_seconds_count")
        .contains("uri=\"/api/v1/server\"")
        .contains("hikaricp_connections_active")
        .contains("jvm_memory_used_bytes");
  }

  @Test
  void tellsStrangersNothing() {
    assertThat(server.send("GET", "/actuator/prometheus", null, null).status()).isEqualTo(401);
    String ofOneOrganisation = server.token(Role.ADMIN, server.organisation(), null);
    assertThat(server.send("GET", "/actuator/prometheus", ofOneOrganisation, null).status())
        .isEqualTo(404);
    String admin = server.token(Role.ADMIN, null, null);
    assertThat(server.send("GET", "/actuator/env", admin, null).status()).isEqualTo(404);
    assertThat(server.send("GET", "/actuator", admin, null).status()).isEqualTo(404);
  }
}
