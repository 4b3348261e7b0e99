package dev.drydock.base.testing.pattern;

import dev.drydock.base.testing.pattern.CharacterSet.Range;
import java.util.ArrayList;
import java.util.List;

/// Reads what stands between square brackets.
final class ClassParser {
  private final Cursor in;
  private final boolean anyCase;
  private final List<Range> ranges = new ArrayList<>();

  ClassParser(Cursor in, boolean anyCase) {
    this.in = in;
    this.anyCase = anyCase;
  }

  /// After the opening bracket.
  CharacterSet parse() throws InvalidPatternException {
    boolean negated = in.take("^");
    boolean first = true;
    while (first || !in.take("]")) {
      if (in.atEnd()) {
        throw in.wrong("a [ is not closed; write \\[ for the character");
      }
      if (!in.take("[:")) {
        item();
      } else {
        named();
      }
      first = false;
    }
    return new CharacterSet(ranges, negated, anyCase);
  }

  private void named() throws InvalidPatternException {
    boolean others = in.take("^");
    String name = in.upTo(":]");
    List<Range> named = CharacterSet.named(name);
    if (named == null) {
      throw in.wrong("there is no class [:" + name + ":]");
    }
    ranges.addAll(others ? CharacterSet.others(named) : named);
  }

  private void item() throws InvalidPatternException {
    if (in.sees("\\")) {
      in.next();
      List<Range> perl = in.atEnd() ? null : CharacterSet.perl(in.peek());
      if (perl != null) {
        in.next();
        ranges.addAll(perl);
        return;
      }
      range(in.escaped());
    } else {
      range(in.next());
    }
  }

  private void range(int from) throws InvalidPatternException {
    int to = from;
    if (in.sees("-") && !in.sees("-]")) {
      in.next();
      if (in.atEnd()) {
        throw in.wrong("a [ is not closed; write \\[ for the character");
      }
      int c = in.next();
      to = c == '\\' ? in.escaped() : c;
      if (to < from) {
        throw in.wrong("a range ends before it begins");
      }
    }
    ranges.add(new Range(from, to));
  }
}
