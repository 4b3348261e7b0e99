package dev.drydock.cache.s3;

import dev.drydock.cache.LayerStore;
import dev.drydock.cache.web.HttpObjects;
import dev.drydock.image.registry.Transport;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Entries as objects of a bucket.
public final class S3Store implements LayerStore {
  private final S3Location location;
  private final @Nullable AwsCredentials credentials;
  private final HttpObjects objects;
  private final InstantSource clock;

  /// @param credentials `null` where there are none: the store then says so when it is asked
  /// @param clock the real one, which signatures are held to
  public S3Store(
      S3Location location,
      @Nullable AwsCredentials credentials,
      Transport transport,
      InstantSource clock) {
    this.location = location;
    this.credentials = credentials;
    this.objects = new HttpObjects(transport, this::refused);
    this.clock = clock;
  }

  @Override
  public byte @Nullable [] get(String name, int most) throws IOException, InterruptedException {
    URI address = address(name);
    return objects.get(address, signed("GET", address, Map.of(), ByteBuffer.allocate(0)), most);
  }

  @Override
  public void put(String name, ByteBuffer entry) throws IOException, InterruptedException {
    URI address = address(name);
    Map<String, String> headers =
        signed("PUT", address, Map.of("content-type", HttpObjects.MEDIA_TYPE), entry);
    headers.remove("content-type"); // goes with the body
    objects.put(address, headers, entry);
  }

  /// The entry that takes its place is written over it, so that nobody needs the right to delete.
  @Override
  public void remove(String name) {
    // nothing to be done: what is of no use here is written anew
  }

  private URI address(String name) {
    return location.address(name + ".layer");
  }

  private Map<String, String> signed(
      String method, URI address, Map<String, String> headers, ByteBuffer payload)
      throws IOException {
    if (credentials == null) {
      throw new IOException(
          "there are no credentials for it; set "
              + AwsCredentials.KEY_ID
              + " and "
              + AwsCredentials.SECRET);
    }
    SignatureV4 signature = new SignatureV4(credentials, location.region());
    return new HashMap<>(signature.sign(method, address, headers, payload, clock.instant()));
  }

  private @Nullable IOException refused(HttpObjects.Refusal refusal) {
    String code = refusal.code() == null ? "" : refusal.code();
    if (refusal.status() == 404 && !code.equals("NoSuchBucket")) {
      return null;
    }
    String meaning =
        switch (code) {
          case "NoSuchBucket" -> "there is no bucket " + location.bucket() + "; check its name";
          case "RequestTimeTooSkewed" -> "the clock of this machine is wrong; set it";
          case "ExpiredToken", "TokenRefreshRequired" ->
              "the credentials have expired; get new ones";
          case "InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken" ->
              "the credentials are not right; check "
                  + AwsCredentials.KEY_ID
                  + ", "
                  + AwsCredentials.SECRET
                  + " and "
                  + AwsCredentials.TOKEN;
          case "SlowDown", "ServiceUnavailable", "InternalError" -> "it is busy; later it may do";
          default -> null;
        };
    boolean elsewhere =
        code.equals("PermanentRedirect")
            || code.equals("AuthorizationHeaderMalformed")
            || refusal.status() / 100 == 3;
    if (meaning == null && elsewhere) {
      meaning =
          "the bucket is not in region "
              + location.region()
              + (refusal.region() == null ? "; name its region" : " but in " + refusal.region())
              + ", with ?region= or AWS_REGION";
    } else if (meaning == null && refusal.status() == 403) {
      // without the right to list S3 does not tell what is missing from what is forbidden
      meaning =
          "it refuses access; the credentials need s3:GetObject, s3:PutObject and s3:ListBucket";
    }
    return new IOException(
        (meaning == null ? "it does not do as S3 does" : meaning) + " (" + refusal.words() + ")");
  }
}
