package dev.drydock.secret;

import dev.drydock.secret.TokenShape.Alphabet;
import dev.drydock.secret.TokenShape.Body;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The tokens that are known by how they begin.
final class TokenShapes {
  private static final List<TokenShape> ALL =
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
          new TokenShape(SecretKind.GITLAB, "glptt-", 40, 40, Alphabet.HEX),
          new TokenShape(SecretKind.GITLAB, "gloas-", 64, 64, Alphabet.DASHES),
          new TokenShape(SecretKind.GITLAB, "glsoat-", 20, 20, Alphabet.DASHES),
          new TokenShape(SecretKind.GITLAB, "glagent-", 50, 50, Alphabet.DASHES),
          new TokenShape(SecretKind.GITLAB, "glimt-", 25, 25, Alphabet.DASHES),
          new TokenShape(SecretKind.GITLAB, "glft-", 20, 20, Alphabet.DASHES),
          new TokenShape(SecretKind.GITLAB, "GR1348941", 20, 20, Alphabet.DASHES),
          new TokenShape(SecretKind.SLACK, "xoxb-", 40, 80, Alphabet.DASH),
          new TokenShape(SecretKind.SLACK, "xoxb-", 8, 14, Alphabet.DIGITS)
              .then("-", 18, 26, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.SLACK, "xoxp-", 40, 80, Alphabet.DASH),
          new TokenShape(SecretKind.SLACK, "xoxe-", 1, 1, Alphabet.DIGITS)
              .then("-", 146, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.SLACK, "xapp-1-", 60, 120, Alphabet.DASH),
          new TokenShape(
              SecretKind.SLACK, "https://hooks.slack.com/services/T", 40, 60, Alphabet.SLASH),
          new TokenShape(
              SecretKind.SLACK, "https://hooks.slack.com/workflows/T", 40, 80, Alphabet.SLASH),
          new TokenShape(
              SecretKind.SLACK, "https://hooks.slack.com/triggers/T", 40, 80, Alphabet.SLASH),
          new TokenShape(SecretKind.NPM, "npm_", 36, 36, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.PYPI, "pypi-AgEIcHlwaS5vcmc", 50, 400, Alphabet.DASHES),
          new TokenShape(SecretKind.PACKAGE_REGISTRY, "rubygems_", 48, 48, Alphabet.HEX),
          new TokenShape(SecretKind.PACKAGE_REGISTRY, "packagist_ort_", 68, 68, Alphabet.HEX),
          new TokenShape(SecretKind.PACKAGE_REGISTRY, "packagist_uut_", 68, 68, Alphabet.HEX),
          new TokenShape(SecretKind.PACKAGE_REGISTRY, "packagist_urt_", 68, 68, Alphabet.HEX),
          new TokenShape(SecretKind.PACKAGE_REGISTRY, "packagist_out_", 68, 68, Alphabet.HEX),
          new TokenShape(SecretKind.PACKAGE_REGISTRY, "CLOJARS_", 60, 60, Alphabet.ALPHANUMERIC),
          // of Artifactory: keys, and what stands for a token, which begins with "reftkn:"
          new TokenShape(SecretKind.PACKAGE_REGISTRY, "AKCp", 69, 69, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.PACKAGE_REGISTRY, "cmVmdGtuOj", 54, 54, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.DOCKER, "dckr_pat_", 27, 27, Alphabet.DASHES),
          new TokenShape(SecretKind.STRIPE, "sk_live_", 24, 120, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.STRIPE, "rk_live_", 24, 120, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.GOOGLE, "AIza", 35, 35, Alphabet.DASHES),
          new TokenShape(SecretKind.CLOUD_KEY, "GOCSPX-", 28, 28, Alphabet.DASHES),
          new TokenShape(SecretKind.SENDGRID, "SG.", 66, 66, Alphabet.DOTS),
          new TokenShape(SecretKind.VAULT, "hvs.", 90, 120, Alphabet.DASHES),
          new TokenShape(SecretKind.VAULT, "hvs.", 24, 24, Alphabet.ALPHANUMERIC).with(Body.MIXED),
          new TokenShape(SecretKind.VAULT, "hvb.", 138, 300, Alphabet.DASHES),
          new TokenShape(SecretKind.CLOUD_KEY, "AKIA", 16, 16, Alphabet.CAPITALS),
          new TokenShape(SecretKind.CLOUD_KEY, "AccountKey=", 88, 88, Alphabet.BASE64),
          new TokenShape(SecretKind.CLOUD_KEY, "dop_v1_", 64, 64, Alphabet.HEX),
          new TokenShape(SecretKind.CLOUD_KEY, "doo_v1_", 64, 64, Alphabet.HEX),
          new TokenShape(SecretKind.CLOUD_KEY, "dor_v1_", 64, 64, Alphabet.HEX),
          new TokenShape(SecretKind.CLOUD_KEY, "HRKU-AA", 58, 58, Alphabet.DASHES),
          new TokenShape(SecretKind.CLOUD_KEY, "fm2_", 100, 2000, Alphabet.BASE64),
          new TokenShape(SecretKind.CLOUD_KEY, "fo1_", 43, 43, Alphabet.DASHES),
          new TokenShape(SecretKind.CLOUD_KEY, "dapi", 32, 32, Alphabet.HEX),
          new TokenShape(SecretKind.CLOUD_KEY, "pscale_pw_", 32, 64, Alphabet.DOTS),
          new TokenShape(SecretKind.CLOUD_KEY, "pscale_tkn_", 32, 64, Alphabet.DOTS),
          new TokenShape(SecretKind.CLOUD_KEY, "pscale_oauth_", 32, 64, Alphabet.DOTS),
          new TokenShape(SecretKind.AI, "sk-ant-api03-", 90, 120, Alphabet.DASHES),
          new TokenShape(SecretKind.AI, "sk-ant-admin01-", 95, 95, Alphabet.DASHES),
          new TokenShape(SecretKind.AI, "sk-ant-oat01-", 95, 95, Alphabet.DASHES),
          new TokenShape(SecretKind.AI, "sk-proj-", 60, 200, Alphabet.DASHES),
          new TokenShape(SecretKind.AI, "sk-svcacct-", 60, 200, Alphabet.DASHES).with(Body.OPENAI),
          new TokenShape(SecretKind.AI, "sk-admin-", 60, 200, Alphabet.DASHES).with(Body.OPENAI),
          new TokenShape(SecretKind.AI, "sk-", 48, 48, Alphabet.ALPHANUMERIC).with(Body.OPENAI),
          new TokenShape(SecretKind.AI, "hf_", 34, 34, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.AI, "xai-", 80, 80, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.AI, "pplx-", 48, 48, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.AI, "gsk_", 48, 56, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.SHOPIFY, "shpat_", 32, 32, Alphabet.HEX),
          new TokenShape(SecretKind.SHOPIFY, "shpss_", 32, 32, Alphabet.HEX),
          new TokenShape(SecretKind.SHOPIFY, "shpca_", 32, 32, Alphabet.HEX),
          new TokenShape(SecretKind.SHOPIFY, "shppa_", 32, 32, Alphabet.HEX),
          new TokenShape(SecretKind.GRAFANA, "glsa_", 41, 41, Alphabet.UNDERSCORE),
          new TokenShape(SecretKind.GRAFANA, "glc_eyJ", 29, 400, Alphabet.BASE64),
          new TokenShape(SecretKind.ATLASSIAN, "ATATT3", 186, 186, Alphabet.BASE64_URL),
          new TokenShape(SecretKind.CIRCLECI, "CCIPAT_", 22, 22, Alphabet.ALPHANUMERIC)
              .then("_", 40, Alphabet.HEX),
          new TokenShape(SecretKind.CIRCLECI, "CCIPRJ_", 22, 22, Alphabet.ALPHANUMERIC)
              .then("_", 40, Alphabet.HEX),
          new TokenShape(SecretKind.DOPPLER, "dp.pt.", 40, 44, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.DOPPLER, "dp.ct.", 40, 44, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.DOPPLER, "dp.sa.", 40, 44, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.DOPPLER, "dp.st.", 40, 44, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.DOPPLER, "dp.st.", 2, 35, Alphabet.DASHES)
              .then(".", 40, 44, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.DYNATRACE, "dt0c01.", 24, 24, Alphabet.CAPITALS)
              .then(".", 64, Alphabet.CAPITALS),
          new TokenShape(SecretKind.PULUMI, "pul-", 40, 40, Alphabet.HEX),
          new TokenShape(SecretKind.SENTRY, "sntryu_", 64, 64, Alphabet.HEX),
          new TokenShape(SecretKind.SENTRY, "sntrys_eyJ", 60, 500, Alphabet.BASE64)
              .then("_", 43, Alphabet.BASE64),
          new TokenShape(SecretKind.NEW_RELIC, "NRAK-", 27, 27, Alphabet.CAPITALS),
          new TokenShape(SecretKind.NOTION, "ntn_", 11, 11, Alphabet.DIGITS)
              .then("", 35, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.LINEAR, "lin_api_", 40, 40, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.POSTMAN, "PMAK-", 24, 24, Alphabet.HEX)
              .then("-", 34, Alphabet.HEX),
          new TokenShape(SecretKind.ONE_PASSWORD, "ops_eyJ", 250, 2000, Alphabet.BASE64),
          new TokenShape(SecretKind.BREVO, "xkeysib-", 64, 64, Alphabet.HEX)
              .then("-", 16, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.SQUARE, "sq0atp-", 22, 60, Alphabet.DASHES),
          new TokenShape(SecretKind.README, "rdme_", 70, 70, Alphabet.SMALL),
          new TokenShape(SecretKind.PREFECT, "pnu_", 36, 36, Alphabet.ALPHANUMERIC),
          new TokenShape(SecretKind.SHIPPO, "shippo_live_", 40, 40, Alphabet.HEX),
          new TokenShape(SecretKind.PRIVATE_KEY, "AGE-SECRET-KEY-1", 58, 58, Alphabet.CAPITALS));

  /// Characters of ASCII.
  private static final int ASCII = 128;

  /// By the first two characters of the prefix: every word of every text is looked up.
  private static final List<List<TokenShape>> BY_BEGINNING = byBeginning();

  private TokenShapes() {}

  private static List<List<TokenShape>> byBeginning() {
    List<List<TokenShape>> all = new ArrayList<>(Collections.nCopies(ASCII * ASCII, List.of()));
    for (TokenShape shape : ALL) {
      int key = shape.prefix().charAt(0) * ASCII + shape.prefix().charAt(1);
      List<TokenShape> there = new ArrayList<>(all.get(key));
      there.add(shape);
      all.set(key, there);
    }
    return List.copyOf(all);
  }

  /// Those that may begin with these two characters.
  static List<TokenShape> of(char first, char second) {
    return first < ASCII && second < ASCII ? BY_BEGINNING.get(first * ASCII + second) : List.of();
  }
}
