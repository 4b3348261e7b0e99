package dev.drydock.advisory.index;

import dev.drydock.advisory.Advisories;
import dev.drydock.advisory.Progress;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// Compiles a directory of feeds to an index file. The same feeds and the same `builtAt` give the
/// same bytes.
public final class IndexBuilder {
  private final Limits limits;
  private final Instant builtAt;
  private final Progress progress;

  /// @param builtAt is written into the index; pass `SOURCE_DATE_EPOCH` to build it again
  public IndexBuilder(Limits limits, Instant builtAt, Progress progress) {
    this.limits = limits;
    this.builtAt = builtAt;
    this.progress = progress;
  }

  /// Compiles `feeds`, laid out as `osv/<Ecosystem>/all.zip`, `kev/…json`, `epss/…csv.gz`,
  /// `nvd/…csv`; without `osv/`, the ecosystems may stand directly in `feeds`, as in OSV's bucket.
  /// An ecosystem may also be a directory of `.json` files.
  ///
  /// @param target is replaced as a whole, or not touched where this fails
  public Built build(Path feeds, Path target) throws IOException {
    progress.at("Reading " + feeds + limits.nesting() + builtAt, 0, -1);
    throw new IOException("not yet " + target);
  }

  /// What was built.
  ///
  /// @param damaged records that could not be read, in words
  public record Built(
      Path file,
      long bytes,
      Advisories.Metadata metadata,
      int advisories,
      int affected,
      List<String> damaged) {
    public Built {
      damaged = List.copyOf(damaged);
    }
  }
}
