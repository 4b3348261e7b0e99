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

/// Writes upgrades of packages into a Dockerfile: behind the packages of a command that upgrades
/// some already, or as a `RUN` of its own behind `FROM`.
final class UpgradeInstruction {
  private static final int WIDTH = 100;
  private static final String INDENT = "    ";
  private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash");

  private final Dockerfile file;
  private final PackageManager manager;

  UpgradeInstruction(Dockerfile file, PackageManager manager) {
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

  /// A `RUN` of its own.
  ///
  /// @param user that the stage has where it is added; `null` where it is root, or nobody knows
  TextEdit add(Stage stage, List<String> names, @Nullable String user) {
    Instruction after = place(stage, user != null);
    boolean root = user != null && !isRootAt(after, user);
    String newline = newline(stage.from());
    String indentation = indentation(stage.from());
    List<String> lines = new ArrayList<>();
    if (root) {
      lines.add(keyword(stage, "USER") + " root");
    }
    lines.addAll(run(stage, names));
    if (root) {
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
        && SHELLS.contains(ShellScript.nameOf(shell.exec().getFirst().text()));
  }

  private static boolean isRootAt(Instruction place, String user) {
    return isRoot(user) || place.is("USER");
  }

  static boolean isRoot(String user) {
    String name = user.indexOf(':') < 0 ? user : user.substring(0, user.indexOf(':'));
    return name.isEmpty() || name.equals("root") || name.equals("0");
  }

  private List<String> run(Stage stage, List<String> names) {
    PackageManager.Idiom idiom = manager.idiom();
    Set<String> sorted = new TreeSet<>(manager.upgradesSingle() ? names : List.of());
    List<String> commands = new ArrayList<>(idiom.before());
    String upgrade = (idiom.upgrade() + " " + String.join(" ", sorted)).strip();
    String oneLine = upgrade;
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
    if (begin.length() + upgrade.length() <= WIDTH) {
      lines.add(begin + upgrade);
    } else {
      lines.add(begin + idiom.upgrade());
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
