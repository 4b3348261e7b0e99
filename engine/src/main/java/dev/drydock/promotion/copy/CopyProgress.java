package dev.drydock.promotion.copy;

/// Who watches a copy. Called from many threads.
@FunctionalInterface
public interface CopyProgress {
  /// @param bytes that have gone through so far, those that had to be sent again too
  /// @param total bytes that are to be copied
  void copied(long bytes, long total);

  /// Nobody.
  static CopyProgress unseen() {
    return (_, _) -> {};
  }
}
