package dev.drydock.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.drydock.document.EditorView;
import dev.drydock.policy.rule.About;
import dev.drydock.policy.rule.Fields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The schema for editors says of a document what the reader says of it, good or bad.
class PolicySchemaTest {
  private static final JsonSchema SCHEMA = schema();

  @TempDir private Path directory;

  private static JsonSchema schema() {
    try {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(Files.readString(Path.of("../docs/schema/policy-1.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String rule(String rule) {
    return "policy: 1\nrules:\n  a: " + rule + "\n";
  }

  private static String when(String about, String condition) {
    return rule("{ deny: " + about + ", when: { " + condition + " } }");
  }

  private static String exception(String exception) {
    return "policy: 1\nextends: drydock:default\nexceptions:\n  - " + exception + "\n";
  }

  private static String downstream(String way) {
    return "policy: 1\nextends: drydock:default\ndownstream:\n  - " + way + "\n";
  }

  static Stream<String> good() throws IOException {
    List<String> all = new ArrayList<>();
    all.add(new String(PolicyReader.builtInText(), StandardCharsets.UTF_8));
    all.add("policy: 1\nextends: [drydock:default]\n");
    all.add("policy: '1'\nextends: drydock:default\nexceptions: []\non-unreachable: pass\n");
    all.add("policy: 1\nextends: drydock:default\n");
    all.add(
        "policy: 1\nrelax: [exceptions, level, grace 14d, settings]\nnew-only: { already-there:"
            + " info }\nexception-rules: { until: optional, longest: 90d, approve: maintainer,"
            + " four-eyes: yes }\nextends: drydock:default\n");
    all.add(
        "policy: 1\nextends: drydock:default\nrules:\n  rest: { level: off }\n  attend: { grace: 3d,"
            + " because: x, relax: nothing, already-there: full }\n");
    for (String value :
        List.of("critical", "unknown", "'>= high'", "[critical, '<low', unknown]", "'== low'")) {
      all.add(when("findings", "severity: " + value));
    }
    for (String value : List.of("yes", "no", "true", "false", "unknown", "[true, unknown]")) {
      all.add(when("findings", "kev: " + value));
    }
    for (String value : List.of("'>= 0.1'", "'<5'", "['> 1', unknown]", "unknown", "'== 0'")) {
      all.add(when("findings", "epss: " + value));
    }
    for (String value : List.of("'> 30d'", "'<=12h'", "['> 1y', unknown]", "unknown", "'< 2w'")) {
      all.add(when("findings", "published: " + value));
    }
    for (String value : List.of("MIT", "[GPL-*, 1.0]", "unknown", "'true'", "'~'")) {
      all.add(when("components", "licence: " + value));
    }
    all.add(when("image", "label: { team: shop, other: '*' }"));
    all.add(when("plan", "actions: '> 3', effort: large"));
    all.add(when("observations", "severity: '>= medium', rule: secret/*"));
    all.add(rule("{ warn: findings, expression: \"finding.kev\" }"));
    all.add(
        rule(
            "{ info: findings, when: { kev: yes }, unless: { origin: base }, grace: 2w, scope: {"
                + " images: x, teams: [a], branches: main, environments: p }, already-there: warn,"
                + " relax: [exceptions, grace 3d] }"));
    all.add(downstream("{ from: a.example.org/*, to: b.example.org/x/* }"));
    all.add(downstream("{ from: [a, b], to: localhost:5000/x, key: env://KEY }"));
    all.add(
        downstream(
            "{ from: '*', to: registry:5000/x, require: [signature, https://example.org/t],"
                + " keys: '-----BEGIN PUBLIC KEY-----', max-age: 7d }"));
    all.add("policy: 1\nextends: drydock:default\ndownstream: { from: '*', to: a.b/c }\n");
    all.add(exception("{ id: CVE-1, owner: a, reason: b, until: 2026-12-31 }"));
    all.add(
        exception(
            "{ id: [CVE-1, CVE-2], package: x, path: y, image: z, rules: [rest], owner: a, reason:"
                + " 7, until: '2026-12-31', status: not_affected, justification:"
                + " component_not_present }"));
    all.add(
        exception(
            "{ observation: root-user, path: x, owner: a, reason: b, until: 2026-12-31, status:"
                + " under_investigation }"));
    return all.stream();
  }

  static Stream<String> bad() {
    List<String> all = new ArrayList<>();
    for (String way :
        List.of(
            "{}",
            "x",
            "{ from: a }",
            "{ to: b.example.org/x }",
            "{ from: [], to: b.example.org/x }",
            "{ from: a, to: shop }",
            "{ from: a, to: team/shop }",
            "{ from: a, to: b.example.org }",
            "{ from: a, to: https://b.example.org/x }",
            "{ from: a, to: 'b.example.org/x:1' }",
            "{ from: a, to: b.example.org/X }",
            "{ from: a/*, to: b.example.org/*/* }",
            "{ from: a, to: b.example.org/x, keys: k }",
            "{ from: a, to: b.example.org/x, require: signature }",
            "{ from: a, to: b.example.org/x, require: signatures, keys: '-----BEGIN P' }",
            "{ from: a, to: b.example.org/x, require: [], keys: '-----BEGIN P' }",
            "{ from: a, to: b.example.org/x, max-age: 7d }",
            "{ from: a, to: b.example.org/x, require: scan, keys: '-----BEGIN P', max-age: 7 }",
            "{ from: a, to: b.example.org/x, key: '-----BEGIN PRIVATE KEY-----' }",
            "{ from: a, to: b.example.org/x, tag: latest }")) {
      all.add(downstream(way));
    }
    all.add("policy: 1\nextends: drydock:default\ndownstream: []\n");
    all.addAll(
        List.of(
            "",
            "[]",
            "policy: 1\n",
            "extends: drydock:default\n",
            "policy: 2\nextends: drydock:default\n",
            "policy: true\nextends: drydock:default\n",
            "policy: 1\nrule: {}\nextends: drydock:default\n",
            "policy: 1\nrules: []\n",
            "policy: 1\nrules: {}\n",
            "policy: 1\nrules:\n",
            "policy: 1\nextends: []\n",
            "policy: 1\nextends: ''\n",
            "policy: 1\nextends: [true]\n",
            "policy: 1\nextends: { a: b }\n",
            "policy: 1\nextends: drydock:default\nrelax: everything\n",
            "policy: 1\nextends: drydock:default\nrelax: grace\n",
            "policy: 1\nextends: drydock:default\nrelax: grace 3x\n",
            "policy: 1\nextends: drydock:default\nrelax: []\n",
            "policy: 1\nextends: drydock:default\nnew-only: full\n",
            "policy: 1\nextends: drydock:default\nnew-only: {}\n",
            "policy: 1\nextends: drydock:default\nnew-only: { already-there: deny }\n",
            "policy: 1\nextends: drydock:default\nexceptions: {}\n",
            "policy: 1\nextends: drydock:default\nexception-rules: { until: sometimes }\n",
            "policy: 1\nextends: drydock:default\nexception-rules: { longest: 12h }\n",
            "policy: 1\nextends: drydock:default\nexception-rules: { shortest: 12d }\n",
            "policy: 1\nextends: drydock:default\nexception-rules: { approve: everybody }\n",
            "policy: 1\nextends: drydock:default\nexception-rules: { four-eyes: 2 }\n",
            "policy: 1\nextends: drydock:default\non-unreachable: allow\n",
            "policy: 1\nrules:\n  a b: { deny: findings, when: { kev: yes } }\n",
            "policy: 1\nrules:\n  '': { deny: findings, when: { kev: yes } }\n"));
    all.addAll(
        List.of(
            rule("{}"),
            rule("deny"),
            rule("{ deny: findings }"),
            rule("{ deny: everything, when: { kev: yes } }"),
            rule("{ deny: findings, warn: findings, when: { kev: yes } }"),
            rule("{ deny: findings, level: warn, when: { kev: yes } }"),
            rule("{ when: { kev: yes } }"),
            rule("{ deny: findings, when: {} }"),
            rule("{ deny: findings, when: [kev] }"),
            rule("{ deny: findings, unless: { kev: yes } }"),
            rule("{ deny: findings, when: { kev: yes }, unless: { keev: yes } }"),
            rule("{ deny: findings, when: { kev: yes }, because: }"),
            rule("{ deny: findings, when: { kev: yes }, because: ' ' }"),
            rule("{ deny: findings, when: { kev: yes }, grace: 12h }"),
            rule("{ deny: findings, when: { kev: yes }, grace: 3 }"),
            rule("{ deny: image, when: { age: '> 3d' }, grace: 3d }"),
            rule("{ deny: findings, when: { kev: yes }, relax: settings }"),
            rule("{ deny: findings, when: { kev: yes }, scope: {} }"),
            rule("{ deny: findings, when: { kev: yes }, scope: { image: x } }"),
            rule("{ deny: findings, when: { kev: yes }, already-there: no }"),
            rule("{ deny: findings, expression: [a] }")));
    for (String value : List.of("severe", "'> severe'", "Critical", "[]", "true", "{ a: b }", "")) {
      all.add(when("findings", "severity: " + value));
    }
    for (String value : List.of("'> affected'", "fixed")) {
      all.add(when("findings", "status: " + value));
    }
    for (String value : List.of("maybe", "1", "[]", "'>= yes'", "")) {
      all.add(when("findings", "kev: " + value));
    }
    for (String value : List.of("0.1", "'0.1'", "'>= .1'", "'>= 1.'", "'>'", "true", "'=> 1'")) {
      all.add(when("findings", "epss: " + value));
    }
    for (String value : List.of("30d", "'> 30'", "'> 30m'", "'== 30d'", "30", "'> 1234567d'")) {
      all.add(when("findings", "published: " + value));
    }
    for (String value : List.of("", "~", "true", "[]", "[[a]]", "[a, null]", "{ a: b }")) {
      all.add(when("components", "licence: " + value));
    }
    all.add(when("image", "label: {}"));
    all.add(when("image", "label: team"));
    all.add(when("image", "label: { team: '' }"));
    all.add(when("image", "severity: high"));
    all.add(when("observations", "severity: critical"));
    all.addAll(
        List.of(
            exception("CVE-1"),
            exception("{ id: CVE-1, reason: b, until: 2026-12-31 }"),
            exception("{ id: CVE-1, owner: a, until: 2026-12-31 }"),
            exception("{ owner: a, reason: b, until: 2026-12-31 }"),
            exception("{ image: x, owner: a, reason: b, until: 2026-12-31 }"),
            exception("{ id: CVE-1, owner: a, reason: b, until: tomorrow }"),
            exception("{ id: CVE-1, owner: a, reason: b, until: 2026-13-31 }"),
            exception("{ id: CVE-1, owner: '', reason: b, until: 2026-12-31 }"),
            exception("{ id: [], owner: a, reason: b, until: 2026-12-31 }"),
            exception("{ id: CVE-1, owner: a, reason: b, until: 2026-12-31, status: fine }"),
            exception(
                "{ id: CVE-1, owner: a, reason: b, until: 2026-12-31, status: not_affected }"),
            exception(
                "{ id: CVE-1, owner: a, reason: b, until: 2026-12-31, justification:"
                    + " component_not_present }"),
            exception(
                "{ id: CVE-1, owner: a, reason: b, until: 2026-12-31, status: not_affected,"
                    + " justification: luck }"),
            exception("{ id: CVE-1, observation: x, owner: a, reason: b, until: 2026-12-31 }"),
            exception("{ id: CVE-1, owner: a, reason: b, until: 2026-12-31, note: c }")));
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("good")
  void whatIsGoodIsGoodForBoth(String document) throws IOException {
    assertThat(problems(document)).isEmpty();
    assertThat(SCHEMA.validate(EditorView.json(document), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void whatIsBadIsBadForBoth(String document) throws IOException {
    assertThat(problems(document)).isNotEmpty();
    assertThat(SCHEMA.validate(EditorView.json(document), InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void theSchemaHasEveryCondition() throws IOException {
    String schema = Files.readString(Path.of("../docs/schema/policy-1.json"));
    for (About about : About.values()) {
      int from =
          schema.indexOf(
              switch (about) {
                case FINDINGS -> "    \"finding\": {";
                case COMPONENTS -> "    \"component\": {";
                case OBSERVATIONS -> "    \"observation\": {";
                case IMAGE -> "    \"image\": {";
                case PLAN -> "    \"plan\": {";
              });
      assertThat(from).isPositive();
      for (String name : Fields.of(about).keySet()) {
        assertThat(schema.indexOf("\"" + name + "\": {", from)).as(name).isPositive();
      }
    }
  }

  @Test
  void theDocumentationHasEveryCondition() throws IOException {
    String text = Files.readString(Path.of("../docs/policy.md"));
    for (About about : About.values()) {
      int from = text.indexOf("### " + about.word());
      assertThat(from).as(about.word()).isPositive();
      int end = text.indexOf("\n##", from + 1);
      for (String name : Fields.of(about).keySet()) {
        assertThat(text.substring(from, end)).contains("| `" + name + "` |");
      }
    }
  }

  private List<String> problems(String document) throws IOException {
    return PolicyTexts.problems(Files.writeString(directory.resolve("drydock.yaml"), document));
  }
}
