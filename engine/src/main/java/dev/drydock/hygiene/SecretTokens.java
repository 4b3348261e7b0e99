package dev.drydock.hygiene;

import java.util.ArrayList;
import java.util.List;

/// Tokens that tell what they are by how they begin, and whose length and alphabet their issuer has
/// fixed: what looks like one is one.
final class SecretTokens {
  private static final String ALPHANUMERIC = "";
  private static final String WITH_DASHES = "-_";

  /// @param prefix how it begins
  /// @param least characters after the prefix
  /// @param most the same
  /// @param others characters beside letters and digits
  private record Shape(SecretKind kind, String prefix, int least, int most, String others) {}

  private static final SecretKind GITHUB = new SecretKind("github-token", "a token of GitHub");
  private static final SecretKind GITLAB = new SecretKind("gitlab-token", "a token of GitLab");
  private static final SecretKind SLACK = new SecretKind("slack-token", "a token of Slack");
  private static final SecretKind NPM = new SecretKind("npm-token", "a token of npm");
  private static final SecretKind PYPI = new SecretKind("pypi-token", "a token of PyPI");
  private static final SecretKind DOCKER = new SecretKind("docker-token", "a token of Docker Hub");
  private static final SecretKind STRIPE = new SecretKind("stripe-key", "a live key of Stripe");
  private static final SecretKind GOOGLE =
      new SecretKind("google-api-key", "a key of Google's APIs");
  private static final SecretKind SENDGRID = new SecretKind("sendgrid-key", "a key of SendGrid");
  private static final SecretKind VAULT = new SecretKind("vault-token", "a token of Vault");
  private static final SecretKind AI = new SecretKind("ai-key", "a key of an AI provider");

  private static final List<Shape> SHAPES =
      List.of(
          new Shape(GITHUB, "ghp_", 36, 36, ALPHANUMERIC),
          new Shape(GITHUB, "gho_", 36, 36, ALPHANUMERIC),
          new Shape(GITHUB, "ghu_", 36, 36, ALPHANUMERIC),
          new Shape(GITHUB, "ghs_", 36, 36, ALPHANUMERIC),
          new Shape(GITHUB, "ghr_", 36, 76, ALPHANUMERIC),
          new Shape(GITHUB, "github_pat_", 82, 82, "_"),
          new Shape(GITLAB, "glpat-", 20, 60, "-_."),
          new Shape(SLACK, "xoxb-", 40, 80, "-"),
          new Shape(SLACK, "xoxp-", 40, 80, "-"),
          new Shape(NPM, "npm_", 36, 36, ALPHANUMERIC),
          new Shape(PYPI, "pypi-AgEIcHlwaS5vcmc", 50, 400, WITH_DASHES),
          new Shape(DOCKER, "dckr_pat_", 27, 27, WITH_DASHES),
          new Shape(STRIPE, "sk_live_", 24, 120, ALPHANUMERIC),
          new Shape(STRIPE, "rk_live_", 24, 120, ALPHANUMERIC),
          new Shape(GOOGLE, "AIza", 35, 35, WITH_DASHES),
          new Shape(SENDGRID, "SG.", 66, 66, "-_."),
          new Shape(VAULT, "hvs.", 90, 120, WITH_DASHES),
          new Shape(SecretKind.CLOUD_KEY, "AKIA", 16, 16, ALPHANUMERIC),
          new Shape(SecretKind.CLOUD_KEY, "dop_v1_", 64, 64, ALPHANUMERIC),
          new Shape(AI, "sk-ant-api03-", 90, 120, WITH_DASHES),
          new Shape(AI, "sk-proj-", 60, 200, WITH_DASHES),
          new Shape(AI, "hf_", 34, 34, ALPHANUMERIC));

  private SecretTokens() {}

  /// The kinds of tokens in `text`, each once.
  static List<SecretKind> in(String text) {
    List<SecretKind> found = new ArrayList<>(1);
    for (Shape shape : SHAPES) {
      if (!found.contains(shape.kind()) && holds(text, shape)) {
        found.add(shape.kind());
      }
    }
    if (privateKey(text)) {
      found.add(SecretKind.PRIVATE_KEY);
    }
    return found;
  }

  private static boolean holds(String text, Shape shape) {
    int at = text.indexOf(shape.prefix());
    while (at >= 0) {
      int from = at + shape.prefix().length();
      int to = from;
      while (to < text.length() && fits(text.charAt(to), shape.others())) {
        to++;
      }
      boolean begins = at == 0 || !fits(text.charAt(at - 1), "_");
      int length = to - from;
      if (begins
          && length >= shape.least()
          && length <= shape.most()
          && !Placeholders.like(text.substring(from, to))) {
        return true;
      }
      at = text.indexOf(shape.prefix(), from);
    }
    return false;
  }

  private static boolean fits(char c, String others) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || others.indexOf(c) >= 0;
  }

  /// PEM (RFC 7468) with a body that is not protected by a pass phrase.
  private static boolean privateKey(String text) {
    int begin = text.indexOf("-----BEGIN ");
    while (begin >= 0) {
      int dashes = text.indexOf("-----", begin + 11);
      if (dashes > 0 && dashes - begin < 60) {
        String label = text.substring(begin + 11, dashes);
        int end = text.indexOf("-----END ", dashes);
        if (label.endsWith("PRIVATE KEY")
            && !label.startsWith("ENCRYPTED")
            && end - dashes > 100
            && !text.substring(dashes, end).contains("ENCRYPTED")) {
          return true;
        }
      }
      begin = text.indexOf("-----BEGIN ", begin + 11);
    }
    return false;
  }
}
