package dev.drydock.explain;

/// One piece of text of an explanation, without any layout.
public sealed interface Line {
  String text();

  /// A sentence or more that stand for themselves.
  record Sentence(String text) implements Line {}

  /// One of several things.
  record Item(String text) implements Line {}

  /// What belongs to the item above.
  record Detail(String text) implements Line {}

  /// What to type.
  record Command(String text) implements Line {}
}
