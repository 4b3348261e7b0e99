package dev.drydock.secret;

import dev.drydock.secret.TokenShape.Alphabet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tokens that tell what they are by how they begin, and whose length and alphabet their issuer has
/// fixed: what looks like one is one.
public final class SecretTokens {
  private static final List<TokenShape> SHAPES =
      List.of(
          new TokenShape(SecretKind.GITHUB, "ghp_", 36, 36, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.GITHUB, "gho_", 36, 36, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.GITHUB, "ghu_", 36, 36, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.GITHUB, "ghs_", 36, 36, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.GITHUB, "ghr_", 36, 76, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.GITHUB, "github_pat_", 82, 82, Alphabet.UNDERSCORE),
          new TokenShape(SecretKind.GITLAB, "glpat-", 20, 60, Alphabet.DOTS),
          new TokenShape(SecretKind.GITLAB, "gldt-", 20, 60, Alphabet.DOTS),
          new TokenShape(SecretKind.GITLAB, "glrt-", 20, 60, Alphabet.DOTS),
          new TokenShape(SecretKind.SLACK, "xoxb-", 40, 80, Alphabet.DASH),
          new TokenShape(SecretKind.SLACK, "xoxp-", 40, 80, Alphabet.DASH),
          new TokenShape(SecretKind.SLACK, "xapp-1-", 60, 120, Alphabet.DASH),
          new TokenShape(
              SecretKind.SLACK, "https://hooks.slack.com/services/T", 40, 60, Alphabet.SLASH),
          new TokenShape(SecretKind.NPM, "npm_", 36, 36, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.PYPI, "pypi-AgEIcHlwaS5vcmc", 50, 400, Alphabet.DASHES),
          new TokenShape(SecretKind.PACKAGE_REGISTRY, "rubygems_", 48, 48, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.DOCKER, "dckr_pat_", 27, 27, Alphabet.DASHES),
          new TokenShape(SecretKind.STRIPE, "sk_live_", 24, 120, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.STRIPE, "rk_live_", 24, 120, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.GOOGLE, "AIza", 35, 35, Alphabet.DASHES),
          new TokenShape(SecretKind.CLOUD_KEY, "GOCSPX-", 28, 28, Alphabet.DASHES),
          new TokenShape(SecretKind.SENDGRID, "SG.", 66, 66, Alphabet.DOTS),
          new TokenShape(SecretKind.VAULT, "hvs.", 90, 120, Alphabet.DASHES),
          new TokenShape(SecretKind.CLOUD_KEY, "AKIA", 16, 16, Alphabet.CAPITALS),
          new TokenShape(SecretKind.CLOUD_KEY, "AccountKey=", 88, 88, Alphabet.BASE64),
          new TokenShape(SecretKind.CLOUD_KEY, "dop_v1_", 64, 64, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.AI, "sk-ant-api03-", 90, 120, Alphabet.DASHES),
          new TokenShape(SecretKind.AI, "sk-proj-", 60, 200, Alphabet.DASHES),
          new TokenShape(SecretKind.AI, "hf_", 34, 34, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.SHOPIFY, "shpat_", 32, 32, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.GRAFANA, "glsa_", 41, 41, Alphabet.UNDERSCORE),
          new TokenShape(SecretKind.PRIVATE_KEY, "AGE-SECRET-KEY-1", 58, 58, Alphabet.CAPITALS));

  /// By the first character of the prefix: every word of every text is looked up.
  private static final List<List<TokenShape>> BY_FIRST = byFirst();

  /// One of them in a text.
  ///
  /// @param from where it begins
  /// @param to behind its last character
  record Token(SecretKind kind, int from, int to) {}

  private SecretTokens() {}

  private static List<List<TokenShape>> byFirst() {
    List<List<TokenShape>> all = new ArrayList<>(Collections.nCopies(128, List.of()));
    for (TokenShape shape : SHAPES) {
      int first = shape.prefix().charAt(0);
      List<TokenShape> there = new ArrayList<>(all.get(first));
      there.add(shape);
      all.set(first, there);
    }
    return List.copyOf(all);
  }

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
      if (!within) {
        Token token = c < BY_FIRST.size() ? at(text, at, BY_FIRST.get(c)) : null;
        if (token != null) {
          found.add(token);
          at = token.to() - 1;
        }
      }
      within = Alphabet.UNDERSCORE.has(text.charAt(at));
    }
    found.addAll(AwsSecretKeys.in(text));
    found.addAll(JsonWebTokens.in(text));
    return found;
  }

  private static @Nullable Token at(String text, int at, List<TokenShape> shapes) {
    for (TokenShape shape : shapes) {
      int end = shape.endOf(text, at);
      if (end > 0) {
        return new Token(shape.kind(), at, end);
      }
    }
    return null;
  }
}
