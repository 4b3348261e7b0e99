package dev.drydock.base.testing.pattern;

import java.util.ArrayList;
import java.util.List;

/// A regular expression as instructions, so that a search needs no recursion.
final class Program {
  /// Counted repetitions are written out, so this bounds them too.
  private static final int MOST = 10_000;

  private static final CharacterSet NOTHING = new CharacterSet(List.of(), false, false);

  private final List<Instruction> instructions = new ArrayList<>();

  enum Kind {
    TAKE,
    ASSERT,
    JUMP,
    SPLIT,
    MATCH
  }

  private record Instruction(
      Kind kind, CharacterSet set, Assertion assertion, int target, int other) {}

  private Program() {}

  static Program of(Expression expression) throws InvalidPatternException {
    Program program = new Program();
    program.add(expression);
    program.add(Kind.MATCH, 0, 0);
    return program;
  }

  int size() {
    return instructions.size();
  }

  Kind kind(int at) {
    return instructions.get(at).kind;
  }

  CharacterSet set(int at) {
    return instructions.get(at).set;
  }

  Assertion assertion(int at) {
    return instructions.get(at).assertion;
  }

  int target(int at) {
    return instructions.get(at).target;
  }

  int other(int at) {
    return instructions.get(at).other;
  }

  /// As deep as the parser allows.
  private void add(Expression expression) throws InvalidPatternException {
    switch (expression) {
      case Expression.Take(CharacterSet set) ->
          add(new Instruction(Kind.TAKE, set, Assertion.BEGIN_OF_TEXT, 0, 0));
      case Expression.Assert(Assertion assertion) ->
          add(new Instruction(Kind.ASSERT, NOTHING, assertion, 0, 0));
      case Expression.Sequence(List<Expression> parts) -> {
        for (Expression part : parts) {
          add(part);
        }
      }
      case Expression.Choice(List<Expression> alternatives) -> choice(alternatives);
      case Expression.Repeat repeat -> repeat(repeat);
    }
  }

  private void choice(List<Expression> alternatives) throws InvalidPatternException {
    List<Integer> ends = new ArrayList<>();
    for (int i = 0; i < alternatives.size(); i++) {
      boolean last = i + 1 == alternatives.size();
      int split = size();
      if (!last) {
        add(Kind.SPLIT, 0, 0);
      }
      add(alternatives.get(i));
      if (!last) {
        ends.add(size());
        add(Kind.JUMP, 0, 0);
        set(split, Kind.SPLIT, split + 1, size());
      }
    }
    for (int end : ends) {
      set(end, Kind.JUMP, size(), 0);
    }
  }

  private void repeat(Expression.Repeat repeat) throws InvalidPatternException {
    for (int i = 0; i < repeat.least(); i++) {
      add(repeat.what());
    }
    if (repeat.most() < 0) {
      int split = size();
      add(Kind.SPLIT, 0, 0);
      add(repeat.what());
      add(Kind.JUMP, split, 0);
      set(split, Kind.SPLIT, split + 1, size());
      return;
    }
    List<Integer> splits = new ArrayList<>();
    for (int i = repeat.least(); i < repeat.most(); i++) {
      splits.add(size());
      add(Kind.SPLIT, 0, 0);
      add(repeat.what());
    }
    for (int split : splits) {
      set(split, Kind.SPLIT, split + 1, size());
    }
  }

  private void add(Kind kind, int target, int other) throws InvalidPatternException {
    add(new Instruction(kind, NOTHING, Assertion.BEGIN_OF_TEXT, target, other));
  }

  private void add(Instruction instruction) throws InvalidPatternException {
    if (instructions.size() >= MOST) {
      throw new InvalidPatternException(
          "it is too large once its repetitions are written out; write smaller numbers");
    }
    instructions.add(instruction);
  }

  private void set(int at, Kind kind, int target, int other) {
    instructions.set(at, new Instruction(kind, NOTHING, Assertion.BEGIN_OF_TEXT, target, other));
  }
}
