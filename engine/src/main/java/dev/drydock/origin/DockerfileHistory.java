package dev.drydock.origin;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Bom.HistoryEntry;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Stage;
import dev.drydock.dockerfile.resolution.Base;
import dev.drydock.dockerfile.resolution.Resolution;
import dev.drydock.origin.BaseRecognition.DockerfileOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which entries of an image's history a Dockerfile accounts for, as BuildKit, Docker's builder of
/// before, Buildah and kaniko write them.
///
/// Both are compared from their ends backwards, as what the base brought stands before. All
/// instructions must be found, or the Dockerfile is said not to fit: a wrong line is worse than
/// none.
public sealed interface DockerfileHistory {
  /// Every instruction was found.
  ///
  /// @param base the reference that the Dockerfile builds upon; `null` for none, or where it cannot
  ///   be told
  /// @param entries how many entries of the history, from the end, are the Dockerfile's
  /// @param accounted the instruction of each entry that one made, by the entry's index
  /// @param image whose history it is
  record Fits(
      @Nullable String base, int entries, Map<Integer, Instruction> accounted, Bom.Subject image)
      implements DockerfileHistory {
    private static final Set<String> MAKE_FILES = Set.of("RUN", "COPY", "ADD");

    public Fits {
      accounted = Map.copyOf(accounted);
    }

    /// For the recognition of the base image.
    public DockerfileOrigin origin() {
      return new DockerfileOrigin(base, entries);
    }

    /// The instruction that made a layer; empty for layers of the base, and where several
    /// instructions went into one layer.
    public Optional<Instruction> instructionOfLayer(int layer) {
      List<HistoryEntry> history = image.history();
      if (layer < 0
          || history.stream().filter(e -> !e.emptyLayer()).count() != image.layers().size()) {
        return Optional.empty();
      }
      int start = 0;
      int seen = -1;
      for (int i = 0; i < history.size(); i++) {
        if (!history.get(i).emptyLayer()) {
          if (++seen == layer) {
            return maker(start, i);
          }
          start = i + 1;
        }
      }
      return Optional.empty();
    }

    /// The line of the Dockerfile that made a layer, from 1; empty as [#instructionOfLayer(int)].
    public Optional<Integer> lineOfLayer(int layer) {
      return instructionOfLayer(layer).map(Instruction::firstLine);
    }

    /// Builders that squash leave entries that lost their layer to the next one that has one.
    private Optional<Instruction> maker(int start, int end) {
      List<Instruction> makers = new ArrayList<>();
      boolean label =
          end == image.history().size() - 1
              && entries > 0
              && !accounted.containsKey(end)
              && isLabelOfCommandLine(image.history().get(end));
      int from = label ? end - 1 : end;
      for (int i = start; i <= from; i++) {
        Instruction instruction = accounted.get(i);
        if (instruction != null && MAKE_FILES.contains(instruction.keyword())) {
          makers.add(instruction);
        } else if (instruction == null && i >= image.history().size() - entries) {
          return Optional.empty();
        }
      }
      Instruction last = from < start ? null : accounted.get(from);
      if (last == null) {
        return Optional.empty();
      }
      return makers.isEmpty() && last.is("WORKDIR")
          ? Optional.of(last)
          : makers.size() == 1 ? Optional.of(makers.getFirst()) : Optional.empty();
    }
  }

  /// The image was not built from this Dockerfile as it is, or its history does not tell.
  ///
  /// @param reason one plain line
  record DoesNotFit(String reason) implements DockerfileHistory {}

  /// Compares an image's history with the instructions of the stage that it should be.
  static DockerfileHistory of(Bom.Subject image, Resolution resolution, Stage target) {
    List<Instruction> instructions = new ArrayList<>();
    List<Stage> chain = resolution.chain(target);
    chain.forEach(stage -> instructions.addAll(stage.instructions()));
    Base base = resolution.base(chain.getFirst());
    DockerfileHistory all = compare(image, instructions, base, false);
    if (all instanceof DoesNotFit && isVerbatim(image.history(), image.history().size() - 1)) {
      DockerfileHistory layers = compare(image, instructions, base, true);
      return layers instanceof Fits fits ? withoutGuesses(fits, instructions) : all;
    }
    return all;
  }

