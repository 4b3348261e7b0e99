package dev.drydock.advisory.feed;

import dev.drydock.advisory.file.AtomicFile;
import dev.drydock.limits.Bounded;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What is remembered of a feed that was fetched, beside it in `<file>.state`: three lines, of
/// which the last two may be empty.
///
/// @param url where it came from
/// @param etag of HTTP
/// @param lastModified of HTTP
record FeedState(String url, String etag, String lastModified) {
  private static final int MOST = 1 << 14;

  static Path beside(Path feed) {
    return feed.resolveSibling(feed.getFileName() + ".state");
  }

  /// `null` where the feed is not there, or came from elsewhere, or nothing is remembered.
  static @Nullable FeedState of(Path feed, String url) throws IOException {
    Path file = beside(feed);
    if (!Files.exists(feed) || !Files.exists(file)) {
      return null;
    }
    String[] lines =
        new String(Bounded.readFile(file, MOST), StandardCharsets.UTF_8).split("\n", -1);
    return lines.length < 3 || !lines[0].equals(url)
        ? null
        : new FeedState(url, lines[1], lines[2]);
  }

  void write(Path feed) throws IOException, InterruptedException {
    String text = oneLine(url) + "\n" + oneLine(etag) + "\n" + oneLine(lastModified) + "\n";
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    AtomicFile.replace(
        beside(feed),
        out -> {
          AtomicFile.writeAll(out, bytes);
          return text.length() < MOST;
        });
  }

  private static String oneLine(String text) {
    return text.replace('\n', ' ');
  }
}
