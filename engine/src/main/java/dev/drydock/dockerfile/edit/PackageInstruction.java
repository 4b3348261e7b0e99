package dev.drydock.dockerfile.edit;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Stage;
import dev.drydock.dockerfile.Whitespace;
import dev.drydock.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Writes upgrades and removals of packages into a Dockerfile: behind the packages of a command
/// that upgrades some already, or as a `RUN` of its own.
final class PackageInstruction {
  private static final int WIDTH = 100;
  private static final String INDENT = "    ";

  private final Dockerfile file;
  private final PackageManager manager;

  PackageInstruction(Dockerfile file, PackageManager manager) {
    this.file = file;
    this.manager = manager;
  }

  /// Names more packages in a command that upgrades some, in the way it names them.
  TextEdit extend(PackageCommand command, List<String> names) {
    ShellWord last = command.packages().isEmpty() ? command.last() : command.packages().getLast();
    String between = " ";
    if (last.start() > 0) {
      int lineStart = file.text().lastIndexOf('\n', last.start() - 1) + 1;
      int indented = Whitespace.skip(file.text(), lineStart, last.start());
      if (indented == last.start() && lineStart > command.run().start()) {
        boolean heredoc = !command.run().heredocs().isEmpty();
        between =
            " "
                + (heredoc ? '\\' : file.escape())
                + newline(command.run())
                + file.text().substring(lineStart, indented);
      }
    }
    StringBuilder more = new StringBuilder();
    if (command.run().exec() != null && !isWithinScript(command.run(), last)) {
      names.forEach(name -> more.append("\", \"").append(name));
    } else {
      String separator = between;
      names.forEach(name -> more.append(separator).append(name));
    }
    return TextEdit.insertion(last.end(), more.toString());
  }

  /// Whether the word is part of the script of `["sh", "-c", "script"]`.
  private static boolean isWithinScript(Instruction run, ShellWord word) {
    return run.exec() != null
        && run.exec().stream().noneMatch(whole -> whole.start() == word.start());
  }

  /// A `RUN` of its own behind `FROM`.
  ///
  /// @param user that the stage has where it is added; `null` where it is root, or nobody knows
  TextEdit add(Stage stage, List<String> names, @Nullable String user) {
    Instruction after = place(stage, user != null);
    boolean root = user != null && !isRootAt(after, user);
    return insert(stage, after, root ? user : null, run(stage, manager.idiom(), names));
  }

  /// A `RUN` of its own that removes packages, behind the last one that there is: until then they
  /// may be needed.
  ///
  /// @param user that the stage begins with; `null` where it is root, or nobody knows
  TextEdit remove(Stage stage, List<String> names, @Nullable String user) {
    Instruction after = null;
    String before = user;
    String now = user;
    for (Instruction instruction : stage.instructions()) {
      if (instruction.is("USER")) {
        now = instruction.argumentText().strip();
      } else if (instruction.is("RUN")) {
        after = instruction;
        before = now;
      }
    }
    if (after == null) {
      after = place(stage, user != null);
      before = isRootAt(after, user == null ? "" : user) ? null : user;
    }
    boolean root = before == null || isRoot(before);
    return insert(stage, after, root ? null : before, run(stage, manager.removal(), names));
  }

  /// @param user to become again behind the lines; `null` where it is root
  private TextEdit insert(
      Stage stage, Instruction after, @Nullable String user, List<String> instruction) {
    String newline = newline(stage.from());
    String indentation = indentation(stage.from());
    List<String> lines = new ArrayList<>();
    if (user != null) {
      lines.add(keyword(stage, "USER") + " root");
    }
    lines.addAll(instruction);
    if (user != null) {
      lines.add(keyword(stage, "USER") + " " + user);
    }
    String text = indentation + String.join(newline + indentation, lines);
    boolean open = after.end() == file.text().length() && !file.text().endsWith("\n");
    return TextEdit.insertion(after.end(), open ? newline + text : text + newline);
  }

