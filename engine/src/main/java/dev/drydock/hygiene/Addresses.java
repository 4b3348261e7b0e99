package dev.drydock.hygiene;

/// Addresses of the network, as they may be shown.
final class Addresses {
  private Addresses() {}

  /// A text in which they stand between blanks.
  static String withoutSecretsIn(String text) {
    StringBuilder shown = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      shown.append(shown.isEmpty() ? "" : " ").append(withoutSecrets(word));
    }
    return shown.toString();
  }

  /// Without what may be secret in it: a user and a password, and whatever follows a question mark.
  static String withoutSecrets(String address) {
    if (!address.contains("://")) {
      return address;
    }
    int query = address.indexOf('?');
    String rest = query < 0 ? address : address.substring(0, query) + "?…";
    int scheme = rest.indexOf("://");
    int slash = rest.indexOf('/', scheme + 3);
    int at = rest.lastIndexOf('@', slash < 0 ? rest.length() : slash);
    return scheme < 0 || at < scheme
        ? rest
        : rest.substring(0, scheme + 3) + "…" + rest.substring(at);
  }
}
