package dev.drydock.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.TestServer.Answer;
import dev.drydock.server.access.Role;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
class SessionTest {
  private static final String PASSWORD = "a ship on dry land";

  @Autowired TestServer server;
  @Autowired JdbcClient database;

  private String root = "";
  private String name = "";

  @BeforeEach
  void account() {
    root = server.token(Role.ADMIN, null, null);
    name = "anna-" + UUID.randomUUID();
    Answer made =
        server.send(
            "POST",
            "/api/v1/accounts",
            root,
            "{\"name\":\"%s\",\"kind\":\"local\",\"password\":\"%s\"}".formatted(name, PASSWORD));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.response().body()).doesNotContain(PASSWORD, "argon2");
    forgetAttempts();
  }

  private void forgetAttempts() {
    database.sql("delete from sign_in_attempt").update(); // all tests come from one address
  }

  private Answer signIn(String name, String password) {
    return server.send(
        "POST",
        "/api/v1/session",
        null,
        "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password));
  }

  private static String cookie(Answer answer) {
    String header = answer.response().headers().firstValue("Set-Cookie").orElseThrow();
    return header.substring(0, header.indexOf(';'));
  }

  private Answer send(String method, String path, String cookie, String... more) {
    Map<String, String> headers =
        more.length == 0
            ? Map.of("Cookie", cookie)
            : Map.of("Cookie", cookie, "X-CSRF-Token", more[0]);
    return server.send(method, path, null, more.length < 2 ? null : more[1], headers);
  }

  @Test
  void whoSignsInIsKnownUntilTheySignOut() {
    Answer signedIn = signIn(name, PASSWORD);
    assertThat(signedIn.status()).isEqualTo(200);
    assertThat(signedIn.response().headers().firstValue("Set-Cookie").orElseThrow())
        .matches(
            "__Host-drydock=[A-Za-z0-9_-]{43}; Path=/; Max-Age=43200; Expires=[^;]+; Secure; HttpOnly; SameSite=Lax");
    String cookie = cookie(signedIn);
    Answer session = send("GET", "/api/v1/session", cookie);
    assertThat(session.json()).isEqualTo(signedIn.json());
    assertThat(session.json().get("account").asString()).isEqualTo(name);
    String token = session.json().get("csrfToken").asString();

    assertThat(send("DELETE", "/api/v1/session", cookie).status()).isEqualTo(403);
    assertThat(send("DELETE", "/api/v1/session", cookie, "0".repeat(64)).status()).isEqualTo(403);
    assertThat(send("GET", "/api/v1/session", cookie).status()).isEqualTo(200);
    Answer out = send("DELETE", "/api/v1/session", cookie, token);
    assertThat(out.status()).isEqualTo(204);
    assertThat(out.response().headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("__Host-drydock=; Path=/; Max-Age=0;");
    assertThat(send("GET", "/api/v1/session", cookie).status()).isEqualTo(401);
  }

  @Test
  void theDatabaseHoldsNeitherPasswordNorSession() {
    String cookie = cookie(signIn(name, PASSWORD));
    String kept =
        database
            .sql("select password from account where name = ?")
            .param(name)
            .query(String.class)
            .single();
    assertThat(kept).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    String secret = cookie.substring(cookie.indexOf('=') + 1);
    assertThat(
            database
                .sql("select count(*) from session where digest = ?")
                .param(Secrets.digest(secret))
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void wrongNamesAndPasswordsAreToldAlike() {
    Answer password = signIn(name, "not the password");
    Answer account = signIn("nobody-" + name, PASSWORD);
    assertThat(password.status()).isEqualTo(401);
    assertThat(account.status()).isEqualTo(401);
    assertThat(account.json().get("detail")).isEqualTo(password.json().get("detail"));
    disable();
    Answer disabled = signIn(name, PASSWORD);
    assertThat(disabled.status()).isEqualTo(401);
    assertThat(disabled.json().get("detail")).isEqualTo(password.json().get("detail"));
  }

  private void disable() {
    Answer edited =
        server.send(
            "PUT",
            "/api/v1/accounts/" + name,
            root,
            "{\"title\":\"\",\"email\":\"\",\"disabled\":true}",
            Map.of("If-Match", "\"1\""));
    assertThat(edited.status()).isEqualTo(200);
  }

  @Test
  void aDisabledAccountIsOutAtOnce() {
    String cookie = cookie(signIn(name, PASSWORD));
    disable();
    assertThat(send("GET", "/api/v1/session", cookie).status()).isEqualTo(401);
    assertThat(signIn(name, PASSWORD).status()).isEqualTo(401);
  }

  @Test
  void guessingIsSlowedDown() {
    for (int i = 0; i < 5; i++) {
      assertThat(signIn(name, "guess number " + i).status()).isEqualTo(401);
    }
    // five more, without waiting for them
    database.sql("update sign_in_attempt set failures = 9, blocked_until = last_at").update();
    assertThat(signIn(name, "guess number 10").status()).isEqualTo(401);
    Answer slowed = signIn(name, PASSWORD);
    assertThat(slowed.status()).isEqualTo(429);
    assertThat(
            Integer.parseInt(slowed.response().headers().firstValue("Retry-After").orElseThrow()))
        .isBetween(10, 33);
    assertThat(signIn(name.toUpperCase(java.util.Locale.ROOT), PASSWORD).status()).isEqualTo(429);

    database.sql("update sign_in_attempt set blocked_until = now() - interval '1 second'").update();
    assertThat(signIn(name, PASSWORD).status()).isEqualTo(200);
    assertThat(signIn(name, "one wrong after a right one").status()).isEqualTo(401);
    assertThat(signIn(name, PASSWORD).status()).isEqualTo(200);
  }

  @Test
  void guessingManyAccountsFromOneAddressIsSlowedDown() {
    int refused = 0;
    for (int i = 0; i < 25; i++) {
      if (signIn(name + "-" + i, "the same for all").status() == 429) {
        refused++;
      }
    }
    assertThat(refused).isEqualTo(5);
  }

  @Test
  void waitingGrowsToABound() {
    Instant now = Instant.now();
    List<Long> waits = new java.util.ArrayList<>();
    for (int i = 0; i < 14; i++) {
      signIn(name, "guess");
      Timestamp until =
          database
              .sql("select max(blocked_until) from sign_in_attempt where failures = ?")
              .param(i + 1)
              .query(Timestamp.class)
              .single();
      waits.add(Duration.between(now, until.toInstant()).toSeconds());
      database.sql("update sign_in_attempt set blocked_until = last_at").update();
    }
    assertThat(waits.get(3)).isLessThan(10);
    assertThat(waits.get(9)).isBetween(30L, 50L); // 32 s
    assertThat(waits.get(13)).isBetween(60L, 80L); // never more than a minute
  }

  @Test
  void sessionsEndByIdlenessAndByAge() {
    String idle = cookie(signIn(name, PASSWORD));
    database.sql("update session set last_seen_at = last_seen_at - interval '61 minutes'").update();
    assertThat(send("GET", "/api/v1/session", idle).status()).isEqualTo(401);
    String old = cookie(signIn(name, PASSWORD));
    database.sql("update session set created_at = created_at - interval '13 hours'").update();
    assertThat(send("GET", "/api/v1/session", old).status()).isEqualTo(401);
  }

  @Test
  void changingThePasswordEndsAllOtherSessions() {
    String elsewhere = cookie(signIn(name, PASSWORD));
    Answer here = signIn(name, PASSWORD);
    String token = here.json().get("csrfToken").asString();
    String path = "/api/v1/account/password";
    String wrong = "{\"current\":\"wrong wrong wrong\",\"next\":\"another long secret\"}";
    String easy = "{\"current\":\"%s\",\"next\":\"aaaaaaaaaaaa\"}".formatted(PASSWORD);
    String named = "{\"current\":\"%s\",\"next\":\"%s\"}".formatted(PASSWORD, name);
    String right = "{\"current\":\"%s\",\"next\":\"another long secret\"}".formatted(PASSWORD);
    assertThat(send("PUT", path, cookie(here), token, wrong).status()).isEqualTo(403);
    assertThat(send("PUT", path, cookie(here), token, easy).status()).isEqualTo(422);
    assertThat(send("PUT", path, cookie(here), token, named).status()).isEqualTo(422);
    Answer changed = send("PUT", path, cookie(here), token, right);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(send("GET", "/api/v1/session", elsewhere).status()).isEqualTo(401);
    assertThat(send("GET", "/api/v1/session", cookie(here)).status()).isEqualTo(401);
    assertThat(send("GET", "/api/v1/session", cookie(changed)).status()).isEqualTo(200);
    assertThat(signIn(name, PASSWORD).status()).isEqualTo(401);
    assertThat(signIn(name, "another long secret").status()).isEqualTo(200);
    assertThat(server.send("PUT", path, root, right).status()).isEqualTo(403);
  }

  @Test
  void onlyJsonSignsIn() {
    Answer form =
        server.send(
            "POST",
            "/api/v1/session",
            null,
            "name=%s&password=%s".formatted(name, PASSWORD),
            Map.of("Content-Type", "application/x-www-form-urlencoded"));
    assertThat(form.status()).isEqualTo(415);
    Answer text =
        server.send(
            "POST",
            "/api/v1/session",
            null,
            "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, PASSWORD),
            Map.of("Content-Type", "text/plain"));
    assertThat(text.status()).isEqualTo(415);
  }
}
