package dev.drydock.json;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A JSON value (RFC 8259) as an immutable tree.
///
/// The lookups are lenient: what is missing or of another kind is empty, since foreign documents
/// are often not what their specification says.
public sealed interface Json {

  /// Members in the order of the document; where a name stands twice, the last one counts.
  record Obj(Map<String, Json> members) implements Json {}

  /// @param items in order
  record Array(List<Json> items) implements Json {}

  /// A string.
  record Text(String value) implements Json {}

  /// A number.
  ///
  /// @param literal as it is written: `1.10` is not the same as `1.1` to everyone
  record Number(String literal) implements Json {}

  /// `true` or `false`.
  record Bool(boolean value) implements Json {}

  /// `null`.
  record Null() implements Json {}

  /// The member `name` of an object; empty where this is none, or has none, or it is `null`.
  default Optional<Json> get(String name) {
    return this instanceof Obj(Map<String, Json> members)
        ? Optional.ofNullable(members.get(name)).filter(value -> !(value instanceof Null))
        : Optional.empty();
  }

  /// The items of an array; none where this is no array.
  default List<Json> items() {
    return this instanceof Array(List<Json> items) ? items : List.of();
  }

  /// The items of the array that is the member `name`; none where there is no such array.
  default List<Json> items(String name) {
    return get(name).map(Json::items).orElse(List.of());
  }

  /// The members of an object; none where this is no object.
  default Map<String, Json> members() {
    return this instanceof Obj(Map<String, Json> members) ? members : Map.of();
  }

  /// The value of a string; empty where this is none.
  default Optional<String> text() {
    return this instanceof Text(String value) ? Optional.of(value) : Optional.empty();
  }

  /// The string that is the member `name`; `null` where there is none.
  default @Nullable String text(String name) {
    return get(name).flatMap(Json::text).orElse(null);
  }

  /// The strings of the array that is the member `name`; items of other kinds are passed over.
  default List<String> texts(String name) {
    return items(name).stream().flatMap(item -> item.text().stream()).toList();
  }

  /// The whole number that is the member `name`, where it is written as one, without a point or
  /// exponent, and a `long` holds it.
  default Optional<Long> integer(String name) {
    if (get(name).orElse(null) instanceof Number(String literal)) {
      try {
        return Optional.of(Long.parseLong(literal));
      } catch (NumberFormatException _) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// Whether the member `name` is `true`.
  default boolean isTrue(String name) {
    return get(name).orElse(null) instanceof Bool(boolean value) && value;
  }
}
