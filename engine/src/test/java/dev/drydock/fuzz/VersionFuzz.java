package dev.drydock.fuzz;

import dev.drydock.bom.Purl;
import dev.drydock.bom.licence.LicenceExpression;
import dev.drydock.bom.licence.LicenceList;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.match.cvss.Cvss;
import dev.drydock.version.Version;
import dev.drydock.version.VersionScheme;
import dev.drydock.version.VersionSchemes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Versions of every scheme, CVSS vectors, purls, licences and image references.
public final class VersionFuzz {
  private static final LicenceList LICENCES = LicenceList.load();

  private VersionFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, VersionFuzz::read);
  }

  /// Two versions with a line end between them, also read as a vector, a purl and a reference.
  private static void read(byte[] data) {
    String text = new String(data, StandardCharsets.UTF_8);
    int end = text.indexOf('\n');
    String one = end < 0 ? text : text.substring(0, end);
    String other = end < 0 ? "1.0" : text.substring(end + 1);
    for (VersionScheme scheme : VersionSchemes.all()) {
      Optional<Version> first = scheme.parse(one);
      Optional<Version> second = scheme.parse(other);
      if (first.isPresent() && second.isPresent()) {
        int order = Integer.signum(first.orElseThrow().compareTo(second.orElseThrow()));
        if (order != -Integer.signum(second.orElseThrow().compareTo(first.orElseThrow()))) {
          throw new AssertionError(scheme.name() + " orders " + one + " and " + other + " twice");
        }
      }
    }
    Optional<LicenceExpression> _ = LICENCES.parse(one);
    Cvss.of(one).ifPresent(VersionFuzz::inRange);
    try {
      Purl purl = Purl.parse(one);
      if (!Purl.parse(purl.toString()).toString().equals(purl.toString())) {
        throw new AssertionError("not canonical: " + purl);
      }
    } catch (IllegalArgumentException _) {
      // no purl
    }
    try {
      ImageReference _ = ImageReference.parse(one);
    } catch (IllegalArgumentException _) {
      // no reference
    }
  }

  private static void inRange(Cvss cvss) {
    if (!(cvss.score() >= 0 && cvss.score() <= 10)) {
      throw new AssertionError(cvss.toString());
    }
  }
}
