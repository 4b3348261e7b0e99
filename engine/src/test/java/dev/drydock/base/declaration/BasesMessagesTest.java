package dev.drydock.base.declaration;

import static dev.drydock.base.declaration.BasesDirectory.head;
import static dev.drydock.base.declaration.BasesDirectory.variant;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said of a mistake is enough to mend it.
class BasesMessagesTest {
  @TempDir private Path directory;

  private BasesDirectory files;

  @BeforeEach
  void write() throws IOException {
    files = new BasesDirectory(directory);
  }

  private String only(String text) throws IOException {
    assertThat(files.problems(text)).as(text).hasSize(1);
    return files.problems(text).getFirst();
  }

  private String ofVariant(String keys) throws IOException {
    String source = keys.contains("source:") ? "" : "source: { dockerfile: debian/Dockerfile }, ";
    return only(variant("{ " + source + keys + " }")).replaceFirst("^\\d+:\\d+: ", "");
  }

  private String ofApprovers(String approvers) throws IOException {
    String rest = variant("{ source: { dockerfile: debian/Dockerfile } }");
    return only(head(approvers) + rest.substring(rest.indexOf("families:")));
  }

  @Test
  void pathsNeverLeaveTheDirectory() throws IOException {
    for (String path : new String[] {"/etc/passwd", "../outside", "debian/../../outside", "link"}) {
      assertThat(ofVariant("tests: [" + path + "]"))
          .isEqualTo(
              "tests: '"
                  + path
                  + "' leads out of the directory of this file; keep what it needs beside it");
    }
    assertThat(ofVariant("policy: ../own/drydock.yaml"))
        .startsWith("policy: '../own/drydock.yaml' leads out");
    assertThat(ofVariant("policy: up/outside")).startsWith("policy: 'up/outside' leads out");
  }

  @Test
  void ofSources() throws IOException {
    assertThat(ofVariant("source: { image: debian:12 }"))
        .isEqualTo(
            "image needs a digest, so that it is the same tomorrow: debian:12@sha256:…; `skopeo"
                + " inspect` tells it");
    assertThat(ofVariant("source: { context: debian }"))
        .isEqualTo(
            "source is either `dockerfile:`, which is built, or `image:`, which is taken as it is");
    assertThat(ofVariant("source: { dockerfile: debian }"))
        .isEqualTo("dockerfile: 'debian' is no file");
    assertThat(ofVariant("source: { dockerfile: debian/Dockerfile, context: drydock.yaml }"))
        .isEqualTo("context: 'drydock.yaml' is no directory");
    assertThat(ofVariant("source: { dockerfile: debian/Dockerfile, arguments: { A-B: 1 } }"))
        .isEqualTo("'A-B' cannot name an argument; take letters, digits and _, as in RELEASE");
    files.write("debian/Dockerfile", "FROM debian AS a\nFROM a\nCOPY --from=$X /a /a\n");
    assertThat(ofVariant("source: { dockerfile: debian/Dockerfile }"))
        .endsWith("nobody can say what it copies from '$X'; write the stage or image itself");
    files.write("debian/Dockerfile", "RUN true\n");
    assertThat(ofVariant("source: { dockerfile: debian/Dockerfile }"))
        .startsWith("debian/Dockerfile:1");
  }

  @Test
  void ofHardening() throws IOException {
    assertThat(ofVariant("hardening: { size: 150 }"))
        .isEqualTo("size is the most that its files may have, as in 150MB, here is '150'");
    assertThat(ofVariant("hardening: { allow: [{ check: user }] }"))
        .isEqualTo("an allowance needs reason: add `reason: ...`");
    assertThat(ofVariant("hardening: { allow: [{ check: user, packages: a, reason: b }] }"))
        .isEqualTo("packages is for the check unneeded-package; here name paths, or leave it out");
  }

  @Test
  void ofTagsAndRepositories() throws IOException {
    assertThat(ofVariant("tags: [a, a]")).isEqualTo("'a' stands twice; leave one of them");
    assertThat(ofVariant("tags: candidate-12"))
        .isEqualTo(
            "'candidate-12' would stand in the way of candidates or signatures; take another tag");
    assertThat(ofVariant("tags: -a"))
        .isEqualTo("'-a' is no tag (letters, digits, _ . -, at most 128)");
    assertThat(ofVariant("repository: 'a:b'"))
        .isEqualTo("repository is a path below the registry, as in debian, here is 'a:b'");
    assertThat(ofVariant("support: { until: 2028-02-30 }"))
        .isEqualTo("until is the last day, as in 2028-06-30, here is '2028-02-30'");
  }

  @Test
  void ofVariantsThatMeet() throws IOException {
    String two =
        variant("source: { dockerfile: debian/Dockerfile }")
            + "      \"13\": { source: { dockerfile: debian/Dockerfile }, tags: \"12\" }\n";
    assertThat(only(two))
        .isEqualTo(
            "10:7: debian/13 and debian/12 both move the tag 12 of r.example.org/bases/debian; give"
                + " one of them another tag");
    String same =
        variant("source: { dockerfile: debian/Dockerfile }")
            + "  other:\n    owner: p\n    variants:\n      \"12\": { source: { dockerfile:"
            + " debian/Dockerfile }, repository: debian, tags: x }\n";
    assertThat(only(same))
        .isEqualTo(
            "13:7: other/12 and debian/12 have the same name in r.example.org/bases/debian; give one"
                + " of them another repository");
  }

  @Test
  void ofApprovers() throws IOException {
    String alice = "{ name: alice, key: keys/alice.pub }";
    assertThat(ofApprovers(alice + "," + alice))
        .endsWith("'alice' is named twice; a person counts once, and may have a list of keys");
    assertThat(ofApprovers(alice + ", { name: bob, key: [keys/bob.pub, keys/alice.pub] }"))
        .endsWith("'bob' has a key of 'alice'; each person has keys of their own");
    assertThat(ofApprovers(alice + ", bob"))
        .endsWith(
            "no approver 'bob' is named further up; it can be alice; write `{ name: ..., key: ... }`"
                + " for a new one");
    assertThat(ofVariant("approval: { required: 2 }"))
        .isEqualTo(
            "2 people have to approve, and only 1 may; name more approvers, or require fewer");
    assertThat(ofVariant("approval: { required: 0 }"))
        .isEqualTo("required is how many people have to approve, 1 or more, here is '0'");
    assertThat(ofVariant("approval: { expires: soon }"))
        .isEqualTo("expires is how long an approval counts (12h, 30d, 2w or 1y), here is 'soon'");
    assertThat(ofVariant("approval: { approvers: { name: alice, key: keys/bob.pub } }"))
        .isEqualTo("'alice' has other keys further up; write the name alone here");
    files.write("keys/alice.pub", "no key");
    assertThat(ofApprovers(alice)).contains("key: ");
  }
}
