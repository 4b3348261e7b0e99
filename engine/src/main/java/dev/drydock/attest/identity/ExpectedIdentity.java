package dev.drydock.attest.identity;

import java.util.function.Predicate;

/// Somebody whose signatures somebody trusts. Both halves count: whoever runs an identity provider
/// can give any name to anybody.
public record ExpectedIdentity(Half subject, Half issuer) {

  /// What is expected of a subject or an issuer.
  public sealed interface Half {}

  /// This text and no other.
  public record Exactly(String text) implements Half {}

  /// What a regular expression describes, as a whole.
  ///
  /// @param expression as it was written, for people
  /// @param test whether it describes a text, whatever the text is: within bounds
  public record Matching(String expression, Predicate<String> test) implements Half {}

  public boolean is(Identity identity) {
    return holds(subject, identity.subject()) && holds(issuer, identity.issuer());
  }

  private static boolean holds(Half half, String text) {
    return switch (half) {
      case Exactly(String expected) -> expected.equals(text);
      case Matching(String _, Predicate<String> test) -> test.test(text);
    };
  }
}
