package dev.drydock.secret;

import dev.drydock.secret.TokenShape.Alphabet;
import org.jspecify.annotations.Nullable;

/// Tokens that do not tell by how they begin what they are, but by a mark behind a fixed number of
/// characters.
final class MarkedTokens {
  private static final String TERRAFORM = ".atlasv1.";
  private static final int BEFORE_TERRAFORM = 14;

  /// A digit and this, in client secrets of Microsoft Entra.
  private static final String ENTRA = "Q~";

  private static final int BEFORE_ENTRA = 4;

  private MarkedTokens() {}

  /// The token whose mark has the dot or the tilde at `at`; `null` where there is none.
  static SecretTokens.@Nullable Token around(String text, int at) {
    if (text.charAt(at) == '~') {
      int mark = at - 1;
      boolean marked =
          mark >= BEFORE_ENTRA
              && text.startsWith(ENTRA, mark)
              && Alphabet.DIGITS.has(text.charAt(mark - 1));
      return marked
          ? token(text, SecretKind.CLOUD_KEY, mark - BEFORE_ENTRA, at, Alphabet.TILDES, 31, 34)
          : null;
    }
    return text.startsWith(TERRAFORM, at)
        ? token(
            text,
            SecretKind.TERRAFORM,
            at - BEFORE_TERRAFORM,
            at + TERRAFORM.length() - 1,
            Alphabet.BASE64_URL,
            60,
            70)
        : null;
  }

  /// @param from where it begins
  /// @param mark the last character of the mark
  /// @param least characters behind the mark
  /// @param most the same
  private static SecretTokens.@Nullable Token token(
      String text, SecretKind kind, int from, int mark, Alphabet alphabet, int least, int most) {
    if (from < 0 || from > 0 && Alphabet.TILDES.has(text.charAt(from - 1))) {
      return null;
    }
    boolean ofTerraform = kind == SecretKind.TERRAFORM;
    for (int at = from; at < from + (ofTerraform ? BEFORE_TERRAFORM : BEFORE_ENTRA - 1); at++) {
      char c = text.charAt(at);
      if (c == '-' || !(ofTerraform ? Alphabet.ALPHANUMERIC : alphabet).has(c)) {
        return null;
      }
    }
    int to = mark + 1;
    int latest = Math.min(text.length(), to + most + 1); // one more is too many
    while (to < latest && alphabet.has(text.charAt(to))) {
      to++;
    }
    int length = to - mark - 1;
    boolean fits =
        length >= least && length <= most && !Placeholders.like(text.substring(from, to));
    return fits ? new SecretTokens.Token(kind, from, to) : null;
  }
}
