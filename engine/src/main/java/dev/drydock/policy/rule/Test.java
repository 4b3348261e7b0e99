package dev.drydock.policy.rule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one value of a condition asks for. A test that is asked about a kind of value that it does
/// not speak of does not hold.
public sealed interface Test {

  /// In words, to stand after what the value is of.
  String words();

  /// @param known all words, in their order where they have one
  default boolean ofWord(@Nullable String value, List<String> known) {
    return false;
  }

  default boolean ofNames(List<String> values) {
    return false;
  }

  default boolean ofNumber(@Nullable Double value) {
    return false;
  }

  default boolean ofTime(@Nullable Instant value, Instant now) {
    return false;
  }

  default boolean ofTruth(@Nullable Boolean value) {
    return false;
  }

  default boolean ofLabels(Map<String, String> labels) {
    return false;
  }

  /// One of a few words.
  record Is(String word) implements Test {
    @Override
    public String words() {
      return word;
    }

    @Override
    public boolean ofWord(@Nullable String value, List<String> known) {
      return word.equals(value);
    }
  }

  /// A word's rank among words that have an order.
  record Ranks(Comparison comparison, String word) implements Test {
    @Override
    public String words() {
      return comparison.words() + word;
    }

    @Override
    public boolean ofWord(@Nullable String value, List<String> known) {
      int rank = value == null ? -1 : known.indexOf(value);
      return rank >= 0 && comparison.holds(Integer.compare(rank, known.indexOf(word)));
    }
  }

  /// A name.
  record Like(Glob glob) implements Test {
    @Override
    public String words() {
      return glob.text();
    }

    @Override
    public boolean ofNames(List<String> values) {
      return glob.matchesAny(values);
    }
  }

  /// A number.
  record Compares(Comparison comparison, double bound, String text) implements Test {
    @Override
    public String words() {
      return comparison.words() + text;
    }

    @Override
    public boolean ofNumber(@Nullable Double value) {
      return value != null && comparison.holds(Double.compare(value, bound));
    }
  }

  /// How long ago something was.
  record Ago(Comparison comparison, Span span) implements Test {
    @Override
    public String words() {
      return comparison.words() + span.words() + " ago";
    }

    /// An unknown time counts as long ago: a date that is missing must not open a gate.
    @Override
    public boolean ofTime(@Nullable Instant value, Instant now) {
      return value == null
          ? comparison.upwards()
          : comparison.holds(Duration.between(value, now).compareTo(span.length()));
    }
  }

  /// Yes or no.
  record Truth(boolean value) implements Test {
    @Override
    public String words() {
      return value ? "yes" : "no";
    }

    @Override
    public boolean ofTruth(@Nullable Boolean asked) {
      return asked != null && asked == value;
    }
  }

  /// A label and its value.
  record Label(String name, Glob value) implements Test {
    @Override
    public String words() {
      return name + " = " + value.text();
    }

    @Override
    public boolean ofLabels(Map<String, String> labels) {
      String label = labels.get(name);
      return label != null && value.matches(label);
    }
  }

  /// That nobody knows.
  record Unknown() implements Test {
    @Override
    public String words() {
      return "unknown";
    }

    @Override
    public boolean ofWord(@Nullable String value, List<String> known) {
      return value == null;
    }

    @Override
    public boolean ofNames(List<String> values) {
      return values.isEmpty();
    }

    @Override
    public boolean ofNumber(@Nullable Double value) {
      return value == null;
    }

    @Override
    public boolean ofTime(@Nullable Instant value, Instant now) {
      return value == null;
    }

    @Override
    public boolean ofTruth(@Nullable Boolean value) {
      return value == null;
    }
  }
}
