package dev.drydock.policy.rule;

import dev.drydock.policy.facts.Item;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What of an item a condition is about, and which values it can have.
///
/// A value that is `null`, or a list that is empty, is unknown.
public sealed interface Field {

  /// What it is of, to stand before a value: `its severity is`.
  String subject();

  /// One of a few words.
  ///
  /// @param known all of them; from the least to the greatest where they have an order
  record Word(
      String subject, List<String> known, boolean ordered, Function<Item, @Nullable String> of)
      implements Field {}

  /// Names, one of which has to match.
  record Names(String subject, Function<Item, List<String>> of) implements Field {}

  /// Licences, each an SPDX expression where it is understood as one.
  record Licences(String subject, Function<Item, List<String>> of) implements Field {}

  record Number(String subject, Function<Item, @Nullable Double> of) implements Field {}

  /// A time in the past.
  record Time(String subject, Function<Item, @Nullable Instant> of) implements Field {}

  /// @param subject the sentence that is true where it is
  /// @param otherwise the sentence that is true where it is not
  record YesNo(String subject, String otherwise, Function<Item, @Nullable Boolean> of)
      implements Field {}

  record Labels(String subject, Function<Item, Map<String, String>> of) implements Field {}
}
