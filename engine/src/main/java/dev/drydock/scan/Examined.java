package dev.drydock.scan;

import dev.drydock.approval.standing.Standing;
import dev.drydock.bom.Bom;
import dev.drydock.fix.Action;
import dev.drydock.fix.BaseCandidate;
import dev.drydock.hygiene.Observation;
import dev.drydock.origin.Origins;
import dev.drydock.project.formats.ProjectFormats;
import dev.drydock.repair.Project;
import dev.drydock.repair.Repaired;
import dev.drydock.repair.Repairs;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is known of an image before it is looked up in advisories.
///
/// @param bom what is in it
/// @param observations what is careless about it
/// @param observed whether anybody looked for that
/// @param origins which parts came with its base image
/// @param bases what could take the place of that, each read
/// @param undecided what could not be tried, one line each
/// @param otherBases what could be tried, one line each; asked only where the plan leaves something
///   of the base, as it reads a table
/// @param source what it is built from; `null` where nobody named that
/// @param standing what approved base it stands upon; `null` where nobody asked
public record Examined(
    Bom bom,
    List<Observation> observations,
    boolean observed,
    Origins origins,
    List<BaseCandidate> bases,
    List<String> undecided,
    Supplier<List<String>> otherBases,
    @Nullable Source source,
    @Nullable Standing standing) {

  /// The project that an image is built from.
  ///
  /// @param pinned whether a new base image is pinned by its digest there
  public record Source(Project project, boolean pinned) {

    Repaired repaired(Examined image, List<Action> actions) {
      return new Repairs(image.bom(), image.origins(), ProjectFormats.builtIn(), pinned)
          .apply(actions, project);
    }
  }

  public Examined {
    observations = List.copyOf(observations);
    bases = List.copyOf(bases);
    undecided = List.copyOf(undecided);
  }

  /// One of which nothing but its bill of materials is known.
  public static Examined of(Bom bom) {
    return new Examined(
        bom, List.of(), false, Origins.unknown(), List.of(), List.of(), List::of, null, null);
  }
}
