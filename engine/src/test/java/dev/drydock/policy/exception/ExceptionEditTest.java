package dev.drydock.policy.exception;

import static dev.drydock.policy.reading.PolicyTexts.policy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.limits.Limits;
import dev.drydock.policy.rule.Excuse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExceptionEditTest {
  private static final String START = "policy: 1\nextends: drydock:default\n";

  private static Map<String, List<String>> keys(String reason) {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    keys.put("id", List.of("CVE-2024-5535"));
    keys.put("package", List.of("pkg:deb/debian/openssl", "libssl*"));
    keys.put("owner", List.of("shop@example.org"));
    keys.put("reason", List.of(reason));
    keys.put("until", List.of("2026-12-31"));
    return keys;
  }

  private static String added(String text) throws IOException {
    return ExceptionEdit.added(text, keys("we offer no TLS"), Limits.defaults());
  }

  private static String lines(String indent) {
    return indent
        + "- id: CVE-2024-5535\n"
        + indent
        + "  package: [pkg:deb/debian/openssl, \"libssl*\"]\n"
        + indent
        + "  owner: shop@example.org\n"
        + indent
        + "  reason: we offer no TLS\n"
        + indent
        + "  until: 2026-12-31\n";
  }

  @Test
  void theFirstExceptionGetsAListOfItsOwnAtTheEnd() throws IOException {
    String text = "# ours\n" + START + "rules:\n  rest: { level: off } # noise\n";

    assertThat(added(text)).isEqualTo(text + "\nexceptions:\n" + lines("  "));
    assertThat(added(text.stripTrailing())).isEqualTo(text + "\nexceptions:\n" + lines("  "));
  }

  @Test
  void aFurtherOneFollowsTheOthersAsTheyAreWritten() throws IOException {
    String one =
        "- id: CVE-1   # why\n  owner: o\n  reason: >\n    a\n\n    b\n  until: 2026-12-31 # x\n";
    String after = "# to be looked at\n\non-unreachable: deny\n";

    assertThat(added(START + "exceptions:\n" + one + after))
        .isEqualTo(START + "exceptions:\n" + one + lines("") + after);
    String flow = "    - { id: CVE-1, owner: o, reason: r, until: 2026-12-31 } # x\n";
    assertThat(added(START + "exceptions:\n" + flow + after))
        .isEqualTo(START + "exceptions:\n" + flow + lines("    ") + after);
    String ends = "- until: 2026-12-31\n  owner: o\n  id: CVE-1\n  reason: |\n    a\n    b\n";
    assertThat(added(START + "exceptions:\n" + ends + after))
        .isEqualTo(START + "exceptions:\n" + ends + lines("") + after);
  }

  @Test
  void listsInBracketsStayLists() throws IOException {
    assertThat(added(START + "exceptions: [] # none\non-unreachable: deny\n"))
        .isEqualTo(
            START
                + "exceptions:\n"
                + lines("  ").stripTrailing()
                + " # none\non-unreachable: deny\n");
    String one = "{ id: CVE-1, owner: o, reason: r, until: 2026-12-31 }";
    assertThat(added(START + "exceptions: [" + one + "]\n"))
        .isEqualTo(
            START
                + "exceptions: ["
                + one
                + ", { id: CVE-2024-5535, package: [pkg:deb/debian/openssl, \"libssl*\"], owner:"
                + " shop@example.org, reason: we offer no TLS, until: 2026-12-31 }]\n");
  }

  @Test
  void linesEndAsTheyDo() throws IOException {
    String text = START.replace("\n", "\r\n");

    assertThat(added(text))
        .isEqualTo(text + "\r\nexceptions:\r\n" + lines("  ").replace("\n", "\r\n"));
  }

  @Test
  void signsBeyondTheFirstPlaneMoveNothing() throws IOException {
    String text =
        START
            + "# \ud83d\udea2\nexceptions:\n- id: CVE-1\n  owner: \ud83d\udea2\n  reason: r\n  until: 2026-12-31\n";

    assertThat(added(text)).isEqualTo(text + lines(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain words",
        "true",
        "No",
        "1.10",
        "~",
        "a: b",
        "a #b",
        "ends:",
        " spaces ",
        "- dash",
        "[x]",
        "{x}",
        "a, b",
        "\"quoted\" and 'single'",
        "back\\slash",
        "two\nlines\ttab",
        "\u0007\u0085\u2028\ufeff",
        "\ud83d\udea2 ship",
        "*alias",
        "&anchor",
        "!tag",
        "%directive",
        "@at",
        "`tick`",
        "?",
        "| literal",
        "> folded",
        "--- document",
        "... end",
      })
  void whateverIsSaidIsReadAgain(String reason) throws IOException {
    for (String text : List.of(START, START + "exceptions: []\n")) {
      String after = ExceptionEdit.added(text, keys(reason), Limits.defaults());
      String twice = ExceptionEdit.added(after, keys(reason), Limits.defaults());
      List<Excuse> excuses = policy(twice).excuses();

      assertThat(excuses).hasSize(2);
      for (Excuse excuse : excuses) {
        assertThat(excuse.ids()).containsExactly("CVE-2024-5535");
        assertThat(excuse.packages())
            .extracting(glob -> glob.text())
            .containsExactly("pkg:deb/debian/openssl", "libssl*");
        assertThat(excuse.owner()).isEqualTo("shop@example.org");
        assertThat(excuse.reason()).isEqualTo(reason.strip());
        assertThat(excuse.until()).isEqualTo(LocalDate.of(2026, 12, 31));
        assertThat(excuse.status()).isEqualTo(Excuse.Status.AFFECTED);
      }
    }
  }

  @Test
  void aFileOfItsOwnExtendsAnother() {
    String text = ExceptionEdit.newFile("drydock:default", keys("we offer no TLS"));

    assertThat(text).isEqualTo(START + "\nexceptions:\n" + lines("  "));
    assertThat(policy(text).excuses()).hasSize(1);
  }

  @Test
  void whatCannotBeAddedToIsRefused() {
    assertThatThrownBy(() -> added("{ policy: 1, extends: drydock:default }"))
        .hasMessage(
            "the policy is written in braces, to which no line can be added; add the exception by"
                + " hand");
    assertThatThrownBy(() -> added(START + "exceptions: none\n"))
        .hasMessage("exceptions are no list; mend that first");
  }
}
