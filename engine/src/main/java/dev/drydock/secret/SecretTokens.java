package dev.drydock.secret;

import dev.drydock.secret.TokenShape.Alphabet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tokens that tell what they are by how they begin, or by a mark in them, and whose length and
/// alphabet their issuer has fixed: what looks like one is one.
public final class SecretTokens {
  /// One of them in a text.
  ///
  /// @param from where it begins
  /// @param to behind its last character
  record Token(SecretKind kind, int from, int to) {}

  private SecretTokens() {}

  /// The kinds of tokens in `text`, each once.
  public static List<SecretKind> in(String text) {
    Set<SecretKind> found = new LinkedHashSet<>();
    for (Token token : all(text)) {
      found.add(token.kind());
    }
    if (PrivateKeys.in(text)) {
      found.add(SecretKind.PRIVATE_KEY);
    }
    return List.copyOf(found);
  }

  /// All tokens in `text`.
  static List<Token> all(String text) {
    List<Token> found = new ArrayList<>(1);
    boolean within = false; // a longer word, which is something else
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      Token token = null;
      if (!within) {
        token =
            at + 1 < text.length() ? at(text, at, TokenShapes.of(c, text.charAt(at + 1))) : null;
      } else if (c == '.' || c == '~') {
        token = MarkedTokens.around(text, at);
      }
      if (token != null) {
        found.add(token);
        at = token.to() - 1;
      }
      within = Alphabet.UNDERSCORE.has(text.charAt(at));
    }
    found.addAll(AwsSecretKeys.in(text));
    found.addAll(JsonWebTokens.in(text));
    return found;
  }

  private static @Nullable Token at(String text, int at, List<TokenShape> shapes) {
    for (int i = 0; i < shapes.size(); i++) {
      TokenShape shape = shapes.get(i);
      int end = shape.endOf(text, at);
      if (end > 0) {
        return new Token(shape.kind(), at, end);
      }
    }
    return null;
  }
}
