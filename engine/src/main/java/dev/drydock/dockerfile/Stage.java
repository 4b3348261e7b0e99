package dev.drydock.dockerfile;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A build stage: a `FROM` and what follows it.
///
/// @param index from 0
/// @param name what `AS` calls it, in lower case; `null` where nothing does
/// @param from its `FROM`
/// @param instructions what follows it up to the next `FROM`
public record Stage(
    int index, @Nullable String name, Instruction from, List<Instruction> instructions) {
  public Stage {
    instructions = List.copyOf(instructions);
  }

  /// What it builds upon, as written.
  public Word reference() {
    return from.words().getFirst();
  }

  public Optional<String> platform() {
    return from.flag("platform");
  }

  /// For people: `stage "build"`, or `stage 2` where it has no name.
  public String title() {
    return name == null ? "stage " + index : "stage \"" + name + "\"";
  }
}
