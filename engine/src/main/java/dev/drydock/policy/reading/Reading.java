package dev.drydock.policy.reading;

import dev.drydock.document.YamlNode;
import dev.drydock.document.YamlNode.Entry;
import dev.drydock.document.YamlNode.Mapping;
import dev.drydock.document.YamlNode.Mark;
import dev.drydock.document.YamlNode.Scalar;
import dev.drydock.document.YamlNode.Sequence;
import dev.drydock.policy.rule.Source;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The reading of one file: what is taken from it, and every mistake on the way.
///
/// What is wrong is told once, and read as if it were not there.
public final class Reading {
  private static final int MOST_SHOWN = 60;

  private final String file;
  private final List<Problem> problems;

  /// @param problems where mistakes are told
  public Reading(String file, List<Problem> problems) {
    this.file = file;
    this.problems = problems;
  }

  String file() {
    return file;
  }

  public Source source(Mark mark) {
    return new Source(file, mark.line(), mark.column());
  }

  public void problem(Mark mark, String message) {
    problem(new Problem(source(mark), message));
  }

  /// What is wrong in another file, to which this one leads.
  public void problem(Problem problem) {
    problems.add(problem);
  }

  /// The entries of a mapping by their keys. What is no mapping has none.
  ///
  /// @param what it is, for errors: `a rule`
  public Map<String, Entry> mapping(YamlNode node, String what) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    if (!(node instanceof Mapping mapping)) {
      problem(node.start(), what + " is written as `key: value` lines, here is " + kind(node));
      return entries;
    }
    for (Entry entry : mapping.entries()) {
      Entry first = entries.putIfAbsent(entry.key(), entry);
      if (first != null) {
        problem(
            entry.start(),
            shown(entry.key())
                + " stands twice, first in line "
                + first.start().line()
                + "; leave one of them");
      }
    }
    return entries;
  }

  /// The same, where only some keys are known.
  public Map<String, Entry> mapping(YamlNode node, String what, Collection<String> known) {
    Map<String, Entry> entries = mapping(node, what);
    for (Entry entry : entries.values()) {
      if (!known.contains(entry.key())) {
        problem(
            entry.start(),
            what + " has no key " + shown(entry.key()) + Nearest.of(entry.key(), known));
      }
    }
    return entries;
  }

  /// A text that says something; `null` where there is none.
  ///
  /// @param what it is, for errors: `the reason`
  public @Nullable String text(YamlNode node, String what) {
    if (!(node instanceof Scalar scalar)) {
      problem(node.start(), what + " is a text, here is " + kind(node));
      return null;
    }
    if (scalar.value().isBlank() || scalar.plain() && isNoText(scalar.value())) {
      problem(
          node.start(),
          what
              + " is a text, here is "
              + (scalar.value().isBlank() ? "nothing" : shown(scalar.value())));
      return null;
    }
    return scalar.value();
  }

  private static boolean isNoText(String value) {
    return switch (value) {
      case "~", "null", "true", "false" -> true;
      default -> false;
    };
  }

  /// One value, or a list of them. Those that are wrong are left out.
  ///
  /// @param empty whether the list may be empty
  /// @param read `null` for what is wrong and told of
  public <T> List<T> oneOrMore(
      YamlNode node, String what, boolean empty, BiFunction<YamlNode, String, @Nullable T> read) {
    List<T> values = new ArrayList<>();
    if (node instanceof Sequence(Mark start, Mark _, List<YamlNode> items)) {
      if (items.isEmpty() && !empty) {
        problem(start, what + " is an empty list; name something, or leave it out");
      }
      for (YamlNode item : items) {
        add(values, read.apply(item, what));
      }
    } else {
      add(values, read.apply(node, what));
    }
    return values;
  }

  private static <T> void add(List<T> values, @Nullable T value) {
    if (value != null) {
      values.add(value);
    }
  }

  /// One text, or a list of them.
  public List<String> texts(YamlNode node, String what) {
    return oneOrMore(node, what, false, this::text);
  }

  /// One of a few words; `null` where it is none.
  public @Nullable String word(YamlNode node, String what, Collection<String> known) {
    String word = text(node, what);
    if (word == null || known.contains(word)) {
      return word;
    }
    problem(node.start(), what + " cannot be " + shown(word) + Nearest.of(word, known));
    return null;
  }

  /// One of a few values by its word; `null` where it is none.
  public <E> @Nullable E choice(
      YamlNode node, String what, List<E> values, Function<E, String> words) {
    List<String> known = values.stream().map(words).toList();
    String word = word(node, what, known);
    return word == null ? null : values.get(known.indexOf(word));
  }

  /// `true` or `false`, also as `yes` and `no`; `null` where it is none.
  public @Nullable Boolean truth(YamlNode node, String what) {
    if (node instanceof Scalar scalar && scalar.plain()) {
      switch (scalar.value()) {
        case "true", "yes" -> {
          return true;
        }
        case "false", "no" -> {
          return false;
        }
        default -> {
          // told below
        }
      }
    }
    problem(node.start(), what + " is yes or no, here is " + kind(node));
    return null;
  }

  /// Tells what is missing of keys that have to be there.
  public void require(Mark owner, String what, Map<String, Entry> entries, List<String> keys) {
    Set<String> missing = new HashSet<>();
    for (String key : keys) {
      if (!entries.containsKey(key) && missing.add(key)) {
        problem(owner, what + " needs " + key + ": add `" + key + ": ...`");
      }
    }
  }

  private static String kind(YamlNode node) {
    return switch (node) {
      case Mapping _ -> "a mapping";
      case Sequence _ -> "a list";
      case Scalar scalar -> scalar.value().isBlank() ? "nothing" : shown(scalar.value());
    };
  }

  /// What stands there, so that it cannot spoil a terminal.
  public static String shown(String text) {
    StringBuilder shown = new StringBuilder("'");
    for (int i = 0; i < text.length() && i < MOST_SHOWN; i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c);
    }
    return shown.append(text.length() > MOST_SHOWN ? "…'" : "'").toString();
  }
}
