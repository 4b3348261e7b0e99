package dev.drydock.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.TestServer.Answer;
import dev.drydock.server.access.Caller;
import dev.drydock.server.access.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServerTest
class AuditTest {
  private static final JsonMapper MAPPER = new JsonMapper();

  @Autowired TestServer server;
  @Autowired JdbcClient database;
  @Autowired AuditLog audit;
  @Autowired TransactionTemplate transaction;

  private int chain;
  private String organisation = "";
  private String base = "";
  private String security = "";

  @BeforeEach
  void organisation() {
    organisation = server.organisation();
    chain =
        database
            .sql("select id from organisation where name = ?")
            .param(organisation)
            .query(Integer.class)
            .single();
    base = "/api/v1/organisations/" + organisation + "/audit";
    security = server.token(Role.SECURITY, organisation, null);
  }

  private void record(int lines) {
    for (int i = 0; i < lines; i++) {
      String subject = "thing/" + i;
      transaction.executeWithoutResult(
          _ ->
              audit.record(
                  Caller.server(), chain, "thing.made", subject, null, Map.of("ü", "\"\\\n")));
    }
  }

  private List<String> lines(String query) {
    Answer answer = server.send("GET", base + query, security, null);
    assertThat(answer.status()).isEqualTo(200);
    return answer.response().body().lines().toList();
  }

  private JsonNode verification(String query) {
    Answer answer = server.send("GET", base + "/verification" + query, security, null);
    assertThat(answer.status()).isEqualTo(200);
    return answer.json();
  }

