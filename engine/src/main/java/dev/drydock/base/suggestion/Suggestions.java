package dev.drydock.base.suggestion;

import dev.drydock.bom.Bom;
import dev.drydock.fix.BaseProspect;
import dev.drydock.match.Findings;
import dev.drydock.origin.Origins;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Ranks approved bases for one image, or for a Dockerfile that was not built yet.
public final class Suggestions {
  private final Function<Bom, Left> matching;

  /// @param matching counts what is open in what would be there
  public Suggestions(Function<Bom, Left> matching) {
    this.matching = matching;
  }

  /// An image that is to stand upon another base.
  public record Standing(Findings findings, Origins origins) {}

  /// What fits comes first, and of that what leaves least; the smaller where two leave the same.
  ///
  /// @param image `null` where nothing was built yet: then the bases are counted alone
  public List<Suggestion> of(
      List<ApprovedBase> bases, Requirement required, @Nullable Standing image) {
    List<Suggestion> suggestions = new ArrayList<>(bases.size());
    for (ApprovedBase base : bases) {
      Fit fit = Fit.of(base, required);
      if (image == null || image.origins().base() == null || fit.kind() == Fit.Kind.DOES_NOT_FIT) {
        suggestions.add(new Suggestion(base, fit, matching.apply(base.bom()), List.of()));
      } else {
        BaseProspect prospect =
            BaseProspect.of(image.findings(), image.origins(), base.candidate());
        suggestions.add(
            new Suggestion(base, fit, matching.apply(prospect.bom()), prospect.undecided()));
      }
    }
    suggestions.sort(
        Comparator.comparing((Suggestion one) -> one.fit().kind())
            .thenComparing(Suggestion::left, Left.LEAST_FIRST)
            .thenComparingLong(one -> one.base().bytes())
            .thenComparing(one -> one.base().reference()));
    return suggestions;
  }
}
