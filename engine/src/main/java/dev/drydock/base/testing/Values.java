package dev.drydock.base.testing;

import dev.drydock.base.testing.StructureTests.Texts;
import dev.drydock.base.testing.StructureTests.Variable;
import dev.drydock.base.testing.pattern.InvalidPatternException;
import dev.drydock.base.testing.pattern.TextPattern;
import dev.drydock.document.YamlNode;
import dev.drydock.document.YamlNode.Entry;
import dev.drydock.document.YamlNode.Scalar;
import dev.drydock.policy.reading.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what several kinds of tests have.
final class Values {
  private static final int MOST_DIGITS = 10;

  private final Reading reading;

  Values(Reading reading) {
    this.reading = reading;
  }

  /// What is written, whatever it looks like; `null` where it is no scalar.
  @Nullable String written(YamlNode node, String what) {
    if (node instanceof Scalar scalar) {
      return scalar.value();
    }
    return reading.text(node, what); // tells it
  }

  List<String> words(@Nullable Entry entry) {
    return entry == null
        ? List.of()
        : reading.oneOrMore(entry.value(), entry.key(), true, this::written);
  }

  /// A number from 0 on; `otherwise` where there is none.
  long number(@Nullable Entry entry, long otherwise) {
    if (entry == null) {
      return otherwise;
    }
    String text = reading.text(entry.value(), entry.key());
    if (text == null) {
      return otherwise;
    }
    boolean number =
        text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number) {
      reading.problem(
          entry.value().start(), entry.key() + " is a number, here is " + Reading.shown(text));
      return otherwise;
    }
    return Long.parseLong(text);
  }

  Texts texts(@Nullable Entry expected, @Nullable Entry excluded) {
    return new Texts(patterns(expected), patterns(excluded));
  }

  private List<TextPattern> patterns(@Nullable Entry entry) {
    return entry == null
        ? List.of()
        : reading.oneOrMore(
            entry.value(),
            entry.key(),
            true,
            (node, what) -> {
              String text = written(node, what);
              return text == null ? null : pattern(text, node, what);
            });
  }

  @Nullable TextPattern pattern(String text, YamlNode node, String what) {
    try {
      return TextPattern.compile(text);
    } catch (InvalidPatternException e) {
      reading.problem(
          node.start(),
          what + ": " + Reading.shown(text) + " is no regular expression: " + e.getMessage());
      return null;
    }
  }

  /// @param patterns whether `isRegex` may be set
  List<Variable> variables(Entry entry, boolean patterns) {
    List<Variable> variables = new ArrayList<>();
    if (!(entry.value() instanceof YamlNode.Sequence sequence)) {
      reading.problem(
          entry.value().start(), entry.key() + " is a list of `{ key: ..., value: ... }`");
      return variables;
    }
    for (YamlNode node : sequence.items()) {
      Map<String, Entry> keys =
          reading.mapping(node, "one of " + entry.key(), List.of("key", "value", "isRegex"));
      if (!(node instanceof YamlNode.Mapping)) {
        continue;
      }
      reading.require(node.start(), "one of " + entry.key(), keys, List.of("key", "value"));
      Entry key = keys.get("key");
      Entry value = keys.get("value");
      Entry regex = keys.get("isRegex");
      String name = key == null ? null : reading.text(key.value(), "key");
      String text = value == null ? null : written(value.value(), "value");
      if (name == null || value == null || text == null) {
        continue;
      }
      boolean isPattern =
          regex != null && Boolean.TRUE.equals(reading.truth(regex.value(), "isRegex"));
      if (isPattern && !patterns) {
        reading.problem(
            node.start(), "isRegex is for metadataTest; here the variable is set, leave it out");
      }
      variables.add(
          new Variable(name, text, isPattern ? pattern(text, value.value(), "value") : null));
    }
    return variables;
  }
}
