package dev.drydock.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// What the user asked for: a command, its argument, its options.
///
/// @param command `scan`, `db update`; `""` for none
/// @param levels the parsed commands, outermost first: options may stand before or after
///   subcommands
record Invocation(String command, List<ParseResult> levels) {

  static Invocation parse(String... args) throws Failure {
    CommandLine commands = new CommandLine(CommandModel.root());
    // one way to write things: no @files, no values of options eaten by options
    commands.setExpandAtFiles(false);
    commands.setPosixClusteredShortOptionsAllowed(false);
    try {
      ParseResult result = commands.parseArgs(args);
      List<ParseResult> levels = new ArrayList<>(List.of(result));
      StringBuilder name = new StringBuilder();
      while (levels.getLast().subcommand() != null) {
        ParseResult inner = levels.getLast().subcommand();
        levels.add(inner);
        name.append(name.isEmpty() ? "" : " ").append(inner.commandSpec().name());
      }
      return new Invocation(name.toString(), levels);
    } catch (ParameterException e) {
      throw Failure.usage(words(e));
    }
  }

  private static String words(ParameterException failure) {
    CommandLine at = failure.getCommandLine();
    String qualified = at.getCommandSpec().qualifiedName();
    String help = "; see `" + qualified + " --help`";
    return switch (failure) {
      case UnmatchedArgumentException e -> unmatched(e, at) + help;
      case MissingParameterException e ->
          option(e.getMissing().getFirst()) + " needs a value" + help;
      case OverwrittenOptionException e ->
          option(e.getOverwritten()) + " is given twice; once is enough";
      default -> ErrorLine.oneLine(String.valueOf(failure.getMessage())) + help;
    };
  }

  private static String option(ArgSpec argument) {
    return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
  }

  private static String unmatched(UnmatchedArgumentException failure, CommandLine at) {
    String word = ErrorLine.oneLine(failure.getUnmatched().getFirst());
    String qualified = at.getCommandSpec().qualifiedName();
    String command = qualified.substring(qualified.indexOf(' ') + 1);
    if (word.startsWith("-")) {
      String option = word.contains("=") ? word.substring(0, word.indexOf('=')) : word;
      return command
          + " has no option "
          + option
          + Suggestion.of(option, new TreeSet<>(at.getCommandSpec().optionsMap().keySet()));
    }
    Set<String> commands = new TreeSet<>(at.getSubcommands().keySet());
    return commands.isEmpty()
        ? command + " takes no argument, here is '" + word + "'"
        : "there is no command '" + word + "'" + Suggestion.of(word, commands);
  }

  boolean has(String option) {
    for (ParseResult level : levels) {
      if (level.hasMatchedOption(option)) {
        return true;
      }
    }
    return false;
  }

  /// The value of an option, the innermost one where it stands at several commands.
  @Nullable String value(String option) {
    for (ParseResult level : levels.reversed()) {
      if (level.hasMatchedOption(option)) {
        return level.matchedOptionValue(option, "");
      }
    }
    return null;
  }

  List<String> values(String option) {
    for (ParseResult level : levels.reversed()) {
      if (level.hasMatchedOption(option)) {
        return level.matchedOptionValue(option, List.of());
      }
    }
    return List.of();
  }

  /// The one argument of the command.
  ///
  /// @param what names it where it is missing
  String argument(String what) throws Failure {
    ParseResult last = levels.getLast();
    List<String> arguments = new ArrayList<>();
    last.matchedPositionals().forEach(one -> arguments.addAll(one.originalStringValues()));
    if (arguments.isEmpty()) {
      throw Failure.usage(command + " needs " + what + "; see `drydock " + command + " --help`");
    }
    if (arguments.size() > 1) {
      throw Failure.usage(
          command
              + " takes one argument, here are "
              + arguments.size()
              + ": "
              + ErrorLine.oneLine(String.join(" ", arguments)));
    }
    return arguments.getFirst();
  }

  /// The format asked for, the command's default where none is.
  String format() throws Failure {
    List<String> known = CommandModel.formats(command);
    String format = value("--format");
    if (format == null) {
      return known.getFirst();
    }
    if (!known.contains(format)) {
      throw Failure.usage(
          command
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
