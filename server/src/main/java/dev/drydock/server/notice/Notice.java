package dev.drydock.server.notice;

import dev.drydock.triage.Priority;
import org.jspecify.annotations.Nullable;

/// One piece of news for a team, or for the organisation alone.
///
/// @param team `null` where it concerns the organisation alone
/// @param project `null` where it is not about one
/// @param key the same news has the same key: whoever was told is not told again
/// @param subject what it is about: `registry.example.com/shop/cart:1.4`
/// @param text what happened, in one sentence
/// @param action what to do next, in one sentence
public record Notice(
    NoticeKind kind,
    int organisation,
    @Nullable Integer team,
    @Nullable Integer project,
    String key,
    String subject,
    String text,
    String action,
    Priority priority) {
  private static final int MAX_CHARACTERS = 1_000;

  public Notice {
    if (key.length() > MAX_CHARACTERS) {
      throw new IllegalArgumentException("a key of that length is none: " + key.length());
    }
    subject = bounded(subject);
    text = bounded(text);
    action = bounded(action);
  }

  private static String bounded(String text) {
    return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS - 1) + "…";
  }
}
