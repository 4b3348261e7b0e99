package dev.drydock.server.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.limits.Limits;
import dev.drydock.policy.reading.PolicyReader;
import dev.drydock.policy.rule.PolicyWords;
import dev.drydock.server.ServerTest;
import dev.drydock.server.TestServer;
import dev.drydock.server.TestServer.Answer;
import dev.drydock.server.access.Role;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ServerTest
class PolicyTest {
  private static final String ORGANISATION =
      """
      policy: 1
      relax: [exceptions, grace 7d]
      rules:
        old-image: { deny: image, when: { age: "> 90d" } }
        attend: { level: deny }
      """;
  private static final String TEAM =
      """
      policy: 1
      rules:
        old-image: { grace: 5d }
        root: { deny: observations, when: { rule: root-user } }
      """;
  private static final String PROJECT =
      """
      policy: 1
      rules:
        root: { because: we run nothing as root }
        copyleft: { warn: components, when: { licence: "GPL-*" } }
      """;

  @Autowired TestServer server;
  @Autowired JdbcClient database;
  @TempDir private Path directory;
  private TestGate gate;

  @BeforeEach
  void begin() {
    gate = new TestGate(server, database);
  }

  private static List<String> words(Answer answer) {
    return TestGate.stream(answer.json().get("explanation"))
        .flatMap(paragraph -> TestGate.texts(paragraph).stream())
        .toList();
  }

