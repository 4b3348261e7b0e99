package dev.drydock.report;

import dev.drydock.policy.Verdict;
import dev.drydock.scan.Scan;
import org.jspecify.annotations.Nullable;

/// What a report tells of one image: all that was found, and what a policy says of it.
///
/// @param verdict `null` where no policy was asked
/// @param policy which one was asked, for people; `null` where none was
public record Result(Scan scan, @Nullable Verdict verdict, @Nullable String policy) {
  /// One that no policy was asked about.
  public Result(Scan scan) {
    this(scan, null, null);
  }
}