  /// `FROM`, or the last of the instructions directly behind it that only set what others use.
  private static Instruction place(Stage stage, boolean becomesRoot) {
    Instruction place = stage.from();
    for (Instruction instruction : stage.instructions()) {
      boolean sets =
          switch (instruction.keyword()) {
            case "ARG", "ENV", "LABEL", "MAINTAINER" -> true;
            case "SHELL" -> isUsualShell(instruction);
            case "USER" -> becomesRoot && isRoot(instruction.argumentText().strip());
            default -> false;
          };
      if (!sets) {
        break;
      }
      place = instruction;
    }
    return place;
  }

  private static boolean isUsualShell(Instruction shell) {
    return shell.exec() != null
        && !shell.exec().isEmpty()
        && ShellScript.isShell(shell.exec().getFirst().text());
  }

  private static boolean isRootAt(Instruction place, String user) {
    return isRoot(user) || place.is("USER");
  }

  private static boolean isRoot(String user) {
    String name = user.indexOf(':') < 0 ? user : user.substring(0, user.indexOf(':'));
    return name.isEmpty() || name.equals("root") || name.equals("0");
  }

  /// The user that the last stage of a chain begins with; `null` where it is root, or nobody knows.
  ///
  /// @param baseUser that of the external base; `null` where nobody knows
  static @Nullable String userBefore(List<Stage> chain, @Nullable String baseUser) {
    String user = baseUser;
    for (Stage earlier : chain.subList(0, chain.size() - 1)) {
      for (Instruction instruction : earlier.instructions()) {
        if (instruction.is("USER")) {
          user = instruction.argumentText().strip();
        }
      }
    }
    return user == null || isRoot(user) || !isOneWord(user) ? null : user;
  }

  private static boolean isOneWord(String user) {
    return user.chars().allMatch(c -> c > ' ' && c < 0x7F && "\\`\"'".indexOf(c) < 0);
  }

  private List<String> run(Stage stage, PackageManager.Idiom idiom, List<String> names) {
    Set<String> sorted = new TreeSet<>(idiom.takesNames() ? names : List.of());
    List<String> commands = new ArrayList<>(idiom.before());
    String command = (idiom.command() + " " + String.join(" ", sorted)).strip();
    String oneLine = command;
    for (String after : idiom.after()) {
      oneLine += " && " + after;
    }
    String run = keyword(stage, "RUN") + " ";
    if (commands.isEmpty() && oneLine.length() <= WIDTH - run.length()) {
      return List.of(run + oneLine);
    }
    List<String> lines = new ArrayList<>();
    String continued = " " + file.escape();
    String begin = run;
    for (String before : commands) {
      lines.add(begin + before + continued);
      begin = INDENT + "&& ";
    }
    if (begin.length() + command.length() <= WIDTH) {
      lines.add(begin + command);
    } else {
      lines.add(begin + idiom.command());
      sorted.forEach(
          name -> {
            lines.set(lines.size() - 1, lines.getLast() + continued);
            lines.add(INDENT + INDENT + name);
          });
    }
    for (String after : idiom.after()) {
      lines.set(lines.size() - 1, lines.getLast() + continued);
      lines.add(INDENT + "&& " + after);
    }
    return lines;
  }

  /// In lower case where the file writes its `from` so.
  private static String keyword(Stage stage, String keyword) {
    return stage.from().lowerCase() ? keyword.toLowerCase(Locale.ROOT) : keyword;
  }

  private String newline(Instruction instruction) {
    if (instruction.raw().endsWith("\r\n")) {
      return "\r\n";
    }
    return !instruction.raw().endsWith("\n") && file.text().contains("\r\n") ? "\r\n" : "\n";
  }

  private static String indentation(Instruction from) {
    String raw = from.raw();
    return raw.substring(0, Whitespace.skip(raw, 0, raw.length()));
  }
}
