package dev.drydock.secret;

/// Private keys that no pass phrase protects: PEM (RFC 7468), OpenSSH's form of it, PuTTY's files.
final class PrivateKeys {
  private static final String BEGIN = "-----BEGIN ";

  /// `openssh-key-v1`, and `none` as the name of the cipher, in Base64.
  private static final String OPENSSH_OPEN = "b3BlbnNzaC1rZXktdjEAAAAABG5vbmU";

  /// Texts about keys have shorter ones.
  private static final int SHORTEST = 100;

  /// Of RSA with 16,384 bits, and then some.
  private static final int LONGEST = 32 << 10;

  private PrivateKeys() {}

  static boolean in(String text) {
    return pem(text) || putty(text);
  }

  private static boolean pem(String text) {
    int end = -1;
    int begin = text.indexOf(BEGIN);
    while (begin >= 0) {
      int dashes = text.indexOf("-----", begin + BEGIN.length());
      if (dashes > 0 && dashes - begin < 60) {
        String label = text.substring(begin + BEGIN.length(), dashes);
        end = end < dashes ? text.indexOf("-----END ", dashes) : end;
        if (end < 0) {
          return false;
        }
        if (label.endsWith("PRIVATE KEY")
            && end - dashes > SHORTEST
            && end - dashes < LONGEST
            && open(label, text.substring(dashes + 5, end))) {
          return true;
        }
      }
      begin = text.indexOf(BEGIN, begin + BEGIN.length());
    }
    return false;
  }

  private static boolean open(String label, String body) {
    return label.startsWith("OPENSSH")
        ? body.contains(OPENSSH_OPEN)
        : !label.startsWith("ENCRYPTED") && !body.contains("ENCRYPTED");
  }

  private static boolean putty(String text) {
    return text.startsWith("PuTTY-User-Key-File-")
        && text.contains("\nEncryption: none")
        && text.contains("\nPrivate-Lines: ");
  }
}
