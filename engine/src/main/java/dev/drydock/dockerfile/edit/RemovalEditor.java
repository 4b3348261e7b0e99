package dev.drydock.dockerfile.edit;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Stage;
import dev.drydock.dockerfile.edit.PackageCommand.Action;
import dev.drydock.dockerfile.resolution.Base;
import dev.drydock.dockerfile.resolution.Resolution;
import dev.drydock.text.TextEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Removes packages of the operating system from one stage.
///
/// A package is taken out of the command that installs it only where all that runs behind it is
/// known to do without: programs that set up files and users, and package managers. Everything else
/// may call it, and be it by a script or a build tool; then it is removed behind the last `RUN`.
final class RemovalEditor {
  private static final Set<String> HARMLESS =
      Set.of(
          ":",
          "[",
          "addgroup",
          "adduser",
          "cat",
          "cd",
          "chgrp",
          "chmod",
          "chown",
          "cp",
          "echo",
          "export",
          "groupadd",
          "ldconfig",
          "ln",
          "locale-gen",
          "mkdir",
          "mv",
          "printf",
          "rm",
          "rmdir",
          "sed",
          "set",
          "test",
          "touch",
          "true",
          "update-ca-certificates",
          "update-locale",
          "useradd",
          "usermod");
  private static final Set<String> CLEANING =
      Set.of("update", "clean", "autoclean", "autoremove", "makecache");

  private final Resolution resolution;
  private final Stage stage;
  private final List<Stage> chain;
  private final PackageManager manager;
  private final @Nullable String baseUser;
  private final List<Instruction> runs = new ArrayList<>();
  private final List<TextEdit> edits = new ArrayList<>();

  RemovalEditor(
      Resolution resolution, Stage stage, PackageManager manager, @Nullable String baseUser) {
    this.resolution = resolution;
    this.stage = stage;
    this.chain = resolution.chain(stage);
    this.manager = manager;
    this.baseUser = baseUser;
    for (Stage each : chain) {
      for (Instruction instruction : each.instructions()) {
        if (instruction.is("RUN")) {
          runs.add(instruction);
        }
      }
    }
  }

  RemovalEdit remove(List<String> names, Set<String> installed) {
    if (resolution.base(chain.getFirst()) instanceof Base.Scratch) {
      return new RemovalEdit.Refused(
          stage.title() + " builds upon scratch: its packages come from what is copied into it");
    }
    for (String name : names) {
      if (!PackageUpgrade.isPlainName(name)) {
        return new RemovalEdit.Refused(
            "a package has a name that no command takes; remove it by hand");
      }
    }
    Set<String> takenOut = new LinkedHashSet<>(isBuiltUponByOthers() ? Set.of() : names);
    takenOut.retainAll(installed);
    takeOut(takenOut);
    List<String> removed = new ArrayList<>(names);
    removed.removeAll(takenOut);
    if (!removed.isEmpty()) {
      edits.add(
          new PackageInstruction(resolution.file(), manager)
              .remove(stage, removed, PackageInstruction.userBefore(chain, baseUser)));
    }
    edits.sort(Comparator.comparingInt(TextEdit::start).thenComparingInt(TextEdit::end));
    int line = lineOf(edits.getFirst().start());
    return isDone(takenOut)
        ? new RemovalEdit.Changed(edits, line, new ArrayList<>(takenOut), removed)
        : new RemovalEdit.Refused(
            "line %d: its packages are written in a way that is not changed safely"
                .formatted(line));
  }

  /// Whether another image has the same instructions beneath it.
  private boolean isBuiltUponByOthers() {
    for (Stage other : resolution.file().stages()) {
      if (!chain.contains(other)
          && resolution.base(other) instanceof Base.EarlierStage earlier
          && chain.contains(earlier.stage())) {
        return true;
      }
    }
    return false;
  }

  /// Takes those out that can be; leaves in `names` only these.
  private void takeOut(Set<String> names) {
    boolean fewer = true;
    List<TextEdit> made = new ArrayList<>();
    while (fewer && !names.isEmpty()) {
      made.clear();
      Set<String> possible = new LinkedHashSet<>();
      for (String name : names) {
        if (takeOut(name, names, made)) {
          possible.add(name);
        }
      }
      // where one stays in, the command that installed both has to stay, too
      fewer = names.retainAll(possible);
    }
    edits.addAll(new LinkedHashSet<>(made));
  }

