package dev.drydock.server.connect;

import dev.drydock.server.fleet.ImageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that was pushed or deleted, checked, as the table `push` keeps it.
///
/// @param repository without the registry
/// @param tag empty where there is none
/// @param digest `null` where the registry did not say
record Told(
    Action action, String repository, String tag, @Nullable ImageDigest digest, Instant at) {

  /// What was done.
  enum Action {
    PUSHED,
    DELETED;

    String word() {
      return this == PUSHED ? "pushed" : "deleted";
    }

    static Action of(String word) {
      return word.equals("pushed") ? PUSHED : DELETED;
    }
  }

  byte[] digestBytes() {
    return digest == null ? new byte[0] : digest.bytes();
  }
}
