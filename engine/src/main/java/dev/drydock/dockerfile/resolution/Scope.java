package dev.drydock.dockerfile.resolution;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.LogicalLine;
import dev.drydock.dockerfile.Stage;
import dev.drydock.dockerfile.Whitespace;
import dev.drydock.dockerfile.Word;
import dev.drydock.dockerfile.Words;
import dev.drydock.dockerfile.resolution.Variable.Source;
import dev.drydock.limits.Limits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The variables that are there at a place of a Dockerfile: for `FROM` the `ARG`s before the first
/// one, in order; within a stage those that it declares and its `ENV`s; and those of the platform.
public final class Scope {
  private final char escape;
  private final BuildArguments given;
  private final @Nullable Scope outer;
  private final Budget budget;
  private final int place;

  /// Of each name, by where it is set in the file.
  private final Map<String, NavigableMap<Integer, Value>> values;

  /// It counts before arguments of the same name.
  private final Map<String, NavigableMap<Integer, Value>> environment;

  /// What a variable stands for.
  ///
  /// @param fragments `null` where it cannot be said
  /// @param problem why not
  record Value(@Nullable List<Fragment> fragments, Variable variable, @Nullable String problem) {}

  /// What all expansions of a file may still cost together.
  private static final class Budget {
    private long left = 8L * Limits.DOCKERFILE_CHARACTERS;
  }

  private Scope(Dockerfile file, BuildArguments given, @Nullable Scope outer) {
    this.escape = file.escape();
    this.given = given;
    this.outer = outer;
    this.budget = new Budget();
    this.place = Integer.MAX_VALUE;
    this.values = new HashMap<>();
    this.environment = new HashMap<>();
  }

  private Scope(Scope whole, int place) {
    this.escape = whole.escape;
    this.given = whole.given;
    this.outer = whole.outer;
    this.budget = whole.budget;
    this.place = place;
    this.values = whole.values;
    this.environment = whole.environment;
  }

  /// What `FROM` can use.
  static Scope ofFrom(Dockerfile file, BuildArguments given) {
    Scope scope = new Scope(file, given, null);
    file.globals().forEach(scope::enter);
    return scope;
  }

  /// What the end of a stage can use; [#at(Instruction)] for one of its instructions.
  ///
  /// @param chain the stage behind those that it builds upon
  public static Scope ofStage(Dockerfile file, BuildArguments given, List<Stage> chain) {
    Scope scope = new Scope(file, given, ofFrom(file, given));
    for (Stage stage : chain) {
      stage.instructions().forEach(scope::enter);
    }
    return scope;
  }

  /// What is set before an instruction.
  public Scope at(Instruction instruction) {
    return new Scope(this, instruction.start());
  }

  char escape() {
    return escape;
  }

  /// Takes from what all expansions of a file may cost together.
  void spend(long steps) throws ExpansionException {
    budget.left -= steps;
    if (budget.left < 0) {
      throw new ExpansionException("the variables of this file come to too much text");
    }
  }

  private void enter(Instruction instruction) {
    if (instruction.is("ARG")) {
      declare(instruction);
    } else if (instruction.is("ENV")) {
      set(instruction);
    }
  }

  private static void put(
      Map<String, NavigableMap<Integer, Value>> where,
      Instruction place,
      String name,
      Value value) {
    where.computeIfAbsent(name, key -> new TreeMap<>()).put(place.start(), value);
  }

  private @Nullable Value last(Map<String, NavigableMap<Integer, Value>> where, String name) {
    NavigableMap<Integer, Value> all = where.get(name);
    Map.Entry<Integer, Value> last = all == null ? null : all.lowerEntry(place);
    return last == null ? null : last.getValue();
  }

  /// `ENV name=value …`, or `ENV name` and the rest of the line. Its values do not see one another.
  private void set(Instruction instruction) {
    LogicalLine line = instruction.logical();
    Map<String, Value> set = new HashMap<>();
    List<Words.Stretch> words = Words.quoted(line, instruction.arguments(), escape);
    for (Words.Stretch word : words) {
      int equals = line.text().indexOf('=', word.from());
      if (equals >= 0 && equals < word.to()) {
        String name = line.text().substring(word.from(), equals);
        set.put(name, ofDefault(name, line, equals + 1, word.to(), instruction));
      } else if (word.equals(words.getFirst()) && words.size() > 1) {
        String name = line.text().substring(word.from(), word.to());
        int from = words.get(1).from();
        int end = Whitespace.trimEnd(line.text(), from, line.length());
        set.put(name, ofDefault(name, line, from, end, instruction));
        break;
      }
    }
    set.forEach((name, value) -> put(environment, instruction, name, value));
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
        put(
            values,
            argument,
            name,
            fixed(name, outside, Source.BUILD, definition, argument.firstLine()));
      } else if (hasDefault) {
        put(values, argument, name, ofDefault(name, line, equals + 1, word.to(), argument));
      } else if (last(values, name) == null && !BuildArguments.isOfPlatform(name)) {
        Value global = outer == null ? null : outer.last(outer.values, name);
        put(values, argument, name, global == null ? unset(name, argument.firstLine()) : global);
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
          e.reason());
    }
  }

  private static Value unset(String name, int line) {
    return new Value(
        null,
        new Variable(name, "", Source.DEFAULT, null, line),
        "%s has no default: give it (--build-arg %s=…)".formatted(name, name));
  }

  /// What the variable stands for; `null` where it is not set, so that `${name-default}` takes its
  /// default.
  ///
  /// @throws ExpansionException where it is set and nobody can say to what
  @Nullable Value lookup(String name) throws ExpansionException {
    Value set = last(environment, name);
    Value value = set == null ? last(values, name) : set;
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
    Value value = last(values, name);
    return value == null || value.problem() == null
        ? (outer == null ? "no ARG before the first FROM declares " : "no ARG or ENV declares ")
            + name
        : value.problem();
  }
}