  /// @param all that are to be taken out
  private boolean takeOut(String name, Set<String> all, List<TextEdit> made) {
    boolean found = false;
    for (int i = 0; i < runs.size(); i++) {
      Instruction run = runs.get(i);
      for (PackageCommand command : PackageCommand.of(run, manager)) {
        for (ShellWord word : command.packages()) {
          if (command.action() != Action.INSTALL || !names(word, name)) {
            continue;
          }
          TextEdit edit = without(run, command, word, all);
          if (edit == null || !isHarmlessBehind(i, command)) {
            return false;
          }
          made.add(edit);
          found = true;
        }
      }
    }
    return found;
  }

  private boolean names(ShellWord word, String name) {
    return VersionStyle.versionIn(word.value(), name, manager) != -2;
  }

  /// `null` where it cannot be cut out.
  private @Nullable TextEdit without(
      Instruction run, PackageCommand command, ShellWord word, Set<String> all) {
    if (run.exec() != null) {
      return null;
    }
    boolean empty =
        command.packages().stream()
            .allMatch(other -> all.stream().anyMatch(name -> names(other, name)));
    if (empty) {
      return onlyInstalls(run, command) ? new TextEdit(run.start(), run.end(), "") : null;
    }
    ShellWord before = null;
    for (List<ShellWord> words : ShellScript.commands(run)) {
      for (int i = 1; i < words.size(); i++) {
        before = words.get(i).start() == word.start() ? words.get(i - 1) : before;
      }
    }
    return before == null || !isSpace(before.end(), word.start())
        ? null
        : new TextEdit(before.end(), word.end(), "");
  }

  /// Whether nothing but white space, line ends and comments of their own lines stands there.
  private boolean isSpace(int from, int to) {
    String escape = String.valueOf(resolution.file().escape());
    String[] lines = resolution.file().text().substring(from, to).split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i].strip();
      if (!line.isEmpty() && !line.equals(escape) && !(i > 0 && line.startsWith("#"))) {
        return false;
      }
    }
    return true;
  }

  /// Whether a `RUN` does nothing else than to install: then it goes as a whole.
  private boolean onlyInstalls(Instruction run, PackageCommand command) {
    for (List<ShellWord> words : ShellScript.commands(run)) {
      String program = ShellScript.nameOf(words.getFirst().value());
      boolean cleans =
          manager.programs().contains(program)
              && words.stream().anyMatch(word -> CLEANING.contains(word.value()));
      boolean deletes =
          program.equals("rm")
              && words.stream()
                  .skip(1)
                  .map(ShellWord::value)
                  .allMatch(
                      word ->
                          word.startsWith("-")
                              || word.startsWith("/var/lib/apt/lists")
                              || word.startsWith("/var/cache/"));
      if (!cleans && !deletes && words.getLast().start() != command.last().start()) {
        return false;
      }
    }
    return run.heredocs().isEmpty();
  }

  /// Whether nothing that runs behind a command could need what it installs.
  private boolean isHarmlessBehind(int index, PackageCommand command) {
    boolean behind = false;
    for (List<ShellWord> words : ShellScript.commands(runs.get(index))) {
      if (behind && !isHarmless(words)) {
        return false;
      }
      behind |= words.getLast().start() == command.last().start();
    }
    for (Instruction run : runs.subList(index + 1, runs.size())) {
      List<List<ShellWord>> commands = ShellScript.commands(run);
      if (commands.isEmpty() || !commands.stream().allMatch(this::isHarmless)) {
        return false;
      }
    }
    return behind;
  }

  private boolean isHarmless(List<ShellWord> words) {
    String program = ShellScript.nameOf(words.getFirst().value());
    return (HARMLESS.contains(program) || manager.programs().contains(program))
        && words.stream()
            .map(ShellWord::value)
            .noneMatch(word -> word.contains("$(") || word.contains("`"));
  }

  /// Whether the edited file, read again, installs none of them any more.
  private boolean isDone(Set<String> takenOut) {
    Dockerfile file = resolution.file();
    try {
      Dockerfile changed = Dockerfile.parse(file.path(), TextEdit.apply(file.text(), edits));
      if (changed.stages().size() != file.stages().size()) {
        return false;
      }
      Resolution again = Resolution.of(changed, resolution.arguments());
      for (Stage each : again.chain(changed.stages().get(stage.index()))) {
        for (PackageCommand command : PackageCommand.of(each, manager)) {
          for (ShellWord word : command.packages()) {
            if (command.action() == Action.INSTALL
                && takenOut.stream().anyMatch(name -> names(word, name))) {
              return false;
            }
          }
        }
      }
      return true;
    } catch (DockerfileException | IllegalArgumentException e) {
      return false;
    }
  }

  private int lineOf(int offset) {
    return 1 + (int) resolution.file().text().chars().limit(offset).filter(c -> c == '\n').count();
  }
}
