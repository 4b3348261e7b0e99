package dev.drydock.match.cvss;

import java.util.Optional;

/// A CVSS vector with its score: version 2, 3.0, 3.1 or 4.0 (FIRST's specifications).
///
/// Of versions 2 and 3 the base score counts, whatever else the vector says. A vector of version 4
/// is scored as it stands, so threat and environmental metrics that are in it count, as that
/// specification wants (section 1.3).
///
/// @param vector as it was written
/// @param score 0 to 10, one decimal
/// @param network whether an attack comes over the network (`AV:N`)
public record Cvss(String vector, Version version, double score, boolean network) {

  /// The standard's version.
  public enum Version {
    V2,
    V3_0,
    V3_1,
    V4_0
  }

  /// Longer than any vector with every metric of its version.
  private static final int LONGEST = 512;

  /// Empty where the text is not a whole, valid vector: a score that is half guessed is worse than
  /// none.
  public static Optional<Cvss> of(String vector) {
    if (vector.length() > LONGEST) {
      return Optional.empty();
    }
    Version version = version(vector);
    Metrics metrics = Metrics.read(vector, version == Version.V2);
    if (metrics == null) {
      return Optional.empty();
    }
    double score =
        switch (version) {
          case V2 -> Cvss2.score(metrics);
          case V3_0, V3_1 -> Cvss3.score(metrics);
          case V4_0 -> Cvss4.score(metrics);
        };
    return Double.isNaN(score)
        ? Optional.empty()
        : Optional.of(new Cvss(vector, version, score, metrics.is("AV", 'N')));
  }

  private static Version version(String vector) {
    if (vector.startsWith("CVSS:4.0/")) {
      return Version.V4_0;
    }
    if (vector.startsWith("CVSS:3.1/")) {
      return Version.V3_1;
    }
    return vector.startsWith("CVSS:3.0/") ? Version.V3_0 : Version.V2;
  }
}
