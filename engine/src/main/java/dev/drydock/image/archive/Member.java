package dev.drydock.image.archive;

import dev.drydock.image.layer.BlobSource;
import dev.drydock.image.layer.FileRegion;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One file of an archive.
interface Member {
  long size();

  /// The whole of it.
  ///
  /// @throws dev.drydock.limits.LimitExceededException where it is longer than `max`
  byte[] bytes(int max, String what) throws IOException, InterruptedException;

  /// Its bytes from first to last, as often as asked for.
  BlobSource source();

  /// Where it is in a local file; `null` where it is not there as it is.
  @Nullable FileRegion region();
}
