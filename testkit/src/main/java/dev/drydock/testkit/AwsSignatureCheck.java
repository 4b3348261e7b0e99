package dev.drydock.testkit;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// Checks the signature of a request as S3 does: from what has arrived, by AWS's description of
/// Signature Version 4 alone.
///
/// @param token that has to come along; `null` for none
public record AwsSignatureCheck(
    String keyId, String secret, String region, @Nullable String token) {
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/s3/aws4_request,"
              + " ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
  private static final Duration MOST_SKEW = Duration.ofMinutes(15);

  /// S3's word for what is wrong; `null` where nothing is.
  @Nullable String objection(
      String method, URI target, Map<String, List<String>> headers, byte[] body) {
    Matcher sent = AUTHORIZATION.matcher(header(headers, "authorization"));
    if (!sent.matches()) {
      return "AccessDenied";
    }
    if (!sent.group(1).equals(keyId)) {
      return "InvalidAccessKeyId";
    }
    if (!sent.group(3).equals(region)) {
      return "AuthorizationHeaderMalformed";
    }
    if (token != null && !header(headers, "x-amz-security-token").equals(token)) {
      return "InvalidToken";
    }
    String time = header(headers, "x-amz-date");
    if (!time.startsWith(sent.group(2)) || isSkewed(time)) {
      return "RequestTimeTooSkewed";
    }
    if (!header(headers, "x-amz-content-sha256").equals(hex(sha256(body)))) {
      return "XAmzContentSHA256Mismatch";
    }
    List<String> names = List.of(sent.group(4).split(";", -1));
    if (!coversEnough(names, headers)) {
      return "AccessDenied";
    }
    String query = target.getRawQuery() == null ? "" : target.getRawQuery();
    List<String> lines = new ArrayList<>(List.of(method, target.getRawPath(), query));
    for (String name : names) {
      lines.add(name + ":" + header(headers, name).strip());
    }
    lines.addAll(List.of("", sent.group(4), hex(sha256(body))));
    byte[] request = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    String scope = sent.group(2) + "/" + region + "/s3/aws4_request";
    byte[] key =
        hmac(hmac(hmac(hmac(bytes("AWS4" + secret), sent.group(2)), region), "s3"), "aws4_request");
    String wanted =
        hex(hmac(key, String.join("\n", "AWS4-HMAC-SHA256", time, scope, hex(sha256(request)))));
    return wanted.equals(sent.group(5)) ? null : "SignatureDoesNotMatch";
  }

  /// The host, all of Amazon's own headers, and the type of what is sent.
  private static boolean coversEnough(List<String> names, Map<String, List<String>> headers) {
    for (String name : headers.keySet()) {
      String lower = name.toLowerCase(Locale.ROOT);
      boolean must =
          lower.equals("host") || lower.equals("content-type") || lower.startsWith("x-amz-");
      if (must && !names.contains(lower)) {
        return false;
      }
    }
    return names.equals(names.stream().sorted().toList());
  }

  private static boolean isSkewed(String time) {
    Instant signed = LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC);
    return Duration.between(signed, Instant.now()).abs().compareTo(MOST_SKEW) > 0;
  }

  private static String header(Map<String, List<String>> headers, String name) {
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      if (header.getKey().equalsIgnoreCase(name)) {
        return String.join(",", header.getValue());
      }
    }
    return "";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
