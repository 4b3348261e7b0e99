package dev.drydock.project.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// A JSON value with its place in the text.
public sealed interface JsonNode {
  /// Where it begins.
  int start();

  /// Where it ends, excluded.
  int end();

  record ObjectNode(List<Member> members, int start, int end) implements JsonNode {
    public ObjectNode {
      members = List.copyOf(members);
    }

    /// Without those that a later one of the same name takes the place of.
    public List<Member> lastMembers() {
      LinkedHashMap<String, Member> last = new LinkedHashMap<>();
      for (Member member : members) {
        last.putLast(member.name().value(), member);
      }
      return List.copyOf(last.values());
    }
  }

  record ArrayNode(List<JsonNode> items, int start, int end) implements JsonNode {
    public ArrayNode {
      items = List.copyOf(items);
    }
  }

  /// @param value without quotes and escapes
  record StringNode(String value, int start, int end) implements JsonNode {}

  /// A number, `true`, `false` or `null`.
  ///
  /// @param text as it is written
  record LiteralNode(String text, int start, int end) implements JsonNode {}

  /// One name with its value.
  record Member(StringNode name, JsonNode value) {
    public int start() {
      return name.start();
    }

    public int end() {
      return value.end();
    }
  }

  /// The member `name`; empty where this is no object or has none. Where a name stands twice, the
  /// last one counts.
  default Optional<Member> member(String name) {
    return this instanceof ObjectNode(List<Member> members, int _, int _)
        ? members.stream()
            .filter(each -> each.name().value().equals(name))
            .reduce((_, last) -> last)
        : Optional.empty();
  }

  /// The value of the member `name`.
  default Optional<JsonNode> get(String name) {
    return member(name).map(Member::value);
  }

  /// The object that is the member `name`.
  default Optional<ObjectNode> object(String name) {
    return get(name)
        .flatMap(
            value -> value instanceof ObjectNode object ? Optional.of(object) : Optional.empty());
  }

  /// The string that is the member `name`.
  default Optional<String> text(String name) {
    return get(name)
        .flatMap(
            value ->
                value instanceof StringNode(String text, int _, int _)
                    ? Optional.of(text)
                    : Optional.empty());
  }
}
