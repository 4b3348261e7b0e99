package dev.drydock.keyless;

import dev.drydock.attest.identity.IdentityException;
import dev.drydock.attest.identity.IdentityToken;
import dev.drydock.json.CompactJson;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A certificate authority for identities (Fulcio, version 2 of its interface).
final class FulcioAuthority {
  private static final String WHAT = "the certificate authority (Fulcio)";

  private final URI uri;
  private final Requests requests;
  private final Limits limits;

  FulcioAuthority(URI uri, Requests requests, Limits limits) {
    this.uri = uri;
    this.requests = requests;
    this.limits = limits;
  }

  /// A certificate for whom the token names. Those above it are the trusted root's business.
  ///
  /// @param proof the token's challenge, signed with the key's other half
  X509Certificate certify(IdentityToken token, PublicKey key, byte[] proof)
      throws IOException, InterruptedException {
    requireSecrecy();
    String pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    Map<String, Json> publicKey = new LinkedHashMap<>();
    publicKey.put("algorithm", new Json.Text("ECDSA"));
    publicKey.put("content", new Json.Text(pem));
    Map<String, Json> keyRequest = new LinkedHashMap<>();
    keyRequest.put("publicKey", new Json.Obj(publicKey));
    keyRequest.put("proofOfPossession", new Json.Text(Base64.getEncoder().encodeToString(proof)));
    Map<String, Json> request = new LinkedHashMap<>();
    request.put(
        "credentials", new Json.Obj(Map.of("oidcIdentityToken", new Json.Text(token.secret()))));
    request.put("publicKeyRequest", new Json.Obj(keyRequest));
    Requests.Answer answer =
        requests.post(
            Requests.below(uri, "api/v2/signingCert"),
            "application/json",
            CompactJson.bytes(new Json.Obj(request)),
            WHAT);
    if (answer.status() != 200 && answer.status() != 201) {
      throw new IdentityException(
          WHAT
              + " at "
              + uri.getHost()
              + " does not certify "
              + token.identity().words()
              + " (HTTP status "
              + answer.status()
              + "): "
              + answer.words()
              + "; it has to know the token's issuer, and the token has to be made for it (audience"
              + " \"sigstore\")");
    }
    return first(new JsonReader(limits).read(answer.body(), WHAT));
  }

  /// Whoever reads the token on its way is whom it names, for as long as it lasts.
  private void requireSecrecy() throws IdentityException {
    String host = uri.getHost();
    boolean here =
        host != null
            && (host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]"));
    if (!"https".equals(uri.getScheme()) && !here) {
      throw new IdentityException(
          WHAT + " at " + host + " would be shown the token without TLS; name it by https://");
    }
  }

  private static X509Certificate first(Json answer) throws IdentityException {
    Json chain =
        answer
            .get("signedCertificateEmbeddedSct")
            .flatMap(one -> one.get("chain"))
            .orElse(new Json.Null());
    List<Json> listed = chain.items("certificates");
    if (!listed.isEmpty() && listed.getFirst() instanceof Json.Text(String pem)) {
      try {
        ByteArrayInputStream encoded =
            new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8));
        if (CertificateFactory.getInstance("X.509").generateCertificate(encoded)
            instanceof X509Certificate certificate) {
          return certificate;
        }
      } catch (CertificateException _) {
        // told below
      }
    }
    throw new IdentityException(
        WHAT + " answers with no certificate that a log of certificates has seen");
  }
}
