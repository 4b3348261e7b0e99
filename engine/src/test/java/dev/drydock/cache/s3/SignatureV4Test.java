package dev.drydock.cache.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The four examples of AWS's description of signatures in headers: keys, requests and results are
/// its facts.
class SignatureV4Test {
  private static final AwsCredentials CREDENTIALS =
      new AwsCredentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null);
  private static final Instant DAY = Instant.parse("2013-05-24T00:00:00Z");
  private static final String SCOPE =
      "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, ";

  private static Map<String, String> sign(
      String method, String target, Map<String, String> headers, String payload) {
    return new SignatureV4(CREDENTIALS, "us-east-1")
        .sign(
            method,
            URI.create("https://examplebucket.s3.amazonaws.com" + target),
            headers,
            ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8)),
            DAY);
  }

  @Test
  void readsAnObject() {
    assertThat(sign("GET", "/test.txt", Map.of("range", "bytes=0-9"), ""))
        .isEqualTo(
            Map.of(
                "range",
                "bytes=0-9",
                "x-amz-date",
                "20130524T000000Z",
                "x-amz-content-sha256",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                "authorization",
                SCOPE
                    + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, Signature="
                    + "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"));
  }

  @Test
  void writesAnObject() {
    Map<String, String> headers =
        Map.of(
            "date", "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class", "REDUCED_REDUNDANCY");
    Map<String, String> signed = sign("PUT", "/test%24file.text", headers, "Welcome to Amazon S3.");
    assertThat(signed.get("x-amz-content-sha256"))
        .isEqualTo("44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072");
    assertThat(signed.get("authorization"))
        .isEqualTo(
            SCOPE
                + "SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class,"
                + " Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
  }

  @Test
  void asksWithAQuery() {
    assertThat(sign("GET", "/?lifecycle", Map.of(), "").get("authorization"))
        .endsWith("fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    assertThat(sign("GET", "/?prefix=J&max-keys=2", Map.of(), "").get("authorization"))
        .endsWith("34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7");
  }

  @Test
  void tokensAreSignedAndNothingIsShown() {
    AwsCredentials passing = new AwsCredentials("AKIA", "s3cr3t", "t0k3n");
    Map<String, String> signed =
        new SignatureV4(passing, "eu-central-1")
            .sign("GET", URI.create("https://h:9000/b/k"), Map.of(), ByteBuffer.allocate(0), DAY);
    assertThat(signed).containsEntry("x-amz-security-token", "t0k3n");
    assertThat(signed.get("authorization"))
        .contains("SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token,")
        .contains("/20130524/eu-central-1/s3/aws4_request")
        .doesNotContain("s3cr3t");
    assertThat(passing.toString()).isEqualTo("AWS credentials");
  }
}
