package dev.drydock.dockerfile.edit;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.dockerfile.Stage;
import dev.drydock.dockerfile.edit.PackageCommand.Action;
import dev.drydock.dockerfile.edit.PackageEdit.Reason;
import dev.drydock.dockerfile.resolution.Base;
import dev.drydock.dockerfile.resolution.Resolution;
import dev.drydock.dockerfile.resolution.Scope;
import dev.drydock.text.TextEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Upgrades packages of the operating system in one stage, where the Dockerfile installs them, or
/// behind its `FROM` where they come with the base.
final class PackageEditor {
  private final Resolution resolution;
  private final Stage stage;
  private final List<Stage> chain;
  private final PackageManager manager;
  private final @Nullable String baseUser;
  private final Scope scope;
  private final List<PackageCommand> commands = new ArrayList<>();
  private final List<TextEdit> edits = new ArrayList<>();
  private final List<String> pinned = new ArrayList<>();
  private final List<String> upgraded = new ArrayList<>();
  private final List<String> renewed = new ArrayList<>();
  private final List<Reason> refused = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  PackageEditor(
      Resolution resolution, Stage stage, PackageManager manager, @Nullable String baseUser) {
    this.resolution = resolution;
    this.stage = stage;
    this.chain = resolution.chain(stage);
    this.manager = manager;
    this.baseUser = baseUser;
    this.scope = Scope.ofStage(resolution.file(), resolution.arguments(), chain);
    for (Stage each : chain) {
      commands.addAll(PackageCommand.of(each, manager));
    }
  }

  PackageEdit upgrade(List<PackageUpgrade> upgrades) {
    if (resolution.base(chain.getFirst()) instanceof Base.Scratch) {
      return new PackageEdit.Refused(
          stage.title() + " builds upon scratch: its packages come from what is copied into it");
    }
    Map<String, PackageUpgrade> wanted = new LinkedHashMap<>();
    upgrades.forEach(upgrade -> wanted.put(upgrade.name(), upgrade));
    plan(List.copyOf(wanted.values()));
    if (edits.isEmpty()) {
      return new PackageEdit.Rebuild(renewed, refused);
    }
    edits.sort(Comparator.comparingInt(TextEdit::start));
    int line = lineOf(edits.getFirst().start());
    wanted.keySet().removeIf(name -> !pinned.contains(name) && !upgraded.contains(name));
    return isDoneBy(List.copyOf(wanted.values()))
        ? new PackageEdit.Changed(edits, line, pinned, upgraded, renewed, refused, notes)
        : new PackageEdit.Refused(
            "line %d: its packages are written in a way that is not changed safely"
                .formatted(line));
  }

  private void plan(List<PackageUpgrade> upgrades) {
    List<String> ofBase = new ArrayList<>();
    for (PackageUpgrade upgrade : upgrades) {
      if (!upgrade.isPlain()) {
        refused.add(
            new Reason(upgrade.name(), "its name or version is not one that a command takes"));
      } else if (!upgradeInstalled(upgrade)) {
        ofBase.add(upgrade.name());
      }
    }
    if (!ofBase.isEmpty()) {
      upgradeOfBase(ofBase);
    }
  }

  /// Whether the edited file, read again, has nothing left to be done.
  private boolean isDoneBy(List<PackageUpgrade> upgrades) {
    Dockerfile file = resolution.file();
    try {
      Dockerfile changed = Dockerfile.parse(file.path(), TextEdit.apply(file.text(), edits));
      if (changed.stages().size() != file.stages().size()) {
        return false;
      }
      PackageEditor again =
          new PackageEditor(
              Resolution.of(changed, resolution.arguments()),
              changed.stages().get(stage.index()),
              manager,
              baseUser);
      again.plan(upgrades);
      return again.edits.isEmpty() && again.refused.isEmpty();
    } catch (DockerfileException | IllegalArgumentException e) {
      return false;
    }
  }

  private int lineOf(int offset) {
    return 1 + (int) resolution.file().text().chars().limit(offset).filter(c -> c == '\n').count();
  }

  /// @return false where no command of the file installs it
  private boolean upgradeInstalled(PackageUpgrade upgrade) {
    List<PinnedPackage> pins = new ArrayList<>();
    boolean named = false;
    try {
      for (PackageCommand command : commands) {
        pins.addAll(PinnedPackage.in(scope, command, upgrade.name(), manager));
        named |= names(command, upgrade.name());
      }
      if (!pins.isEmpty()) {
        changePins(upgrade, pins);
      } else if (named) {
        renewed.add(upgrade.name());
      }
    } catch (RefusalException e) {
      refused.add(new Reason(upgrade.name(), e.reason()));
      return true;
    }
    return named || !pins.isEmpty();
  }

  private boolean names(PackageCommand command, String name) {
    return command.packages().stream()
        .anyMatch(word -> VersionStyle.versionIn(word.value(), name, manager) == -1);
  }

  private void changePins(PackageUpgrade upgrade, List<PinnedPackage> pins)
      throws RefusalException {
    FragmentEdits made =
        new FragmentEdits("%s should become %s".formatted(upgrade.name(), upgrade.version()));
    boolean changes = false;
    for (PinnedPackage pin : pins) {
      if (pin.sign().contains("<")) {
        throw new RefusalException(
            "it is held by %s%s: see by hand whether that allows %s"
                .formatted(pin.sign(), pin.version(), upgrade.version()));
      }
      String version = VersionStyle.renewed(pin.version(), pin.sign(), upgrade.version(), manager);
      if (version != null) {
        changes = true;
        if (pin.fragments().isEmpty() || !made.replace(pin.fragments(), version, '-')) {
          throw new RefusalException(
              "its version is put together from variables: make it %s by hand".formatted(version));
        }
      }
    }
    if (!changes) {
      renewed.add(upgrade.name());
      return;
    }
    List<TextEdit> more = new ArrayList<>(made.all());
    more.removeAll(edits);
    for (TextEdit edit : more) {
      // two packages may share the variable of their version
      if (edits.stream().anyMatch(other -> other.start() == edit.start())) {
        throw new RefusalException(
            "its version is a variable that another package needs otherwise");
      }
    }
    edits.addAll(more);
    pinned.add(upgrade.name());
  }

  private void upgradeOfBase(List<String> names) {
    PackageInstruction writer = new PackageInstruction(resolution.file(), manager);
    PackageCommand upgrade = null;
    for (PackageCommand command : commands) {
      if (command.action() == Action.UPGRADE_ALL) {
        renewed.addAll(names);
        return;
      }
      if (command.action() == Action.UPGRADE && upgrade == null) {
        upgrade = command;
      }
    }
    if (upgrade != null) {
      edits.add(writer.extend(upgrade, names));
    } else {
      edits.add(writer.add(stage, names, userBefore()));
    }
    upgraded.addAll(names);
    if (!manager.upgradesSingle()) {
      notes.add("pacman upgrades everything: it does not support to upgrade a part");
    }
  }

  private @Nullable String userBefore() {
    return PackageInstruction.userBefore(chain, baseUser);
  }
}
