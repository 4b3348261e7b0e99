package dev.drydock.secret;

/// Private keys that no pass phrase protects: PEM (RFC 7468), OpenSSH's form of it, PuTTY's files,
/// OpenPGP's.
final class PrivateKeys {
  private static final String BEGIN = "-----BEGIN ";

  /// `openssh-key-v1`, and `none` as the name of the cipher, in Base64.
  private static final String OPENSSH_OPEN = "b3BlbnNzaC1rZXktdjEAAAAABG5vbmU";

  /// Of an elliptic curve, with nothing but the private number and the curve's name.
  private static final int SHORTEST = 60;

  /// What is shorter may be a text about keys, as long as it has anything but a key.
  private static final int LONGEST_TEXT = 100;

  /// Of RSA with 16,384 bits, and then some.
  private static final int LONGEST = 32 << 10;

  private static final String DASHES = "-----";

  private PrivateKeys() {}

  static boolean in(String text) {
    return pem(text) || putty(text);
  }

  private static boolean pem(String text) {
    int begin = text.indexOf(BEGIN);
    while (begin >= 0) {
      int label = begin + BEGIN.length();
      int dashes = text.indexOf(DASHES, label);
      int body = dashes + DASHES.length();
      int end = dashes < 0 || dashes - begin > 60 ? -1 : text.indexOf(DASHES, body);
      if (end >= 0
          && text.startsWith("-----END ", end)
          && open(text.substring(label, dashes), text.substring(body, end))) {
        return true;
      }
      begin = text.indexOf(BEGIN, label);
    }
    return false;
  }

  private static boolean open(String label, String body) {
    if (label.equals("PGP PRIVATE KEY BLOCK")) {
      return PgpKey.open(body);
    }
    if (!label.endsWith("PRIVATE KEY") || body.length() > LONGEST || !enough(body)) {
      return false;
    }
    return label.startsWith("OPENSSH")
        ? body.contains(OPENSSH_OPEN)
        : !label.startsWith("ENCRYPTED") && !body.contains("ENCRYPTED");
  }

  private static boolean enough(String body) {
    int digits = 0;
    boolean others = false;
    for (int at = 0; at < body.length(); at++) {
      char c = body.charAt(at);
      if (TokenShape.Alphabet.BASE64.has(c)) {
        digits++;
      } else {
        // line feeds may be written with a backslash, and lines be quoted
        others |= !Character.isWhitespace(c) && c != '\\' && c != '"' && c != '\'';
      }
    }
    return digits >= LONGEST_TEXT || digits >= SHORTEST && !others;
  }

  private static boolean putty(String text) {
    return text.startsWith("PuTTY-User-Key-File-")
        && text.contains("\nEncryption: none")
        && text.contains("\nPrivate-Lines: ");
  }
}
