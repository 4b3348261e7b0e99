package dev.drydock.dockerfile.resolution;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Stage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a build of one stage needs: stages that it builds upon, copies from or mounts, directly or
/// over others.
///
/// @param stages in the order of the file, the target included
/// @param images from elsewhere that are copied from or mounted
/// @param undecided what a variable names, so that nobody can say which stage or image it is
public record StageNeeds(List<Stage> stages, List<String> images, List<String> undecided) {
  public StageNeeds {
    stages = List.copyOf(stages);
    images = List.copyOf(images);
    undecided = List.copyOf(undecided);
  }

  static StageNeeds of(Resolution resolution, Stage target) {
    Dockerfile file = resolution.file();
    Set<Integer> needed = new TreeSet<>(Set.of(target.index()));
    Set<String> images = new TreeSet<>();
    Set<String> undecided = new TreeSet<>();
    Deque<Stage> open = new ArrayDeque<>(List.of(target));
    while (!open.isEmpty()) {
      Stage stage = open.pop();
      List<Stage> found = new ArrayList<>();
      if (resolution.base(stage) instanceof Base.EarlierStage earlier) {
        found.add(earlier.stage());
      }
      for (Instruction instruction : stage.instructions()) {
        for (String name : instruction.sources()) {
          if (name.contains("$")) {
            undecided.add(name);
          } else {
            file.stage(name, stage.index()).ifPresentOrElse(found::add, () -> images.add(name));
          }
        }
      }
      for (Stage other : found) {
        if (needed.add(other.index())) {
          open.push(other);
        }
      }
    }
    return new StageNeeds(
        needed.stream().map(index -> file.stages().get(index)).toList(),
        List.copyOf(images),
        List.copyOf(undecided));
  }
}
