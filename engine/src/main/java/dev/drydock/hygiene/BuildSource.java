package dev.drydock.hygiene;

import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Stage;
import dev.drydock.dockerfile.Word;
import dev.drydock.dockerfile.resolution.Resolution;
import dev.drydock.hygiene.Observation.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The Dockerfile that an image was built from, and which of its lines made what.
///
/// @param target the stage that became the image
/// @param fits whether the image's history tells the same as the Dockerfile: only then anything
///   about the image has a line
/// @param layers by the index of a layer, the line that made it, from 1
/// @param entries by the index of an entry of the history, the line of its instruction
public record BuildSource(
    Resolution resolution,
    Stage target,
    boolean fits,
    Map<Integer, Integer> layers,
    Map<Integer, Integer> entries) {
  public BuildSource {
    layers = Map.copyOf(layers);
    entries = Map.copyOf(entries);
  }

  /// `null` for no line.
  @Nullable Place place(@Nullable Integer line) {
    return line == null ? null : new Place(resolution.file().path(), line);
  }

  Place place(Instruction instruction) {
    return new Place(resolution.file().path(), instruction.firstLine());
  }

  /// The instructions that the image is made of, those of the stages below the target first.
  List<Instruction> instructions() {
    List<Instruction> all = new ArrayList<>();
    for (Stage stage : resolution.chain(target)) {
      all.addAll(stage.instructions());
    }
    return all;
  }

  /// The last instruction of that kind; where there is none the `FROM` of the target, where it
  /// could stand behind.
  Place lastOf(String keyword) {
    return place(
        instructions().reversed().stream()
            .filter(instruction -> instruction.is(keyword))
            .findFirst()
            .orElse(target.from()));
  }

  /// The last `ENV` or `ARG` of that variable.
  @Nullable Place variable(String keyword, String name) {
    List<Instruction> all = new ArrayList<>(resolution.file().globals());
    all.addAll(instructions());
    for (Instruction instruction : all.reversed()) {
      if (instruction.is(keyword)) {
        for (Word word : instruction.words()) {
          if (word.text().equals(name) || word.text().startsWith(name + "=")) {
            return place(instruction);
          }
        }
      }
    }
    return null;
  }
}
