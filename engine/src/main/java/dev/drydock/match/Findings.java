package dev.drydock.match;

import dev.drydock.advisory.Advisories;
import dev.drydock.bom.Bom;
import java.util.List;

/// What is known to be vulnerable in one image.
///
/// @param findings the worst first, then by component and id: the same input gives the same order
/// @param coverage for which ecosystems of the image there was data, and for which not: no data is
///   never shown as nothing found
public record Findings(
    Bom bom, List<Finding> findings, List<Coverage> coverage, Advisories.Metadata advisories) {

  public Findings {
    findings = List.copyOf(findings);
    coverage = List.copyOf(coverage);
  }

  /// The same findings, as those of some of the components of an image: what is known of parts of
  /// something takes all that it is part of.
  ///
  /// @param bom has the components of the findings, themselves
  public Findings within(Bom bom) {
    return new Findings(bom, findings, coverage, advisories);
  }

  /// @param ecosystem as OSV writes it, or the distribution's name where OSV has none
  /// @param components of this image that belong to it
  /// @param known whether the advisories speak of this ecosystem at all
  /// @param distribution whether it is that of the image's distribution, or of what stands for it
  public record Coverage(String ecosystem, int components, boolean known, boolean distribution) {
    /// Of a language.
    public Coverage(String ecosystem, int components, boolean known) {
      this(ecosystem, components, known, false);
    }
  }
}
