package dev.drydock.image.archive;

import dev.drydock.image.layer.BlobSource;
import dev.drydock.image.layer.FileRegion;
import dev.drydock.limits.Bounded;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The files of a directory. Links may lead wherever the user has put things: the directory is the
/// user's own, and only paths that manifests can name are looked up, which are digests.
final class DirectoryMembers implements Members {
  private final Path directory;
  private final List<FileChannel> open = new ArrayList<>();

  DirectoryMembers(Path directory) {
    this.directory = directory;
  }

  @Override
  public @Nullable Member find(String path) throws IOException {
    Path file;
    try {
      file = directory.resolve(path).normalize();
    } catch (InvalidPathException _) {
      return null;
    }
    if (!file.startsWith(directory.normalize()) || !Files.isRegularFile(file)) {
      return null;
    }
    return new Found(file, Files.size(file));
  }

  @Override
  public synchronized void close() throws IOException {
    for (FileChannel channel : open) {
      channel.close();
    }
  }

  private synchronized FileChannel keep(FileChannel channel) {
    open.add(channel);
    return channel;
  }

  private final class Found implements Member {
    private final Path file;
    private final long size;
    private @Nullable FileRegion region;

    Found(Path file, long size) {
      this.file = file;
      this.size = size;
    }

    @Override
    public long size() {
      return size;
    }

    @Override
    public byte[] bytes(int max, String what) throws IOException {
      return Bounded.readFile(file, max);
    }

    @Override
    public BlobSource source() {
      return () -> Files.newInputStream(file);
    }

    @Override
    public @Nullable FileRegion region() {
      if (region == null) {
        try {
          region = new FileRegion(keep(FileChannel.open(file, StandardOpenOption.READ)), 0, size);
        } catch (IOException _) {
          return null; // reading it as a stream will say why
        }
      }
      return region;
    }
  }
}
