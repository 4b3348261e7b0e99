package dev.drydock.policy.facts;

import org.jspecify.annotations.Nullable;

/// One careless thing about the image.
///
/// @param rule `root-user`, `secret/private-key`
/// @param path `null` where it is the configuration that is spoken of
/// @param origin `base` or `application`; `null` where nobody can tell
public record ObservationFacts(
    String rule, String severity, String message, @Nullable String path, @Nullable String origin)
    implements Item {

  @Override
  public String words() {
    return rule + ": " + message;
  }
}
