package dev.drydock.cache.s3;

import dev.drydock.image.Digest;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// AWS Signature Version 4, in a header, over the whole payload
/// (<https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html>).
final class SignatureV4 {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final AwsCredentials credentials;
  private final String region;

  SignatureV4(AwsCredentials credentials, String region) {
    this.credentials = credentials;
    this.region = region;
  }

  /// The headers of a request, signed: those that are given, and those that the signature needs.
  ///
  /// @param address its path as it is sent, encoded once
  /// @param headers names in lower case
  /// @param payload left as it is
  Map<String, String> sign(
      String method, URI address, Map<String, String> headers, ByteBuffer payload, Instant now) {
    String time = TIME.format(now);
    String hash = sha256(payload.slice());
    TreeMap<String, String> sent = new TreeMap<>(headers);
    sent.put("x-amz-content-sha256", hash);
    sent.put("x-amz-date", time);
    if (credentials.token() != null) {
      sent.put("x-amz-security-token", credentials.token());
    }
    TreeMap<String, String> signed = new TreeMap<>(sent);
    signed.put("host", host(address));
    String names = String.join(";", signed.keySet());
    StringBuilder canonical = new StringBuilder(method);
    canonical.append('\n').append(address.getRawPath());
    canonical.append('\n').append(query(address)).append('\n');
    signed.forEach(
        (name, value) -> canonical.append(name).append(':').append(value.strip()).append('\n'));
    canonical.append('\n').append(names).append('\n').append(hash);

    String scope = time.substring(0, 8) + "/" + region + "/s3/aws4_request";
    String toSign =
        ALGORITHM
            + "\n"
            + time
            + "\n"
            + scope
            + "\n"
            + sha256(ByteBuffer.wrap(canonical.toString().getBytes(StandardCharsets.UTF_8)));
    byte[] key = ("AWS4" + credentials.secret()).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    sent.put(
        "authorization",
        ALGORITHM
            + " Credential="
            + credentials.keyId()
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + HexFormat.of().formatHex(hmac(key, toSign)));
    return sent;
  }

  /// As it is sent: without the port that is understood.
  private static String host(URI address) {
    int understood = "https".equals(address.getScheme()) ? 443 : 80;
    return address.getPort() < 0 || address.getPort() == understood
        ? address.getHost()
        : address.getHost() + ":" + address.getPort();
  }

  /// In the order of names, each with a value.
  private static String query(URI address) {
    if (address.getRawQuery() == null) {
      return "";
    }
    String[] parameters = address.getRawQuery().split("&", -1);
    Arrays.sort(parameters);
    StringBuilder query = new StringBuilder();
    for (String parameter : parameters) {
      query
          .append(query.isEmpty() ? "" : "&")
          .append(parameter)
          .append(parameter.indexOf('=') < 0 ? "=" : "");
    }
    return query.toString();
  }

  private static String sha256(ByteBuffer bytes) {
    MessageDigest digest = Digest.messageDigest("sha256");
    digest.update(bytes);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
