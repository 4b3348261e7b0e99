package dev.drydock.text;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/// One change of a text: the characters from `start` (included) to `end` (excluded) become
/// `replacement`.
///
/// @param start an offset in the text before any edit, in UTF-16 characters
/// @param end as `start`; equal to it where something is only inserted
public record TextEdit(int start, int end, String replacement) {
  public TextEdit {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no stretch of text: " + start + " to " + end);
    }
    Objects.requireNonNull(replacement);
  }

  public static TextEdit insertion(int offset, String text) {
    return new TextEdit(offset, offset, text);
  }

  /// The text after all edits, whose offsets all speak of the text as it is now. Insertions at one
  /// offset keep their order.
  ///
  /// @throws IllegalArgumentException where edits overlap or reach beyond the text
  public static String apply(String text, List<TextEdit> edits) {
    List<TextEdit> ordered =
        edits.stream()
            .sorted(Comparator.comparingInt(TextEdit::start).thenComparingInt(TextEdit::end))
            .toList();
    StringBuilder after = new StringBuilder(text.length() + 64);
    int done = 0;
    for (TextEdit edit : ordered) {
      if (edit.start < done || edit.end > text.length()) {
        throw new IllegalArgumentException("edits overlap or leave the text at " + edit.start);
      }
      after.append(text, done, edit.start).append(edit.replacement);
      done = edit.end;
    }
    return after.append(text, done, text.length()).toString();
  }
}
