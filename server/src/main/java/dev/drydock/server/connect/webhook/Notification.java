package dev.drydock.server.connect.webhook;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One thing that a registry tells, in words that all kinds share. Nothing of it is checked: it is
/// what a stranger has written.
public sealed interface Notification {

  /// Something lies under a name now.
  ///
  /// @param repository without the registry
  /// @param digest `null` where the registry does not say
  /// @param tag `null` where it was pushed by its digest only
  /// @param at `null` where the registry does not say
  record Pushed(
      String repository, @Nullable String digest, @Nullable String tag, @Nullable Instant at)
      implements Notification {}

  /// Something is gone: a tag, or a manifest with all its tags.
  ///
  /// @param repository without the registry
  /// @param digest `null` where only a tag is gone
  /// @param tag `null` where all tags of the digest are gone
  /// @param at `null` where the registry does not say
  record Deleted(
      String repository, @Nullable String digest, @Nullable String tag, @Nullable Instant at)
      implements Notification {}

  /// A sender asks to be told, by a request to an address, that its messages are wanted.
  record Confirmation(URI address) implements Notification {}
}
