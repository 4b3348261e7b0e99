package dev.drydock.keyless;

import dev.drydock.attest.envelope.Envelope;
import dev.drydock.attest.identity.IdentityException;
import dev.drydock.json.CompactJson;
import dev.drydock.json.Json;
import dev.sigstore.rekor.client.RekorEntry;
import dev.sigstore.rekor.client.RekorParseException;
import dev.sigstore.rekor.client.RekorResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A log of signatures that nobody can change unseen (Rekor).
sealed interface RekorLog {
  String WHAT = "the log (Rekor)";

  /// Puts an envelope's signature into the log.
  ///
  /// @return the entry, with the proof that the log has it
  RekorEntry enter(Envelope envelope, X509Certificate signer)
      throws IOException, InterruptedException, CertificateEncodingException;

  static RekorLog at(URI uri, int version, Requests requests) {
    return version == 1 ? new First(uri, requests) : new Second(uri, requests);
  }

  /// With version 1 of the interface: tells when.
  record First(URI uri, Requests requests) implements RekorLog {
    @Override
    public RekorEntry enter(Envelope envelope, X509Certificate signer)
        throws IOException, InterruptedException, CertificateEncodingException {
      Base64.Encoder base64 = Base64.getEncoder();
      String pem =
          "-----BEGIN CERTIFICATE-----\n"
              + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(signer.getEncoded())
              + "\n-----END CERTIFICATE-----\n";
      Map<String, Json> content = new LinkedHashMap<>();
      content.put(
          "envelope", new Json.Text(CompactJson.text(envelope.json((@Nullable String) null))));
      content.put(
          "verifiers",
          new Json.Array(
              List.of(
                  new Json.Text(base64.encodeToString(pem.getBytes(StandardCharsets.US_ASCII))))));
      Map<String, Json> entry = new LinkedHashMap<>();
      entry.put("apiVersion", new Json.Text("0.0.1"));
      entry.put("kind", new Json.Text("dsse"));
      entry.put("spec", new Json.Obj(Map.of("proposedContent", new Json.Obj(content))));
      URI entries = Requests.below(uri, "api/v1/log/entries");
      String answer = sent(requests, entries, new Json.Obj(entry));
      try {
        return RekorResponse.newRekorResponse(entries, answer).getEntry();
      } catch (RekorParseException | RuntimeException e) {
        throw unreadable(uri, e);
      }
    }
  }

  /// With version 2 of the interface (rekor-tiles): tells no time.
  record Second(URI uri, Requests requests) implements RekorLog {
    @Override
    public RekorEntry enter(Envelope envelope, X509Certificate signer)
        throws IOException, InterruptedException, CertificateEncodingException {
      Map<String, Json> verifier = new LinkedHashMap<>();
      verifier.put(
          "x509Certificate",
          new Json.Obj(
              Map.of(
                  "rawBytes",
                  new Json.Text(Base64.getEncoder().encodeToString(signer.getEncoded())))));
      verifier.put("keyDetails", new Json.Text("PKIX_ECDSA_P256_SHA_256"));
      Map<String, Json> entry = new LinkedHashMap<>();
      entry.put("envelope", envelope.json((@Nullable String) null));
      entry.put("verifiers", new Json.Array(List.of(new Json.Obj(verifier))));
      URI entries = Requests.below(uri, "api/v2/log/entries");
      String answer =
          sent(requests, entries, new Json.Obj(Map.of("dsseRequestV002", new Json.Obj(entry))));
      try {
        return RekorEntry.fromTLogEntryJson(answer);
      } catch (RekorParseException | RuntimeException e) {
        throw unreadable(uri, e);
      }
    }
  }

  private static String sent(Requests requests, URI entries, Json entry)
      throws IOException, InterruptedException {
    Requests.Answer answer =
        requests.post(entries, "application/json", CompactJson.bytes(entry), WHAT);
    if (answer.status() != 201 && answer.status() != 200) {
      throw new IdentityException(
          WHAT
              + " at "
              + entries.getHost()
              + " does not take the entry (HTTP status "
              + answer.status()
              + "): "
              + answer.words()
              + "; nothing was put beside the image, try again later");
    }
    return answer.text();
  }

  private static IdentityException unreadable(URI uri, Exception cause) {
    return new IdentityException(
        WHAT + " at " + uri.getHost() + " answers with something that is no entry", cause);
  }
}
