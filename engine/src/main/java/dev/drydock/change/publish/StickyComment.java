package dev.drydock.change.publish;

import dev.drydock.change.ChangeException;
import dev.drydock.change.host.RequestComment;
import dev.drydock.change.host.RequestComments;
import java.io.IOException;
import java.util.List;

/// A comment on a pull request that stays one: each build writes over what the build before wrote.
/// It is found again by its first line, which no host shows.
public final class StickyComment {
  /// Whoever copies the marker often would have us knock at each copy.
  private static final int MOST_TRIES = 10;

  private static final int CODE_END = "\n```".length();

  private final RequestComments comments;

  /// What became of it.
  public enum Outcome {
    POSTED,
    UPDATED,
    /// it says all this already
    UNCHANGED
  }

  public StickyComment(RequestComments comments) {
    this.comments = comments;
  }

  /// @param marker an HTML comment, the same from build to build
  /// @param markdown that begins with the marker
  public Outcome post(String marker, String markdown) throws IOException, InterruptedException {
    if (!markdown.startsWith(marker)) {
      throw new IllegalArgumentException("a comment without its marker is never found again");
    }
    String line = comments.takesHtml() ? marker : CommentText.withoutHtml(marker).strip();
    String text = fitted(comments.takesHtml() ? markdown : CommentText.withoutHtml(markdown));
    List<RequestComment> marked = comments.marked(line);
    for (RequestComment present : marked.subList(0, Math.min(MOST_TRIES, marked.size()))) {
      if (RequestText.isSame(present.body(), text)) {
        return Outcome.UNCHANGED;
      }
      if (replaced(present, text)) {
        return Outcome.UPDATED;
      }
    }
    comments.add(text);
    return Outcome.POSTED;
  }

  /// Whether the comment was ours to edit, and still there.
  private boolean replaced(RequestComment present, String text)
      throws IOException, InterruptedException {
    try {
      comments.replace(present, text);
      return true;
    } catch (ChangeException e) {
      return switch (e.kind()) {
        case REFUSED, NOT_FOUND -> false;
        case STALE, FORBIDDEN, INVALID, RATE_LIMITED, UNAVAILABLE, UNSUPPORTED -> throw e;
      };
    }
  }

  private String fitted(String text) {
    int longest = comments.longestBody();
    return text.length() <= longest
        ? text
        : RequestText.cut(text, longest - RequestText.CUT.length() - CODE_END) + RequestText.CUT;
  }
}
