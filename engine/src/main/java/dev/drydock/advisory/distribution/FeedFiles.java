package dev.drydock.advisory.distribution;

import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/// The files of a feed.
public final class FeedFiles {
  private static final int DEPTH = 8;

  private FeedFiles() {}

  /// All below `directory` whose name ends in one of `endings`, in order; links are not followed.
  public static List<Path> below(Path directory, Limits limits, String... endings)
      throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        directory,
        Set.of(),
        DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            for (String ending : endings) {
              if (attributes.isRegularFile() && name.endsWith(ending)) {
                files.add(file);
                break;
              }
            }
            if (files.size() > limits.layerEntries()) {
              throw new LimitExceededException(
                  "layerEntries", directory.toString(), limits.layerEntries());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    return files;
  }

  /// The bytes of a file, unpacked where it is gzipped, at most `fileBytes` of them.
  public static InputStream open(Path file, Limits limits) throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      in.mark(2);
      boolean packed = in.read() == 0x1f && in.read() == 0x8b;
      in.reset();
      return new Limited(
          packed ? new GZIPInputStream(in, 1 << 16) : in, limits.fileBytes(), file.toString());
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static final class Limited extends FilterInputStream {
    private final int most;
    private final String what;
    private long read;

    Limited(InputStream in, int most, String what) {
      super(in);
      this.most = most;
      this.what = what;
    }

    @Override
    public int read() throws IOException {
      int value = super.read();
      count(value < 0 ? 0 : 1);
      return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int n = super.read(bytes, offset, length);
      count(n);
      return n;
    }

    private void count(int n) throws LimitExceededException {
      read += Math.max(0, n);
      if (read > most) {
        throw new LimitExceededException("fileBytes", what, most);
      }
    }
  }
}
