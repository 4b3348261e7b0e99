package dev.drydock.server.identity;

/// A new API token, with the secret that is shown this once.
record MadeToken(String secret, Token token) {
  @Override
  public String toString() {
    return "MadeToken[token=" + token + "]"; // never the secret
  }
}
