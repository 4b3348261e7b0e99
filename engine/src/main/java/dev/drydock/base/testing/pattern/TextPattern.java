package dev.drydock.base.testing.pattern;

import java.util.Arrays;

/// A regular expression as Go's `regexp` writes it (RE2's syntax), searched for anywhere in a text.
///
/// All ways through the expression are followed at the same time, so that the work is bounded by
/// its length times that of the text, whatever both are. That is why there are no references back
/// and no looking around.
public final class TextPattern {
  /// Steps for one search; some seconds at worst.
  private static final long MOST_STEPS = 150_000_000;

  private final String text;
  private final Program program;

  private TextPattern(String text, Program program) {
    this.text = text;
    this.program = program;
  }

  public static TextPattern compile(String text) throws InvalidPatternException {
    return new TextPattern(text, Program.of(new PatternParser(text).parse()));
  }

  /// As it is written.
  @Override
  public String toString() {
    return text;
  }

  /// Whether it is anywhere in a text.
  ///
  /// @throws InvalidPatternException where that would take too long to find out
  public boolean find(String searched) throws InvalidPatternException {
    return new Search(searched).run();
  }

  private final class Search {
    private final String searched;
    private final int[] stack = new int[program.size() + 2];
    private final int[] marked = new int[program.size()];
    private int[] current = new int[program.size()];
    private int[] next = new int[program.size()];
    private int currentSize;
    private int nextSize;
    private int mark;
    private long steps;

    Search(String searched) {
      this.searched = searched;
    }

    boolean run() throws InvalidPatternException {
      Arrays.fill(marked, -1);
      int at = 0;
      while (true) {
        // a match may begin at any place
        if (follow(0, at)) {
          return true;
        }
        current = swap(current, next);
        currentSize = nextSize;
        nextSize = 0;
        mark++;
        if (at >= searched.length()) {
          return false;
        }
        int c = searched.codePointAt(at);
        at += Character.charCount(c);
        for (int i = 0; i < currentSize; i++) {
          int instruction = current[i];
          if (program.set(instruction).contains(c) && follow(instruction + 1, at)) {
            return true;
          }
        }
        steps += currentSize + 1L;
        if (steps > MOST_STEPS) {
          throw new InvalidPatternException(
              "searching it takes too long; write a shorter expression, or look at less text");
        }
      }
    }

    private int[] swap(int[] one, int[] other) {
      next = one;
      return other;
    }

    /// Adds all that wants a character, reached from an instruction without taking one.
    ///
    /// @return whether the end is reached
    private boolean follow(int start, int at) {
      int depth = 0;
      stack[depth++] = start;
      while (depth > 0) {
        int instruction = stack[--depth];
        if (marked[instruction] == mark) {
          continue;
        }
        marked[instruction] = mark;
        steps++;
        switch (program.kind(instruction)) {
          case MATCH -> {
            return true;
          }
          case TAKE -> next[nextSize++] = instruction;
          case JUMP -> depth = push(depth, program.target(instruction));
          case SPLIT -> {
            depth = push(depth, program.other(instruction));
            depth = push(depth, program.target(instruction));
          }
          case ASSERT -> {
            if (program.assertion(instruction).holds(searched, at)) {
              depth = push(depth, instruction + 1);
            }
          }
        }
      }
      return false;
    }

    /// What is marked needs no place, so that the stack never holds more than there are.
    private int push(int depth, int instruction) {
      if (marked[instruction] == mark || depth >= stack.length) {
        return depth;
      }
      stack[depth] = instruction;
      return depth + 1;
    }
  }
}
