package dev.drydock.fix;

import dev.drydock.bom.Bom;
import dev.drydock.match.Findings;
import dev.drydock.origin.Origins;
import java.util.List;

/// What would be in an image upon another base, with nothing else changed.
///
/// @param undecided what cannot be known without building it, one line each
public record BaseProspect(Bom bom, List<String> undecided) {
  public BaseProspect {
    undecided = List.copyOf(undecided);
  }

  /// @param findings of the image as it is
  /// @param origins that say which parts come with its present base
  public static BaseProspect of(Findings findings, Origins origins, BaseCandidate candidate) {
    BaseChange change = new BaseChange(findings, origins, candidate, List.of());
    Bom after = change.after();
    return new BaseProspect(after, change.undecided());
  }
}
