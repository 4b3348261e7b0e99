package dev.drydock.dockerfile.resolution;

import dev.drydock.dockerfile.LogicalLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Expands quotes, escapes and variables of one word as BuildKit's shell lexer does, and remembers
/// for each character of the result where it stands in the Dockerfile.
public final class Expander {
  /// No reference may be as long: the name has at most 255 characters, the tag 128.
  private static final int LONGEST = 2_048;

  private static final int DEEPEST = 32;

  private final Scope scope;
  private final LogicalLine line;
  private final int end;
  private final int host;
  private final Map<String, Variable> used = new LinkedHashMap<>();
  private int at;
  private int depth;

  /// @param end where the word ends in the line
  /// @param host the first line of the instruction
  public Expander(Scope scope, LogicalLine line, int end, int host) {
    this.scope = scope;
    this.line = line;
    this.end = end;
    this.host = host;
  }

  /// The variables that took part, in order of their first use.
  List<Variable> used() {
    return List.copyOf(used.values());
  }

  public List<Fragment> expand(int from) throws ExpansionException {
    at = from;
    Result result = new Result();
    word(result, '\0', false);
    return result.fragments();
  }

  /// Collects fragments; characters that stand side by side in the file become one.
  private final class Result {
    private final List<Fragment> done = new ArrayList<>();
    private final StringBuilder run = new StringBuilder();
    private int runStart = -1;
    private int length;

    void character(int index) throws ExpansionException {
      int offset = line.offset(index);
      if (!run.isEmpty() && runStart + run.length() != offset) {
        endRun();
      }
      if (run.isEmpty()) {
        runStart = offset;
      }
      run.append(line.charAt(index));
      grow(1);
    }

    void all(List<Fragment> fragments) throws ExpansionException {
      endRun();
      for (Fragment fragment : fragments) {
        grow(fragment.text().length());
        done.add(fragment);
      }
    }

    private void grow(int by) throws ExpansionException {
      scope.spend(by);
      length += by;
      if (length > LONGEST) {
        throw new ExpansionException(
            "its variables make it longer than %,d characters".formatted(LONGEST));
      }
    }

    private void endRun() {
      if (!run.isEmpty()) {
        done.add(new Fragment(run.toString(), runStart, host, null));
        run.setLength(0);
      }
    }

    List<Fragment> fragments() {
      endRun();
      return List.copyOf(done);
    }
  }

  /// Up to `stop`, which is passed, or to the end where that is 0.
  ///
  /// @param rawEscapes whether escape characters stay, as in patterns
  private void word(Result into, char stop, boolean rawEscapes) throws ExpansionException {
    while (at < end) {
      char c = line.charAt(at);
      if (stop != 0 && c == stop) {
        at++;
        return;
      }
      if (c == '\'') {
        singleQuoted(into);
      } else if (c == '"') {
        doubleQuoted(into, rawEscapes);
      } else if (c == '$') {
        dollar(into);
      } else if (c == scope.escape()) {
        if (rawEscapes) {
          into.character(at);
        }
        at++;
        if (at < end) {
          into.character(at++);
        }
      } else {
        into.character(at++);
      }
    }
    if (stop != 0) {
      throw new ExpansionException("a variable's closing " + stop + " is missing");
    }
  }

  private void singleQuoted(Result into) throws ExpansionException {
    at++;
    while (at < end && line.charAt(at) != '\'') {
      into.character(at++);
    }
    closeQuote();
  }

  private void doubleQuoted(Result into, boolean rawEscapes) throws ExpansionException {
    at++;
    while (at < end && line.charAt(at) != '"') {
      char c = line.charAt(at);
      if (c == '$') {
        dollar(into);
      } else if (c == scope.escape() && at + 1 < end && escapable(line.charAt(at + 1))) {
        if (rawEscapes) {
          into.character(at);
        }
        into.character(at + 1);
        at += 2;
      } else {
        into.character(at++);
      }
    }
    closeQuote();
  }

  private boolean escapable(char c) {
    return c == '"' || c == '$' || c == scope.escape();
  }

  private void closeQuote() throws ExpansionException {
    if (at >= end) {
      throw new ExpansionException("a closing quote is missing");
    }
    at++;
  }

