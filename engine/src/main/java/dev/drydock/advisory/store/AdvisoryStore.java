package dev.drydock.advisory.store;

import dev.drydock.advisory.Progress;
import dev.drydock.advisory.feed.FeedFetcher;
import dev.drydock.advisory.file.AtomicFile;
import dev.drydock.advisory.index.AdvisoryIndex;
import dev.drydock.advisory.index.IndexBuilder;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The advisories of one machine: a directory with `advisories.idx`, the feeds it was made from,
/// and a lock. Any number of processes may use it at once; the index is replaced by renaming, so
/// that readers keep what they opened and an interrupted update leaves the old one.
public final class AdvisoryStore {
  /// Advisories older than this deserve a warning.
  public static final Duration STALE_AFTER = Duration.ofDays(7);

  private static final Duration PATIENCE = Duration.ofMinutes(15);

  private final Path directory;
  private final @Nullable Path snapshot;
  private final Limits limits;
  private final Clock clock;

  /// @param directory is made at the first write
  /// @param snapshot the index that is shipped; used while the directory has none of its own
  public AdvisoryStore(Path directory, @Nullable Path snapshot, Limits limits, Clock clock) {
    this.directory = directory;
    this.snapshot = snapshot;
    this.limits = limits;
    this.clock = clock;
  }

  private Path index() {
    return directory.resolve("advisories.idx");
  }

  private Path feeds() {
    return directory.resolve("feeds");
  }

  /// There from before a fetch until what it brought is compiled, so that an update that is killed
  /// in between is caught up by the next one.
  private Path pending() {
    return directory.resolve("pending");
  }

  /// What a scan uses: the store's own index, else the snapshot.
  ///
  /// @throws IOException where there is none, or it cannot be used: one line with the mend
  public AdvisoryIndex open() throws IOException {
    return AdvisoryIndex.open(current());
  }

  private Path current() throws IOException {
    if (Files.exists(index())) {
      return index();
    }
    if (snapshot != null && Files.exists(snapshot)) {
      return snapshot;
    }
    throw new IOException(
        "There are no advisories yet: get them with `drydock db update`, or `drydock db import FILE`"
            + " where there is no network");
  }

  /// What `--advisories` names: an index file, a bundle of [#exportTo], or a directory of feeds.
  /// Bundles and feeds are compiled once, and the result kept in the store while they stay as they
  /// are.
  public AdvisoryIndex open(Path given, Progress progress)
      throws IOException, InterruptedException {
    if (Files.isDirectory(given)) {
      if (Files.isRegularFile(given.resolve("advisories.idx"))) {
        return AdvisoryIndex.open(given.resolve("advisories.idx"));
      }
      Path compiled = given(given);
      if (!Files.exists(compiled)) {
        new IndexBuilder(limits, clock.instant(), progress).build(given, compiled);
      }
      return AdvisoryIndex.open(compiled);
    }
    if (!Files.exists(given)) {
      throw new IOException(given + " is not there; check what --advisories names");
    }
    if (!Bundle.is(given)) {
      return AdvisoryIndex.open(given);
    }
    Path unpacked = given(given);
    if (!Files.exists(unpacked)) {
      Bundle.unpack(given, unpacked, limits);
    }
    return AdvisoryIndex.open(unpacked);
  }

  private Path given(Path given) throws IOException {
    return directory.resolve("given").resolve(Fingerprint.of(given) + ".idx");
  }

  /// Fetches what changed and compiles it. Waits while another process does the same.
  ///
  /// @throws IOException where a feed could not be fetched or compiled; the old index stays
  public Update update(FeedFetcher fetcher, Progress progress)
      throws IOException, InterruptedException {
    try (UpdateLock _ = UpdateLock.take(directory, PATIENCE, progress)) {
      AtomicFile.removeLeftovers(directory);
      boolean wasPending = Files.exists(pending());
      if (!wasPending) {
        Files.createFile(pending());
      }
      FeedFetcher.Fetched fetched = fetcher.fetch(feeds());
      IndexBuilder.Built built = null;
      if (wasPending || !fetched.changed().isEmpty() || !Files.exists(index())) {
        built = compile(progress);
      }
      Files.deleteIfExists(pending());
      return new Update(fetched, built);
    }
  }

  private IndexBuilder.Built compile(Progress progress) throws IOException {
    try {
      return new IndexBuilder(limits, clock.instant(), progress).build(feeds(), index());
    } catch (IOException e) {
      FeedFetcher.forget(feeds()); // what came is of no use: the next update takes it anew
      throw e;
    }
  }

  /// Compiles a directory of feeds to an index of its own, apart from the store's.
  public IndexBuilder.Built build(Path feeds, Path target, Progress progress) throws IOException {
    return new IndexBuilder(limits, clock.instant(), progress).build(feeds, target);
  }

  /// @throws IOException as [#open()]
  public AdvisoryStatus status() throws IOException {
    Path file = current();
    AdvisoryIndex index = AdvisoryIndex.open(file);
    return AdvisoryStatus.of(
        file,
        file.equals(index()) ? AdvisoryStatus.Origin.STORE : AdvisoryStatus.Origin.SNAPSHOT,
        Files.size(file),
        index.metadata(),
        clock.instant(),
        STALE_AFTER);
  }

  /// Writes what [#open()] uses as one file for a machine without a network.
  public void exportTo(Path bundle) throws IOException, InterruptedException {
    Bundle.write(current(), bundle);
  }

  /// Takes over a bundle that [#exportTo] wrote, or an index file, once its digest is right.
  ///
  /// @throws IOException where it is damaged or something else; the old index stays
  public AdvisoryStatus importFrom(Path file) throws IOException, InterruptedException {
    if (!Files.isRegularFile(file)) {
      throw new IOException("There is no file " + file + " to import");
    }
    try (UpdateLock _ = UpdateLock.take(directory, PATIENCE, Progress.silent())) {
      AtomicFile.removeLeftovers(directory);
      if (Bundle.is(file)) {
        Bundle.unpack(file, index(), limits);
      } else {
        AdvisoryIndex.verify(file);
        copy(file);
      }
    }
    return status();
  }

  private void copy(Path file) throws IOException, InterruptedException {
    AtomicFile.replace(
        index(),
        out -> {
          try (var in = Files.newByteChannel(file)) {
            ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
            while (in.read(buffer) >= 0) {
              AtomicFile.writeAll(out, buffer.flip());
              buffer.clear();
            }
          }
          return true;
        },
        AdvisoryIndex::verify);
  }

  /// What an update did.
  ///
  /// @param built `null` where nothing had changed
  public record Update(FeedFetcher.Fetched fetched, IndexBuilder.@Nullable Built built) {}
}
