package dev.drydock.server.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.TestServer.Answer;
import dev.drydock.server.access.Role;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/// An admin accepts what is held back: seen, measured, decided and written down.
@ServerTest
class AcceptedAdvisoriesTest {
  @Autowired TestServer server;
  @Autowired HeldBack heldBack;
  @Autowired RefreshCondition condition;
  @Autowired JdbcClient database;
  private String admin = "";

  @BeforeEach
  @AfterEach
  void nothing() {
    heldBack.taken("none");
    condition.succeeded();
    admin = server.token(Role.ADMIN, null, null);
  }

  private Answer accept(String token) {
    return server.send("POST", "/api/v1/advisories/refresh?accept=true", token, null);
  }

  private String metrics() {
    return server.send("GET", "/actuator/prometheus", admin, null).response().body();
  }

  private int audited() {
    String log = server.send("GET", "/api/v1/audit?limit=1000", admin, null).response().body();
    return (int) log.lines().filter(line -> line.contains("\"advisories.accepted\"")).count();
  }

  @Test
  void whereNothingIsHeldBackThereIsNothingToAccept() {
    int before = audited();
    assertThat(accept(admin).status()).isEqualTo(409);
    assertThat(server.send("GET", "/api/v1/advisories", admin, null).json().path("refresh"))
        .noneMatch(member -> member.isObject());
    assertThat(metrics())
        .contains("drydock_advisories_held_back_feeds 0.0\n")
        .contains("drydock_advisories_failing_seconds 0.0\n");
    assertThat(audited()).isEqualTo(before);
  }

  @Test
  void whatIsHeldBackIsShownAndAccepted() {
    int before = audited();
    heldBack.hold(Map.of("npm", 41, "KEV", 0));
    condition.failed("much is missing");
    Answer shown = server.send("GET", "/api/v1/advisories", admin, null);
    assertThat(shown.json().path("refresh").path("failure").asString())
        .isEqualTo("much is missing");
    assertThat(shown.json().path("refresh").path("heldBack").toString())
        .isEqualTo("{\"KEV\":0,\"npm\":41}");
    assertThat(metrics())
        .contains("drydock_advisories_held_back_feeds 2.0\n")
        .doesNotContain("drydock_advisories_failing_seconds 0.0\n");

    assertThat(accept(server.token(Role.SECURITY, null, null)).status()).isEqualTo(403);
    assertThat(heldBack.accepted()).isEmpty();
    assertThat(accept(admin).status()).isEqualTo(202);
    assertThat(heldBack.accepted()).isEqualTo(Map.of("npm", 41, "KEV", 0));
    assertThat(audited()).isEqualTo(before + 1);
  }
}
