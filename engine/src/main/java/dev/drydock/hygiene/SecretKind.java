package dev.drydock.hygiene;

/// A kind of secret.
///
/// @param id the end of its rule's name
/// @param title as the beginning of a sentence
record SecretKind(String id, String title) {
  static final SecretKind PRIVATE_KEY = new SecretKind("private-key", "a private key");
  static final SecretKind PASSWORD = new SecretKind("password", "a password");
  static final SecretKind REGISTRY_LOGIN =
      new SecretKind("registry-login", "a login of a container registry");
  static final SecretKind CLOUD_KEY = new SecretKind("cloud-key", "a key of a cloud account");
  static final SecretKind CLUSTER_LOGIN =
      new SecretKind("cluster-login", "a login of a Kubernetes cluster");
}
