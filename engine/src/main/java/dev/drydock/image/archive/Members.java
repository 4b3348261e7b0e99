package dev.drydock.image.archive;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The files that an image is kept in: members of a tar, or files of a directory.
interface Members extends Closeable {

  /// The regular file that `path` leads to, links followed within the archive; `null` where there
  /// is none.
  @Nullable Member find(String path) throws IOException;
}
