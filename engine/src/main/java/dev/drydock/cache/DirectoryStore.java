package dev.drydock.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Entries as files of one directory, which many processes may use at once, of this machine or of
/// several that share it.
///
/// A file gets its name when it is whole, and its time of change tells when it was last of use: the
/// longest unused ones go first where there are too many. Other files in the directory are left
/// alone.
public final class DirectoryStore implements LayerStore {
  static final String ENDING = ".layer";
  static final String UNFINISHED = ".part";

  /// So many are looked through in a tenth of a second.
  static final int MOST_ENTRIES = 20_000;

  private static final int NAME = 64;

  /// Entries used within this time are not marked again: a mark is a write.
  private static final Duration FRESH = Duration.ofHours(1);

  private final Path directory;
  private final long mostBytes;
  private final InstantSource clock;

  /// @param directory made when it is needed
  /// @param mostBytes of all entries together
  public DirectoryStore(Path directory, long mostBytes, InstantSource clock) {
    this.directory = directory;
    this.mostBytes = mostBytes;
    this.clock = clock;
  }

  /// What is in the directory.
  ///
  /// @param lastUse of the one that was not used for longest; `null` where there are none
  public record Status(Path directory, int entries, long bytes, @Nullable Instant lastUse) {}

  private record Entry(Path file, long size, FileTime used) {}

  @Override
  public byte @Nullable [] get(String name, int most) throws IOException {
    Path file = directory.resolve(name + ENDING);
    byte[] entry;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size > most) {
        return null;
      }
      ByteBuffer buffer = ByteBuffer.allocate((int) size);
      while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
        // until it is full
      }
      entry = buffer.array();
    } catch (NoSuchFileException _) {
      return null;
    }
    used(file);
    return entry;
  }

  private void used(Path file) {
    try {
      FileTime now = FileTime.from(clock.instant());
      FileTime last = Files.getLastModifiedTime(file);
      if (Math.abs(now.toMillis() - last.toMillis()) > FRESH.toMillis()) {
        Files.setLastModifiedTime(file, now);
      }
    } catch (IOException _) {
      // another one may have taken it away, or the directory is not ours: it was read all the same
    }
  }

  @Override
  public void put(String name, ByteBuffer entry) throws IOException {
    if (entry.remaining() > mostBytes) {
      return;
    }
    Files.createDirectories(directory);
    // no two threads of one process, and hardly two of different ones, share this; where they do,
    // one of them fails
    String unique = Long.toHexString(System.nanoTime()) + "-" + Thread.currentThread().threadId();
    Path part = directory.resolve(name + "." + unique + UNFINISHED);
    try {
      try (FileChannel channel =
          FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        while (entry.hasRemaining()) {
          channel.write(entry);
        }
      }
      Files.setLastModifiedTime(part, FileTime.from(clock.instant()));
      Files.move(part, directory.resolve(name + ENDING), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  @Override
  public void remove(String name) throws IOException {
    Files.deleteIfExists(directory.resolve(name + ENDING));
  }

  /// Takes away what was not used for longest, so that a tenth of the room is free.
  @Override
  public void tidy() throws IOException {
    List<Entry> entries = entries(true);
    long bytes = bytes(entries);
    if (bytes <= mostBytes && entries.size() <= MOST_ENTRIES) {
      return;
    }
    entries.sort((one, other) -> one.used().compareTo(other.used()));
    int left = entries.size();
    for (Entry entry : entries) {
      if (bytes <= mostBytes / 10 * 9 && left <= MOST_ENTRIES / 10 * 9) {
        return;
      }
      Files.deleteIfExists(entry.file());
      bytes -= entry.size();
      left--;
    }
  }

  public Status status() throws IOException {
    List<Entry> entries = entries(false);
    Instant lastUse = null;
    for (Entry entry : entries) {
      Instant used = entry.used().toInstant();
      lastUse = lastUse == null || used.isBefore(lastUse) ? used : lastUse;
    }
    return new Status(directory, entries.size(), bytes(entries), lastUse);
  }

  /// Takes all entries away.
  ///
  /// @return what there was
  public Status clean() throws IOException {
    Status before = status();
    for (Entry entry : entries(false)) {
      Files.deleteIfExists(entry.file());
    }
    return before;
  }

  private static long bytes(List<Entry> entries) {
    long bytes = 0;
    for (Entry entry : entries) {
      bytes += entry.size();
    }
    return bytes;
  }

  /// @param abandoned whether what processes left unfinished that were stopped is taken away
  private List<Entry> entries(boolean abandoned) throws IOException {
    List<Entry> entries = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        boolean unfinished = name.endsWith(UNFINISHED);
        if (ours(name) && (unfinished ? abandoned : name.length() == NAME + ENDING.length())) {
          Entry entry = entry(file);
          if (entry != null && !unfinished) {
            entries.add(entry);
          } else if (entry != null
              && entry.used().toInstant().plus(FRESH).isBefore(clock.instant())) {
            Files.deleteIfExists(file);
          }
        }
      }
    } catch (NoSuchFileException _) {
      return entries;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return entries;
  }

  private static @Nullable Entry entry(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return new Entry(file, attributes.size(), attributes.lastModifiedTime());
    } catch (IOException _) {
      return null; // another process has taken it away
    }
  }

  private static boolean ours(String name) {
    if (name.length() <= NAME || !name.endsWith(ENDING) && !name.endsWith(UNFINISHED)) {
      return false;
    }
    for (int i = 0; i < NAME; i++) {
      if (Character.digit(name.charAt(i), 16) < 0) {
        return false;
      }
    }
    return name.charAt(NAME) == '.';
  }
}
