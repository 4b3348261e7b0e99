package dev.drydock.catalog.hex;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A value of Erlang or Elixir, as far as lock files and descriptions of applications have them.
sealed interface Term {

  /// A tuple; also a member of a map or keyword list, which is a tuple of key and value.
  record Tuple(List<Term> items) implements Term {}

  /// A list, or the members of a map.
  record Sequence(List<Term> items) implements Term {}

  /// A string, a binary, or text in a list.
  record Text(String value) implements Term {}

  /// An atom, or a number as it is written.
  record Atom(String value) implements Term {}

  /// The parts of a tuple; none of anything else.
  default List<Term> tuple() {
    return this instanceof Tuple(List<Term> items) ? items : List.of();
  }

  /// The parts of a list; none of anything else.
  default List<Term> sequence() {
    return this instanceof Sequence(List<Term> items) ? items : List.of();
  }

  /// The text of a string or an atom; `null` of anything else.
  default @Nullable String word() {
    return switch (this) {
      case Text(String value) -> value;
      case Atom(String value) -> value;
      default -> null;
    };
  }

  /// The value of a string; `null` of anything else.
  default @Nullable String text() {
    return this instanceof Text(String value) ? value : null;
  }

  /// Whether this is the atom `name`.
  default boolean atom(String name) {
    return this instanceof Atom(String value) && value.equals(name);
  }

  /// The value of the member `name` of a list of pairs; `null` where it has none.
  default @Nullable Term member(String name) {
    for (Term item : sequence()) {
      List<Term> pair = item.tuple();
      if (pair.size() == 2 && name.equals(pair.getFirst().word())) {
        return pair.getLast();
      }
    }
    return null;
  }
}
