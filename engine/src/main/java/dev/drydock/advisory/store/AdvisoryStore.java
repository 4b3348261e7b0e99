package dev.drydock.advisory.store;

import dev.drydock.advisory.Progress;
import dev.drydock.advisory.feed.FeedFetcher;
import dev.drydock.advisory.index.AdvisoryIndex;
import dev.drydock.advisory.index.IndexBuilder;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The advisories of one machine: a directory with `advisories.idx`, the feeds it was made from,
/// and a lock. Any number of processes may use it at once; the index is replaced by renaming, so
/// that readers keep what they opened and an interrupted update leaves the old one.
@SuppressWarnings("DoNotCallSuggester")
public final class AdvisoryStore {
  /// Advisories older than this deserve a warning.
  public static final Duration STALE_AFTER = Duration.ofDays(7);

  private final Path directory;
  private final @Nullable Path snapshot;
  private final Limits limits;
  private final Clock clock;

  /// @param directory is made at the first write
  /// @param snapshot the compiled index that is shipped, `.idx` or `.idx.zst`; used while the
  ///   directory has none of its own
  public AdvisoryStore(Path directory, @Nullable Path snapshot, Limits limits, Clock clock) {
    this.directory = directory;
    this.snapshot = snapshot;
    this.limits = limits;
    this.clock = clock;
  }

  /// What a scan uses: the store's own index, else the snapshot.
  ///
  /// @throws IOException where there is none, or it cannot be used: one line with the mend
  public AdvisoryIndex open() throws IOException {
    throw new IOException("not yet " + directory + snapshot + limits + clock);
  }

  /// What `--advisories` names: an index file, a snapshot or bundle, or a directory of feeds that
  /// is compiled (once, and kept in the store while the feeds stay as they are).
  public AdvisoryIndex open(Path given, Progress progress) throws IOException {
    throw new IOException("not yet " + given + progress);
  }

  /// Fetches what changed and compiles it. Waits while another process does the same.
  public Update update(FeedFetcher fetcher, Progress progress)
      throws IOException, InterruptedException {
    throw new IOException("not yet " + progress);
  }

  /// @throws IOException as [#open()]
  public AdvisoryStatus status() throws IOException {
    throw new IOException("not yet");
  }

  /// Writes what [#open()] uses as one file for a machine without a network.
  public void exportTo(Path bundle) throws IOException {
    throw new IOException("not yet " + bundle);
  }

  /// Takes over a bundle that [#exportTo] wrote, once its digest is right.
  public AdvisoryStatus importFrom(Path bundle) throws IOException {
    throw new IOException("not yet " + bundle);
  }

  /// What an update did.
  ///
  /// @param built empty-handed (`null`) where nothing had changed
  public record Update(FeedFetcher.Fetched fetched, IndexBuilder.@Nullable Built built) {}
}
