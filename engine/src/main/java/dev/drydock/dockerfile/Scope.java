package dev.drydock.dockerfile;

import dev.drydock.dockerfile.Variable.Source;
import dev.drydock.limits.Limits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The variables that are there at a place of a Dockerfile: for `FROM` the `ARG`s before the first
/// one, in order; within a stage those that it declares and its `ENV`s; and those of the platform.
final class Scope {
  private final char escape;
  private final BuildArguments given;
  private final @Nullable Scope outer;
  private final Map<String, Value> values = new HashMap<>();

  /// It counts before arguments of the same name.
  private final Map<String, Value> environment = new HashMap<>();

  private long left = 8L * Limits.DOCKERFILE_CHARACTERS;

  /// What a variable stands for.
  ///
  /// @param fragments `null` where it cannot be said
  /// @param problem why not
  record Value(@Nullable List<Fragment> fragments, Variable variable, @Nullable String problem) {}

  private Scope(Dockerfile file, BuildArguments given, @Nullable Scope outer) {
    this.escape = file.escape();
    this.given = given;
    this.outer = outer;
  }

  /// What `FROM` can use.
  static Scope ofFrom(Dockerfile file, BuildArguments given) {
    Scope scope = new Scope(file, given, null);
    file.globals().forEach(scope::enter);
    return scope;
  }

  /// What an instruction of a stage can use.
  ///
  /// @param chain the stage behind those that it builds upon
  static Scope at(Instruction place, Dockerfile file, BuildArguments given, List<Stage> chain) {
    Scope scope = new Scope(file, given, ofFrom(file, given));
    for (Stage stage : chain) {
      for (Instruction instruction : stage.instructions()) {
        if (instruction.start() >= place.start()) {
          return scope;
        }
        scope.enter(instruction);
      }
    }
    return scope;
  }

  private void enter(Instruction instruction) {
    if (instruction.is("ARG")) {
      declare(instruction);
    } else if (instruction.is("ENV")) {
      set(instruction);
    }
  }

  /// `ENV name=value …`, or `ENV name` and the rest of the line.
  private void set(Instruction instruction) {
    LogicalLine line = instruction.logical();
    List<Words.Stretch> words = Words.quoted(line, instruction.arguments(), escape);
    for (Words.Stretch word : words) {
      int equals = line.text().indexOf('=', word.from());
      if (equals >= 0 && equals < word.to()) {
        String name = line.text().substring(word.from(), equals);
        environment.put(name, ofDefault(name, line, equals + 1, word.to(), instruction));
      } else if (word.equals(words.getFirst()) && words.size() > 1) {
        String name = line.text().substring(word.from(), word.to());
        int end = Whitespace.trimEnd(line.text(), words.get(1).from(), line.length());
        environment.put(name, ofDefault(name, line, words.get(1).from(), end, instruction));
        return;
      }
    }
  }

  char escape() {
    return escape;
  }

  /// Takes from what all expansions of a file may cost together.
  void spend(long steps) throws ExpansionException {
    left -= steps;
    if (left < 0) {
      throw new ExpansionException("the variables of this file come to too much text");
    }
  }

  private void declare(Instruction argument) {
    LogicalLine line = argument.logical();
    for (Words.Stretch word : Words.quoted(line, argument.arguments(), escape)) {
      int equals = line.text().indexOf('=', word.from());
      boolean hasDefault = equals >= 0 && equals < word.to();
      String name = line.text().substring(word.from(), hasDefault ? equals : word.to());
      Word definition = hasDefault ? line.word(equals + 1, word.to()) : null;
      String outside = given.values().get(name);
      if (outside != null) {
        values.put(name, fixed(name, outside, Source.BUILD, definition, argument.firstLine()));
      } else if (hasDefault) {
        values.put(name, ofDefault(name, line, equals + 1, word.to(), argument));
      } else if (!values.containsKey(name) && !BuildArguments.isOfPlatform(name)) {
        Value global = outer == null ? null : outer.values.get(name);
        values.put(name, global == null ? unset(name, argument.firstLine()) : global);
      }
    }
  }

  private static Value fixed(
      String name, String text, Source source, @Nullable Word definition, int line) {
    String obstacle =
        source == Source.BUILD
            ? "%s is given to the build: change it there (--build-arg %s=…)".formatted(name, name)
            : name + " depends on the platform";
    List<Fragment> fragments = text.isEmpty() ? List.of() : List.of(Fragment.fixed(text, obstacle));
    return new Value(fragments, new Variable(name, text, source, definition, line), null);
  }

  private Value ofDefault(String name, LogicalLine line, int from, int to, Instruction argument) {
    Word definition = line.word(from, to);
    try {
      List<Fragment> fragments = new Expander(this, line, to, argument.firstLine()).expand(from);
      return new Value(
          fragments,
          new Variable(
              name, Fragment.join(fragments), Source.DEFAULT, definition, argument.firstLine()),
          null);
    } catch (ExpansionException e) {
      return new Value(
          null,
          new Variable(name, "", Source.DEFAULT, definition, argument.firstLine()),
          e.getMessage());
    }
  }

  private static Value unset(String name, int line) {
    return new Value(
        null,
        new Variable(name, "", Source.DEFAULT, null, line),
        "%s has no default: give it (--build-arg %s=…)".formatted(name, name));
  }

  /// Whether the variable has a value, so that `${name-default}` does not take its default.
  @Nullable Value lookup(String name) throws ExpansionException {
    Value value = environment.getOrDefault(name, values.get(name));
    if (value != null && value.fragments() == null) {
      if (value.variable().definition() == null) {
        return null;
      }
      throw new ExpansionException(String.valueOf(value.problem()));
    }
    if (value == null && BuildArguments.isOfPlatform(name)) {
      String text = given.ofPlatform(name);
      if (text == null) {
        throw new ExpansionException(name + " depends on the platform, which nobody told");
      }
      return fixed(name, text, Source.PLATFORM, null, 0);
    }
    return value;
  }

  /// Why the variable has no value.
  String problem(String name) {
    Value value = values.get(name);
    return value == null || value.problem() == null
        ? (outer == null ? "no ARG before the first FROM declares " : "no ARG or ENV declares ")
            + name
        : value.problem();
  }
}
