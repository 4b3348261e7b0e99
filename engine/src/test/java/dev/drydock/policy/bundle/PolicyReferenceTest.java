package dev.drydock.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReferenceTest {
  private static final String DIGEST = "sha256:" + "0a".repeat(32);
  private static final String COMMIT = "0b".repeat(20);
  private static final List<String> RIGHT =
      List.of(
          "oci://registry.example.org/policies/org@" + DIGEST,
          "oci://127.0.0.1:5000/org:stable",
          "oci://localhost:5000/a/b-c/d__e:1.2@" + DIGEST,
          "git+https://git.example.org/policies.git//drydock.yaml?ref=" + COMMIT,
          "git+https://git.example.org:8443/a/b//org/team/drydock.yaml?ref=" + "0c".repeat(32));

  @Test
  void whatIsNamed() {
    assertThat(PolicyReference.parse(RIGHT.get(2)))
        .isEqualTo(new PolicyReference.Oci("localhost:5000/a/b-c/d__e", "1.2", DIGEST));
    assertThat(PolicyReference.parse(RIGHT.get(1)))
        .isEqualTo(new PolicyReference.Oci("127.0.0.1:5000/org", "stable", null));
    assertThat(PolicyReference.parse(RIGHT.get(3)))
        .isEqualTo(
            new PolicyReference.Git(
                URI.create("https://git.example.org/policies.git"), "drydock.yaml", COMMIT));
    for (String right : RIGHT) {
      assertThat(PolicyReference.isOne(right)).isTrue();
      assertThat(PolicyReference.parse(right).toString()).isEqualTo(right);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "oci://",
        "oci:///a:1",
        "oci://registry.example.org",
        "oci://registry.example.org/org",
        "oci://registry.example.org/Org:1",
        "oci://registry.example.org/org:",
        "oci://registry.example.org/org:a b",
        "oci://registry.example.org/org@sha256:0a",
        "oci://user:secret@registry.example.org/org:1",
        "oci://registry.example.org/../org:1",
        "oci://-o/org:1",
        "git+ssh://git@example.org/a//b?ref=0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
        "git+http://example.org/a//b?ref=0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
        "git+file:///etc//passwd?ref=0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
        "git+https://example.org/a//b?ref=main",
        "git+https://example.org/a//b?ref=0b0b",
        "git+https://example.org/a//b",
        "git+https://example.org/a?ref=0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
        "git+https://example.org//b?ref=0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
        "git+https://example.org/a//../b?ref=0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
        "git+https://example.org/a//-b?ref=0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
        "git+https://example.org/a//b:c?ref=0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
        "git+https://-u/a//b?ref=0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
        "git+https://user:secret@example.org/a//b?ref=0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
      })
  void whatIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PolicyReference.parse(text))
        .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("\n", "secret"));
  }

  /// Damaged names are refused, or are what they say.
  @Test
  void damage() {
    Random random = new Random(11);
    String letters = "abz09AZ:/@?=#%.-_~+ \u00e9\n\0";
    int taken = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder(RIGHT.get(random.nextInt(RIGHT.size())));
      for (int n = random.nextInt(4); n >= 0; n--) {
        char c = letters.charAt(random.nextInt(letters.length()));
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, c);
          case 1 -> text.insert(at, c);
          default -> text.deleteCharAt(at);
        }
      }
      try {
        PolicyReference parsed = PolicyReference.parse(text.toString());
        assertThat(parsed.toString()).isEqualTo(text.toString());
        assertThat(parsed.toString()).doesNotContain("/../", " ", "\n", "\0", "%", "#");
        taken++;
      } catch (IllegalArgumentException e) {
        assertThat(e.getMessage()).matches("(has|is|names|says) [^\n]+");
      }
    }
    assertThat(taken).isBetween(1000, 199_000);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PolicyReference.parse("oci://a/" + "a-".repeat(100_000)));
  }
}
