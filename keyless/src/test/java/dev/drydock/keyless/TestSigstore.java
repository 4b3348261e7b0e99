package dev.drydock.keyless;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.drydock.attest.identity.IdentityToken;
import dev.drydock.attest.identity.Outside;
import dev.drydock.attest.identity.SigningServices;
import dev.drydock.attest.identity.TrustedRoot;
import dev.drydock.json.CompactJson;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// A Sigstore of the test's own on loopback: certificates for who shows a token, two logs by the
/// two versions of their interface, timestamps. It holds what it is sent against the
/// specifications, and answers with an error where that does not hold.
final class TestSigstore implements AutoCloseable {
  static final String ISSUER = "https://tokens.example.test";
  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  final TestAuthority authority = new TestAuthority();
  final TestLog log = new TestLog();
  final TestTimestamps timestamps = new TestTimestamps(authority);

  /// What is answered in the place of what would be: status, space, body.
  final Map<String, String> faults = new ConcurrentHashMap<>();

  /// How far behind the certificates begin.
  volatile Duration certificateAge = Duration.ZERO;

  /// All requests, in their order.
  final List<String> requests = new ArrayList<>();

  private final HttpServer server;

  TestSigstore() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    on("/api/v2/signingCert", this::certified);
    on("/api/v1/log/entries", this::first);
    on("/api/v2/log/entries", this::second);
    on("/api/v1/timestamp", body -> timestamps.answer(body, Instant.now()));
    server.start();
  }

  private interface Service {
    byte[] answer(byte[] body) throws IOException, GeneralSecurityException;
  }

  private void on(String path, Service service) {
    server.createContext(
        path,
        exchange -> {
          synchronized (requests) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
          }
          String fault = faults.get(path);
          try {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (fault != null) {
              send(exchange, Integer.parseInt(fault.substring(0, 3)), fault.substring(4));
              return;
            }
            byte[] answer = service.answer(body);
            exchange.sendResponseHeaders(path.endsWith("entries") ? 201 : 200, answer.length);
            exchange.getResponseBody().write(answer);
          } catch (IOException | GeneralSecurityException | RuntimeException e) {
            send(exchange, 400, "{\"code\":3,\"message\":" + quoted(String.valueOf(e)) + "}");
          } finally {
            exchange.close();
          }
        });
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  URI url() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  URI timestampUrl() {
    return Requests.below(url(), "api/v1/timestamp");
  }

  private byte[] certified(byte[] body) throws IOException, GeneralSecurityException {
    Json request = json(body);
    Json keyRequest = request.get("publicKeyRequest").orElseThrow();
    Json key = keyRequest.get("publicKey").orElseThrow();
    String token = text(request.get("credentials").orElseThrow(), "oidcIdentityToken");
    Json claims = json(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
    require(token.endsWith(".c2lnbmVk"), "the token is not signed");
    require("sigstore".equals(claims.text("aud")), "the token is for somebody else");
    require("ECDSA".equals(key.text("algorithm")), "algorithm");
    String email = claims.text("email");
    String subject = email == null ? text(claims, "sub") : email;
    PublicKey holder =
        KeyFactory.getInstance("EC")
            .generatePublic(new X509EncodedKeySpec(pem(text(key, "content"))));
    require(
        Keys.verifies(
            holder,
            subject.getBytes(StandardCharsets.UTF_8),
            Base64.getDecoder().decode(text(keyRequest, "proofOfPossession"))),
        "there was an error verifying the proof of possession");
    String name = email == null ? "https://ci.example.test/" + subject : email;
    X509Certificate issued =
        authority.issue(
            TestAuthority.Wish.of(
                name, text(claims, "iss"), Instant.now().minusSeconds(5).minus(certificateAge)),
            holder);
    return """
    {"signedCertificateEmbeddedSct":{"chain":{"certificates":[%s,%s,%s]}}}"""
        .formatted(
            quoted(pem(issued)),
            quoted(pem(authority.intermediate())),
            quoted(pem(authority.root())))
        .getBytes(StandardCharsets.UTF_8);
  }

  /// An entry of the type `dsse`, as version 1 keeps it.
  private byte[] first(byte[] body) throws IOException, GeneralSecurityException {
    Json request = json(body);
    require("dsse".equals(request.text("kind")), "kind");
    require("0.0.1".equals(request.text("apiVersion")), "version");
    Json proposed = request.get("spec").orElseThrow().get("proposedContent").orElseThrow();
    byte[] text = text(proposed, "envelope").getBytes(StandardCharsets.UTF_8);
    String verifier = ((Json.Text) proposed.items("verifiers").getFirst()).value();
    String signature = signed(json(text), certificate(pem(Base64.getDecoder().decode(verifier))));
    int index = log.add(dsse(json(text), Keys.hex(text), signature, verifier));
    return log.first(index, Instant.now()).getBytes(StandardCharsets.UTF_8);
  }

  static byte[] dsse(Json envelope, String envelopeHash, String signature, String verifier) {
    return """
    {"apiVersion":"0.0.1","kind":"dsse","spec":{"envelopeHash":{"algorithm":"sha256","value":"%s"},\
    "payloadHash":{"algorithm":"sha256","value":"%s"},\
    "signatures":[{"signature":"%s","verifier":"%s"}]}}"""
        .formatted(
            envelopeHash,
            Keys.hex(Base64.getDecoder().decode(text(envelope, "payload"))),
            signature,
            verifier)
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] second(byte[] body) throws IOException, GeneralSecurityException {
    Json request = json(body).get("dsseRequestV002").orElseThrow();
    Json envelope = request.get("envelope").orElseThrow();
    Json verifier = request.items("verifiers").getFirst();
    String certificate = text(verifier.get("x509Certificate").orElseThrow(), "rawBytes");
    String signature = signed(envelope, certificate(Base64.getDecoder().decode(certificate)));
    int index =
        log.add(
            """
            {"apiVersion":"0.0.2","kind":"dsse","spec":{"dsseV002":{\
            "payloadHash":{"algorithm":"SHA2_256","digest":"%s"},\
            "signatures":[{"content":"%s","verifier":%s}]}}}"""
                .formatted(
                    BASE64.encodeToString(
                        Keys.sha256(Base64.getDecoder().decode(text(envelope, "payload")))),
                    signature,
                    CompactJson.text(verifier))
                .getBytes(StandardCharsets.UTF_8));
    return log.second(index, "dsse", "0.0.2", null).getBytes(StandardCharsets.UTF_8);
  }

  /// The one signature of an envelope, which holds.
  private static String signed(Json envelope, X509Certificate certificate) {
    String signature = text(envelope.items("signatures").getFirst(), "sig");
    byte[] payload = Base64.getDecoder().decode(text(envelope, "payload"));
    String type = text(envelope, "payloadType");
    byte[] message =
        ("DSSEv1 "
                + type.length()
                + " "
                + type
                + " "
                + payload.length
                + " "
                + new String(payload, StandardCharsets.UTF_8))
            .getBytes(StandardCharsets.UTF_8);
    require(
        Keys.verifies(certificate.getPublicKey(), message, Base64.getDecoder().decode(signature)),
        "the envelope is not signed");
    return signature;
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalArgumentException(what);
    }
  }

  /// What a client needs to trust it all.
  String trustedRoot() {
    return trustedRoot(log.key(), "");
  }

  /// @param logEnd members of the time for which the log's key holds
  String trustedRoot(PublicKey logKey, String logEnd) {
    return """
    {"mediaType":"application/vnd.dev.sigstore.trustedroot+json;version=0.1",
     "tlogs":[{"baseUrl":"https://%s","hashAlgorithm":"SHA2_256","publicKey":{"rawBytes":"%s",
       "keyDetails":"PKIX_ECDSA_P256_SHA_256","validFor":{"start":"%s"%s}},"logId":{"keyId":"%s"}}],
     "certificateAuthorities":[%s],
     "ctlogs":[{"baseUrl":"https://ctfe.example.test","hashAlgorithm":"SHA2_256","publicKey":{"rawBytes":"%s",
       "keyDetails":"PKIX_ECDSA_P256_SHA_256","validFor":{"start":"%s"}},"logId":{"keyId":"%s"}}],
     "timestampAuthorities":[%s]}"""
        .formatted(
            TestLog.HOST,
            BASE64.encodeToString(logKey.getEncoded()),
            TestAuthority.BEGAN,
            logEnd,
            BASE64.encodeToString(Keys.sha256(logKey.getEncoded())),
            chain("fulcio", authority.intermediate(), authority.root()),
            BASE64.encodeToString(authority.certificateLog().getEncoded()),
            TestAuthority.BEGAN,
            BASE64.encodeToString(Keys.sha256(authority.certificateLog().getEncoded())),
            chain(
                "timestamps",
                timestamps.certificate(),
                authority.intermediate(),
                authority.root()));
  }

  private static String chain(String name, X509Certificate... certificates) {
    List<String> all = new ArrayList<>();
    for (X509Certificate one : certificates) {
      all.add("{\"rawBytes\":\"" + BASE64.encodeToString(encoded(one)) + "\"}");
    }
    return """
    {"subject":{"organization":"example","commonName":"%s"},"uri":"https://%s.example.test",
     "certChain":{"certificates":%s},"validFor":{"start":"%s"}}"""
        .formatted(name, name, all, TestAuthority.BEGAN);
  }

  /// @param logVersion of the interface by which entries are made
  String signingConfig(int logVersion, boolean stamped) {
    String service =
        """
        {"url":"%s","majorApiVersion":%d,"validFor":{"start":"%s"},"operator":"example"}""";
    return """
    {"mediaType":"application/vnd.dev.sigstore.signingconfig.v0.2+json","caUrls":[%s],"oidcUrls":[],
     "rekorTlogUrls":[%s],"tsaUrls":[%s],"rekorTlogConfig":{"selector":"ANY"},"tsaConfig":{"selector":"ANY"}}"""
        .formatted(
            service.formatted(url(), 1, TestAuthority.BEGAN),
            service.formatted(url(), logVersion, TestAuthority.BEGAN),
            stamped ? service.formatted(timestampUrl(), 1, TestAuthority.BEGAN) : "");
  }

  TrustedRoot root() {
    return new TrustedRoot.Document(trustedRoot().getBytes(StandardCharsets.UTF_8), "root.json");
  }

  SigningServices services(int logVersion, boolean stamped) {
    return new SigningServices(
        signingConfig(logVersion, stamped).getBytes(StandardCharsets.UTF_8), null, null, null);
  }

  static Outside outside(Path cache) {
    return new Outside(
        HttpClient.newHttpClient(),
        "drydock-test",
        InstantSource.system(),
        cache,
        Limits.defaults());
  }

  static IdentityToken token(String claims) throws IOException {
    return IdentityToken.read(tokenText(claims), Instant.now(), Limits.defaults(), "the token");
  }

  /// @param claims beside issuer, audience and end
  static String tokenText(String claims) {
    String payload =
        "{\"iss\":\"%s\",\"aud\":\"sigstore\",\"exp\":%d,%s}"
            .formatted(ISSUER, Instant.now().plusSeconds(300).getEpochSecond(), claims);
    Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
    return url.encodeToString("{\"alg\":\"ES256\"}".getBytes(StandardCharsets.UTF_8))
        + "."
        + url.encodeToString(payload.getBytes(StandardCharsets.UTF_8))
        + ".c2lnbmVk";
  }

  /// The member that has to be there.
  private static String text(Json object, String name) {
    String text = object.text(name);
    if (text == null) {
      throw new IllegalArgumentException("no " + name);
    }
    return text;
  }

  static Json json(byte[] text) throws IOException {
    return new JsonReader(Limits.defaults()).read(text, "the test's document");
  }

  static String quoted(String text) {
    return CompactJson.text(new Json.Text(text));
  }

  static String pem(X509Certificate certificate) {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded(certificate))
        + "\n-----END CERTIFICATE-----\n";
  }

  private static byte[] pem(byte[] pem) {
    return pem(new String(pem, StandardCharsets.US_ASCII));
  }

  private static byte[] pem(String pem) {
    return Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
  }

  private static X509Certificate certificate(byte[] encoded) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(encoded));
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
