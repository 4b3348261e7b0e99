package dev.drydock.dockerfile.edit;

import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Stage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A command that installs or upgrades packages into the image's own file system.
///
/// @param run the `RUN` in which it stands
/// @param packages as written, with versions
/// @param last its last word
record PackageCommand(Instruction run, Action action, List<ShellWord> packages, ShellWord last) {

  /// What the command does.
  enum Action {
    INSTALL,
    /// upgrades the packages that it names
    UPGRADE,
    /// upgrades everything
    UPGRADE_ALL
  }

  /// Those of a stage's `RUN`s, in order.
  static List<PackageCommand> of(Stage stage, PackageManager manager) {
    List<PackageCommand> found = new ArrayList<>();
    for (Instruction instruction : stage.instructions()) {
      if (instruction.is("RUN")) {
        found.addAll(of(instruction, manager));
      }
    }
    return found;
  }

  /// Those of one `RUN`, in order.
  static List<PackageCommand> of(Instruction run, PackageManager manager) {
    List<PackageCommand> found = new ArrayList<>();
    for (List<ShellWord> words : ShellScript.commands(run)) {
      PackageCommand command = read(run, words, manager);
      if (command != null) {
        found.add(command);
      }
    }
    return found;
  }

  private static @Nullable PackageCommand read(
      Instruction run, List<ShellWord> words, PackageManager manager) {
    if (!manager.programs().contains(ShellScript.nameOf(words.getFirst().value()))) {
      return null;
    }
    List<ShellWord> plain = new ArrayList<>();
    Set<String> options = new LinkedHashSet<>();
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i).value();
      if (!word.startsWith("-")) {
        plain.add(words.get(i));
        continue;
      }
      int equals = word.indexOf('=');
      options.add(equals < 0 ? word : word.substring(0, equals));
      if (equals < 0 && manager.takesValue(word)) {
        i++;
      }
    }
    if (manager != PackageManager.PACMAN && isElsewhere(manager, options)) {
      return null;
    }
    return manager == PackageManager.PACMAN
        ? pacman(run, words, plain, options)
        : plain.isEmpty() ? null : verb(run, words, plain, options, manager);
  }

  private static boolean isElsewhere(PackageManager manager, Set<String> options) {
    return switch (manager) {
      case APT, PACMAN -> false;
      case APK -> options.contains("--root") || options.contains("-p");
      case DNF, MICRODNF, YUM, TDNF -> options.contains("--installroot");
      case ZYPPER -> options.contains("--root") || options.contains("-R");
    };
  }

  private static @Nullable PackageCommand verb(
      Instruction run,
      List<ShellWord> words,
      List<ShellWord> plain,
      Set<String> options,
      PackageManager manager) {
    List<ShellWord> packages = plain.subList(1, plain.size());
    Action action = action(manager, plain.getFirst().value(), options, packages.isEmpty());
    return action == null ? null : new PackageCommand(run, action, packages, words.getLast());
  }

  private static @Nullable Action action(
      PackageManager manager, String verb, Set<String> options, boolean all) {
    Action upgrade = all ? Action.UPGRADE_ALL : Action.UPGRADE;
    return switch (manager) {
      case APT ->
          switch (verb) {
            case "install" -> options.contains("--only-upgrade") ? Action.UPGRADE : Action.INSTALL;
            case "upgrade", "dist-upgrade", "full-upgrade", "safe-upgrade" -> Action.UPGRADE_ALL;
            default -> null;
          };
      case APK ->
          switch (verb) {
            case "add" -> upgradesByOption(options) ? Action.UPGRADE : Action.INSTALL;
            case "upgrade" -> upgrade;
            default -> null;
          };
      case DNF, MICRODNF, YUM, TDNF ->
          switch (verb) {
            case "install" -> Action.INSTALL;
            case "upgrade", "update", "upgrade-minimal", "update-minimal", "distro-sync" -> upgrade;
            default -> null;
          };
      case ZYPPER ->
          switch (verb) {
            case "install", "in" -> Action.INSTALL;
            case "update", "up" -> upgrade;
            case "patch", "dist-upgrade", "dup" -> Action.UPGRADE_ALL;
            default -> null;
          };
      case PACMAN -> null;
    };
  }

  /// `apk add -u`, alone or among other letters.
  private static boolean upgradesByOption(Set<String> options) {
    return options.stream()
        .anyMatch(
            option ->
                option.equals("--upgrade") || !option.startsWith("--") && option.indexOf('u') > 0);
  }

  private static @Nullable PackageCommand pacman(
      Instruction run, List<ShellWord> words, List<ShellWord> packages, Set<String> options) {
    boolean sync = false;
    boolean upgrade = options.contains("--sysupgrade");
    for (String option : options) {
      boolean letters = !option.startsWith("--");
      sync |= option.equals("--sync") || letters && option.indexOf('S') > 0;
      upgrade |= letters && option.indexOf('u') > 0;
    }
    if (!sync || !upgrade && packages.isEmpty() || words.size() < 2) {
      return null;
    }
    Action action = upgrade ? Action.UPGRADE_ALL : Action.INSTALL;
    return new PackageCommand(run, action, packages, words.getLast());
  }
}
