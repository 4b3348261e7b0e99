package dev.drydock.project.json;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.json.JsonNode.Member;
import dev.drydock.project.json.JsonNode.ObjectNode;
import dev.drydock.project.json.JsonNode.StringNode;
import dev.drydock.project.source.SourceText;
import dev.drydock.text.TextEdit;
import java.util.List;

/// A JSON object in a file, with edits that are laid out as the rest of it.
public final class JsonDocument {
  private final SourceText source;
  private final ObjectNode root;

  private JsonDocument(SourceText source, ObjectNode root) {
    this.source = source;
    this.root = root;
  }

  /// @param kind what it should be, with its article, for errors
  /// @throws ManifestException where it is no JSON object
  public static JsonDocument read(String path, String text, String kind, Limits limits)
      throws ManifestException {
    SourceText source = SourceText.of(path, text, limits);
    JsonNode root = new JsonScanner(source, kind, limits).read();
    if (root instanceof ObjectNode object) {
      return new JsonDocument(source, object);
    }
    throw source.broken(root.start(), kind, "no object");
  }

  public SourceText source() {
    return source;
  }

  public ObjectNode root() {
    return root;
  }

  /// Another value for a string.
  public TextEdit replaceString(StringNode string, String value) {
    return source.replacement(string.start(), string.end(), quoted(value));
  }

  /// @param nested for each level one name: `{"pnpm": {"overrides": {…}}}` is two of them
  /// @param value the string that the innermost name gets
  public TextEdit insert(ObjectNode object, List<String> nested, String value) {
    String name = nested.getFirst();
    List<Member> members = object.members();
    if (members.isEmpty()) {
      return insertFirst(object, nested, value);
    }
    boolean lines = hasLines(object);
    String indentation = source.indentation(members.getFirst().start());
    String written = member(nested, value, indentation, lines);
    int index = position(members, name);
    if (index == members.size()) {
      int end = members.getLast().end();
      return TextEdit.insertion(
          end, "," + (lines ? source.newline() + indentation : gap(members)) + written);
    }
    int start = members.get(index).start();
    return TextEdit.insertion(
        start, written + "," + (lines ? source.newline() + indentation : gap(members)));
  }

  private TextEdit insertFirst(ObjectNode object, List<String> nested, String value) {
    boolean lines =
        object.start() == root.start() || source.line(root.start()) < source.line(root.end());
    String outer = source.indentation(object.start());
    String inner = outer + unit();
    String written =
        lines
            ? source.newline()
                + inner
                + member(nested, value, inner, true)
                + source.newline()
                + outer
            : member(nested, value, "", false);
    return new TextEdit(object.start() + 1, object.end() - 1, written);
  }

  /// Where the names are in order, the place that keeps them so; else the end. The members of the
  /// whole document have an order of their own.
  private int position(List<Member> members, String name) {
    for (int i = 1; i < members.size(); i++) {
      if (members.get(i - 1).name().value().compareTo(members.get(i).name().value()) > 0) {
        return members.size();
      }
    }
    int index = 0;
    while (index < members.size() && members.get(index).name().value().compareTo(name) < 0) {
      index++;
    }
    return members.equals(root.members()) ? members.size() : index;
  }

  private String member(List<String> nested, String value, String indentation, boolean lines) {
    String name = quoted(nested.getFirst()) + colon();
    if (nested.size() == 1) {
      return name + quoted(value);
    }
    List<String> rest = nested.subList(1, nested.size());
    String inner = indentation + unit();
    return lines
        ? name
            + "{"
            + source.newline()
            + inner
            + member(rest, value, inner, true)
            + source.newline()
            + indentation
            + "}"
        : name + "{" + member(rest, value, inner, false) + "}";
  }

  /// Takes a member out, with its comma and its line.
  public TextEdit remove(ObjectNode object, Member member) {
    List<Member> members = object.members();
    int index = members.indexOf(member);
    if (members.size() == 1) {
      return new TextEdit(object.start() + 1, object.end() - 1, "");
    }
    return index + 1 < members.size()
        ? new TextEdit(member.start(), members.get(index + 1).start(), "")
        : new TextEdit(members.get(index - 1).end(), member.end(), "");
  }

  private boolean hasLines(ObjectNode object) {
    return source.beginsLine(object.members().getFirst().start())
        && source.line(object.start()) < source.line(object.members().getFirst().start());
  }

  /// One level of indentation.
  private String unit() {
    if (root.members().isEmpty()) {
      return "  ";
    }
    int first = root.members().getFirst().start();
    return source.line(first) == source.line(root.start()) ? "  " : source.indentation(first);
  }

  /// `": "` as the document writes it.
  private String colon() {
    if (root.members().isEmpty()) {
      return ": ";
    }
    Member first = root.members().getFirst();
    return source.text().substring(first.name().end(), first.value().start());
  }

  /// What follows a comma within a line.
  private String gap(List<Member> members) {
    if (members.size() < 2) {
      return colon().endsWith(" ") ? " " : "";
    }
    String between = source.text().substring(members.getFirst().end(), members.get(1).start());
    return between.substring(between.indexOf(',') + 1);
  }

  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < 0x20) {
        quoted.append("\\u%04x".formatted((int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
