package dev.drydock.change.publish;

import dev.drydock.change.ChangeSet;
import dev.drydock.change.Mentions;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Title and body of a change set's pull request. Our part of the body stands between two lines
/// that no host shows (link reference definitions of CommonMark, which unlike comments stay hidden
/// on Bitbucket too); what people write around it stays theirs.
///
/// ```
/// [//]: # (drydock:begin KEY FINGERPRINT)
///
/// …
///
/// [//]: # (drydock:end)
/// ```
///
/// Behind the fingerprint stands `superseded` where another request has the change, and `retired`
/// where Drydock has closed the request.
final class RequestText {
  private static final String MARK = "[//]: # (drydock:";
  private static final String BEGIN = MARK + "begin ";
  private static final String END = MARK + "end)";
  private static final String SUPERSEDED = "superseded";
  private static final String RETIRED = "retired";
  static final String CUT =
      "\n\n… the rest is too long for this host; `drydock plan` shows all of it.";

  /// What people put before a title to say that it is not ready; hosts take the state from it.
  private static final List<String> DRAFTS =
      List.of("draft:", "wip:", "[draft]", "[wip]", "(draft)", "(wip)");

  private final ChangeSet change;
  private final String opening;

  RequestText(ChangeSet change) {
    this.change = change;
    this.opening = BEGIN + change.key() + " " + change.fingerprint() + ")";
  }

  /// Whether a body is of a request for just this change.
  boolean isIn(String body) {
    return body.contains(opening);
  }

  String title() {
    return change.title().strip();
  }

  /// The title of a request whose title and body are now these.
  String title(String present, String body) {
    if (!body.contains(BEGIN)) {
      return present; // made by hand, with words of its own
    }
    String lower = present.toLowerCase(Locale.ROOT);
    for (String draft : DRAFTS) {
      if (lower.startsWith(draft)) {
        return present.substring(0, draft.length()) + " " + title();
      }
    }
    return title();
  }

  /// The body of a new request.
  ///
  /// @param longest characters that the host takes
  String body(int longest) {
    return block(longest, opening, change.body());
  }

  /// The body of a request whose body is now `present`.
  String body(String present, int longest) {
    return body(present, longest, opening, change.body());
  }

  private static String body(String present, int longest, String opening, String text) {
    String plain = present.replace("\r\n", "\n");
    int begin = plain.indexOf(BEGIN);
    int end = plain.indexOf(END, Math.max(begin, 0));
    if (begin < 0) {
      String theirs = plain.isBlank() ? "" : plain.stripTrailing() + "\n\n";
      return theirs + block(longest - theirs.length(), opening, text);
    }
    String before = plain.substring(0, begin);
    String after = end < 0 ? "" : plain.substring(end + END.length());
    return before + block(longest - before.length() - after.length(), opening, text) + after;
  }

  /// Whether a body has our part, made for that key.
  static boolean isOf(String key, String body) {
    return body.contains(BEGIN + key + " ");
  }

  /// The body of a request whose change another one has. Whoever closes it has not decided against
  /// the change.
  static String superseded(String key, String present, String address, int longest) {
    return body(
        present,
        longest,
        state(key, present, SUPERSEDED),
        "This change is part of "
            + address
            + " now, since both touch the same lines. Close this request, and delete its branch.");
  }

  /// The body of a request that is closed since it is not needed any more, which is no decision
  /// against the change either.
  ///
  /// @param address of the request that has the change now; `null` where none has
  static String retired(String key, String present, @Nullable String address, int longest) {
    return body(
        present,
        longest,
        state(key, present, RETIRED),
        address == null
            ? "Thank you, nothing is left to do here: the plan for this image does without this"
                + " change now, so Drydock closed the request, and will open a new one should it be"
                + " needed again."
            : "Thank you, nothing is left to do here: this change is part of "
                + address
                + " now, since both touch the same lines, so Drydock closed this request.");
  }

  /// Whether a body is of a request that was closed since it was not needed any more, for just the
  /// change that another body is of.
  static boolean isRetired(String key, String body, String other) {
    return body.contains(state(key, other, RETIRED));
  }

  /// The first line of our part in another state: it names the change, but not so that the request
  /// passes for one that people have decided on.
  private static String state(String key, String body, String state) {
    String start = BEGIN + key + " ";
    int at = body.indexOf(start);
    String rest = at < 0 ? "" : body.substring(at + start.length());
    int end = 0;
    while (end < rest.length() && Character.digit(rest.charAt(end), 16) >= 0) {
      end++;
    }
    return start + (end == 0 ? "" : rest.substring(0, end) + " ") + state + ")";
  }

  /// Whether two bodies say the same, whatever hosts and browsers do with line ends.
  static boolean isSame(String one, String other) {
    return one.replace("\r\n", "\n").strip().equals(other.replace("\r\n", "\n").strip());
  }

  private static String block(int longest, String opening, String body) {
    // a text that held our own lines would end our part before its end
    String text =
        Mentions.without(body.replace("\r\n", "\n")).replace(MARK, "[//]: (drydock:").strip();
    String end = "\n\n" + END;
    int room = longest - opening.length() - 2 - end.length();
    if (text.length() > room) {
      text = cut(text, Math.max(0, room - CUT.length() - "\n```".length())) + CUT;
    }
    return opening + "\n\n" + text + end;
  }

  /// The first whole lines, with a code block that is open then closed.
  static String cut(String text, int longest) {
    int end = text.lastIndexOf('\n', longest);
    String kept = text.substring(0, Math.max(0, Math.min(end, longest)));
    long fences = kept.lines().filter(line -> line.startsWith("```")).count();
    return fences % 2 == 0 ? kept : kept + "\n```";
  }
}
