package dev.drydock.fix;

import dev.drydock.advisory.Advisories;
import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.match.Finding;
import dev.drydock.match.Findings;
import dev.drydock.match.Matcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// Matches what a change leads to, as the image itself was matched.
final class MatchingAgain {
  private final Matcher matcher = new Matcher();
  private final Advisories advisories;
  private final UnaryOperator<Findings> known;

  /// @param known takes out of newly matched findings what is known to be none, as it was taken out
  ///   of those to plan for
  MatchingAgain(Advisories advisories, UnaryOperator<Findings> known) {
    this.advisories = advisories;
    this.known = known;
  }

  /// An image as a whole.
  Findings image(Bom after) {
    return known.apply(matcher.match(after, advisories));
  }

  /// Only the components that take the places of some. What is known of them may be known of parts
  /// of something, so that the rest of the image has to be there.
  ///
  /// @param others by the index of the component in whose place each is
  List<Finding> inPlace(Bom image, Map<Integer, Component> others) {
    List<Component> all = new ArrayList<>(image.components());
    others.forEach(all::set);
    Bom alone =
        new Bom(
            image.subject(),
            image.distribution(),
            List.copyOf(others.values()),
            List.of(),
            List.of(),
            image.buildInformation());
    Findings matched = matcher.match(alone, advisories).within(image.inPlace(all));
    return known.apply(matched).findings();
  }
}
