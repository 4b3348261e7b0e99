package dev.drydock.attest.cosign;

import dev.drydock.attest.strict.StrictJson;
import dev.drydock.image.Digest;
import dev.drydock.json.CompactJson;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What cosign signs of an image up to version 2 (cosign signature specification, "Simple
/// Signing").
///
/// ```json
/// {"critical": {"identity": {"docker-reference": "registry.example.org/shop"},
///   "image": {"docker-manifest-digest": "sha256:9f86…"}, "type": "cosign container image signature"},
///  "optional": {"timestamp": 1767225600}}
/// ```
///
/// @param reference the repository, for people: the specification tells readers to ignore it
/// @param signedAt as the signer says; `null` where nothing is said
public record SimpleSigning(String reference, Digest digest, @Nullable Instant signedAt) {
  public static final String MEDIA_TYPE = "application/vnd.dev.cosign.simplesigning.v1+json";

  private static final String TYPE = "cosign container image signature";

  /// What cosign writes in the place of `TYPE` from version 3 on.
  private static final String NEW_TYPE = "https://sigstore.dev/cosign/sign/v1";

  /// @param what names it in errors
  /// @throws IOException where it is no such payload
  public static SimpleSigning read(byte[] payload, Limits limits, String what) throws IOException {
    Json json = StrictJson.read(payload, limits, what);
    Json critical = StrictJson.member(json, "critical", what);
    Json image = critical == null ? null : StrictJson.member(critical, "image", what);
    String type = critical == null ? null : StrictJson.text(critical, "type", what);
    String digest = image == null ? null : StrictJson.text(image, "docker-manifest-digest", what);
    if (critical == null || digest == null || !TYPE.equals(type) && !NEW_TYPE.equals(type)) {
      throw new IOException(what + " is not what cosign signs of an image");
    }
    Json identity = StrictJson.member(critical, "identity", what);
    String reference =
        identity == null ? null : StrictJson.text(identity, "docker-reference", what);
    Json optional = StrictJson.member(json, "optional", what);
    return new SimpleSigning(
        reference == null ? "" : reference, digest(digest, what), time(optional));
  }

  private static Digest digest(String text, String what) throws IOException {
    try {
      return Digest.parse(text);
    } catch (IllegalArgumentException _) {
      throw new IOException(what + " names an image by something that is no digest");
    }
  }

  private static @Nullable Instant time(@Nullable Json optional) {
    long seconds = optional == null ? -1 : optional.integer("timestamp").orElse(-1L);
    return seconds < 0 || seconds > Instant.MAX.getEpochSecond()
        ? null
        : Instant.ofEpochSecond(seconds);
  }

  /// The payload to be signed.
  public byte[] payload() {
    Map<String, Json> critical = new LinkedHashMap<>();
    critical.put("identity", new Json.Obj(Map.of("docker-reference", new Json.Text(reference))));
    critical.put(
        "image", new Json.Obj(Map.of("docker-manifest-digest", new Json.Text(digest.toString()))));
    critical.put("type", new Json.Text(TYPE));
    Map<String, Json> json = new LinkedHashMap<>();
    json.put("critical", new Json.Obj(critical));
    json.put(
        "optional",
        signedAt == null
            ? new Json.Null()
            : new Json.Obj(
                Map.of("timestamp", new Json.Number(Long.toString(signedAt.getEpochSecond())))));
    return CompactJson.bytes(new Json.Obj(json));
  }
}
