package dev.drydock.secret;

/// A kind of secret.
///
/// @param id the end of its rule's name
/// @param title as the beginning of a sentence
public record SecretKind(String id, String title) {
  public static final SecretKind PRIVATE_KEY = new SecretKind("private-key", "a private key");
  public static final SecretKind PASSWORD = new SecretKind("password", "a password");
  public static final SecretKind REGISTRY_LOGIN =
      new SecretKind("registry-login", "a login of a container registry");
  public static final SecretKind CLOUD_KEY =
      new SecretKind("cloud-key", "a key of a cloud account");
  public static final SecretKind CLUSTER_LOGIN =
      new SecretKind("cluster-login", "a login of a Kubernetes cluster");
  public static final SecretKind NPM = new SecretKind("npm-token", "a token of npm");
  public static final SecretKind VAULT = new SecretKind("vault-token", "a token of Vault");
  public static final SecretKind PACKAGE_REGISTRY =
      new SecretKind("package-registry-token", "a token of a package registry");
  public static final SecretKind WEB_TOKEN =
      new SecretKind("web-token", "a JSON Web Token that never expires");
  public static final SecretKind GOOGLE =
      new SecretKind("google-api-key", "a key of Google's APIs");
}
