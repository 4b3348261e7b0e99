package dev.drydock.advisory.feed;

import dev.drydock.advisory.Progress;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.List;

/// Fetches feeds into a directory, only those that changed since the last time. Every file is
/// replaced as a whole or not touched.
public final class FeedFetcher {
  private final HttpClient client;
  private final FeedSources sources;
  private final Progress progress;

  /// @param client follows no redirects by itself ([HttpClient.Redirect#NEVER]); this one bounds
  ///   them
  public FeedFetcher(HttpClient client, FeedSources sources, Progress progress) {
    this.client = client;
    this.sources = sources;
    this.progress = progress;
  }

  /// @param directory gets the layout that [dev.drydock.advisory.index.IndexBuilder#build] reads
  /// @throws IOException where a feed could not be fetched: says which, from where and why
  public Fetched fetch(Path directory) throws IOException, InterruptedException {
    progress.at("Fetching " + sources + client, 0, -1);
    throw new IOException("not yet " + directory);
  }

  /// @param changed names of the feeds that are new since the last time
  /// @param missing ecosystems that the mirror does not have
  public record Fetched(List<String> changed, List<String> unchanged, List<String> missing) {
    public Fetched {
      changed = List.copyOf(changed);
      unchanged = List.copyOf(unchanged);
      missing = List.copyOf(missing);
    }
  }
}
