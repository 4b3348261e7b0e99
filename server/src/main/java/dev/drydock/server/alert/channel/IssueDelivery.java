package dev.drydock.server.alert.channel;

import dev.drydock.report.markdown.MarkdownText;
import dev.drydock.server.alert.Message;
import dev.drydock.server.alert.Message.Group;
import dev.drydock.server.alert.Message.Item;
import dev.drydock.server.alert.MessageText;
import dev.drydock.server.alert.channel.Outlets.IssueMemory;
import dev.drydock.server.alert.channel.IssueTracker.Issue;
import java.util.Optional;

/// One issue for one group: opened where there is none, commented where there is one. The group's
/// marker and the message's key stand in it, so that a repetition finds what was done and does
/// nothing.
final class IssueDelivery {
  private IssueDelivery() {}

  /// @param markdown whether the tracker reads Markdown; plain text where not
  /// @return the address of the last issue
  static String deliver(
      Message message, IssueTracker tracker, IssueMemory memory, boolean markdown)
      throws DeliveryException {
    String address = "";
    for (Group group : message.groups()) {
      address = deliver(message, group, tracker, memory, markdown);
    }
    return address;
  }

  private static String deliver(
      Message message, Group group, IssueTracker tracker, IssueMemory memory, boolean markdown)
      throws DeliveryException {
    String key = key(message, group);
    String known = memory.issue(group.marker());
    Optional<Issue> found = known.isEmpty() ? Optional.empty() : tracker.open(known);
    if (found.isEmpty()) {
      found = tracker.find(group.marker());
    }
    Issue issue;
    if (found.isEmpty()) {
      issue =
          tracker.create(
              group.marker(),
              MarkdownText.title((message.sample() ? "[sample] " : "") + MessageText.title(group)),
              text(message, group, key, markdown));
    } else {
      issue = found.get();
      if (!issue.text().contains(key) && !tracker.commented(issue, key)) {
        tracker.comment(issue, text(message, group, key, markdown));
      }
    }
    memory.remember(group.marker(), issue.id());
    return issue.address();
  }

  private static String key(Message message, Group group) {
    return message.key() + "/" + group.marker();
  }

  private static String text(Message message, Group group, String key, boolean markdown) {
    StringBuilder text = new StringBuilder(1_000);
    for (Item item : group.items()) {
      text.append(markdown ? "- " : "* ").append(marked(MessageText.line(item), markdown));
      text.append('\n');
    }
    for (String line :
        new String[] {
          MessageText.leftOut(group.leftOut()),
          MessageText.imageLine(group),
          MessageText.nextStep(group),
          MessageText.footer(message)
        }) {
      if (!line.isEmpty()) {
        text.append('\n').append(marked(line, markdown)).append('\n');
      }
    }
    String mark = "drydock:" + group.marker() + " " + key;
    text.append('\n').append(markdown ? "<!-- " + mark + " -->" : mark).append('\n');
    return text.toString();
  }

  private static String marked(String line, boolean markdown) {
    return markdown ? MarkdownText.sentence(line) : line;
  }
}
