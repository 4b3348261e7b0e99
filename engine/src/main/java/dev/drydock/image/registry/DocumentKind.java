package dev.drydock.image.registry;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a document that is attached to an image is about. Neither media types nor types of
/// predicates are registered for most of them; each tool has its own, and all have one of these
/// words in it.
public enum DocumentKind {
  /// what is in the image
  BILL_OF_MATERIALS(List.of("cyclonedx", "spdx", "syft", "sbom")),

  /// what its makers say about vulnerabilities in it
  VEX(List.of("vex", "csaf", "cyclonedx")),

  /// how it was built
  PROVENANCE(List.of("slsa.dev/provenance"));

  private final List<String> words;

  DocumentKind(List<String> words) {
    this.words = words;
  }

  /// Whether a type says that the document itself is of this kind.
  boolean named(@Nullable String type) {
    return contains(type, words);
  }

  /// Whether content of a type may be of this kind: it says so, or it is a wrapping around
  /// something that its type does not tell.
  boolean possible(@Nullable String type) {
    return named(type) || wraps(type);
  }

  /// Statements of in-toto, envelopes and bundles.
  static boolean wraps(@Nullable String type) {
    return contains(type, List.of("in-toto", "dsse", "sigstore.bundle"));
  }

  private static boolean contains(@Nullable String type, List<String> words) {
    String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
    for (String word : words) {
      if (lower.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
