package dev.drydock.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.TestServer.Answer;
import dev.drydock.server.access.Role;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServerTest
class ExceptionTest {
  private static final String CART = "/projects/cart/exceptions";
  private static final String ONE = CART + "/1";
  private final LocalDate today = LocalDate.now(ZoneOffset.UTC);

  @Autowired TestServer server;
  @Autowired JdbcClient database;
  @Autowired ExceptionEnds ends;
  @Autowired Exceptions exceptions;
  private TestGate gate;

  @BeforeEach
  void begin() {
    gate = new TestGate(server, database);
  }

  private String asked(int days) {
    return """
    {"ids": ["CVE-2024-5535"], "packages": ["pkg:deb/debian/openssl"], "owner": "shop@example.org",
     "reason": "we offer no TLS", "status": "not_affected",
     "justification": "vulnerable_code_not_in_execute_path", "until": "%s"}
    """
        .formatted(today.plusDays(days));
  }

  private Answer ask() {
    Answer answer = gate.post(gate.developer, CART, asked(30));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer;
  }

  private Answer decide(String token, String decision, int version) {
    return gate.post(token, ONE + "/decisions", "{\"decision\": \"" + decision + "\"}", version);
  }

  private static String state(Answer answer) {
    return answer.json().path("request").path("state").asString();
  }

  private static int version(Answer answer) {
    return answer.json().path("request").path("version").asInt();
  }

  private static List<String> events(Answer answer) {
    return TestGate.stream(answer.json().get("events"))
        .map(event -> event.get("kind").asString())
        .toList();
  }

  private void rules(String rules) {
    gate.write(gate.security, "/policy", "policy: 1\nexception-rules: { " + rules + " }\n");
  }

  @Test
  void itIsAskedForOnceAndSeenByBothSides() {
    Answer first = ask();
    Answer again = gate.post(gate.maintainer, CART, asked(30));

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(first.response().headers().firstValue("ETag")).hasValue("\"1\"");
    JsonNode request = first.json().get("request");
    assertThat(request.get("about").asString())
        .isEqualTo("CVE-2024-5535 in pkg:deb/debian/openssl");
    assertThat(request.get("askedBy").asString()).isEqualTo(gate.name(gate.developer));
    assertThat(first.json().get("approval").get("by").asString()).isEqualTo("security");
    assertThat(first.json().get("approval").get("required").asInt()).isEqualTo(1);
    assertThat(events(first)).containsExactly("requested");
    assertThat(gate.post(gate.viewer, CART, asked(31)).status()).isEqualTo(403);
    assertThat(gate.post(gate.developer, "/projects/ledger/exceptions", asked(30)).status())
        .isEqualTo(404);

    assertThat(gate.post(gate.security, ONE + "/comments", "{\"text\": \"why?\"}").status())
        .isEqualTo(200);
    gate.post(gate.security, ONE + "/comments", "{\"text\": \"why?\"}");
    Answer said = gate.post(gate.developer, ONE + "/comments", "{\"text\": \"no TLS\"}");
    assertThat(events(said)).containsExactly("requested", "commented", "commented");
    assertThat(events(gate.get(gate.viewer, ONE))).isEqualTo(events(said));
    String other = gate.person(Role.SECURITY, "bank");
    assertThat(gate.get(other, ONE).status()).isEqualTo(404);
    assertThat(gate.get(other, "/exceptions").json().get("items")).isEmpty();
    assertThat(gate.get(gate.viewer, "/exceptions?state=requested").json().get("items")).hasSize(1);
    assertThat(gate.get(gate.viewer, "/exceptions?state=approved").json().get("items")).isEmpty();
  }

