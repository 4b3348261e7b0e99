package dev.drydock.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.attest.statement.PredicateType;
import dev.drydock.limits.Limits;
import dev.drydock.policy.rule.Downstream;
import dev.drydock.policy.rule.Downstreams;
import dev.drydock.policy.rule.Glob;
import dev.drydock.policy.rule.PolicyWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where images are promoted to, as a policy says: read, explained, inherited.
class DownstreamReaderTest {
  private static final String HEAD = "policy: 1\nextends: drydock:default\ndownstream:\n";

  @TempDir private Path directory;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private Downstreams read(String ways) throws IOException, InvalidPolicyException {
    return PolicyReader.read(write("drydock.yaml", HEAD + ways), Limits.defaults()).downstreams();
  }

  private String only(String way) throws IOException {
    List<String> problems = PolicyTexts.problems(write("drydock.yaml", HEAD + "  - " + way + "\n"));
    assertThat(problems).as(way).hasSize(1);
    return problems.getFirst();
  }

  @Test
  void everyKeyIsRead() throws Exception {
    write("ci.pub", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n");
    Downstreams ways =
        read(
            """
              - from: [dev.example.org/shop/*, old.example.org/shop-*]
                to: registry.example.org/shop/*
                require: [signature, https://example.org/reviewed]
                keys: ci.pub
                max-age: 7d
                key: env://PROMOTION_KEY
            """);
    assertThat(ways.ways())
        .singleElement()
        .satisfies(
            way -> {
              assertThat(way.from())
                  .containsExactly(
                      new Glob("dev.example.org/shop/*"), new Glob("old.example.org/shop-*"));
              assertThat(way.to()).isEqualTo("registry.example.org/shop/*");
              assertThat(way.require())
                  .containsExactly("signature", "https://example.org/reviewed");
              assertThat(way.keys())
                  .singleElement()
                  .satisfies(
                      key -> {
                        assertThat(key.name()).isEqualTo("ci.pub");
                        assertThat(new String(key.content(), StandardCharsets.US_ASCII))
                            .startsWith("-----BEGIN PUBLIC KEY-----");
                      });
              assertThat(way.maxAge()).isNotNull();
              assertThat(way.key()).isEqualTo("env://PROMOTION_KEY");
              assertThat(way.source().line()).isEqualTo(4);
            });
    assertThat(
            PolicyWords.of(PolicyReader.read(directory.resolve("drydock.yaml"), Limits.defaults()))
                .stream()
                .filter(paragraph -> paragraph.getFirst().startsWith("Promotion")))
        .containsExactly(
            List.of(
                "Promotion (drydock promote)",
                "Images of dev.example.org/shop/* or old.example.org/shop-* go to"
                    + " registry.example.org/shop/*.",
                "Before, each needs beside it: signature, https://example.org/reviewed; signed"
                    + " with ci.pub, at most 7 days ago.",
                "What is written about it is signed with env://PROMOTION_KEY.",
                "From " + directory.resolve("drydock.yaml") + ":4:5."));
  }

  @Test
  void starStandsForWhatItStoodFor() throws Exception {
    Downstreams ways =
        read(
            """
              - { from: [dev.example.org/shop/*, old.example.org/shop-*], to: prod.example.org/* }
              - { from: "*.example.org/tools", to: prod.example.org/tools }
              - { from: "*", to: rest.example.org/all }
            """);
    Map.of(
            "dev.example.org/shop/web/front", "prod.example.org/web/front",
            "old.example.org/shop-db", "prod.example.org/db",
            "any.example.org/tools", "prod.example.org/tools",
            "docker.io/library/debian", "rest.example.org/all")
        .forEach((from, to) -> assertThat(ways.destination(from)).as(from).contains(to));
  }

  @Test
  void mistakesAreToldWithTheMend() throws Exception {
    Map.of(
            "{ form: a, to: b.example.org/x, from: a }",
            "4:7: a way downstream has no key 'form'; did you mean from?",
            "{ to: b.example.org/x }",
            "4:5: a way downstream needs from: add `from: ...`",
            "{ from: a, to: shop }",
            "4:20: to is a registry with a repository, as in registry.example.org/shop, without a"
                + " tag, here is 'shop'",
            "{ from: a, to: b.example.org/* }",
            "4:13: from needs exactly one *, since to has one, here is 'a'",
            "{ from: a, to: b.example.org/x, require: signatur, keys: '-----BEGIN ' }",
            "4:46: require cannot be 'signatur'; did you mean signature?",
            "{ from: a, to: b.example.org/x, require: scan }",
            "4:37: what is required has to be signed by somebody; add `keys: FILE`, the public keys"
                + " that are trusted",
            "{ from: a, to: b.example.org/x, max-age: 7d }",
            "4:37: max-age says nothing without `require`; add `require: signature`",
            "{ from: a, to: b.example.org/x, require: scan, keys: gone.pub }",
            "4:58: the key 'gone.pub' cannot be read; it is a file, from where this one lies, or a"
                + " public key in PEM form itself",
            "{ from: a, to: b.example.org/x, key: '-----BEGIN PRIVATE KEY-----' }",
            "4:42: key names a private key, and must not be one: write env://NAME or a file, and"
                + " take this one out of use, as others may have read it")
        .forEach(
            (way, message) -> {
              try {
                assertThat(only(way)).isEqualTo(message);
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
  }

  @Test
  void wordsAreThoseOfAttest() {
    assertThat(DownstreamReader.WORDS)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(PredicateType.values()).map(PredicateType::word).toList());
  }

  /// A team's own way may not lead round what the organisation requires.
  @Test
  void whatIsInheritedBindsWaysThatAreAdded() throws Exception {
    write(
        "organisation.yaml",
        HEAD
            + "  - { from: dev.example.org/*, to: prod.example.org/*, require: signature, keys:"
            + " '-----BEGIN A' }\n  - { from: dev.example.org/*, to: stage.example.org/* }\n");
    write(
        "drydock.yaml",
        "policy: 1\nextends: organisation.yaml\ndownstream:\n  - { from: dev.example.org/shop, to:"
            + " prod.example.org/other }\n  - { from: mine.example.org/*, to: prod.example.org/* }\n");
    Downstreams ways =
        PolicyReader.read(directory.resolve("drydock.yaml"), Limits.defaults()).downstreams();
    assertThat(ways.destination("dev.example.org/shop")).contains("prod.example.org/shop");
    assertThat(required(ways, "dev.example.org/shop", "prod.example.org/shop"))
        .containsExactly(List.of("signature"));
    assertThat(required(ways, "dev.example.org/shop", "stage.example.org/shop"))
        .containsExactly(List.of());
    assertThat(required(ways, "dev.example.org/shop", "prod.example.org/other"))
        .containsExactly(List.of("signature"), List.of(), List.of());
    assertThat(required(ways, "mine.example.org/a", "prod.example.org/a"))
        .containsExactly(List.of());
    assertThat(required(ways, "dev.example.org/shop", "elsewhere.example.org/shop")).isEmpty();
    assertThat(ways.destination("unknown.example.org/a")).isEmpty();
  }

  private static List<List<String>> required(Downstreams ways, String from, String to) {
    return ways.binding(from, to).stream().map(Downstream::require).toList();
  }
}
