package dev.drydock.advisory.store;

import dev.drydock.advisory.Progress;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The right to change a store, held by one thread of one process; the operating system takes it
/// from a process that dies.
final class UpdateLock implements Closeable {
  private static final Duration STEP = Duration.ofMillis(100);

  private final FileChannel channel;

  private UpdateLock(FileChannel channel) {
    this.channel = channel;
  }

  /// Waits while somebody else has it.
  ///
  /// @throws IOException where that takes longer than `patience`
  static UpdateLock take(Path directory, Duration patience, Progress progress)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Path file = directory.resolve("update.lock");
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      long steps = patience.dividedBy(STEP);
      for (long i = 0; !taken; i++) {
        taken = tryLock(channel) != null;
        if (!taken && i >= steps) {
          throw new IOException(
              "Another update of " + directory + " has not ended: try again when it has");
        }
        if (!taken) {
          progress.at("Waiting for another update", 0, -1);
          Thread.sleep(STEP);
        }
      }
      return new UpdateLock(channel);
    } finally {
      if (!taken) {
        channel.close();
      }
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException _) {
      return null; // another thread of this process
    }
  }

  /// The file stays: removing it would let two others lock two different files of that name.
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