  @Test
  void whatThePolicyWouldNotTakeIsNotAskedFor() {
    rules("longest: 60d");
    record Case(String body, String detail) {}
    for (Case one :
        List.of(
            new Case(
                "{\"ids\": [\"CVE-1\"], \"reason\": \"r\"}",
                "The policy does not allow this exception: an exception needs an end"),
            new Case(asked(61), "The policy allows exceptions for 60 days at most"),
            new Case(asked(-1), "until is over already"),
            new Case(
                "{\"reason\": \"r\", \"until\": \"" + today + "\"}",
                "The policy does not allow this exception: an exception without id"),
            new Case(
                "{\"rules\": [\"fixable-critica\"], \"reason\": \"r\", \"until\": \""
                    + today
                    + "\"}",
                "The policy does not allow this exception: there is no rule 'fixable-critica'; did you"
                    + " mean fixable-critical?"),
            new Case(
                "{\"ids\": [\"CVE-1\"], \"status\": \"not_affected\", \"reason\": \"r\", \"until\": \""
                    + today
                    + "\"}",
                "The policy does not allow this exception: not_affected needs a justification"))) {
      Answer answer = gate.post(gate.developer, CART, one.body());
      assertThat(answer.status()).as(one.body()).isEqualTo(422);
      assertThat(answer.json().get("detail").asString()).startsWith(one.detail());
    }
    assertThat(gate.post(gate.developer, CART, "{\"reason\": \"\"}").status()).isEqualTo(422);
    Answer unknown = gate.post(gate.developer, CART, "{\"reason\": \"r\", \"idd\": []}");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(
            gate.post(gate.security, ONE + "/decisions", "{\"decision\": \"maybe\"}", 1).status())
        .isEqualTo(422);
    assertThat(gate.get(gate.developer, CART).json().get("items")).isEmpty();
    assertThat(gate.post(gate.developer, CART, asked(60)).status()).isEqualTo(201);
  }

  @Test
  void whoIsNamedByThePolicyDecidesAndNeverWhoAsked() {
    ask();
    assertThat(decide(gate.developer, "approve", 1).status()).isEqualTo(403);
    assertThat(decide(gate.maintainer, "approve", 1).status()).isEqualTo(403);
    assertThat(decide(gate.service(Role.SECURITY, null), "approve", 1).status()).isEqualTo(403);
    assertThat(decide(gate.security, "approve", 7).status()).isEqualTo(412);
    assertThat(gate.post(gate.security, ONE + "/decisions", "{\"decision\": \"approve\"}").status())
        .isEqualTo(428);
    Answer approved = decide(gate.security, "approve", 1);
    assertThat(approved.status()).isEqualTo(200);
    assertThat(state(approved)).isEqualTo("approved");
    assertThat(decide(gate.security, "approve", 1).json()).isEqualTo(approved.json());
    Answer late = decide(gate.person(Role.SECURITY, null), "refuse", version(approved));
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.json().get("detail").asString())
        .contains("is approved by " + gate.name(gate.security));

