package dev.drydock.attest;

import dev.drydock.attest.statement.PredicateType;
import dev.drydock.image.Digest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What the signed documents beside an image came to. A document that is not trusted takes nothing
/// away from one that is: whoever may push can put something beside an image.
///
/// @param subject the image, by digest
/// @param documents in the order in which they were found
/// @param warnings why there may be more
public record Verification(Digest subject, List<Checked> documents, List<String> warnings) {
  private static final Comparator<Checked.Trusted> NEWEST_FIRST =
      Comparator.comparing(
              (Checked.Trusted one) -> one.signedAt() == null ? Instant.MIN : one.signedAt())
          .reversed();

  public Verification {
    documents = List.copyOf(documents);
    warnings = List.copyOf(warnings);
  }

  /// What is trusted and of a type; what was signed last comes first.
  public List<Checked.Trusted> trusted(String predicateType) {
    return documents.stream()
        .filter(Checked.Trusted.class::isInstance)
        .map(Checked.Trusted.class::cast)
        .filter(one -> one.is(predicateType))
        .sorted(NEWEST_FIRST)
        .toList();
  }

  /// What is trusted and of a type, and was signed last.
  public Optional<Checked.Trusted> newest(String predicateType) {
    return trusted(predicateType).stream().findFirst();
  }

  /// Whether the image itself is signed by one of the keys.
  public boolean signed() {
    return newest(PredicateType.SIGNATURE.uri()).isPresent();
  }

  /// What is not trusted.
  public List<Checked.Untrusted> untrusted() {
    return documents.stream()
        .filter(Checked.Untrusted.class::isInstance)
        .map(Checked.Untrusted.class::cast)
        .toList();
  }
}
