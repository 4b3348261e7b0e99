package dev.drydock.policy.exception;

import dev.drydock.document.YamlNode;
import dev.drydock.document.YamlNode.Entry;
import dev.drydock.document.YamlNode.Mapping;
import dev.drydock.document.YamlNode.Sequence;
import dev.drydock.document.YamlReader;
import dev.drydock.limits.Limits;
import dev.drydock.text.TextEdit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One more exception in the text of a policy, whose other characters all stay as they are.
public final class ExceptionEdit {
  private final String text;
  private final String newline;
  private final Map<String, List<String>> keys;

  private ExceptionEdit(String text, Map<String, List<String>> keys) {
    this.text = text;
    this.newline = text.contains("\r\n") ? "\r\n" : "\n";
    this.keys = keys;
  }

  /// The text of a policy that consists of nothing but an exception from another one.
  ///
  /// @param parent what it extends
  /// @param keys of the exception in their order, with their values
  public static String newFile(String parent, Map<String, List<String>> keys) {
    String start = "policy: 1\nextends: " + YamlText.of(parent) + "\n\nexceptions:\n";
    return start + new ExceptionEdit(start, keys).block("  ");
  }

  /// The text of a policy that consists of nothing but exceptions, and inherits from another one
  /// without naming it.
  ///
  /// @param exceptions at least one, each by its keys in their order, with their values
  public static String document(List<Map<String, List<String>>> exceptions) {
    StringBuilder document = new StringBuilder("policy: 1\nexceptions:\n");
    for (Map<String, List<String>> keys : exceptions) {
      document.append(new ExceptionEdit("\n", keys).block("  "));
    }
    return document.toString();
  }

  /// @param text of a policy that is right
  /// @param keys of the exception in their order, with their values
  /// @throws IOException where the text is written in a way that no line can be added to
  public static String added(String text, Map<String, List<String>> keys, Limits limits)
      throws IOException {
    YamlNode root =
        new YamlReader(limits).readPlaced(text.getBytes(StandardCharsets.UTF_8), "the policy");
    if (!(root instanceof Mapping mapping) || mapping.flow()) {
      throw new IOException(
          "the policy is written in braces, to which no line can be added; add the exception by"
              + " hand");
    }
    return new ExceptionEdit(text, keys).added(mapping);
  }

  private String added(Mapping root) throws IOException {
    YamlNode there = null;
    for (Entry entry : root.entries()) {
      there = entry.key().equals("exceptions") ? entry.value() : there;
    }
    if (there == null) {
      int end = afterLine(root.end());
      String indent = " ".repeat(root.start().column() - 1);
      String before = (startsLine(end) ? "" : newline) + newline;
      return insert(end, before + indent + "exceptions:" + newline + block(indent + "  "));
    }
    if (!(there instanceof Sequence sequence)) {
      throw new IOException("exceptions are no list; mend that first");
    }
    int start = index(sequence.start());
    if (text.charAt(start) == '[') {
      return flow(sequence, root);
    }
    YamlNode last = sequence.items().getLast();
    int end = afterLine(last.end());
    return insert(end, (startsLine(end) ? "" : newline) + block(" ".repeat(dash(last))));
  }

  private String flow(Sequence sequence, Mapping root) {
    int close = index(sequence.end()) - 1;
    if (sequence.items().isEmpty()) {
      String indent = " ".repeat(root.start().column() + 1);
      String lines = block(indent);
      String without = lines.substring(0, lines.length() - newline.length());
      TextEdit edit = new TextEdit(index(sequence.start()), close + 1, newline + without);
      // no blank is left behind the colon
      int from = edit.start();
      while (from > 0 && text.charAt(from - 1) == ' ') {
        from--;
      }
      return TextEdit.apply(text, List.of(new TextEdit(from, edit.end(), edit.replacement())));
    }
    int after = index(sequence.items().getLast().end());
    List<String> members = new ArrayList<>();
    keys.forEach((key, values) -> members.add(key + ": " + YamlText.of(values)));
    return insert(after, ", { " + String.join(", ", members) + " }");
  }

  /// The lines of the exception, the last one ended.
  private String block(String indent) {
    StringBuilder block = new StringBuilder();
    keys.forEach(
        (key, values) -> {
          String start = block.isEmpty() ? "- " : "  ";
          block
              .append(indent)
              .append(start)
              .append(key)
              .append(": ")
              .append(YamlText.of(values))
              .append(newline);
        });
    return block.toString();
  }

  /// The column, from 0, of the dash before an item.
  private int dash(YamlNode item) {
    int at = index(item.start());
    while (text.charAt(at) != '-') {
      at--;
    }
    return at - (text.lastIndexOf('\n', at) + 1);
  }

  /// Where the line begins that follows a place.
  private int afterLine(YamlNode.Mark mark) {
    int at = index(mark);
    if (startsLine(at)) {
      return at;
    }
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end + 1;
  }

  private boolean startsLine(int at) {
    return at == 0 || text.charAt(at - 1) == '\n';
  }

  private int index(YamlNode.Mark mark) {
    return text.offsetByCodePoints(0, mark.offset());
  }

  private String insert(int at, String more) {
    return TextEdit.apply(text, List.of(TextEdit.insertion(at, more)));
  }
}
