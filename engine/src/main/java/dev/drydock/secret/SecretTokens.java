package dev.drydock.secret;

import dev.drydock.secret.TokenShape.Alphabet;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Tokens that tell what they are by how they begin, and whose length and alphabet their issuer has
/// fixed: what looks like one is one.
public final class SecretTokens {
  private static final SecretKind GITHUB = new SecretKind("github-token", "a token of GitHub");
  private static final SecretKind GITLAB = new SecretKind("gitlab-token", "a token of GitLab");
  private static final SecretKind SLACK = new SecretKind("slack-token", "a token of Slack");
  private static final SecretKind PYPI = new SecretKind("pypi-token", "a token of PyPI");
  private static final SecretKind DOCKER = new SecretKind("docker-token", "a token of Docker Hub");
  private static final SecretKind STRIPE = new SecretKind("stripe-key", "a live key of Stripe");
  private static final SecretKind SENDGRID = new SecretKind("sendgrid-key", "a key of SendGrid");
  private static final SecretKind AI = new SecretKind("ai-key", "a key of an AI provider");
  private static final SecretKind SHOPIFY = new SecretKind("shopify-token", "a token of Shopify");
  private static final SecretKind GRAFANA = new SecretKind("grafana-token", "a token of Grafana");

  private static final List<TokenShape> SHAPES =
      List.of(
          new TokenShape(GITHUB, "ghp_", 36, 36, Alphabet.ALPHANUMERIC),
          new TokenShape(GITHUB, "gho_", 36, 36, Alphabet.ALPHANUMERIC),
          new TokenShape(GITHUB, "ghu_", 36, 36, Alphabet.ALPHANUMERIC),
          new TokenShape(GITHUB, "ghs_", 36, 36, Alphabet.ALPHANUMERIC),
          new TokenShape(GITHUB, "ghr_", 36, 76, Alphabet.ALPHANUMERIC),
          new TokenShape(GITHUB, "github_pat_", 82, 82, Alphabet.UNDERSCORE),
          new TokenShape(GITLAB, "glpat-", 20, 60, Alphabet.DOTS),
          new TokenShape(GITLAB, "gldt-", 20, 60, Alphabet.DOTS),
          new TokenShape(GITLAB, "glrt-", 20, 60, Alphabet.DOTS),
          new TokenShape(SLACK, "xoxb-", 40, 80, Alphabet.DASH),
          new TokenShape(SLACK, "xoxp-", 40, 80, Alphabet.DASH),
          new TokenShape(SLACK, "xapp-1-", 60, 120, Alphabet.DASH),
          new TokenShape(SLACK, "https://hooks.slack.com/services/T", 40, 60, Alphabet.SLASH),
          new TokenShape(SecretKind.NPM, "npm_", 36, 36, Alphabet.ALPHANUMERIC),
          new TokenShape(PYPI, "pypi-AgEIcHlwaS5vcmc", 50, 400, Alphabet.DASHES),
          new TokenShape(SecretKind.PACKAGE_REGISTRY, "rubygems_", 48, 48, Alphabet.ALPHANUMERIC),
          new TokenShape(DOCKER, "dckr_pat_", 27, 27, Alphabet.DASHES),
          new TokenShape(STRIPE, "sk_live_", 24, 120, Alphabet.ALPHANUMERIC),
          new TokenShape(STRIPE, "rk_live_", 24, 120, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.GOOGLE, "AIza", 35, 35, Alphabet.DASHES),
          new TokenShape(SecretKind.CLOUD_KEY, "GOCSPX-", 28, 28, Alphabet.DASHES),
          new TokenShape(SENDGRID, "SG.", 66, 66, Alphabet.DOTS),
          new TokenShape(SecretKind.VAULT, "hvs.", 90, 120, Alphabet.DASHES),
          new TokenShape(SecretKind.CLOUD_KEY, "AKIA", 16, 16, Alphabet.CAPITALS),
          new TokenShape(SecretKind.CLOUD_KEY, "AccountKey=", 88, 88, Alphabet.BASE64),
          new TokenShape(SecretKind.CLOUD_KEY, "dop_v1_", 64, 64, Alphabet.ALPHANUMERIC),
          new TokenShape(AI, "sk-ant-api03-", 90, 120, Alphabet.DASHES),
          new TokenShape(AI, "sk-proj-", 60, 200, Alphabet.DASHES),
          new TokenShape(AI, "hf_", 34, 34, Alphabet.ALPHANUMERIC),
          new TokenShape(SHOPIFY, "shpat_", 32, 32, Alphabet.ALPHANUMERIC),
          new TokenShape(GRAFANA, "glsa_", 41, 41, Alphabet.UNDERSCORE),
          new TokenShape(SecretKind.PRIVATE_KEY, "AGE-SECRET-KEY-1", 58, 58, Alphabet.CAPITALS));

  /// By the first character of the prefix: every word of every text is looked up.
  private static final List<List<TokenShape>> BY_FIRST =
      IntStream.range(0, 128)
          .mapToObj(c -> SHAPES.stream().filter(shape -> shape.prefix().charAt(0) == c).toList())
          .toList();

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
