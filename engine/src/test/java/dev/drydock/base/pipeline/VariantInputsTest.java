package dev.drydock.base.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.base.declaration.Bases;
import dev.drydock.base.declaration.BasesReader;
import dev.drydock.image.Digest;
import dev.drydock.image.Platform;
import dev.drydock.limits.Limits;
import dev.drydock.policy.bundle.PolicySource;
import dev.drydock.policy.reading.PolicyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All that a candidate is made of is in its inputs, and nothing else.
class VariantInputsTest {
  private static final Platform AMD = new Platform("linux", "amd64", null);
  private static final String KEY =
      "-----BEGIN PUBLIC KEY-----\\nMCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\\n-----END"
          + " PUBLIC KEY-----\\n";
  private static final String VARIANT =
      "{ source: { dockerfile: debian/Dockerfile, arguments: { RELEASE: bookworm } }, hardening: {"
          + " profile: minimal, size: 150MB, allow: [{ check: setuid, paths: [/usr/bin/passwd],"
          + " reason: people }] }, tests: [tests.yaml], policy: drydock.yaml }";

  @TempDir private Path home;

  private static Digest digest(String text) {
    return Digest.of("sha256", text.getBytes(StandardCharsets.UTF_8));
  }

  /// A repository that declares one variant.
  private Path repository(String name) throws IOException {
    Path directory = Files.createDirectory(home.resolve(name));
    Files.createDirectories(directory.resolve("debian/files"));
    Files.createDirectory(directory.resolve("policies"));
    write(directory, "debian/Dockerfile", "ARG RELEASE\nFROM debian:$RELEASE\nCOPY files /\n");
    write(directory, "debian/files/motd", "welcome\n");
    write(directory, "tests.yaml", "schemaVersion: 2.0.0\n");
    write(directory, "drydock.yaml", "policy: 1\nextends: policies/team.yaml\n");
    write(directory, "policies/team.yaml", "policy: 1\nextends: ours.yaml\n");
    write(
        directory,
        "policies/ours.yaml",
        "policy: 1\nextends: drydock:default\nrules:\n  old: { warn: image, when: { age: '> 9d' } }\n");
    declare(directory, VARIANT);
    return directory;
  }

  private static void write(Path directory, String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private static void declare(Path directory, String variant) throws IOException {
    write(
        directory,
        "bases.yaml",
        "bases: 1\nregistry: r.example.org/bases\napproval: { approvers: [{ name: alice, key: \""
            + KEY
            + "\" }] }\nfamilies:\n  debian:\n    owner: p\n    variants:\n      \"12\": "
            + variant
            + "\n");
  }

  private static Digest inputs(Path directory) throws Exception {
    return inputs(directory, Map.of("debian:bookworm", digest("today")), AMD);
  }

  private static Digest inputs(Path directory, Map<String, Digest> images, Platform platform)
      throws Exception {
    Bases bases = BasesReader.read(directory.resolve("bases.yaml"), Limits.defaults());
    var variant = bases.variants().getFirst();
    return VariantInputs.of(variant, images, texts(variant.policy()), platform);
  }

  private static List<Digest> texts(@Nullable Path policy) throws Exception {
    return PolicyReader.texts(policy, Limits.defaults(), PolicySource.none()).stream()
        .map(text -> Digest.of("sha256", text))
        .toList();
  }

  @Test
  void sameInputIsTheSameWhereverItLies() throws Exception {
    Path one = repository("one");
    Digest before = inputs(one);
    assertThat(inputs(one)).isEqualTo(before);
    Path other = repository("other");
    assertThat(inputs(other)).isEqualTo(before);
    // what Git keeps for itself, and what lies outside of the context, is no input
    Files.createDirectories(other.resolve("debian/.git"));
    write(other, "debian/.git/HEAD", "ref: refs/heads/main\n");
    write(other, "README.md", "read me\n");
    assertThat(inputs(other)).isEqualTo(before);
  }

  @Test
  void whateverChangesIsAnotherCandidate() throws Exception {
    Map<String, String> changes = new LinkedHashMap<>();
    changes.put("debian/Dockerfile", "ARG RELEASE\nFROM debian:$RELEASE\n");
    changes.put("debian/files/motd", "go away\n");
    changes.put("debian/files/more", "");
    changes.put("tests.yaml", "schemaVersion: 2.0.0\ncommandTests: []\n");
    changes.put("drydock.yaml", "policy: 1\nextends: policies/ours.yaml\n");
    changes.put("policies/team.yaml", "policy: 1\n# ours\nextends: ours.yaml\n");
    changes.put(
        "policies/ours.yaml",
        "policy: 1\nextends: drydock:default\nrules:\n  old: { deny: image, when: { age: '> 9d' } }\n");
    Map<Digest, String> all = new HashMap<>();
    Path same = repository("same");
    all.put(inputs(same), "same");
    for (Map.Entry<String, String> change : changes.entrySet()) {
      Path changed = repository("changed" + all.size());
      write(changed, change.getKey(), change.getValue());
      assertThat(all.put(inputs(changed), change.getKey())).as(change.getKey()).isNull();
    }
    for (String variant :
        new String[] {
          VARIANT.replace("bookworm", "trixie"),
          VARIANT.replace("minimal", "standard"),
          VARIANT.replace("150MB", "151MB"),
          VARIANT.replace("passwd", "su"),
          VARIANT.replace(", policy: drydock.yaml", ""),
          VARIANT.replace(", tests: [tests.yaml]", "")
        }) {
      Path changed = repository("changed" + all.size());
      declare(changed, variant);
      assertThat(all.put(inputs(changed), variant)).as(variant).isNull();
    }
    assertThat(
            all.put(inputs(same, Map.of("debian:bookworm", digest("tomorrow")), AMD), "tomorrow"))
        .isNull();
    Platform arm = new Platform("linux", "arm64", null);
    assertThat(all.put(inputs(same, Map.of("debian:bookworm", digest("today")), arm), "arm"))
        .isNull();
    assertThat(Files.deleteIfExists(same.resolve("debian/files/motd"))).isTrue();
    Files.createSymbolicLink(same.resolve("debian/files/motd"), Path.of("welcome"));
    assertThat(all.put(inputs(same), "a link")).isNull();
    assertThat(all).hasSize(17);
  }

  @Test
  void programIsAnotherThanTheSameFileThatIsNone() throws Exception {
    Path directory = repository("one");
    Digest before = inputs(directory);
    assertThat(directory.resolve("debian/files/motd").toFile().setExecutable(true)).isTrue();
    assertThat(inputs(directory)).isNotEqualTo(before);
  }

  @Test
  void builtInPolicyIsAnInputToo() throws Exception {
    assertThat(texts(null)).containsExactly(Digest.of("sha256", PolicyReader.builtInText()));
    Path directory = repository("one");
    assertThat(texts(directory.resolve("drydock.yaml")))
        .containsExactly(
            Digest.of("sha256", Files.readAllBytes(directory.resolve("drydock.yaml"))),
            Digest.of("sha256", Files.readAllBytes(directory.resolve("policies/team.yaml"))),
            Digest.of("sha256", Files.readAllBytes(directory.resolve("policies/ours.yaml"))),
            Digest.of("sha256", PolicyReader.builtInText()));
  }
}
