package dev.drydock.server.secret;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// With which keys secrets are sealed.
///
/// @param key 32 random bytes in base64 (`openssl rand -base64 32`); several, separated by commas,
///   while one key takes the place of another: the first one seals, all of them open
/// @param keyFile a file with such keys, one a line, where they are not to stand in the
///   configuration; where neither is given, the server makes `secret.key` in its data directory
@ConfigurationProperties("drydock.secret")
public record SecretSettings(@Nullable String key, @Nullable Path keyFile) {

  @Override
  public String toString() {
    return "SecretSettings[keyFile=" + keyFile + "]"; // never the key
  }
}
