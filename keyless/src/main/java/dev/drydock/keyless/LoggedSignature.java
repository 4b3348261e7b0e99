package dev.drydock.keyless;

import dev.drydock.attest.identity.UntrustedBundleException;
import dev.drydock.attest.strict.StrictJson;
import dev.drydock.image.Digest;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What an entry of a log says was signed, by whom and how (Rekor, types `dsse` and `hashedrekord`,
/// versions 0.0.1 and 0.0.2; `intoto`, version 0.0.2).
///
/// @param sha256 of the payload of an envelope, or of the artifact
/// @param certificate of the signer (DER)
@SuppressWarnings("ArrayRecordComponent") // passed on once, compared by nobody
record LoggedSignature(Of of, byte[] sha256, byte[] signature, byte[] certificate) {

  /// What the signature is over.
  enum Of {
    ENVELOPE,
    ARTIFACT
  }

  /// @param body as the log keeps it
  static LoggedSignature read(byte[] body, Limits limits) throws UntrustedBundleException {
    try {
      Json entry = StrictJson.read(body, limits, "the entry");
      Json spec = entry.get("spec").orElse(new Json.Null());
      return switch (entry.text("kind") + " " + entry.text("apiVersion")) {
        case "dsse 0.0.1" -> dsse(spec);
        case "dsse 0.0.2" -> newerDsse(child(spec, "dsseV002"));
        case "intoto 0.0.2" -> inToto(child(spec, "content"));
        case "hashedrekord 0.0.1" -> record(spec);
        case "hashedrekord 0.0.2" -> newerRecord(child(spec, "hashedRekordV002"));
        default ->
            throw new UntrustedBundleException(
                "has an entry of a log that is of a kind not known here");
      };
    } catch (IOException | IllegalArgumentException | CertificateException e) {
      throw new UntrustedBundleException("has an entry of a log that cannot be read", e);
    }
  }

  /// Whether this is about that very signature by that very certificate.
  boolean isOf(Of what, byte[] content, byte[] signed, byte[] signer) {
    byte[] digest = HexFormat.of().parseHex(Digest.of("sha256", content).hex());
    return of == what
        && Arrays.equals(sha256, digest)
        && Arrays.equals(signature, signed)
        && Arrays.equals(certificate, signer);
  }

  private static LoggedSignature dsse(Json spec) throws IOException, CertificateException {
    Json signature = only(spec.items("signatures"));
    return new LoggedSignature(
        Of.ENVELOPE,
        hex(child(spec, "payloadHash")),
        base64(text(signature, "signature")),
        pem(base64(text(signature, "verifier"))));
  }

  private static LoggedSignature newerDsse(Json spec) throws IOException {
    Json signature = only(spec.items("signatures"));
    return new LoggedSignature(
        Of.ENVELOPE,
        digest(child(spec, "payloadHash")),
        base64(text(signature, "content")),
        base64(text(child(child(signature, "verifier"), "x509Certificate"), "rawBytes")));
  }

  /// Has the signature's Base64 in Base64 again.
  private static LoggedSignature inToto(Json content) throws IOException, CertificateException {
    Json signature = only(child(content, "envelope").items("signatures"));
    String once = new String(base64(text(signature, "sig")), StandardCharsets.US_ASCII);
    return new LoggedSignature(
        Of.ENVELOPE,
        hex(child(content, "payloadHash")),
        base64(once),
        pem(base64(text(signature, "publicKey"))));
  }

  private static LoggedSignature record(Json spec) throws IOException, CertificateException {
    Json signature = child(spec, "signature");
    return new LoggedSignature(
        Of.ARTIFACT,
        hex(child(child(spec, "data"), "hash")),
        base64(text(signature, "content")),
        pem(base64(text(child(signature, "publicKey"), "content"))));
  }

  private static LoggedSignature newerRecord(Json spec) throws IOException {
    Json signature = child(spec, "signature");
    return new LoggedSignature(
        Of.ARTIFACT,
        digest(child(spec, "data")),
        base64(text(signature, "content")),
        base64(text(child(child(signature, "verifier"), "x509Certificate"), "rawBytes")));
  }

  private static Json only(List<Json> items) throws IOException {
    if (items.size() == 1) {
      return items.getFirst();
    }
    throw new IOException(items.size() + " signatures, not one");
  }

  private static Json child(Json parent, String name) throws IOException {
    Optional<Json> child = parent.get(name);
    if (child.isPresent()) {
      return child.get();
    }
    throw new IOException("no " + name);
  }

  private static String text(Json parent, String name) throws IOException {
    String text = parent.text(name);
    if (text == null) {
      throw new IOException("no " + name);
    }
    return text;
  }

  private static byte[] hex(Json hash) throws IOException {
    if (text(hash, "algorithm").toLowerCase(Locale.ROOT).equals("sha256")) {
      return HexFormat.of().parseHex(text(hash, "value"));
    }
    throw new IOException("not SHA-256");
  }

  private static byte[] digest(Json hash) throws IOException {
    if (text(hash, "algorithm").equals("SHA2_256")) {
      return base64(text(hash, "digest"));
    }
    throw new IOException("not SHA-256");
  }

  private static byte[] base64(String text) {
    return Base64.getDecoder().decode(text);
  }

  private static byte[] pem(byte[] certificate) throws CertificateException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificate(new ByteArrayInputStream(certificate))
        .getEncoded();
  }
}
