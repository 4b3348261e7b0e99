package dev.drydock.archive;

import dev.drydock.image.FileContent;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.zip.Inflater;

/// One reading of an outermost archive and of all archives inside it: what may still come out of
/// them together. Not thread-safe.
///
/// One budget for all of them is what ends archives that hold themselves, share their members'
/// bytes or multiply at every level.
public final class ArchiveReading implements AutoCloseable {
  private static final int CHUNK = 32 << 10;

  private final Limits limits;
  private final byte[] chunk = new byte[CHUNK];
  private final Inflater inflater = new Inflater(true);
  private long bytesLeft;
  private int archivesLeft;

  public ArchiveReading(Limits limits) {
    this.limits = limits;
    this.bytesLeft = limits.archiveBytes();
    this.archivesLeft = limits.archiveEntries();
  }

  /// Opens one archive: the outermost, or a member of one that this reading opened.
  ///
  /// @param path names the archive in errors
  /// @throws IOException where it is no zip archive, or a damaged one
  public ZipArchive open(FileContent content, String path) throws IOException {
    if (--archivesLeft < 0) {
      throw new LimitExceededException("archiveEntries", path, limits.archiveEntries());
    }
    return new ZipArchive(this, content, path, ZipDirectory.find(content, path, limits));
  }

  /// Whether the budget of this reading is used up, so that there is no use in going on.
  public boolean exhausted() {
    return bytesLeft < 0 || archivesLeft < 0;
  }

  Limits limits() {
    return limits;
  }

  /// A buffer for compressed bytes, good until the next member is read.
  byte[] chunk() {
    return chunk;
  }

  /// The one inflater, ready for a new member.
  Inflater inflater() {
    inflater.reset();
    return inflater;
  }

  void spend(long bytes, String path) throws LimitExceededException {
    bytesLeft -= bytes;
    if (bytesLeft < 0) {
      throw new LimitExceededException("archiveBytes", path, limits.archiveBytes());
    }
  }

  @Override
  public void close() {
    inflater.close();
  }
}
