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
    // no pattern switch: the first one in a fresh JVM costs 20 ms of method handles
    if (field instanceof Field.Word word) {
      String value = word.of().apply(item);
      return any(test -> test.ofWord(value, word.known()));
    }
    if (field instanceof Field.Names names) {
      List<String> values = names.of().apply(item);
      return any(test -> test.ofNames(values));
    }
    if (field instanceof Field.Licences licences) {
      return licences(licences.of().apply(item));
    }
    if (field instanceof Field.Number number) {
      Double value = number.of().apply(item);
      return any(test -> test.ofNumber(value));
    }
    if (field instanceof Field.Time time) {
      Instant value = time.of().apply(item);
      return any(test -> test.ofTime(value, now));
    }
    if (field instanceof Field.YesNo yesNo) {
      Boolean value = yesNo.of().apply(item);
      return any(test -> test.ofTruth(value));
    }
    Map<String, String> values = ((Field.Labels) field).of().apply(item);
    return any(test -> test.ofLabels(values));
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
