package dev.drydock.base.declaration;

import static dev.drydock.base.declaration.BasesDirectory.head;
import static dev.drydock.base.declaration.BasesDirectory.variant;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.drydock.base.declaration.Hardening.Profile;
import dev.drydock.document.EditorView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The schema for editors says of a document what the reader says of it, good or bad; but for what
/// only the files beside it can tell.
class BasesSchemaTest {
  private static final Path FILE = Path.of("../docs/schema/bases-1.json");
  private static final JsonSchema SCHEMA = schema();
  private static final String RECIPE = "source: { dockerfile: debian/Dockerfile }";
  private static final String HEX = "0123456789abcdef".repeat(4);

  @TempDir private Path directory;

  private static JsonSchema schema() {
    try {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(Files.readString(FILE));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String with(String keys) {
    return variant("{ " + RECIPE + ", " + keys + " }");
  }

  private static String source(String keys) {
    return variant("source: { " + keys + " }");
  }

  private static String approvers(String approvers) {
    String rest = variant(RECIPE);
    return head(approvers) + rest.substring(rest.indexOf("families:"));
  }

  static Stream<String> good() {
    List<String> all = new ArrayList<>();
    all.add(variant(RECIPE));
    all.add(variant(RECIPE).replace("bases: 1", "bases: '1'"));
    for (String registry : List.of("localhost:5000", "team", "r.example.org:5000/a/b")) {
      all.add(variant(RECIPE).replace("r.example.org/bases", registry));
    }
    all.add(
        approvers(
            "{ name: a, key: [keys/alice.pub, keys/bob.pub] }, { name: 7, key: keys/carol.pub }"));
    all.add(
        source(
            "dockerfile: debian/Dockerfile, context: debian, arguments: { A: 1, B: , C: true }"));
    all.add(source("image: 'debian@sha256:" + HEX + "'"));
    all.add(source("image: 'r.example.org/a:1@sha256:" + HEX + "'"));
    for (Profile profile : Profile.values()) {
      all.add(with("hardening: { profile: " + profile.word() + " }"));
    }
    for (HardeningCheck check : HardeningCheck.values()) {
      all.add(with("hardening: { allow: [{ check: " + check.word() + ", reason: x }] }"));
    }
    for (String size : List.of("150MB", "1 GiB", "900kb", "0MB")) {
      all.add(with("hardening: { size: " + size + " }"));
    }
    all.add(variant(RECIPE) + "evidence: { key: keys/carol.pub }\n");
    all.add(variant(RECIPE) + "evidence: { key: [keys/carol.pub, keys/alice.pub] }\n");
    all.add(with("hardening: { allow: [] }"));
    all.add(with("hardening: { allow: [{ check: unneeded-package, packages: [a], reason: x }] }"));
    all.add(with("hardening: { allow: [{ check: setuid, paths: /a, reason: 7 }] }"));
    all.add(with("tests: debian/tests.yaml"));
    all.add(with("tests: []"));
    all.add(with("policy: drydock.yaml, support: { until: 2028-06-30 }, repository: a/b.c"));
    all.add(with("tags: 12"));
    all.add(with("tags: [12.1, a_b, _]"));
    all.add(with("approval: { required: 1, expires: 12h }"));
    all.add(with("approval: { approvers: alice, required: '1' }"));
    all.add(with("approval: {}"));
    return all.stream();
  }

  static Stream<String> bad() {
    List<String> all = new ArrayList<>(List.of("", "[]", "bases: 1\n"));
    String whole = variant(RECIPE);
    for (String evidence :
        List.of(
            "", "keys/carol.pub", "{}", "{ key: }", "{ key: [] }", "{ keys: keys/carol.pub }")) {
      all.add(whole + "evidence: " + evidence + "\n");
    }
    all.add(whole.replace("bases: 1", "bases: 2"));
    all.add(whole.replace("bases: 1\n", ""));
    all.add(whole.replace("registry: r.example.org/bases\n", ""));
    all.add(whole.replace("owner: p", "owners: p"));
    all.add(whole.replace("owner: p", "owner: "));
    all.add(whole.replace("owner: p", "owner: p\n    description: []"));
    all.add(whole.replace("  debian:", "  Debian:"));
    all.add(whole.replace("  debian:", "  a--b:"));
    all.add(whole.replace("\"12\"", "\"1 2\""));
    all.add(whole.replace("\"12\"", "-12"));
    all.add(whole.substring(0, whole.indexOf("families:")) + "families: {}\n");
    all.add(whole.substring(0, whole.indexOf("families:")) + "families: { a: x }\n");
    for (String registry :
        List.of("https://r.example.org", "r.example.org/", "r.example.org/a:1")) {
      all.add(whole.replace("r.example.org/bases", registry));
    }
    all.add(approvers(""));
    all.add(approvers("{ name: a }"));
    all.add(approvers("{ name: a, key: [] }"));
    all.add(approvers("{ name: '', key: keys/alice.pub }"));
    all.add(approvers("{ name: a, keys: keys/alice.pub, key: keys/alice.pub }"));
    all.add(whole.replaceFirst("approval: .*", "approval: { required: 1 }"));
    all.add(variant("{ tags: a }"));
    all.add(with("labels: {}"));
    all.add(source("context: debian"));
    all.add(source("dockerfile: debian/Dockerfile, image: 'a@sha256:" + HEX + "'"));
    all.add(source("context: debian, image: 'a@sha256:" + HEX + "'"));
    all.add(source("image: debian:12"));
    all.add(source("dockerfile: /debian/Dockerfile"));
    all.add(source("dockerfile: ../own/debian/Dockerfile"));
    all.add(source("dockerfile: debian/Dockerfile, arguments: [A]"));
    all.add(source("dockerfile: debian/Dockerfile, arguments: { A-B: c }"));
    all.add(source("dockerfile: debian/Dockerfile, arguments: { A: [c] }"));
    for (String size : List.of("150", "150 M", "MB", "1.5GB", "1234567MB")) {
      all.add(with("hardening: { size: " + size + " }"));
    }
    all.add(with("hardening: { profile: none }"));
    all.add(with("hardening: { level: minimal }"));
    all.add(with("hardening: { allow: { check: user, reason: x } }"));
    all.add(with("hardening: { allow: [{ check: user }] }"));
    all.add(with("hardening: { allow: [{ reason: x }] }"));
    all.add(with("hardening: { allow: [{ check: root, reason: x }] }"));
    all.add(with("hardening: { allow: [{ check: user, reason: x, paths: [] }] }"));
    all.add(with("hardening: { allow: [{ check: user, reason: x, packages: a }] }"));
    all.add(with("support: { until: soon }"));
    all.add(with("support: {}"));
    all.add(with("repository: 'a:b'"));
    all.add(with("repository: A"));
    all.add(with("tags: []"));
    all.add(with("tags: [a, a]"));
    all.add(with("tags: sha256-a"));
    all.add(with("tags: 'a b'"));
    for (String required : List.of("0", "-1", "many", "1.5", "1000", "'1,'")) {
      all.add(with("approval: { required: " + required + " }"));
    }
    for (String expires : List.of("0d", "90", "90m", "1234567d")) {
      all.add(with("approval: { expires: " + expires + " }"));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("good")
  void whatIsGoodIsGoodForBoth(String document) throws IOException {
    assertThat(new BasesDirectory(directory).problems(document)).isEmpty();
    assertThat(SCHEMA.validate(EditorView.json(document), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void whatIsBadIsBadForBoth(String document) throws IOException {
    assertThat(new BasesDirectory(directory).problems(document)).isNotEmpty();
    assertThat(SCHEMA.validate(EditorView.json(document), InputFormat.JSON)).isNotEmpty();
  }

  @Test
  void theSchemaHasEveryCheckAndProfile() throws IOException {
    String schema = Files.readString(FILE);
    for (HardeningCheck check : HardeningCheck.values()) {
      assertThat(schema).contains("\"" + check.word() + "\"");
    }
    for (Profile profile : Profile.values()) {
      assertThat(schema).contains("\"" + profile.word() + "\"");
    }
  }
}
