package dev.drydock.attest.envelope;

import dev.drydock.attest.strict.StrictJson;
import dev.drydock.json.CompactJson;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Sigstore keeps of one signature in one document (`sigstore_bundle.proto`, version 0.3): an
/// envelope, or a signature over the bytes of something else, and what may help to verify it. The
/// latter is for a [dev.drydock.attest.identity.BundleVerifier]; keys are given, not found.
///
/// ```json
/// {"mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
///  "verificationMaterial": {"publicKey": {"hint": "…"}},
///  "dsseEnvelope": {"payload": "eyJ…", "payloadType": "application/vnd.in-toto+json", "signatures": [{"sig": "MEUC…"}]}}
/// ```
public sealed interface Bundle {
  String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

  /// Of all versions that there are.
  String MEDIA_TYPES = "application/vnd.dev.sigstore.bundle";

  /// An envelope in a bundle.
  record OfEnvelope(Envelope envelope) implements Bundle {}

  /// A signature over bytes that are elsewhere.
  @SuppressWarnings("ArrayRecordComponent") // passed on once, compared by nobody
  record OfMessage(byte[] signature) implements Bundle {}

  /// @param what names it in errors
  /// @throws IOException where it is no bundle
  static Bundle read(byte[] document, Limits limits, String what) throws IOException {
    Json json = StrictJson.read(document, limits, what);
    String mediaType = StrictJson.text(json, "mediaType", what);
    if (mediaType == null || !mediaType.startsWith(MEDIA_TYPES)) {
      throw new IOException(what + " is no bundle of Sigstore");
    }
    Json envelope = StrictJson.member(json, "dsseEnvelope", what);
    Json message = StrictJson.member(json, "messageSignature", what);
    if (envelope != null && message == null) {
      return new OfEnvelope(Envelope.read(envelope, what));
    }
    String signature = message == null ? null : StrictJson.text(message, "signature", what);
    if (signature != null && envelope == null) {
      return new OfMessage(Envelope.base64(signature, what));
    }
    throw new IOException(what + " holds neither one envelope nor one signature");
  }

  /// A bundle for an envelope that a key without certificate has signed.
  static byte[] write(Envelope envelope, String hint) {
    Map<String, Json> material = new LinkedHashMap<>();
    material.put("publicKey", new Json.Obj(Map.of("hint", new Json.Text(hint))));
    material.put("tlogEntries", new Json.Array(List.of()));
    Map<String, Json> bundle = new LinkedHashMap<>();
    bundle.put("mediaType", new Json.Text(MEDIA_TYPE));
    bundle.put("verificationMaterial", new Json.Obj(material));
    bundle.put("dsseEnvelope", envelope.json((@Nullable String) null));
    return CompactJson.bytes(new Json.Obj(bundle));
  }
}
