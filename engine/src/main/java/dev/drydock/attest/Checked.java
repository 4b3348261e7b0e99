package dev.drydock.attest;

import dev.drydock.attest.statement.PredicateType;
import dev.drydock.image.Digest;
import dev.drydock.json.Json;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A signed document beside an image, and what verifying it came to.
public sealed interface Checked {

  /// Where it was.
  Source source();

  /// The place of a document.
  ///
  /// @param words for people: `a referrer`
  /// @param digest of the document, or of the manifest that names it
  /// @param announced the URI of what is said, by who listed it: nobody has verified that; `null`
  ///   where it is not told
  record Source(String words, Digest digest, @Nullable String announced) {
    public Source(String words, Digest digest) {
      this(words, digest, null);
    }
  }

  /// Somebody who is trusted has signed it, it is about exactly this image, and it can be read.
  ///
  /// @param predicateType the URI of what is said; of plain signatures that of
  ///   [PredicateType#SIGNATURE]
  /// @param signedAt as the signer says, in what is signed, or a log or timestamping authority,
  ///   whichever is earlier; `null` where nobody says it
  record Trusted(
      Source source,
      Signer signer,
      String predicateType,
      Json predicate,
      @Nullable Instant signedAt)
      implements Checked {

    /// What is said, where it is something known.
    public Optional<PredicateType> type() {
      return PredicateType.of(predicateType);
    }

    /// Whether it is of a type, of whatever version.
    public boolean is(String wanted) {
      return predicateType.equals(wanted)
          || type().map(PredicateType::uri).filter(wanted::equals).isPresent();
    }

    /// Whether what was judged has passed; `null` where it says nothing of that.
    public @Nullable Boolean passed() {
      return type().map(known -> known.result(predicate)).orElse(null);
    }
  }

  /// Nothing can be concluded from it.
  ///
  /// @param told for people, one line: what is wrong with it
  record Untrusted(Source source, Reason reason, String told) implements Checked {}

  /// Why a document is not trusted.
  enum Reason {
    /// missing, damaged, ambiguous, too large, or of no form that is known
    UNREADABLE,
    /// nobody who is trusted has signed it, or what they signed was changed
    NO_TRUSTED_SIGNATURE,
    /// it is about something else, and was put beside this image
    OTHER_SUBJECT,
    /// it says something whose meaning is not known
    UNKNOWN_PREDICATE,
    /// what it says is not what its type wants
    MALFORMED_PREDICATE,
    /// older than allowed
    EXPIRED,
    /// its age matters, and it does not say it, or is of the future
    NO_TIME
  }
}