  private static String sha256(String line) throws Exception {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(line.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void anExportCanBeVerifiedWithoutTheServer() throws Exception {
    record(5);
    List<String> lines = lines("");
    assertThat(lines).hasSize(5);
    String previous = "0".repeat(64);
    for (int i = 0; i < lines.size(); i++) {
      JsonNode event = MAPPER.readTree(lines.get(i));
      assertThat(event.propertyNames())
          .containsExactly("number", "previous", "at", "account", "action", "subject", "after");
      assertThat(event.get("number").asInt()).isEqualTo(i + 1);
      assertThat(event.get("previous").asString()).isEqualTo(previous);
      assertThat(event.get("subject").asString()).isEqualTo("thing/" + i);
      assertThat(event.get("after").get("ü").asString()).isEqualTo("\"\\\n");
      previous = sha256(lines.get(i));
    }
    JsonNode verification = verification("?head=" + previous);
    assertThat(verification.get("intact").asBoolean()).isTrue();
    assertThat(verification.get("lines").asInt()).isEqualTo(5);
    assertThat(verification.get("head").asString()).isEqualTo(previous);
    assertThat(lines("?after=3")).isEqualTo(lines.subList(3, 5));
    assertThat(lines("?after=1&limit=2")).isEqualTo(lines.subList(1, 3));
    assertThat(lines("?after=5")).isEmpty();
  }

  @Test
  void whatTheApiDoesIsInItWithWhoDidIt() {
    String admin = server.token(Role.ADMIN, organisation, null);
    String path = "/api/v1/organisations/" + organisation + "/teams";
    assertThat(server.send("POST", path, admin, "{\"name\":\"shop\"}").status()).isEqualTo(201);
    assertThat(server.send("POST", path, admin, "{\"name\":\"shop\"}").status()).isEqualTo(200);
    assertThat(
            server
                .send(
                    "PUT",
                    path + "/shop",
                    admin,
                    "{\"title\":\"Shop\",\"contact\":\"\"}",
                    Map.of("If-Match", "\"1\""))
                .status())
        .isEqualTo(200);
    List<JsonNode> events = lines("").stream().map(MAPPER::readTree).toList();
    assertThat(events)
        .extracting(event -> event.get("action").asString())
        .containsExactly("team.created", "team.edited");
    assertThat(events)
        .allSatisfy(event -> assertThat(event.get("token").asString()).isEqualTo("test"));
    assertThat(events.get(1).get("before").get("title").asString()).isEmpty();
    assertThat(events.get(1).get("after").get("title").asString()).isEqualTo("Shop");
  }

  @Test
  void whatIsNotDoneIsNotInIt() {
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    _ -> {
                      audit.record(Caller.server(), chain, "thing.made", "thing/1", null, null);
                      throw new IllegalArgumentException("undone");
                    }))
        .hasMessage("undone");
    assertThat(lines("")).isEmpty();
    assertThatThrownBy(
            () -> audit.record(Caller.server(), chain, "thing.made", "thing/1", null, null))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void manyWritersMakeOneChain() throws Exception {
    List<Callable<Void>> writers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      writers.add(
          () -> {
            transaction.executeWithoutResult(
                _ -> {
                  audit.record(Caller.server(), chain, "thing.made", "thing/1", null, null);
                  audit.record(Caller.server(), null, "thing.made", "thing/1", null, null);
                  audit.record(Caller.server(), chain, "thing.made", "thing/2", null, null);
                });
            return null;
          });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Void> done : threads.invokeAll(writers)) {
        done.get();
      }
    }
    JsonNode verification = verification("");
    assertThat(verification.get("intact").asBoolean()).isTrue();
    assertThat(verification.get("lines").asInt()).isEqualTo(80);
    String root = server.token(Role.ADMIN, null, null);
    JsonNode whole = server.send("GET", "/api/v1/audit/verification", root, null).json();
    assertThat(whole.get("intact").asBoolean()).isTrue();
  }

  @Test
  void theDatabaseRefusesToChangeIt() {
    record(2);
    for (String statement :
        List.of(
            "update audit_event set content = '{}' where chain = " + chain,
            "delete from audit_event where chain = " + chain,
            "truncate audit_event",
            "delete from audit_head where chain = " + chain,
            "truncate audit_head",
            "update audit_head set number = 1 where chain = " + chain,
            "update audit_head set hash = sha256('x') where chain = " + chain)) {
      assertThatThrownBy(() -> database.sql(statement).update())
          .as(statement)
          .isInstanceOf(DataAccessException.class)
          .hasStackTraceContaining("The audit log is append-only");
    }
    assertThat(verification("").get("intact").asBoolean()).isTrue();
  }

  /// As somebody does it who owns the database and switches the triggers off.
  private void tamper(String statement) {
    transaction.executeWithoutResult(
        _ -> {
          database.sql("set local session_replication_role = replica").update();
          assertThat(database.sql(statement).update()).as(statement).isPositive();
        });
  }

  private void foundAt(int number, String reason) {
    JsonNode verification = verification("");
    assertThat(verification.get("intact").asBoolean()).isFalse();
    assertThat(verification.get("brokenAt").asInt()).isEqualTo(number);
    assertThat(verification.get("reason").asString()).isEqualTo(reason);
  }

  @Test
  void changedContentIsFound() {
    record(4);
    tamper(
        "update audit_event set content = replace(content, 'thing/1', 'thing/9') where number = 2 and chain = "
            + chain);
    foundAt(2, "its content is not what was written");
  }

  @Test
  void changedContentWithANewHashIsFound() {
    record(4);
    tamper(
        """
        update audit_event set content = replace(content, 'thing/1', 'thing/9'),
          hash = sha256(convert_to(replace(content, 'thing/1', 'thing/9'), 'UTF8'))
        where number = 2 and chain =\s"""
            + chain);
    foundAt(3, "it does not follow the line before it");
  }

  @Test
  void aRemovedLineIsFound() {
    record(4);
    tamper("delete from audit_event where number = 2 and chain = " + chain);
    foundAt(2, "the line is missing");
  }

  @Test
  void aRemovedEndIsFound() {
    record(4);
    tamper("delete from audit_event where number = 4 and chain = " + chain);
    foundAt(4, "lines are missing at the end");
    tamper(
        "update audit_head set number = 3, hash = (select hash from audit_event where number = 3 and chain = audit_head.chain) where chain = "
            + chain);
    JsonNode shortened = verification("");
    assertThat(shortened.get("intact").asBoolean()).isTrue(); // only who has kept the end can tell
  }

  @Test
  void aChainWrittenAnewIsFoundByWhoHasKeptAHash() {
    record(4);
    String head = verification("").get("head").asString();
    tamper("delete from audit_event where number = 4 and chain = " + chain);
    tamper(
        "update audit_head set number = 3, hash = (select hash from audit_event where number = 3 and chain = audit_head.chain) where chain = "
            + chain);
    record(1);
    JsonNode verification = verification("?head=" + head);
    assertThat(verification.get("intact").asBoolean()).isFalse();
    assertThat(verification.get("reason").asString())
        .isEqualTo("no line has the hash that you have kept: lines were written anew");
    assertThat(verification("").get("intact").asBoolean()).isTrue();
  }

  @Test
  void swappedLinesAreFound() {
    record(4);
    tamper(
        """
        update audit_event a set content = b.content, hash = b.hash from audit_event b
        where b.chain = a.chain and a.number + b.number = 5 and a.number in (2, 3) and a.chain =\s"""
            + chain);
    foundAt(2, "it does not follow the line before it");
  }

  @Test
  void anAddedLineIsFound() {
    record(2);
    tamper(
        "insert into audit_event select chain, 3, at, content, hash from audit_event where number = 2 and chain = "
            + chain);
    foundAt(3, "it does not follow the line before it");
  }

  @Test
  void wrongQuestionsAreRefused() {
    for (String query : List.of("?after=-1", "?limit=0", "/verification?head=xyz", "?after=x")) {
      assertThat(server.send("GET", base + query, security, null).status())
          .as(query)
          .isEqualTo(400);
    }
  }
}
