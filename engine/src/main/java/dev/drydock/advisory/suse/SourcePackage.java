package dev.drydock.advisory.suse;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The source that a package was built from, by the qualifier `upstream` of its purl:
/// `openssl-3-3.1.4-150600.5.15.1.src.rpm`, or `openssl-3.src.rpm` where no build is meant.
///
/// @param version with its release; `""` where none is meant
record SourcePackage(String name, String version) {
  private static final String QUALIFIER = "upstream=";

  /// `null` where none of the purls tells one.
  static @Nullable SourcePackage of(List<String> purls) {
    for (String purl : purls) {
      int at = purl.startsWith("pkg:rpm/") ? purl.indexOf(QUALIFIER) : -1;
      if (at > 0) {
        int end = purl.indexOf('&', at);
        String file =
            decoded(purl.substring(at + QUALIFIER.length(), end < 0 ? purl.length() : end));
        int version = purl.indexOf('@');
        boolean versioned = version > 0 && version + 1 < purl.indexOf('?');
        SourcePackage source = ofFile(file, versioned);
        if (source != null) {
          return source;
        }
      }
    }
    return null;
  }

  private static @Nullable SourcePackage ofFile(String file, boolean versioned) {
    String stem = file;
    for (String end : new String[] {".src.rpm", ".nosrc.rpm"}) {
      stem = stem.endsWith(end) ? stem.substring(0, stem.length() - end.length()) : stem;
    }
    if (stem.equals(file) || stem.isEmpty()) {
      return null;
    }
    if (!versioned) {
      return new SourcePackage(stem, "");
    }
    int release = stem.lastIndexOf('-');
    int version = stem.lastIndexOf('-', release - 1);
    return release < 0 || version <= 0
        ? null
        : new SourcePackage(stem.substring(0, version), stem.substring(version + 1));
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return text;
    }
  }
}
