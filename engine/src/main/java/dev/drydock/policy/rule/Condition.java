package dev.drydock.policy.rule;

import dev.drydock.policy.facts.Item;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// One line of a rule's `when`: a field, and what it may be.
///
/// What is unknown satisfies nothing but `unknown`, with one exception: an unknown time counts as
/// long ago, since a date that is missing must not open a gate.
///
/// @param name of the field
/// @param anyOf one of these has to hold; never empty
public record Condition(String name, Field field, List<Test> anyOf) {
  public Condition {
    anyOf = List.copyOf(anyOf);
  }

  public boolean holds(Item item, Instant now) {
    return switch (field) {
      case Field.Word word -> {
        String value = word.of().apply(item);
        yield any(test -> test.ofWord(value, word.known()));
      }
      case Field.Names names -> {
        List<String> values = names.of().apply(item);
        yield any(test -> test.ofNames(values));
      }
      case Field.Licences licences -> licences(licences.of().apply(item));
      case Field.Number number -> {
        Double value = number.of().apply(item);
        yield any(test -> test.ofNumber(value));
      }
      case Field.Time time -> {
        Instant value = time.of().apply(item);
        yield any(test -> test.ofTime(value, now));
      }
      case Field.YesNo yesNo -> {
        Boolean value = yesNo.of().apply(item);
        yield any(test -> test.ofTruth(value));
      }
      case Field.Labels labels -> {
        Map<String, String> values = labels.of().apply(item);
        yield any(test -> test.ofLabels(values));
      }
    };
  }

  private boolean any(Predicate asked) {
    for (Test test : anyOf) {
      if (asked.holds(test)) {
        return true;
      }
    }
    return false;
  }

  /// What is asked of a test.
  @FunctionalInterface
  private interface Predicate {
    boolean holds(Test test);
  }

  private boolean licences(List<String> values) {
    if (values.isEmpty()) {
      return any(test -> test.ofNames(values));
    }
    for (String value : values) {
      if (LicenceMatch.matches(value, anyOf)) {
        return true;
      }
    }
    return false;
  }

  /// Whether it asks which approved base an image stands upon.
  public boolean asksForStanding() {
    return name.startsWith(Fields.STANDING);
  }

  /// As a sentence without a full stop: `its severity is critical or high`.
  public String words() {
    List<String> words = new ArrayList<>();
    if (field instanceof Field.YesNo yesNo) {
      for (Test test : anyOf) {
        words.add(truth(test, yesNo));
      }
      return String.join(", or ", words);
    }
    for (Test test : anyOf) {
      words.add(test.words());
    }
    return field.subject() + " " + String.join(" or ", words);
  }

  private static String truth(Test test, Field.YesNo field) {
    if (test instanceof Test.Truth(boolean value)) {
      return value ? field.subject() : field.otherwise();
    }
    return "nobody knows whether " + field.subject();
  }
}
