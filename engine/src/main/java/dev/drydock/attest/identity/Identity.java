package dev.drydock.attest.identity;

/// Who somebody is, as an identity provider vouches for it and Fulcio has certified it.
///
/// @param subject the subject alternative name of the certificate: an e-mail address, or the URI of
///   a workflow
/// @param issuer the URL of the identity provider (OpenID Connect, `iss`)
public record Identity(String subject, String issuer) {

  /// For people; what is no printable character is not shown.
  public String words() {
    return shown(subject) + " (" + shown(issuer) + ")";
  }

  private static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < text.length() && i < 300; i++) {
      char c = text.charAt(i);
      boolean plain = !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT;
      shown.append(plain ? c : '?');
    }
    return shown.toString();
  }
}
