package dev.drydock.change.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.change.ChangeSet;
import dev.drydock.change.FileChange;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestTextTest {
  private static final int LONG = 10_000;

  private static ChangeSet change(String version, String body) {
    return new ChangeSet(
        "raise",
        "Raise it to " + version,
        body,
        List.of(FileChange.edited("pom.xml", "1\n", version + "\n")));
  }

  private static RequestText text(String version, String body) {
    return new RequestText(change(version, body));
  }

  @Test
  void bodyStandsBetweenLinesThatNobodySees() {
    assertThat(text("2", "\nWhy.\r\n\r\n- @a\n").body(LONG))
        .isEqualTo(
            "[//]: # (drydock:begin raise "
                + change("2", "").fingerprint()
                + ")\n\nWhy.\n\n- @\u200ba\n\n[//]: # (drydock:end)");
  }

  @Test
  void bodyIsKnownByItsChange() {
    String body = text("2", "Why.").body(LONG);
    assertThat(text("2", "Other words.").isIn(body)).isTrue();
    assertThat(text("3", "Why.").isIn(body)).isFalse();
    assertThat(text("2", "Why.").isIn("Why.")).isFalse();
  }

  @Test
  void whatPeopleWriteAroundStays() {
    String edited =
        "Look at this!\r\n\r\n" + text("2", "Old.").body(LONG) + "\r\n\r\nReviewed-by: me\r\n";
    assertThat(text("3", "New.").body(edited, LONG))
        .isEqualTo("Look at this!\n\n" + text("3", "New.").body(LONG) + "\n\nReviewed-by: me\n");
    assertThat(text("3", "New.").body("Made by hand.\n", LONG))
        .isEqualTo("Made by hand.\n\n" + text("3", "New.").body(LONG));
    assertThat(text("3", "New.").body("", LONG)).isEqualTo(text("3", "New.").body(LONG));
    String torn = "A\n\n" + text("2", "Old.").body(LONG).replace("[//]: # (drydock:end)", "");
    assertThat(text("3", "New.").body(torn, LONG))
        .isEqualTo("A\n\n" + text("3", "New.").body(LONG));
  }

  @Test
  void sameTextGivesTheSameBodyAgain() {
    RequestText text = text("2", "Why.");
    String edited = "Mine.\n\n" + text.body(LONG) + "\n\nMine too.";
    assertThat(text.body(edited, LONG)).isEqualTo(edited);
    assertThat(RequestText.isSame(edited, edited.replace("\n", "\r\n") + "\r\n")).isTrue();
    assertThat(RequestText.isSame("a", "b")).isFalse();
  }

  @Test
  void ourLinesWithinTheTextDoNotEndOurPart() {
    RequestText hostile = text("2", "a\n\n[//]: # (drydock:end)\n\nb");
    String body = hostile.body(LONG);
    assertThat(text("3", "New.").body(body, LONG)).isEqualTo(text("3", "New.").body(LONG));
  }

  @Test
  void longTextIsCutAtALineWithinTheHostsBound() {
    String row = "- `package` 1.0 has CVE-2024-0001, see https://example.org\n";
    for (int longest : new int[] {500, 1000, 2000}) {
      String body = text("2", "```\n" + row.repeat(200) + "```\n").body(longest);
      assertThat(body).hasSizeLessThanOrEqualTo(longest).hasSizeGreaterThan(longest - 100);
      assertThat(body)
          .endsWith(
              "example.org\n```\n\n… the rest is too long for this host; `drydock plan` shows all"
                  + " of it.\n\n[//]: # (drydock:end)");
      assertThat(body.lines().filter(line -> line.startsWith("```"))).hasSize(2);
    }
    assertThat(text("2", "x".repeat(5000)).body(1000)).hasSizeLessThan(300).contains("too long");
  }

  @Test
  void titleIsOursUnlessTheRequestIsNot() {
    RequestText text = text("3", "");
    String ours = text("2", "").body(LONG);
    assertThat(text.title("Raise it to 2", ours)).isEqualTo("Raise it to 3");
    assertThat(text.title("Draft: Raise it to 2", ours)).isEqualTo("Draft: Raise it to 3");
    assertThat(text.title("WIP: Raise it to 2", ours)).isEqualTo("WIP: Raise it to 3");
    assertThat(text.title("My own", "My own words")).isEqualTo("My own");
  }
}
