package dev.drydock.change.host;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A comment on a pull request as its host tells of it.
///
/// @param author as the host numbers people; `null` where it does not tell
/// @param program whether the author is no person, as far as the host tells
/// @param body Markdown, as it was sent or edited
public record RequestComment(long id, @Nullable String author, boolean program, String body) {

  /// A comment with all that has to be there; empty where it is not.
  static Optional<RequestComment> of(
      Optional<Long> id, @Nullable String author, boolean program, @Nullable String body) {
    return id.isEmpty() || body == null
        ? Optional.empty()
        : Optional.of(new RequestComment(id.get(), author, program, body));
  }

  boolean beginsWith(String marker) {
    return body.stripLeading().startsWith(marker);
  }
}
