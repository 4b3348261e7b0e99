package dev.drydock.keyless;

import dev.drydock.attest.identity.IdentityException;
import dev.drydock.image.Digest;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.jspecify.annotations.Nullable;

/// Somebody who signs what time it is (RFC 3161).
///
/// @param uri `null` where there is nobody
record TimestampAuthority(@Nullable URI uri, Requests requests) {
  private static final String WHAT = "the timestamping authority";
  private static final int NONCE_BITS = 64;

  /// The response for a signature; empty where nobody is asked.
  byte[] stamp(byte[] signature) throws IOException, InterruptedException {
    if (uri == null) {
      return new byte[0];
    }
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    byte[] digest = HexFormat.of().parseHex(Digest.of("sha256", signature).hex());
    TimeStampRequest request =
        generator.generate(
            TSPAlgorithms.SHA256, digest, new BigInteger(NONCE_BITS, new SecureRandom()));
    Requests.Answer answer =
        requests.post(uri, "application/timestamp-query", request.getEncoded(), WHAT);
    if (answer.status() != 200 && answer.status() != 201) {
      throw new IdentityException(
          WHAT + " at " + uri.getHost() + " answers with HTTP status " + answer.status());
    }
    try {
      TimeStampResponse response = new TimeStampResponse(answer.body());
      response.validate(request);
      return response.getEncoded();
    } catch (TSPException | RuntimeException e) {
      throw new IdentityException(
          WHAT + " at " + uri.getHost() + " answers with something that is no timestamp of it", e);
    }
  }
}
