package dev.drydock.cache.s3;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who asks, to AWS and what speaks its language.
///
/// @param token that comes with keys for a limited time; `null` where they are lasting
public record AwsCredentials(String keyId, String secret, @Nullable String token) {
  public static final String KEY_ID = "AWS_ACCESS_KEY_ID";
  public static final String SECRET = "AWS_SECRET_ACCESS_KEY";
  public static final String TOKEN = "AWS_SESSION_TOKEN";

  /// `null` where they are not there, as in jobs that are not trusted with them.
  public static @Nullable AwsCredentials of(Map<String, String> environment) {
    String keyId = environment.getOrDefault(KEY_ID, "").strip();
    String secret = environment.getOrDefault(SECRET, "").strip();
    String token = environment.getOrDefault(TOKEN, "").strip();
    return keyId.isEmpty() || secret.isEmpty()
        ? null
        : new AwsCredentials(keyId, secret, token.isEmpty() ? null : token);
  }

  /// Without what is secret.
  @Override
  public String toString() {
    return "AWS credentials";
  }
}
