package dev.drydock.cli.command;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A command and its options.
///
/// Own code instead of a library: picocli's classes are too old a format for the JVM's AOT cache,
/// and loading them costs half of what a scan may take. The words for people are in the files of
/// `help/`; a test holds both together.
///
/// @param name all words of it, `db update`; `""` for the program itself
/// @param formats that it writes, the default first
/// @param argument whether it takes one
public record CommandModel(
    String name,
    List<CommandModel> commands,
    List<Option> options,
    List<String> formats,
    boolean argument) {

  public static final List<Option> COMMON =
      List.of(
          new Option("--help", "-h", Kind.FLAG),
          new Option("--quiet", "-q", Kind.FLAG),
          new Option("--no-progress", null, Kind.FLAG),
          new Option("--offline", null, Kind.FLAG),
          new Option("--debug", null, Kind.FLAG),
          new Option("--cache-dir", null, Kind.VALUE));

  /// Whether a value follows an option, and how often it may stand.
  public enum Kind {
    FLAG,
    VALUE,
    /// values with commas between them, any number of times
    LIST
  }

  /// @param name with its dashes
  /// @param letter the short form; `null` where there is none
  public record Option(String name, @Nullable String letter, Kind kind) {}

  /// The common ones, and more.
  public static List<Option> with(Option... more) {
    List<Option> options = new ArrayList<>(COMMON);
    options.addAll(List.of(more));
    return options;
  }

  /// The word under which the command above knows it.
  public String word() {
    return name.substring(name.lastIndexOf(' ') + 1);
  }

  @Nullable CommandModel command(String word) {
    for (CommandModel command : commands) {
      if (command.word().equals(word)) {
        return command;
      }
    }
    return null;
  }

  /// @param name of either form
  @Nullable Option option(String name) {
    for (Option option : options) {
      if (option.name.equals(name) || name.equals(option.letter)) {
        return option;
      }
    }
    return null;
  }
}