    gate.post(gate.security, CART, asked(5));
    Answer own = gate.post(gate.security, CART + "/2/decisions", "{\"decision\": \"approve\"}", 1);
    assertThat(own.status()).isEqualTo(403);
    assertThat(own.json().get("detail").asString()).startsWith("You asked for it");
  }

  @Test
  void whereThePolicySaysSoMaintainersDecide() {
    rules("approve: maintainer");
    ask();
    String other = gate.person(Role.MAINTAINER, "bank");
    assertThat(decide(other, "approve", 1).status()).isEqualTo(404);
    assertThat(state(decide(gate.maintainer, "refuse", 1))).isEqualTo("refused");
    assertThat(state(decide(gate.maintainer, "refuse", 1))).isEqualTo("refused");
    assertThat(decide(gate.security, "approve", 2).status()).isEqualTo(409);
    // refused is not for ever: it may be asked for anew
    assertThat(gate.post(gate.developer, CART, asked(30)).status()).isEqualTo(201);
  }

  @Test
  void twoDifferentPeopleApproveWhereThePolicyWantsFourEyes() {
    rules("four-eyes: yes");
    ask();
    Answer first = decide(gate.security, "approve", 1);
    assertThat(state(first)).isEqualTo("requested");
    assertThat(TestGate.texts(first.json().get("approval").get("given")))
        .containsExactly(gate.name(gate.security));
    assertThat(state(decide(gate.security, "approve", 1))).isEqualTo("requested");
    assertThat(state(decide(gate.security, "approve", 2))).isEqualTo("requested");
    String second = gate.person(Role.SECURITY, null);
    assertThat(decide(second, "approve", 1).status()).isEqualTo(412);
    Answer approved = decide(second, "approve", 2);
    assertThat(state(approved)).isEqualTo("approved");
    assertThat(events(approved)).containsExactly("requested", "approved", "approved");
  }

  @Test
  void ofDecisionsAtOnceOneCounts() throws Exception {
    ask();
    List<String> people = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      people.add(gate.person(Role.SECURITY, null));
    }
    List<Callable<Integer>> decisions = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      String token = people.get(i);
      String decision = i % 2 == 0 ? "approve" : "refuse";
      decisions.add(() -> decide(token, decision, 1).status());
    }
    List<Integer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Integer> one : threads.invokeAll(decisions)) {
        answers.add(one.get());
      }
    }
    assertThat(answers).containsOnlyOnce(200).containsOnly(200, 409);
    assertThat(events(gate.get(gate.viewer, ONE))).hasSize(2);
  }

  @Test
  void whatIsApprovedIsPartOfThePolicyOfItsProjectAlone() {
    ask();
    assertThat(documents("/projects/cart/policy")).isEmpty();
    decide(gate.security, "approve", 1);

    assertThat(documents("/projects/cart/policy"))
        .containsExactly(
            """
            policy: 1
            exceptions:
              - id: CVE-2024-5535
                package: pkg:deb/debian/openssl
                owner: shop@example.org
                reason: we offer no TLS
                status: not_affected
                justification: vulnerable_code_not_in_execute_path
                until: %s
            """
                .formatted(today.plusDays(30)));
    assertThat(documents("/projects/till/policy")).isEmpty();
    assertThat(documents("/teams/shop/policy")).isEmpty();
    Answer vex = gate.get(gate.viewer, "/projects/cart/vex");
    assertThat(vex.json().get("statements")).hasSize(1);
    assertThat(vex.json().get("statements").get(0).get("status").asString())
        .isEqualTo("not_affected");
    assertThat(gate.get(gate.viewer, "/projects/till/vex").status()).isEqualTo(404);

    ProjectExceptions cart = exceptions.of(project("cart"));
    ProjectExceptions.Asked finding =
        new ProjectExceptions.Asked(
            List.of("DSA-1", "CVE-2024-5535"),
            "pkg:deb/debian/openssl@3.0?arch=amd64",
            "openssl",
            "3.0",
            List.of("var/lib/dpkg/status"));
    assertThat(cart.excusing("registry.example.com/cart:1", finding))
        .hasValue(
            new ProjectExceptions.Excusing(
                "shop@example.org", "we offer no TLS", List.of(), today.plusDays(30)));
    assertThat(exceptions.of(project("till")).excusing("a", finding)).isEmpty();

    // an edit above that it could not live with is refused and names it
    Answer edit = gate.put(gate.security, "/policy", 0, "policy: 1\nexceptions: []\nrules: {}\n");
    assertThat(edit.status()).isEqualTo(422);
    Answer withdrawn = gate.post(gate.maintainer, ONE + "/withdrawal", "{}", 2);
    assertThat(state(withdrawn)).isEqualTo("withdrawn");
    assertThat(documents("/projects/cart/policy")).isEmpty();
    assertThat(state(gate.post(gate.maintainer, ONE + "/withdrawal", "{}", 2)))
        .isEqualTo("withdrawn");
  }

  @Test
  void anEditAboveDoesNotBreakWhatWasApproved() {
    gate.write(
        gate.security,
        "/policy",
        "policy: 1\nrelax: exceptions\nrules:\n  old: { deny: image, when: { age: '> 9d' } }\n");
    gate.post(
        gate.developer,
        CART,
        "{\"rules\": [\"old\"], \"reason\": \"r\", \"until\": \"" + today.plusDays(3) + "\"}");
    decide(gate.security, "approve", 1);

    Answer edit = gate.put(gate.security, "/policy", 1, "policy: 1\n");
    assertThat(edit.status()).isEqualTo(422);
    assertThat(TestGate.problems(edit))
        .singleElement()
        .asString()
        .startsWith(gate.organisation + "/projects/cart/exceptions:3:12: there is no rule 'old'");
  }

  @Test
  void onlyWhoAskedOrAMaintainerWithdraws() {
    ask();
    String other = gate.person(Role.DEVELOPER, "shop");
    assertThat(gate.post(other, ONE + "/withdrawal", "{}", 1).status()).isEqualTo(403);
    Answer withdrawn =
        gate.post(gate.developer, ONE + "/withdrawal", "{\"comment\": \"mended\"}", 1);
    assertThat(state(withdrawn)).isEqualTo("withdrawn");
    assertThat(decide(gate.security, "approve", 2).status()).isEqualTo(409);
  }

  @Test
  void whatEndsIsToldBeforeAndMarkedAfterOnce() {
    gate.post(gate.developer, CART, asked(10));
    gate.post(gate.developer, CART, asked(2));
    gate.post(gate.developer, CART, asked(20));
    for (int i = 1; i <= 3; i++) {
      gate.post(gate.security, CART + "/" + i + "/decisions", "{\"decision\": \"approve\"}", 1);
    }

    ends.look();
    ends.look();

    assertThat(notices()).containsExactly("ahead 1 shop", "soon 0 shop");
    database
        .sql("update policy_exception set until = ? where number = 2 and project_id = ?")
        .params(today.minusDays(1), project("cart"))
        .update();
    assertThat(state(gate.get(gate.viewer, CART + "/2"))).isEqualTo("expired");
    ends.look();
    ends.look();
    Answer expired = gate.get(gate.viewer, CART + "/2");
    assertThat(state(expired)).isEqualTo("expired");
    assertThat(events(expired)).containsExactly("requested", "approved", "expired");
    assertThat(notices()).hasSize(2);
    // it comes back loudly: the gate still tells of it
    assertThat(documents("/projects/cart/policy"))
        .singleElement()
        .asString()
        .contains(today.minusDays(1).toString());
    assertThat(state(gate.post(gate.security, CART + "/3/withdrawal", "{}", 2)))
        .isEqualTo("withdrawn");
  }

  @Test
  void everyDecisionIsInTheAuditLog() {
    ask();
    decide(gate.security, "approve", 1);
    gate.post(gate.developer, ONE + "/withdrawal", "{}", 2);
    assertThat(
            database
                .sql(
                    "select content::json ->> 'action' from audit_event where chain = (select id from organisation where name = ?) order by number")
                .param(gate.organisation)
                .query(String.class)
                .list())
        .containsExactly("exception.requested", "exception.approved", "exception.withdrawn");
  }

  private List<String> documents(String path) {
    return TestGate.stream(gate.get(gate.security, path).json().get("documents"))
        .map(one -> one.get("text").asString())
        .toList();
  }

  private int project(String name) {
    return database
        .sql(
            "select p.id from project p join organisation o on o.id = p.organisation_id where o.name = ? and p.name = ?")
        .params(gate.organisation, name)
        .query(Integer.class)
        .single();
  }

  private List<String> notices() {
    return database
        .sql(
            """
            select substring(n.key from '[a-z]+$') || ' ' || n.priority || ' ' || t.name from notice n
              join organisation o on o.id = n.organisation_id join team t on t.id = n.team_id
            where o.name = ? and n.kind = 'exception_expiring' order by 1
            """)
        .param(gate.organisation)
        .query((row, _) -> row.getString(1))
        .list();
  }
}
