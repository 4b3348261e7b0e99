package dev.drydock.approval;

import dev.drydock.approval.Judgement.State;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The base images of a registry, and what was decided about them.
///
/// @param bases those that were approved last come last
/// @param warnings what is odd, one line each
public record Catalogue(List<CataloguedBase> bases, List<String> warnings) {
  public Catalogue {
    List<CataloguedBase> sorted = new ArrayList<>(bases);
    sorted.sort(CataloguedBase.BY_APPROVAL);
    bases = List.copyOf(sorted);
    warnings = List.copyOf(warnings);
  }

  /// The approved one of the same variant that was approved last; `null` where none is.
  public @Nullable CataloguedBase newest(CataloguedBase like) {
    CataloguedBase newest = null;
    for (CataloguedBase base : bases) {
      newest = base.judgement().state() == State.APPROVED && base.isLike(like) ? base : newest;
    }
    return newest;
  }
}
