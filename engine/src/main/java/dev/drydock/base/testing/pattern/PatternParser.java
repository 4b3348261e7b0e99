package dev.drydock.base.testing.pattern;

import dev.drydock.base.testing.pattern.CharacterSet.Range;
import java.util.ArrayList;
import java.util.List;

/// Reads RE2's syntax (`https://github.com/google/re2/wiki/Syntax`), but for Unicode's classes.
final class PatternParser {
  private static final int MOST_CHARACTERS = 10_000;
  private static final int MOST_GROUPS = 200;

  /// As in RE2.
  private static final int MOST_REPEATS = 1_000;

  private static final CharacterSet ANY = new CharacterSet(List.of(), true, false);
  private static final CharacterSet NO_NEW_LINE =
      new CharacterSet(List.of(new Range('\n', '\n')), true, false);

  private final Cursor in;

  /// Letters of the flags that are set.
  private String flags = "";

  private int depth;

  PatternParser(String text) {
    this.in = new Cursor(text);
  }

  Expression parse() throws InvalidPatternException {
    if (in.length() > MOST_CHARACTERS) {
      throw new InvalidPatternException("it is longer than " + MOST_CHARACTERS + " characters");
    }
    Expression whole = choice();
    if (!in.atEnd()) {
      throw in.wrong("a ) closes nothing; write \\)");
    }
    return whole;
  }

  private Expression choice() throws InvalidPatternException {
    List<Expression> alternatives = new ArrayList<>();
    alternatives.add(sequence());
    while (in.take("|")) {
      alternatives.add(sequence());
    }
    return alternatives.size() == 1 ? alternatives.getFirst() : new Expression.Choice(alternatives);
  }

  private Expression sequence() throws InvalidPatternException {
    List<Expression> parts = new ArrayList<>();
    while (!in.atEnd() && !in.sees("|") && !in.sees(")")) {
      if (in.take("\\Q")) {
        quoted(parts);
        continue;
      }
      if (in.counts().length > 0) {
        throw in.wrong("a repetition has nothing before it to repeat");
      }
      parts.add(repeated(atom()));
    }
    return new Expression.Sequence(parts);
  }

  private void quoted(List<Expression> parts) {
    while (!in.atEnd() && !in.take("\\E")) {
      parts.add(literal(in.next()));
    }
  }

  private Expression repeated(Expression part) throws InvalidPatternException {
    Expression repeated = part;
    boolean again = false;
    while (!in.atEnd()) {
      int least = 0;
      int most = -1;
      if (in.take("?")) {
        most = 1;
      } else if (in.take("+")) {
        least = 1;
      } else if (!in.take("*")) {
        int[] counts = in.counts();
        if (counts.length == 0) {
          break;
        }
        least = counts[0];
        most = counts[1];
      }
      if (again) {
        throw in.wrong("two repetitions follow each other; put the first into brackets");
      }
      if (least > MOST_REPEATS || most > MOST_REPEATS || most >= 0 && most < least) {
        throw in.wrong("a repetition is out of its bounds, 0 to " + MOST_REPEATS);
      }
      in.take("?"); // fewest first: that makes no difference for whether there is a match
      repeated = new Expression.Repeat(repeated, least, most);
      again = true;
    }
    return repeated;
  }

  private Expression atom() throws InvalidPatternException {
    int c = in.next();
    return switch (c) {
      case '(' -> group();
      case '[' -> new Expression.Take(new ClassParser(in, has('i')).parse());
      case '.' -> new Expression.Take(has('s') ? ANY : NO_NEW_LINE);
      case '^' ->
          new Expression.Assert(has('m') ? Assertion.BEGIN_OF_LINE : Assertion.BEGIN_OF_TEXT);
      case '$' -> new Expression.Assert(has('m') ? Assertion.END_OF_LINE : Assertion.END_OF_TEXT);
      case '*', '+', '?' -> throw in.wrong("a repetition has nothing before it to repeat");
      case '\\' -> escape();
      default -> literal(c);
    };
  }

  private boolean has(char flag) {
    return flags.indexOf(flag) >= 0;
  }

  private Expression literal(int c) {
    return new Expression.Take(CharacterSet.of(c, has('i')));
  }

  private Expression escape() throws InvalidPatternException {
    int c = in.peek();
    Assertion assertion =
        switch (c) {
          case 'A' -> Assertion.BEGIN_OF_TEXT;
          case 'z' -> Assertion.END_OF_TEXT;
          case 'b' -> Assertion.WORD_BOUNDARY;
          case 'B' -> Assertion.NO_WORD_BOUNDARY;
          default -> null;
        };
    if (assertion != null) {
      in.next();
      return new Expression.Assert(assertion);
    }
    List<Range> perl = CharacterSet.perl(c);
    if (perl != null) {
      in.next();
      return new Expression.Take(new CharacterSet(perl, false, false));
    }
    return literal(in.escaped());
  }

  private Expression group() throws InvalidPatternException {
    if (++depth > MOST_GROUPS) {
      throw in.wrong("brackets are nested too deep");
    }
    String before = flags;
    if (in.take("?")) {
      if (in.take("P<") || in.sees("<") && !in.sees("<=") && !in.sees("<!") && in.take("<")) {
        in.name();
      } else if (flags()) {
        depth--;
        return new Expression.Sequence(List.of()); // (?i): the flags count from here on
      }
    }
    Expression inner = choice();
    if (!in.take(")")) {
      throw in.wrong("a ( is not closed; write \\( for the character");
    }
    flags = before;
    depth--;
    return inner;
  }

  /// @return whether the group ends with them
  private boolean flags() throws InvalidPatternException {
    boolean set = true;
    while (!in.atEnd()) {
      int c = in.next();
      switch (c) {
        case ':' -> {
          return false;
        }
        case ')' -> {
          return true;
        }
        case '-' -> set = false;
        case 'i', 'm', 's', 'U' -> {
          String flag = Character.toString(c);
          flags = flags.replace(flag, "") + (set ? flag : "");
        }
        default -> throw in.wrong("there is no looking around and no such flag in this syntax");
      }
    }
    throw in.wrong("a ( is not closed; write \\( for the character");
  }
}
