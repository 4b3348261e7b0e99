package dev.drydock.server.alert;

import dev.drydock.report.CleanText;
import dev.drydock.server.alert.Message.Group;
import dev.drydock.server.alert.Message.Item;
import java.util.ArrayList;
import java.util.List;

/// The words of a message, the same by every channel; a channel only marks them up. Lines hold
/// names that anybody may have chosen: whoever marks them up has to escape them.
public final class MessageText {
  private static final int LONGEST_LINE = 600;
  private static final int LONGEST_SUBJECT = 180;

  private MessageText() {}

  /// What stands in a subject line or a title.
  public static String subject(Message message) {
    String sample = message.sample() ? "[sample] " : "";
    int count = message.groups().size() + message.leftOut();
    if (count == 1) {
      return sample + title(message.groups().getFirst());
    }
    return CleanText.line(
        sample + "Drydock: " + count + " things to do for " + owner(message), LONGEST_SUBJECT);
  }

  /// Who is told.
  public static String owner(Message message) {
    return message.team() == null ? message.organisation() : message.team();
  }

  /// The title of one group: how urgent, what to do, how much of it.
  public static String title(Group group) {
    Item first = group.items().getFirst();
    String urgency = CleanText.capital(first.priority()) + ": ";
    if (first.vulnerability() == null) {
      return CleanText.line(urgency + group.subject(), LONGEST_SUBJECT);
    }
    int more = group.items().size() + group.leftOut() - 1;
    String what =
        first.vulnerability() + (more == 0 ? "" : " and " + more + " more") + images(group);
    return CleanText.line(urgency + todo(group) + " – " + what, LONGEST_SUBJECT);
  }

  private static String images(Group group) {
    return switch (group.imageCount()) {
      case 0 -> "";
      case 1 -> " in 1 image";
      default -> " in " + group.imageCount() + " images";
    };
  }

  /// What to do next, in a few words.
  public static String todo(Group group) {
    boolean fixable = group.items().stream().anyMatch(item -> !item.fixedIn().isEmpty());
    return fixable ? "update " + group.subject() : "look at " + group.subject();
  }

  /// What to do next, as a sentence.
  public static String nextStep(Group group) {
    Item first = group.items().getFirst();
    if (!first.action().isEmpty()) {
      return line(first.action());
    }
    boolean fixable = group.items().stream().anyMatch(item -> !item.fixedIn().isEmpty());
    if (fixable) {
      return line("What to do: update " + group.subject() + ", build the images anew, ship them.");
    }
    return line(
        "What to do: there is no fix for "
            + group.subject()
            + " yet. `drydock explain "
            + first.vulnerability()
            + "` says whether it can be reached here and what helps until then.");
  }

  /// One line for one thing.
  public static String line(Item item) {
    if (item.vulnerability() == null) {
      return line(item.text());
    }
    List<String> parts = new ArrayList<>();
    parts.add(item.vulnerability());
    parts.add("(" + item.severity() + ", " + item.priority() + ")");
    parts.add(
        switch (item.kind()) {
          case RAISED -> "is more urgent now";
          case FIX_AVAILABLE -> "can be fixed now";
          case NEW_FINDING -> item.cameBack() ? "came back" : "is new";
          case BASE_IMPROVED, IMAGE_OUT_OF_DATE, EXCEPTION_EXPIRING, EXCEPTION_ENDED, END_OF_LIFE ->
              "";
        });
    if (!item.components().isEmpty()) {
      parts.add("in " + String.join(", ", item.components()));
    }
    if (!item.fixedIn().isEmpty()) {
      parts.add("– fixed in " + String.join(", ", item.fixedIn()));
    }
    String sentence = String.join(" ", parts);
    return line(item.text().isEmpty() ? sentence : sentence + ". " + item.text());
  }

  /// How many lines there are no room for; empty where all are there.
  public static String leftOut(int count) {
    return count == 0 ? "" : "… and " + count + " more";
  }

  /// Which images; empty where it is about none.
  public static String imageLine(Group group) {
    if (group.images().isEmpty()) {
      return "";
    }
    int more = group.imageCount() - group.images().size();
    String names = String.join(", ", group.images());
    return line("Images: " + names + (more > 0 ? " and " + more + " more" : ""));
  }

  /// Why the receiver gets it, and that it may be one that is known.
  public static String footer(Message message) {
    String why =
        message.sample()
            ? "This is a sample: nothing happened. It shows what messages of this subscription look like."
            : "You get this because of the subscription \""
                + message.subscription()
                + "\" of "
                + owner(message)
                + ".";
    return line(why + " Message " + message.key());
  }

  private static String line(String words) {
    return CleanText.line(words, LONGEST_LINE);
  }
}