  /// kaniko writes instructions as they are, and only those that made a layer: a `RUN` that changed
  /// no file is missing, and with `--single-snapshot` all but the last one.
  private static boolean isVerbatim(List<HistoryEntry> history, int at) {
    DockerfileHistoryEntry entry = at < 0 ? null : DockerfileHistoryEntry.of(history.get(at));
    return entry != null && entry.verbatim();
  }

  /// Where a `RUN` has no entry, either it changed nothing, or its layer is that of the only entry
  /// there is. What was written before may be another state of the Dockerfile, unless it is not
  /// kaniko's.
  private static DockerfileHistory withoutGuesses(Fits fits, List<Instruction> instructions) {
    List<Instruction> missing = new ArrayList<>();
    for (Instruction instruction : instructions) {
      if (Fits.MAKE_FILES.contains(instruction.keyword())
          && !fits.accounted().containsValue(instruction)) {
        missing.add(instruction);
      }
    }
    if (missing.isEmpty()) {
      return fits;
    }
    List<HistoryEntry> history = fits.image().history();
    if (isVerbatim(history, history.size() - 1 - fits.entries())) {
      return new DoesNotFit(reason(missing.getLast(), history.getLast()));
    }
    boolean last = fits.accounted().containsValue(instructions.getLast());
    if (fits.entries() == 1 && last) {
      return new Fits(fits.base(), 1, Map.of(), fits.image());
    }
    for (Instruction one : missing) {
      boolean twin =
          fits.accounted().values().stream()
              .anyMatch(it -> it.argumentText().equals(one.argumentText()));
      if (!one.is("RUN") || twin) {
        return new DoesNotFit(reason(one, history.getLast()));
      }
    }
    return fits;
  }

  /// @param onlyLayers whether only instructions that make files have entries
  private static DockerfileHistory compare(
      Bom.Subject image, List<Instruction> instructions, Base base, boolean onlyLayers) {
    List<HistoryEntry> history = image.history();
    Map<Integer, Instruction> accounted = new TreeMap<>();
    int at = history.size() - 1;
    for (int i = instructions.size() - 1; i >= 0; i--) {
      Instruction instruction = instructions.get(i);
      boolean fits = at >= 0 && fits(instruction, history.get(at), onlyLayers);
      if (!fits
          && accounted.isEmpty()
          && at == history.size() - 1
          && at > 0
          && isLabelOfCommandLine(history.get(at))) {
        fits = fits(instruction, history.get(at - 1), onlyLayers);
        at -= fits ? 1 : 0;
      }
      if (fits) {
        accounted.put(at--, instruction);
      } else if (!mayBeMissing(instruction, onlyLayers)) {
        return new DoesNotFit(reason(instruction, at < 0 ? null : history.get(at)));
      }
    }
    if (accounted.isEmpty() && !instructions.isEmpty()) {
      return new DoesNotFit("the history names no instruction of the Dockerfile");
    }
    if (base instanceof Base.Scratch && at >= 0) {
      return new DoesNotFit(
          "the Dockerfile builds upon scratch, and the history has %d entries more"
              .formatted(at + 1));
    }
    String reference = base instanceof Base.Image from ? from.reference() : null;
    return new Fits(reference, history.size() - 1 - at, accounted, image);
  }

  private static boolean fits(Instruction instruction, HistoryEntry entry, boolean onlyLayers) {
    DockerfileHistoryEntry read = DockerfileHistoryEntry.of(entry);
    return read != null && (!onlyLayers || read.verbatim()) && read.isOf(instruction);
  }

  /// BuildKit does not write down `ONBUILD`; kaniko nothing that changed no file.
  private static boolean mayBeMissing(Instruction instruction, boolean onlyLayers) {
    return instruction.is("ONBUILD") || onlyLayers;
  }

  /// `docker build --label` and `buildah build --label` write one `LABEL` of their own.
  private static boolean isLabelOfCommandLine(HistoryEntry entry) {
    DockerfileHistoryEntry read = DockerfileHistoryEntry.of(entry);
    return read != null
        && read.style() == DockerfileHistoryEntry.Style.NO_OPERATION
        && read.keyword().equals("LABEL");
  }

  private static String reason(Instruction instruction, @Nullable HistoryEntry entry) {
    return entry == null
        ? "line %d (%s): the history has fewer entries than the Dockerfile has instructions"
            .formatted(instruction.firstLine(), instruction.keyword())
        : "line %d (%s) is not what the history says there"
            .formatted(instruction.firstLine(), instruction.keyword());
  }
}
