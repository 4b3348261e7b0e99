package dev.drydock.vex;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.ImageName;
import dev.drydock.bom.Purl;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether an image, or the distribution in it, is the product of a statement.
final class Platforms {
  private Platforms() {}

  /// Whether a purl is one of an image, of whatever type.
  static boolean isImage(Purl purl) {
    return switch (purl.type()) {
      case "oci", "docker", "container" -> true;
      default -> false;
    };
  }

  /// By digest where the purl has one; else by name and tag, which only an image that was asked for
  /// by name has.
  static boolean image(Purl purl, Bom.Subject subject) {
    String version = purl.version();
    if (version != null && version.startsWith("sha256:")) {
      return version.equals(subject.digest()) || version.equals(subject.imageId());
    }
    ImageName named = ImageName.of(subject.reference());
    if (named == null || !purl.name().equals(named.name())) {
      return false;
    }
    String tag = purl.qualifiers().getOrDefault("tag", version == null ? "" : version);
    if (!tag.isEmpty() && !tag.equals(named.tag())) {
      return false;
    }
    String place = purl.qualifiers().get("repository_url");
    if (place != null) {
      String full = ImageName.fullName(place);
      return full.equals(named.repository())
          || ImageName.fullName(full + "/" + purl.name()).equals(named.repository());
    }
    return purl.namespace() == null
        || named.repository().endsWith("/" + purl.namespace() + "/" + purl.name());
  }

  /// Whether a digest of a statement is that of the image.
  static boolean digest(String hash, Bom.Subject subject) {
    String lower = hash.toLowerCase(Locale.ROOT);
    String full = lower.startsWith("sha256:") ? lower : "sha256:" + lower;
    return full.equals(subject.digest()) || full.equals(subject.imageId());
  }

  /// Whether a CPE is the distribution's: vendor and product equal, and its version that of the
  /// statement or a part of it. Editions (`::baseos`) tell repositories apart, which an image has
  /// all at once.
  static boolean distribution(String cpe, @Nullable Distribution distribution) {
    String own = distribution == null ? null : distribution.cpeName();
    if (own == null) {
      return false;
    }
    String[] asked = parts(cpe);
    String[] there = parts(own);
    if (asked.length < 2 || there.length < 2 || distribution == null) {
      return false;
    }
    String version = asked.length < 3 ? "" : asked[2];
    String release = there.length < 3 || there[2].isEmpty() ? distribution.versionId() : there[2];
    return asked[0].equals(there[0])
        && asked[1].equals(there[1])
        && (version.isEmpty()
            || version.equals("*")
            || PurlPattern.within(version, release)
            || PurlPattern.within(version, distribution.versionId()));
  }

  /// Whether a CPE tells a version.
  static boolean hasVersion(String cpe) {
    String[] parts = parts(cpe);
    return parts.length > 2 && !parts[2].isEmpty() && !parts[2].equals("*");
  }

  /// Vendor, product, version, … of `cpe:/o:vendor:product:9` and `cpe:2.3:o:vendor:product:9:*:…`.
  private static String[] parts(String cpe) {
    String text = cpe.toLowerCase(Locale.ROOT);
    String rest =
        text.startsWith("cpe:2.3:")
            ? text.substring("cpe:2.3:".length())
            : text.startsWith("cpe:/") ? text.substring("cpe:/".length()) : "";
    int colon = rest.indexOf(':');
    return colon < 0 ? new String[0] : rest.substring(colon + 1).split(":", -1);
  }
}
