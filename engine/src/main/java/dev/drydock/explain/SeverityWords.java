package dev.drydock.explain;

import dev.drydock.explain.Line.Item;
import dev.drydock.explain.Line.Sentence;
import dev.drydock.match.Finding.Rating;
import dev.drydock.match.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Who graded a vulnerability how.
final class SeverityWords {
  private static final int MOST = 6;

  private SeverityWords() {}

  /// @param here whether they are those of a package of an image
  static List<Line> of(List<Rating> ratings, boolean here) {
    if (ratings.isEmpty()) {
      return List.of(
          new Sentence(
              "Nobody whose records are here has graded it. That means unknown, not harmless."));
    }
    List<Line> lines = new ArrayList<>();
    Rating first = ratings.getFirst();
    lines.add(
        new Sentence(
            capital(first.severity().word())
                + score(first)
                + ", says "
                + Sources.name(first.source())
                + ": "
                + grade(first.severity())
                + "."));
    boolean differ = false;
    for (Rating rating : ratings.subList(1, Math.min(MOST, ratings.size()))) {
      lines.add(
          new Item(
              capital(Sources.name(rating.source()))
                  + " says "
                  + rating.severity().word()
                  + score(rating)));
      differ |= rating.severity() != first.severity();
    }
    if (ratings.size() > MOST) {
      lines.add(new Item("and " + (ratings.size() - MOST) + " more grades"));
    }
    if (differ) {
      lines.add(
          new Sentence(
              "They do not agree, as each looks at it for another purpose. "
                  + (here
                      ? "The first one counts here: it is the one that is closest to the package."
                      : "Which one counts depends on the package: distributions grade their own.")));
    }
    return lines;
  }

  private static String score(Rating rating) {
    Double score = rating.score();
    return score == null ? "" : String.format(Locale.ROOT, " (%.1f of 10)", score);
  }

  private static String grade(Severity severity) {
    return switch (severity) {
      case CRITICAL -> "the highest grade";
      case HIGH -> "the second highest grade";
      case MEDIUM -> "the middle grade";
      case LOW -> "a low grade";
      case NEGLIGIBLE -> "the lowest grade, for what hardly does harm in practice";
      case UNKNOWN -> "no grade that is known here";
    };
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
