package dev.drydock.attest.envelope;

import dev.drydock.attest.key.KeyException;
import dev.drydock.attest.key.SigningKey;
import dev.drydock.attest.key.VerificationKey;
import dev.drydock.attest.strict.StrictJson;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A payload with signatures over it and its type (DSSE, "Dead Simple Signing Envelope", version
/// 1).
///
/// ```json
/// {"payloadType": "application/vnd.in-toto+json", "payload": "eyJ…",
///  "signatures": [{"keyid": "…", "sig": "MEUC…"}]}
/// ```
///
/// @param signatures the hints at keys that may come with them are not kept: nobody has signed
///   them, and the keys that are trusted are few
@SuppressWarnings("ArrayRecordComponent") // passed on once, compared by nobody
public record Envelope(String payloadType, byte[] payload, List<byte[]> signatures) {
  public static final String MEDIA_TYPE = "application/vnd.dsse.envelope.v1+json";

  /// Each is tried with each key.
  private static final int MOST_SIGNATURES = 32;

  public Envelope {
    signatures = List.copyOf(signatures);
  }

  /// A payload that was signed just now.
  public static Envelope sign(String payloadType, byte[] payload, SigningKey key)
      throws KeyException, InterruptedException {
    return new Envelope(
        payloadType, payload, List.of(key.sign(preAuthenticationEncoding(payloadType, payload))));
  }

  /// The bytes that are signed: type and payload with their lengths, so that no two pairs give the
  /// same (DSSE protocol, "Pre-Authentication Encoding").
  public static byte[] preAuthenticationEncoding(String type, byte[] payload) {
    byte[] typeBytes = type.getBytes(StandardCharsets.UTF_8);
    byte[] head =
        ("DSSEv1 " + typeBytes.length + " " + type + " " + payload.length + " ")
            .getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.length + payload.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(payload, 0, all, head.length, payload.length);
    return all;
  }

  /// The first of the keys that has signed this; `null` where none has.
  public @Nullable VerificationKey signer(List<VerificationKey> keys) {
    byte[] signed = preAuthenticationEncoding(payloadType, payload);
    for (VerificationKey key : keys) {
      for (byte[] signature : signatures) {
        if (key.verifies(signed, signature)) {
          return key;
        }
      }
    }
    return null;
  }

  /// @param what names it in errors
  /// @throws IOException where it is no envelope
  public static Envelope read(byte[] document, Limits limits, String what) throws IOException {
    return read(StrictJson.read(document, limits, what), what);
  }

  static Envelope read(Json json, String what) throws IOException {
    String type = StrictJson.text(json, "payloadType", what);
    String payload = StrictJson.text(json, "payload", what);
    Json listed = StrictJson.member(json, "signatures", what);
    if (type == null || payload == null || listed == null || listed.items().isEmpty()) {
      throw new IOException(what + " is no envelope: payload, type or signatures are missing");
    }
    List<Json> items = listed.items();
    if (items.size() > MOST_SIGNATURES) {
      throw new IOException(what + " has more than " + MOST_SIGNATURES + " signatures");
    }
    List<byte[]> signatures = new ArrayList<>();
    for (Json item : items) {
      String signature = StrictJson.text(item, "sig", what);
      if (signature == null) {
        throw new IOException(what + " has a signature without value");
      }
      signatures.add(base64(signature, what));
    }
    return new Envelope(type, base64(payload, what), signatures);
  }

  /// Of either alphabet, as the specification asks of readers.
  static byte[] base64(String text, String what) throws IOException {
    try {
      boolean url = text.indexOf('-') >= 0 || text.indexOf('_') >= 0;
      return (url ? Base64.getUrlDecoder() : Base64.getDecoder()).decode(text);
    } catch (IllegalArgumentException _) {
      throw new IOException(what + " is damaged: it has a value that is not Base64");
    }
  }

  /// @param hint at the key, for whoever looks for it
  public Json json(@Nullable String hint) {
    List<Json> listed = new ArrayList<>();
    for (byte[] signature : signatures) {
      Map<String, Json> one = new LinkedHashMap<>();
      one.put("sig", new Json.Text(Base64.getEncoder().encodeToString(signature)));
      if (hint != null) {
        one.put("keyid", new Json.Text(hint));
      }
      listed.add(new Json.Obj(one));
    }
    Map<String, Json> json = new LinkedHashMap<>();
    json.put("payload", new Json.Text(Base64.getEncoder().encodeToString(payload)));
    json.put("payloadType", new Json.Text(payloadType));
    json.put("signatures", new Json.Array(listed));
    return new Json.Obj(json);
  }
}
