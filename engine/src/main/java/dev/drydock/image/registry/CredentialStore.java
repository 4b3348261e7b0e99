package dev.drydock.image.registry;

import java.io.IOException;
import java.util.Optional;

/// Where stored credentials are looked up.
@FunctionalInterface
public interface CredentialStore {

  /// @throws IOException where there may be some, but they cannot be read; the message says why
  Optional<Credentials> find(ImageReference image) throws IOException, InterruptedException;

  /// No credentials for anybody.
  static CredentialStore none() {
    return _ -> Optional.empty();
  }

  /// The first of `stores` that has some.
  static CredentialStore firstOf(CredentialStore... stores) {
    return image -> {
      for (CredentialStore store : stores) {
        Optional<Credentials> found = store.find(image);
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    };
  }
}