  @Test
  void withoutAnyDocumentDrydocksOwnCounts() throws Exception {
    Answer answer = gate.get(gate.viewer, "/projects/cart/policy");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().headers().firstValue("ETag")).hasValue("\"0\"");
    assertThat(answer.json().get("documents")).isEmpty();
    assertThat(answer.json().get("problems")).isEmpty();
    assertThat(words(answer))
        .isEqualTo(
            PolicyWords.of(PolicyReader.builtIn(Limits.defaults())).stream()
                .flatMap(List::stream)
                .toList());
  }

  @Test
  void theChainIsExactlyWhatFilesGiveThatExtendEachOther() throws Exception {
    gate.write(gate.security, "/policy", ORGANISATION);
    gate.write(gate.maintainer, "/teams/shop/policy", TEAM);
    gate.write(gate.maintainer, "/projects/cart/policy", PROJECT);

    Answer answer = gate.get(gate.developer, "/projects/cart/policy");

    String org = gate.organisation;
    List<String> files = List.of(org, org + "/teams/shop", org + "/projects/cart");
    assertThat(
            TestGate.stream(answer.json().get("documents")).map(one -> one.get("name").asString()))
        .isEqualTo(files);
    assertThat(
            TestGate.stream(answer.json().get("documents")).map(one -> one.get("text").asString()))
        .containsExactly(ORGANISATION, TEAM, PROJECT);
    assertThat(answer.json().get("team").asString()).isEqualTo("shop");
    String parent = "drydock:default";
    Path file = directory;
    List<String> texts = List.of(ORGANISATION, TEAM, PROJECT);
    for (int i = 0; i < texts.size(); i++) {
      file = directory.resolve("f" + i + ".yaml");
      Files.writeString(file, texts.get(i) + "extends: " + parent + "\n");
      parent = "f" + i + ".yaml";
    }
    List<String> expected = new ArrayList<>();
    for (List<String> paragraph : PolicyWords.of(PolicyReader.read(file, Limits.defaults()))) {
      for (String line : paragraph) {
        String named = line.replace(directory + "/", "");
        for (int i = 0; i < files.size(); i++) {
          named = named.replace("f" + i + ".yaml", files.get(i));
        }
        expected.add(named);
      }
    }
    assertThat(words(answer)).isEqualTo(expected);
    assertThat(words(gate.get(gate.security, "/projects/ledger/policy")))
        .doesNotContain("root — stops the image")
        .contains("old-image — stops the image", "attend — stops the image");
  }

  @Test
  void everyMistakeIsToldWithItsPlace() {
    Answer answer =
        gate.put(
            gate.security,
            "/policy",
            0,
            "policy: 1\nextend: x\nrules:\n  a: { deny: findings, when: { severity: critcal } }\n");

    assertThat(answer.status()).isEqualTo(422);
    String org = gate.organisation;
    assertThat(TestGate.problems(answer))
        .containsExactly(
            org + ":2:1: a policy has no key 'extend'; did you mean extends?",
            org + ":4:42: severity cannot be 'critcal'; did you mean critical?");
    assertThat(gate.get(gate.security, "/policy").json().get("version").asInt()).isZero();
  }

  @Test
  void whatLiesElsewhereIsNotExtended() {
    for (String parent :
        List.of(
            "../org.yaml",
            "oci://registry.example.org/policies/org:stable",
            "git+https://git.example.org/policies.git//org.yaml?ref=0123456789012345678901234567890123456789",
            "http://169.254.169.254/latest")) {
      Answer answer = gate.put(gate.security, "/policy", 0, "policy: 1\nextends: " + parent + "\n");
      assertThat(answer.status()).as(parent).isEqualTo(422);
      assertThat(TestGate.problems(answer))
          .singleElement()
          .asString()
          .startsWith(gate.organisation + ":2:10: ");
    }
  }

  @Test
  void whatWouldBreakAPolicyBelowIsRefusedAndNamesIt() {
    gate.write(gate.security, "/policy", ORGANISATION);
    gate.write(gate.maintainer, "/teams/shop/policy", TEAM);
    gate.write(gate.maintainer, "/projects/cart/policy", PROJECT);
    String org = gate.organisation;

    Answer without =
        gate.put(gate.security, "/policy", 1, "policy: 1\nrules:\n  attend: { level: deny }\n");
    assertThat(without.status()).isEqualTo(422);
    assertThat(TestGate.problems(without))
        .singleElement()
        .asString()
        .startsWith(org + "/teams/shop:3:3: there is no inherited rule 'old-image' to change");

    Answer stricter =
        gate.put(gate.security, "/policy", 1, ORGANISATION.replace("grace 7d", "grace 2d"));
    assertThat(TestGate.problems(stricter))
        .containsExactly(
            org
                + "/teams/shop:3:16: gives it a grace of 5 days, which rule old-image of "
                + org
                + ":4:3 does not allow (relax: exceptions, grace up to 2 days); leave it out, or ask"
                + " whoever keeps that file");

    Answer doubled =
        gate.put(
            gate.security,
            "/policy",
            1,
            ORGANISATION + "  copyleft: { deny: components, when: { licence: MIT } }\n");
    assertThat(TestGate.problems(doubled))
        .singleElement()
        .asString()
        .startsWith(org + "/projects/cart:4:3: there is a rule copyleft already, from " + org);

    Answer removed = gate.delete(gate.maintainer, "/teams/shop/policy", 1);
    assertThat(removed.status()).isEqualTo(422);
    assertThat(TestGate.problems(removed))
        .singleElement()
        .asString()
        .startsWith(org + "/projects/cart:3:3: there is no inherited rule 'root' to change");
    assertThat(gate.get(gate.security, "/policy").json().get("version").asInt()).isEqualTo(1);
  }

  @Test
  void editsNameTheVersionThatTheyRead() {
    gate.write(gate.security, "/policy", "policy: 1\n");

    assertThat(gate.put(gate.security, "/policy", 0, ORGANISATION).status()).isEqualTo(412);
    assertThat(
            server
                .send(
                    "PUT",
                    gate.path + "/policy",
                    gate.security,
                    ORGANISATION,
                    Map.of("Content-Type", "application/yaml"))
                .status())
        .isEqualTo(428);
    Answer second = gate.put(gate.security, "/policy?reason=old+images+break", 1, ORGANISATION);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.response().headers().firstValue("ETag")).hasValue("\"2\"");
    Answer same = gate.put(gate.security, "/policy", 2, ORGANISATION);
    assertThat(same.response().headers().firstValue("ETag")).hasValue("\"2\"");
    assertThat(gate.delete(gate.security, "/policy", 2).status()).isEqualTo(200);
    Answer after = gate.get(gate.security, "/policy");
    assertThat(after.json().get("documents")).isEmpty();
    assertThat(after.json().get("version").asInt()).isEqualTo(3);

    Answer versions = gate.get(gate.viewer, "/policy/versions?limit=2");
    assertThat(TestGate.stream(versions.json().get("items")).map(one -> one.get("version").asInt()))
        .containsExactly(3, 2);
    assertThat(versions.json().get("items").get(1).get("reason").asString())
        .isEqualTo("old images break");
    assertThat(versions.json().get("items").get(1).get("account").asString())
        .isEqualTo(gate.name(gate.security));
    Answer rest =
        gate.get(
            gate.viewer,
            "/policy/versions?limit=2&after=" + versions.json().get("next").asString());
    assertThat(TestGate.stream(rest.json().get("items")).map(one -> one.get("version").asInt()))
        .containsExactly(1);
    assertThat(
            database
                .sql(
                    "select content from audit_event where chain = (select id from organisation where name = ?) order by number")
                .param(gate.organisation)
                .query(String.class)
                .list())
        .hasSize(3)
        .allSatisfy(line -> assertThat(line).contains("policy/" + gate.organisation));
  }

  @Test
  void ofManyEditsAtOnceOneIsTaken() throws Exception {
    List<Callable<Answer>> edits = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      String document = "policy: 1\nrules:\n  a" + i + ": { deny: findings, when: { kev: yes } }\n";
      edits.add(() -> gate.put(gate.security, "/policy", 0, document));
    }
    List<Integer> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Answer> one : threads.invokeAll(edits)) {
        answers.add(one.get().status());
      }
    }
    assertThat(answers).containsOnlyOnce(200).containsOnly(200, 412);
  }

  @Test
  void whoMayWriteWhat() {
    record Case(String path, List<String> may, List<String> mayNot) {}
    String admin = gate.person(Role.ADMIN, null);
    String other = gate.person(Role.MAINTAINER, "bank");
    for (Case one :
        List.of(
            new Case(
                "/policy",
                List.of(gate.security, admin),
                List.of(gate.maintainer, gate.developer, gate.viewer, other)),
            new Case(
                "/teams/shop/policy",
                List.of(gate.maintainer, gate.security, admin),
                List.of(gate.developer, gate.viewer, other)),
            new Case(
                "/projects/cart/policy",
                List.of(gate.maintainer, gate.security, admin),
                List.of(gate.developer, gate.viewer, other)))) {
      for (String token : one.mayNot()) {
        assertThat(gate.put(token, one.path(), 0, "policy: 1\n").status()).isIn(403, 404);
      }
      int version = 0;
      for (String token : one.may()) {
        Answer answer = gate.put(token, one.path(), version, "policy: 1\n# " + version + "\n");
        assertThat(answer.status()).as(one.path()).isEqualTo(200);
        version++;
      }
    }
    assertThat(gate.get(other, "/policy").status()).isEqualTo(200);
    assertThat(gate.get(other, "/projects/cart/policy").status()).isEqualTo(404);
  }

  @Test
  void exceptionsOfTeamsAreAskedForAndNotWritten() {
    String exceptions =
        "policy: 1\nexceptions:\n  - { id: CVE-1, owner: o, reason: r, until: 2999-12-31 }\n";
    gate.write(gate.security, "/policy", exceptions);
    Answer answer = gate.put(gate.maintainer, "/teams/shop/policy", 0, exceptions);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(TestGate.problems(answer))
        .containsExactly(
            gate.organisation
                + "/teams/shop:3:5: on a server exceptions of teams and projects are asked for, and"
                + " somebody else approves them: POST it to the project's exceptions, and leave it"
                + " out here");
  }

  @Test
  void aGateAsksForThePolicyOfAnImage() {
    gate.write(gate.security, "/policy", ORGANISATION);
    gate.write(gate.maintainer, "/teams/shop/policy", TEAM);
    gate.write(gate.maintainer, "/projects/cart/policy", PROJECT);
    database
        .sql(
            """
            insert into repository (organisation_id, project_id, name, created_at)
            select organisation_id, id, 'registry.example.com/shop/cart', now() from project
            where name = 'cart' and organisation_id = (select id from organisation where name = ?)
            """)
        .param(gate.organisation)
        .update();
    String org = gate.organisation;
    Map<String, String> expected =
        Map.of(
            "?project=till", org + "/projects/till",
            "?reference=registry.example.com/shop/cart:1.4&team=bank", org + "/projects/cart",
            "?reference=registry.example.com/shop/new:1&team=shop", org + "/teams/shop",
            "?reference=registry.example.com/shop/new:1", org,
            "", org);
    expected.forEach(
        (query, place) ->
            assertThat(
                    gate.get(gate.developer, "/gate-policy" + query).json().get("place").asString())
                .as(query)
                .isEqualTo(place));
    assertThat(gate.get(gate.developer, "/gate-policy?reference=a:b:c").status()).isEqualTo(422);
    String other = gate.person(Role.DEVELOPER, "bank");
    for (String query :
        List.of("?project=cart", "?reference=registry.example.com/shop/cart", "?team=shop")) {
      assertThat(gate.get(other, "/gate-policy" + query).status()).as(query).isEqualTo(404);
    }
  }

  @Test
  void whatIsNoTextIsRefused() {
    assertThat(gate.put(gate.security, "/policy", 0, "policy: 1\n# \0\n").status()).isEqualTo(422);
    assertThat(gate.put(gate.security, "/policy", 0, "# " + "x".repeat(1 << 20)).status())
        .isEqualTo(413);
    assertThat(gate.put(gate.security, "/policy", 0, "[".repeat(100_000)).status()).isEqualTo(422);
    assertThat(server.send("PUT", gate.path + "/policy", gate.security, "{}").status())
        .isEqualTo(415);
  }

  /// A project that comes to another team may find rules there that its policy does not fit.
  @Test
  void aBrokenPolicyIsToldAndJudgesNothing() {
    gate.write(
        gate.maintainer,
        "/teams/shop/policy",
        "policy: 1\nrules:\n  root: { deny: observations, when: { rule: root-user } }\n");
    gate.write(gate.maintainer, "/projects/cart/policy", PROJECT);
    database
        .sql(
            "update project set team_id = (select id from team where name = 'bank' and organisation_id = project.organisation_id) where name = 'cart' and organisation_id = (select id from organisation where name = ?)")
        .param(gate.organisation)
        .update();

    Answer answer = gate.get(gate.security, "/projects/cart/policy");
    assertThat(answer.json().has("explanation")).isFalse();
    assertThat(TestGate.problems(answer)).hasSize(1);
    Answer verdict = gate.get(gate.security, "/projects/cart/verdicts/sha256:" + "0".repeat(64));
    assertThat(verdict.status()).isEqualTo(409);
    // what was broken before does not hinder anybody else
    assertThat(gate.put(gate.security, "/policy", 0, "policy: 1\n").status()).isEqualTo(200);
  }
}
