package dev.drydock.keyless;

import dev.drydock.attest.envelope.Envelope;
import dev.drydock.attest.identity.VerifiedBundle;
import dev.drydock.json.CompactJson;
import dev.drydock.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.jspecify.annotations.Nullable;

/// A bundle put together by hand, good where nothing of it is changed. The test's fields are what
/// an attacker who has a certificate of his own could choose.
final class TestBundle {
  static final String TYPE = "application/vnd.in-toto+json";
  static final Instant SIGNED = Instant.parse("2026-05-04T03:02:01Z");
  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  private final TestSigstore sigstore;

  KeyPair key = Keys.pair();
  TestAuthority authority;
  TestLog log;
  TestAuthority.Wish wish =
      TestAuthority.Wish.of("ada@example.test", TestSigstore.ISSUER, SIGNED.minusSeconds(60));

  /// What is in the envelope; `null` for a signature over `artifact`.
  byte @Nullable [] payload = bytes("{\"said\":\"something, with Zoë\"}");

  byte[] artifact = bytes("a manifest");
  String kind = "dsse 0.0.1";

  /// What the log's entry is about, where that is something else.
  byte @Nullable [] loggedContent;

  byte @Nullable [] loggedSignature;
  @Nullable X509Certificate loggedCertificate;

  /// When the log promised to keep it; `null` for no promise.
  @Nullable Instant promised = SIGNED;

  /// When timestamping authorities saw it.
  List<Instant> stamped = new ArrayList<>();

  /// What they saw, where that is something else.
  byte @Nullable [] stampedSignature;

  int signatures = 1;

