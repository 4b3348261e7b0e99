package dev.drydock.match;

import dev.drydock.advisory.Advisories;
import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.match.Finding.Rating;
import java.util.ArrayList;
import java.util.List;

/// Says which components are known to be vulnerable, and why. Holds no state: the same input gives
/// the same findings.
///
/// `docs/matching.md` tells the rules.
public final class Matcher {

  /// All findings of `bom` after what `advisories` know.
  public Findings match(Bom bom, Advisories advisories) {
    Subjects subjects = new Subjects(bom, advisories.ecosystems());
    Lookup lookup = new Lookup(advisories, subjects.stream());
    List<Placed> placed = new ArrayList<>();
    List<Component> components = bom.components();
    for (int i = 0; i < components.size(); i++) {
      Component component = components.get(i);
      Subject subject = subjects.of(component);
      if (subject != null) {
        List<Vulnerability> found = lookup.of(subject);
        for (int j = 0; j < found.size(); j++) {
          placed.add(new Placed(found.get(j).of(component), i));
        }
      }
    }
    placed.sort(null);
    List<Finding> findings = new ArrayList<>(placed.size());
    for (Placed one : placed) {
      findings.add(one.finding);
    }
    return new Findings(bom, findings, subjects.coverage(), advisories.metadata());
  }

  /// A finding and where its component stands, which is sorted by purl already.
  private record Placed(Finding finding, int component) implements Comparable<Placed> {
    @Override
    public int compareTo(Placed other) {
      int order = finding.severity().compareTo(other.finding.severity());
      if (order == 0) {
        order = Double.compare(score(other.finding), score(finding));
      }
      if (order == 0) {
        order = Integer.compare(component, other.component);
      }
      return order == 0 ? finding.id().compareTo(other.finding.id()) : order;
    }

    private static double score(Finding finding) {
      List<Rating> ratings = finding.ratings();
      Double score = ratings.isEmpty() ? null : ratings.getFirst().score();
      return score == null ? -1 : score;
    }
  }
}
