package dev.drydock.attest.key;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// The first block of a file in PEM form (RFC 7468) that is not about parameters only.
///
/// @param label `PUBLIC KEY`
@SuppressWarnings("ArrayRecordComponent") // passed on once, compared by nobody
record Pem(String label, byte[] content) {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final int MOST = 64 << 10;

  static Pem read(byte[] file, String what) throws KeyException {
    if (file.length > MOST) {
      throw new KeyException(what + " is no key file: it is too large for one");
    }
    String text = new String(file, StandardCharsets.ISO_8859_1);
    int from = 0;
    while (true) {
      int begin = text.indexOf(BEGIN, from);
      int label = begin + BEGIN.length();
      int start = begin < 0 ? -1 : text.indexOf(DASHES, label);
      String name = start < 0 ? "" : text.substring(label, start);
      int body = start + DASHES.length();
      int end = start < 0 ? -1 : text.indexOf(END + name + DASHES, body);
      if (end < 0) {
        throw new KeyException(
            what + " is no key file: it has to be in PEM form, from -----BEGIN to -----END");
      }
      if (!name.equals("EC PARAMETERS")) {
        return new Pem(name, decoded(file, body, end, what));
      }
      from = end;
    }
  }

  /// Without strings, which cannot be wiped.
  private static byte[] decoded(byte[] file, int start, int end, String what) throws KeyException {
    byte[] body = Arrays.copyOfRange(file, start, end);
    try {
      for (int i = 0; i < body.length; i++) {
        if (body[i] == ':') {
          throw new KeyException(
              what
                  + " is encrypted in OpenSSL's old form; convert it with `openssl pkcs8 -topk8 -in"
                  + " OLD -out NEW`");
        }
      }
      return Base64.getMimeDecoder().decode(body);
    } catch (IllegalArgumentException _) {
      throw new KeyException(what + " is damaged: it is not Base64 within");
    } finally {
      Arrays.fill(body, (byte) 0);
    }
  }

  static String write(String label, byte[] content) {
    String body =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(content);
    return BEGIN + label + DASHES + "\n" + body + "\n" + END + label + DASHES + "\n";
  }
}