  TestBundle(TestSigstore sigstore) {
    this.sigstore = sigstore;
    this.authority = sigstore.authority;
    this.log = sigstore.log;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  byte[] json() throws Exception {
    X509Certificate certificate = authority.issue(wish, key.getPublic());
    byte[] signature = Keys.sign(key.getPrivate(), message());
    String material =
        "\"certificate\":{\"rawBytes\":\"%s\"},\"tlogEntries\":[%s]%s"
            .formatted(
                BASE64.encodeToString(certificate.getEncoded()),
                entry(signature, certificate),
                timestamps(signature));
    return bytes(
        "{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\","
            + "\"verificationMaterial\":{"
            + material
            + "},"
            + content(BASE64.encodeToString(signature))
            + "}");
  }

  private byte[] message() {
    byte[] sealed = payload;
    if (sealed == null) {
      return artifact;
    }
    byte[] head = bytes("DSSEv1 " + TYPE.length() + " " + TYPE + " " + sealed.length + " ");
    byte[] message = new byte[head.length + sealed.length];
    System.arraycopy(head, 0, message, 0, head.length);
    System.arraycopy(sealed, 0, message, head.length, sealed.length);
    return message;
  }

  private String content(String signature) {
    if (payload == null) {
      return "\"messageSignature\":{\"messageDigest\":{\"algorithm\":\"SHA2_256\",\"digest\":\"%s\"},"
              .formatted(BASE64.encodeToString(Keys.sha256(artifact)))
          + "\"signature\":\""
          + signature
          + "\"}";
    }
    List<String> all = new ArrayList<>();
    for (int i = 0; i < signatures; i++) {
      all.add("{\"sig\":\"" + signature + "\"}");
    }
    return "\"dsseEnvelope\":{\"payload\":\"%s\",\"payloadType\":\"%s\",\"signatures\":%s}"
        .formatted(BASE64.encodeToString(payload), TYPE, all);
  }

  private String entry(byte[] signature, X509Certificate certificate)
      throws GeneralSecurityException {
    byte[] content = loggedContent != null ? loggedContent : payload == null ? artifact : payload;
    byte[] signed = loggedSignature == null ? signature : loggedSignature;
    X509Certificate signer = loggedCertificate == null ? certificate : loggedCertificate;
    int index = log.add(bytes(body(content, signed, signer)));
    String[] words = kind.split(" ");
    return log.second(index, words[0], words[1], promised);
  }

  private String body(byte[] content, byte[] signature, X509Certificate signer)
      throws GeneralSecurityException {
    String hex = Keys.hex(content);
    String digest = BASE64.encodeToString(Keys.sha256(content));
    String signed = BASE64.encodeToString(signature);
    String raw = BASE64.encodeToString(signer.getEncoded());
    String pem = BASE64.encodeToString(bytes(TestSigstore.pem(signer)));
    String verifier =
        "{\"keyDetails\":\"PKIX_ECDSA_P256_SHA_256\",\"x509Certificate\":{\"rawBytes\":\"%s\"}}"
            .formatted(raw);
    String[] words = kind.split(" ");
    String spec =
        switch (kind) {
          case "dsse 0.0.1" ->
              """
              {"payloadHash":{"algorithm":"sha256","value":"%s"},\
              "signatures":[{"signature":"%s","verifier":"%s"}]}"""
                  .formatted(hex, signed, pem);
          case "dsse 0.0.2" ->
              """
              {"dsseV002":{"payloadHash":{"algorithm":"SHA2_256","digest":"%s"},\
              "signatures":[{"content":"%s","verifier":%s}]}}"""
                  .formatted(digest, signed, verifier);
          case "intoto 0.0.2" ->
              """
              {"content":{"envelope":{"payloadType":"%s","signatures":[{"publicKey":"%s","sig":"%s"}]},\
              "payloadHash":{"algorithm":"sha256","value":"%s"}}}"""
                  .formatted(TYPE, pem, BASE64.encodeToString(bytes(signed)), hex);
          case "hashedrekord 0.0.1" ->
              """
              {"data":{"hash":{"algorithm":"sha256","value":"%s"}},\
              "signature":{"content":"%s","publicKey":{"content":"%s"}}}"""
                  .formatted(hex, signed, pem);
          case "hashedrekord 0.0.2" ->
              """
              {"hashedRekordV002":{"data":{"algorithm":"SHA2_256","digest":"%s"},\
              "signature":{"content":"%s","verifier":%s}}}"""
                  .formatted(digest, signed, verifier);
          default -> "{}";
        };
    return "{\"apiVersion\":\"%s\",\"kind\":\"%s\",\"spec\":%s}"
        .formatted(words[1], words[0], spec);
  }

  private String timestamps(byte[] signature) throws Exception {
    List<String> all = new ArrayList<>();
    for (Instant time : stamped) {
      byte[] seen = Keys.sha256(stampedSignature == null ? signature : stampedSignature);
      byte[] request =
          new TimeStampRequestGenerator().generate(TSPAlgorithms.SHA256, seen).getEncoded();
      all.add(
          "{\"signedTimestamp\":\"%s\"}"
              .formatted(BASE64.encodeToString(sigstore.timestamps.answer(request, time))));
    }
    return all.isEmpty()
        ? ""
        : ",\"timestampVerificationData\":{\"rfc3161Timestamps\":" + all + "}";
  }

  /// The bundle with one text of it written anew.
  static byte[] replaced(byte[] bundle, String before, String after) {
    String text = new String(bundle, StandardCharsets.UTF_8);
    if (!text.contains(before)) {
      throw new AssertionError(before + " is not in " + text);
    }
    return bytes(text.replace(before, after));
  }

  /// What a bundle held that was verified.
  static Envelope envelope(VerifiedBundle verified) {
    Envelope envelope = verified.envelope();
    if (envelope == null) {
      throw new AssertionError("no envelope");
    }
    return envelope;
  }

  /// The member of some name in the first entry of the log.
  static String inEntry(byte[] bundle, String... path) throws IOException {
    Json at =
        TestSigstore.json(bundle)
            .get("verificationMaterial")
            .orElseThrow()
            .items("tlogEntries")
            .getFirst();
    for (String name : path) {
      at = at.get(name).orElseThrow();
    }
    return CompactJson.text(at);
  }
}
