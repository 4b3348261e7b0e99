package dev.drydock.policy.reading;

import dev.drydock.document.YamlNode;
import dev.drydock.document.YamlNode.Entry;
import dev.drydock.document.YamlNode.Scalar;
import dev.drydock.policy.rule.About;
import dev.drydock.policy.rule.Comparison;
import dev.drydock.policy.rule.Condition;
import dev.drydock.policy.rule.Field;
import dev.drydock.policy.rule.Fields;
import dev.drydock.policy.rule.Glob;
import dev.drydock.policy.rule.Span;
import dev.drydock.policy.rule.Test;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads `when` and `unless`: conditions by name, each with a value or a list of values.
final class ConditionReader {
  private static final String UNKNOWN = "unknown";

  /// More digits than any number has that is compared here.
  private static final int LONGEST_NUMBER = 18;

  private final Reading reading;

  ConditionReader(Reading reading) {
    this.reading = reading;
  }

  List<Condition> read(YamlNode node, String what, About about) {
    Map<String, Field> known = Fields.of(about);
    List<Condition> conditions = new ArrayList<>();
    Map<String, Entry> entries = reading.mapping(node, what);
    if (entries.isEmpty() && node instanceof YamlNode.Mapping) {
      reading.problem(node.start(), what + " is empty; name a condition, or leave it out");
    }
    for (Entry entry : entries.values()) {
      Field field = known.get(entry.key());
      if (field == null) {
        reading.problem(
            entry.start(),
            "there is no condition "
                + Reading.shown(entry.key())
                + " for "
                + about.word()
                + Nearest.of(entry.key(), known.keySet()));
      } else {
        List<Test> tests = tests(field, entry);
        if (!tests.isEmpty()) {
          conditions.add(new Condition(entry.key(), field, tests));
        }
      }
    }
    return conditions;
  }

  private List<Test> tests(Field field, Entry entry) {
    // no pattern switch: the first one in a fresh JVM costs 20 ms of method handles
    if (field instanceof Field.Word word) {
      return list(entry, (node, what) -> word(node, what, word));
    }
    if (field instanceof Field.Number) {
      return list(entry, this::number);
    }
    if (field instanceof Field.Time) {
      return list(entry, this::time);
    }
    if (field instanceof Field.YesNo) {
      return list(entry, this::yesNo);
    }
    if (field instanceof Field.Labels) {
      return labels(entry);
    }
    // names and licences
    return list(entry, this::name);
  }

  /// How one value is read; `null` for what is wrong and told of.
  @FunctionalInterface
  private interface Value {
    @Nullable Test read(YamlNode node, String what);
  }

  private List<Test> list(Entry entry, Value value) {
    return reading.oneOrMore(entry.value(), entry.key(), false, value::read);
  }

  private @Nullable Test word(YamlNode node, String what, Field.Word field) {
    String text = reading.text(node, what);
    if (text == null) {
      return null;
    }
    if (text.equals(UNKNOWN)) {
      return new Test.Unknown();
    }
    Comparison comparison = field.ordered() ? Comparison.leading(text) : null;
    String word = comparison == null ? text : text.substring(comparison.sign().length()).strip();
    if (!field.known().contains(word)) {
      List<String> known = new ArrayList<>(field.known());
      known.add(UNKNOWN);
      reading.problem(
          node.start(), what + " cannot be " + Reading.shown(text) + Nearest.of(word, known));
      return null;
    }
    return comparison == null ? new Test.Is(word) : new Test.Ranks(comparison, word);
  }

  private @Nullable Test name(YamlNode node, String what) {
    String text = reading.text(node, what);
    if (text == null) {
      return null;
    }
    return text.equals(UNKNOWN) ? new Test.Unknown() : new Test.Like(new Glob(text));
  }

  private @Nullable Test number(YamlNode node, String what) {
    String text = reading.text(node, what);
    if (text == null) {
      return null;
    }
    if (text.equals(UNKNOWN)) {
      return new Test.Unknown();
    }
    Comparison comparison = Comparison.leading(text);
    String bound = comparison == null ? text : text.substring(comparison.sign().length()).strip();
    if (comparison == null || !isNumber(bound)) {
      String suggestion = isNumber(bound) ? bound : "10";
      reading.problem(
          node.start(),
          what
              + " is compared with a number, as in \">= "
              + suggestion
              + "\", here is "
              + Reading.shown(text));
      return null;
    }
    return new Test.Compares(comparison, Double.parseDouble(bound), bound);
  }

  private static boolean isNumber(String text) {
    int points = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      points += c == '.' ? 1 : 0;
      if (c != '.' && (c < '0' || c > '9')) {
        return false;
      }
    }
    return !text.isEmpty()
        && text.length() <= LONGEST_NUMBER
        && points <= 1
        && text.charAt(0) != '.'
        && text.charAt(text.length() - 1) != '.';
  }

  private @Nullable Test time(YamlNode node, String what) {
    String text = reading.text(node, what);
    if (text == null) {
      return null;
    }
    if (text.equals(UNKNOWN)) {
      return new Test.Unknown();
    }
    Comparison comparison = Comparison.leading(text);
    Span span =
        comparison == null
            ? null
            : Span.parse(text.substring(comparison.sign().length()).strip()).orElse(null);
    if (comparison == null || comparison == Comparison.EQUAL || span == null) {
      String bound = Span.parse(text.strip()).map(Span::text).orElse("30d");
      reading.problem(
          node.start(),
          what
              + " is compared with a time, as in \"> "
              + bound
              + "\" ("
              + Span.FORMS
              + "), here is "
              + Reading.shown(text));
      return null;
    }
    return new Test.Ago(comparison, span);
  }

  private @Nullable Test yesNo(YamlNode node, String what) {
    if (node instanceof Scalar scalar && scalar.value().equals(UNKNOWN)) {
      return new Test.Unknown();
    }
    Boolean truth = reading.truth(node, what);
    return truth == null ? null : new Test.Truth(truth);
  }

  private List<Test> labels(Entry entry) {
    List<Test> tests = new ArrayList<>();
    Map<String, Entry> labels = reading.mapping(entry.value(), entry.key());
    if (labels.isEmpty() && entry.value() instanceof YamlNode.Mapping) {
      reading.problem(entry.value().start(), entry.key() + " is empty; name a label");
    }
    for (Entry label : labels.values()) {
      String pattern = reading.text(label.value(), "the label " + Reading.shown(label.key()));
      if (pattern != null) {
        tests.add(new Test.Label(label.key(), new Glob(pattern)));
      }
    }
    return tests;
  }
}
