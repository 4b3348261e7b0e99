package dev.drydock.project.gradle;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A place of a build script where a name or a version is written: in quotes, or as an expression.
///
/// @param start of what is written, in UTF-16 characters; quotes are not included
/// @param written what stands there
record ScriptSlot(int start, String written, Style style) {

  enum Style {
    /// A text in which every character stands for itself.
    LITERAL,
    /// A text of Groovy in which `$a`, `$a.b` and `${…}` stand for something.
    GROOVY_TEMPLATE,
    /// A text of Kotlin in which `$a` and `${…}` stand for something.
    KOTLIN_TEMPLATE,
    /// Code without quotes.
    EXPRESSION
  }

  /// A stretch of the text: as it is, or a variable.
  ///
  /// @param variable its name, `""` where it is an expression that is not understood; `null` for
  ///   text as it is
  record Part(String text, @Nullable String variable) {}

  int end() {
    return start + written.length();
  }

  /// A part of what is written here.
  ScriptSlot part(int from, int to) {
    return new ScriptSlot(start + from, written.substring(from, to), style);
  }

  List<Part> parts() {
    return switch (style) {
      case LITERAL -> List.of(new Part(written, null));
      case EXPRESSION -> List.of(new Part(written, ScriptVariables.name(written).orElse("")));
      case GROOVY_TEMPLATE, KOTLIN_TEMPLATE -> template();
    };
  }

  private List<Part> template() {
    List<Part> parts = new ArrayList<>();
    int done = 0;
    int dollar = written.indexOf('$');
    while (dollar >= 0) {
      int end = referenceEnd(dollar);
      if (end > dollar + 1) {
        if (dollar > done) {
          parts.add(new Part(written.substring(done, dollar), null));
        }
        String reference = written.substring(dollar, end);
        String expression =
            reference.startsWith("${")
                ? reference.substring(2, reference.length() - 1)
                : reference.substring(1);
        parts.add(new Part(reference, ScriptVariables.name(expression).orElse("")));
        done = end;
      }
      dollar = written.indexOf('$', Math.max(end, dollar + 1));
    }
    if (done < written.length() || parts.isEmpty()) {
      parts.add(new Part(written.substring(done), null));
    }
    return parts;
  }

  /// Where the reference ends that begins with that dollar; the place after it where none does.
  private int referenceEnd(int dollar) {
    if (written.startsWith("{", dollar + 1)) {
      int end = closing(dollar + 1);
      return end < 0 ? dollar + 1 : end + 1;
    }
    int at = word(dollar + 1);
    while (style == Style.GROOVY_TEMPLATE
        && at > dollar + 1
        && written.startsWith(".", at)
        && word(at + 1) > at + 1) {
      at = word(at + 1);
    }
    return at;
  }

  private int word(int from) {
    int at = from;
    while (at < written.length()
        && (Character.isLetter(written.charAt(at))
            || written.charAt(at) == '_'
            || (at > from && Character.isDigit(written.charAt(at))))) {
      at++;
    }
    return at;
  }

  private int closing(int open) {
    int depth = 0;
    for (int i = open; i < written.length(); i++) {
      char c = written.charAt(i);
      if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  /// The places of a character that no expression holds.
  List<Integer> places(char c) {
    List<Integer> places = new ArrayList<>();
    int offset = 0;
    for (Part part : parts()) {
      if (part.variable() == null) {
        for (int at = part.text().indexOf(c); at >= 0; at = part.text().indexOf(c, at + 1)) {
          places.add(offset + at);
        }
      }
      offset += part.text().length();
    }
    return places;
  }

  /// The one variable in it with what stands before and after; empty where there is none, or where
  /// there are several.
  Optional<Single> single() {
    Single found = null;
    StringBuilder before = new StringBuilder();
    StringBuilder after = new StringBuilder();
    for (Part part : parts()) {
      String variable = part.variable();
      if (variable == null) {
        (found == null ? before : after).append(part.text());
      } else if (found != null || variable.isEmpty()) {
        return Optional.empty();
      } else {
        found = new Single("", variable, "");
      }
    }
    return found == null
        ? Optional.empty()
        : Optional.of(new Single(before.toString(), found.variable(), after.toString()));
  }

  record Single(String before, String variable, String after) {
    /// What the variable has to be for the whole to be `value`.
    Optional<String> valueFor(String value) {
      int length = value.length() - before.length() - after.length();
      return length > 0 && value.startsWith(before) && value.endsWith(after)
          ? Optional.of(value.substring(before.length(), before.length() + length))
          : Optional.empty();
    }
  }

  boolean isConstant() {
    return parts().stream().allMatch(part -> part.variable() == null);
  }
}
