package dev.drydock.secret;

import org.jspecify.annotations.Nullable;

/// A kind of secret.
public enum SecretKind {
  PRIVATE_KEY("private-key", "a private key"),
  PASSWORD("password", "a password"),
  REGISTRY_LOGIN("registry-login", "a login of a container registry"),
  CLOUD_KEY("cloud-key", "a key of a cloud account"),
  MASTER_KEY("master-key", "a key that opens encrypted settings"),
  CLUSTER_LOGIN("cluster-login", "a login of a Kubernetes cluster"),
  NPM("npm-token", "a token of npm"),
  VAULT("vault-token", "a token of Vault"),
  TERRAFORM("terraform-token", "a token of Terraform"),
  PACKAGE_REGISTRY("package-registry-token", "a token of a package registry"),
  WEB_TOKEN("web-token", "a JSON Web Token that never expires"),
  GOOGLE("google-api-key", "a key of Google's APIs"),
  GITHUB("github-token", "a token of GitHub"),
  GITLAB("gitlab-token", "a token of GitLab"),
  SLACK("slack-token", "a token of Slack"),
  PYPI("pypi-token", "a token of PyPI"),
  DOCKER("docker-token", "a token of Docker Hub"),
  STRIPE("stripe-key", "a live key of Stripe"),
  SENDGRID("sendgrid-key", "a key of SendGrid"),
  AI("ai-key", "a key of an AI provider"),
  SHOPIFY("shopify-token", "a token of Shopify"),
  GRAFANA("grafana-token", "a token of Grafana"),
  ATLASSIAN("atlassian-token", "a token of Atlassian"),
  BREVO("brevo-key", "a key of Brevo"),
  CIRCLECI("circleci-token", "a token of CircleCI"),
  DOPPLER("doppler-token", "a token of Doppler"),
  DYNATRACE("dynatrace-token", "a token of Dynatrace"),
  LINEAR("linear-key", "a key of Linear"),
  NEW_RELIC("new-relic-key", "a key of New Relic"),
  NOTION("notion-token", "a token of Notion"),
  ONE_PASSWORD("1password-token", "a token of 1Password"),
  POSTMAN("postman-key", "a key of Postman"),
  PREFECT("prefect-key", "a key of Prefect"),
  PULUMI("pulumi-token", "a token of Pulumi"),
  README("readme-key", "a key of ReadMe"),
  SENTRY("sentry-token", "a token of Sentry"),
  SHIPPO("shippo-token", "a live token of Shippo"),
  SQUARE("square-token", "a token of Square");

  private final String id;
  private final String title;

  SecretKind(String id, String title) {
    this.id = id;
    this.title = title;
  }

  /// The end of its rule's name.
  public String id() {
    return id;
  }

  /// As the beginning of a sentence.
  public String title() {
    return title;
  }

  /// The kind of this id; `null` where there is none.
  public static @Nullable SecretKind of(String id) {
    for (SecretKind kind : values()) {
      if (kind.id.equals(id)) {
        return kind;
      }
    }
    return null;
  }
}
