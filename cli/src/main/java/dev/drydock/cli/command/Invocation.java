package dev.drydock.cli.command;

import dev.drydock.cli.command.CommandModel.Kind;
import dev.drydock.cli.command.CommandModel.Option;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Suggestion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the user asked for: a command, its argument, its options. Options may stand anywhere after
/// the command that knows them, values after a space or `=`; all after `--` are arguments.
public final class Invocation {
  private final CommandModel root;
  private CommandModel command;
  private final Map<String, List<String>> options = new HashMap<>();
  private final List<String> arguments = new ArrayList<>();

  private Invocation(CommandModel root) {
    this.root = root;
    this.command = root;
  }

  /// @param root the program, with all of its commands
  public static Invocation parse(CommandModel root, String... args) throws Failure {
    Invocation invocation = new Invocation(root);
    boolean optionsEnded = false;
    for (int i = 0; i < args.length; i++) {
      String word = args[i];
      if (optionsEnded || !word.startsWith("-") || word.equals("-")) {
        invocation.plain(word);
      } else if (word.equals("--")) {
        optionsEnded = true;
      } else if (invocation.option(word, i + 1 < args.length ? args[i + 1] : null)) {
        i++;
      }
    }
    return invocation;
  }

  /// Another command that this one takes in on its way, as if the user had typed it.
  public Invocation other(String... args) throws Failure {
    return parse(root, args);
  }

  private void plain(String word) throws Failure {
    CommandModel inner = command.command(word);
    if (inner != null) {
      command = inner;
    } else if (!command.commands().isEmpty()) {
      List<String> known = new ArrayList<>();
      for (CommandModel one : command.commands()) {
        known.add(one.word());
      }
      throw Failure.usage(
          "there is no command '"
              + ErrorLine.oneLine(word)
              + "'"
              + Suggestion.of(word, known)
              + help());
    } else if (!command.argument()) {
      throw Failure.usage(
          command.name()
              + " takes no argument, here is '"
              + ErrorLine.oneLine(word)
              + "'"
              + help());
    } else {
      arguments.add(word);
    }
  }

  /// @return whether `next` was the option's value
  private boolean option(String word, @Nullable String next) throws Failure {
    int equals = word.indexOf('=');
    String name = equals < 0 ? word : word.substring(0, equals);
    Option option = command.option(name);
    if (option == null) {
      List<String> known = new ArrayList<>();
      for (Option one : command.options()) {
        known.add(one.name());
      }
      throw Failure.usage(
          (command.name().isEmpty() ? "drydock" : command.name())
              + " has no option "
              + ErrorLine.oneLine(name)
              + Suggestion.of(name, known)
              + help());
    }
    if (option.kind() == Kind.FLAG) {
      if (equals >= 0) {
        throw Failure.usage(option.name() + " takes no value" + help());
      }
      options.put(option.name(), List.of());
      return false;
    }
    String value = equals < 0 ? next : word.substring(equals + 1);
    if (value == null || equals < 0 && command.option(value) != null) {
      throw Failure.usage(option.name() + " needs a value" + help());
    }
    List<String> values = options.computeIfAbsent(option.name(), _ -> new ArrayList<>());
    if (option.kind() == Kind.VALUE && !values.isEmpty()) {
      throw Failure.usage(option.name() + " is given twice; once is enough");
    }
    values.add(value);
    return equals < 0;
  }

  private String help() {
    return "; see `drydock " + (command.name().isEmpty() ? "" : command.name() + " ") + "--help`";
  }

  /// `scan`, `db update`; `""` for none.
  public String command() {
    return command.name();
  }

  public boolean has(String option) {
    return options.containsKey(option);
  }

  /// Whether the command knows it.
  public boolean canBe(String option) {
    return command.option(option) != null;
  }

  public @Nullable String value(String option) {
    List<String> values = options.get(option);
    return values == null || values.isEmpty() ? null : values.getFirst();
  }

  /// The values of a list.
  public List<String> values(String option) {
    List<String> all = new ArrayList<>();
    for (String value : options.getOrDefault(option, List.of())) {
      for (String one : value.split(",")) {
        if (!one.isBlank()) {
          all.add(one.strip());
        }
      }
    }
    return all;
  }

  /// The one argument of the command.
  ///
  /// @param what names it where it is missing
  public String argument(String what) throws Failure {
    if (arguments.isEmpty()) {
      throw Failure.usage(command.name() + " needs " + what + help());
    }
    if (arguments.size() > 1) {
      throw Failure.usage(
          command.name()
              + " takes one argument, here are "
              + arguments.size()
              + ": "
              + ErrorLine.oneLine(String.join(" ", arguments)));
    }
    return arguments.getFirst();
  }

  /// All arguments of a command that takes several.
  public List<String> arguments(int most) throws Failure {
    if (arguments.size() > most) {
      throw Failure.usage(
          command.name()
              + " takes at most "
              + most
              + " arguments, here are "
              + arguments.size()
              + ": "
              + ErrorLine.oneLine(String.join(" ", arguments)));
    }
    return List.copyOf(arguments);
  }

  /// The format asked for, the command's default where none is.
  public String format() throws Failure {
    List<String> known = command.formats();
    String format = value("--format");
    if (format == null) {
      return known.getFirst();
    }
    if (!known.contains(format)) {
      throw Failure.usage(
          command.name()
              + " writes no format '"
              + ErrorLine.oneLine(format)
              + "'"
              + Suggestion.of(format, known)
              + "; it can be "
              + String.join(", ", known));
    }
    return format;
  }
}