  private void dollar(Result into) throws ExpansionException {
    int dollar = at++;
    if (at < end && line.charAt(at) == '{') {
      at++;
      if (++depth > DEEPEST) {
        throw new ExpansionException("its variables lie too deep in each other");
      }
      braces(into);
      depth--;
      return;
    }
    String name = name();
    if (name.isEmpty()) {
      into.character(dollar);
    } else {
      value(into, name);
    }
  }

  private String name() {
    int from = at;
    while (at < end && isOfName(line.charAt(at), at > from)) {
      at++;
    }
    return line.text().substring(from, at);
  }

  private static boolean isOfName(char c, boolean digits) {
    return Character.isLetter(c) || c == '_' || digits && c >= '0' && c <= '9';
  }

  private void value(Result into, String name) throws ExpansionException {
    Scope.Value value = scope.lookup(name);
    if (value == null) {
      throw new ExpansionException(scope.problem(name));
    }
    use(name, value);
    into.all(fragments(value));
  }

  private void use(String name, Scope.Value value) {
    used.putIfAbsent(name, value.variable());
  }

  private static List<Fragment> fragments(Scope.Value value) {
    return value.fragments() == null ? List.of() : value.fragments();
  }

  /// What follows `${`.
  private void braces(Result into) throws ExpansionException {
    String name = name();
    if (name.isEmpty() || at >= end) {
      throw new ExpansionException("a variable without a name, or without its closing }");
    }
    char operator = line.charAt(at++);
    if (operator == '}') {
      value(into, name);
      return;
    }
    boolean emptyIsUnset = operator == ':';
    if (emptyIsUnset) {
      operator = at < end ? line.charAt(at++) : '\0';
    }
    switch (operator) {
      case '-', '+', '?' -> conditional(into, name, operator, emptyIsUnset);
      case '#', '%' -> trimmed(into, name, operator);
      case '/' -> replaced(into, name);
      default -> throw new ExpansionException("${" + name + "…} has a form that is not known");
    }
  }

  private void conditional(Result into, String name, char operator, boolean emptyIsUnset)
      throws ExpansionException {
    // the word counts only where it is taken: what stands in it need not be known otherwise
    int word = at;
    Scope.Value value = scope.lookup(name);
    boolean set = value != null && !(emptyIsUnset && fragments(value).isEmpty());
    boolean takesWord = operator == '+' ? set : operator == '-' && !set;
    if (set && value != null) {
      use(name, value);
    }
    if (takesWord) {
      Result other = new Result();
      word(other, '}', false);
      into.all(other.fragments());
      return;
    }
    at = new BraceSkip(line, scope.escape(), end).behind(word);
    if (operator == '?' && !set) {
      throw new ExpansionException(name + " must be given: " + scope.problem(name));
    }
    if (operator != '+' && value != null) {
      into.all(fragments(value));
    }
  }

  private void trimmed(Result into, String name, char operator) throws ExpansionException {
    Result pattern = new Result();
    word(pattern, '}', true);
    String text = Fragment.join(pattern.fragments());
    boolean longest = text.indexOf(operator) == 0;
    ShellPattern matcher = ShellPattern.of(longest ? text.substring(1) : text);
    String value = plainValue(name);
    scope.spend((long) text.length() * value.length());
    derived(
        into,
        name,
        operator == '#'
            ? matcher.withoutPrefix(value, longest)
            : matcher.withoutSuffix(value, longest));
  }

  private void replaced(Result into, String name) throws ExpansionException {
    boolean all = at < end && line.charAt(at) == '/';
    if (all) {
      at++;
    }
    Result pattern = new Result();
    word(pattern, '/', true);
    Result replacement = new Result();
    word(replacement, '}', true);
    String text = Fragment.join(pattern.fragments());
    String value = plainValue(name);
    scope.spend((long) text.length() * value.length() * value.length());
    derived(
        into,
        name,
        ShellPattern.of(text).replace(value, Fragment.join(replacement.fragments()), all));
  }

  private String plainValue(String name) throws ExpansionException {
    Scope.Value value = scope.lookup(name);
    if (value == null) {
      throw new ExpansionException(scope.problem(name));
    }
    use(name, value);
    return Fragment.join(fragments(value));
  }

  private static void derived(Result into, String name, String text) throws ExpansionException {
    if (!text.isEmpty()) {
      into.all(List.of(Fragment.fixed(text, "it is made from " + name + " by a pattern")));
    }
  }
}
