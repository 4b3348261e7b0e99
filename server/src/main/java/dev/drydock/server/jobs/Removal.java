package dev.drydock.server.jobs;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// What a capability does against growing for ever: it removes what is older than what is to be
/// kept and what nobody needs any more.
public interface Removal {

  /// What goes, as metrics call it: `images`.
  String what();

  Steps begin(RetentionSettings kept, Instant now);

  /// Removes a little at a time.
  interface Steps {

    /// One short transaction, which waits for nobody and lets nobody wait for long. It may be cut
    /// short at any point, and somebody else may be at the same work.
    ///
    /// @return how many rows are gone; empty when there is nothing left to look at
    OptionalInt next();
  }

  /// How many of some rows are gone.
  interface Part<T> {
    int remove(List<T> some);
  }

  /// Goes once through rows that were found at the beginning. Whether each is still to go, has to
  /// be asked again.
  ///
  /// @param size how many in one step
  static <T> Steps through(List<T> found, int size, Part<T> part) {
    Iterator<Integer> starts =
        IntStream.iterate(0, from -> from < found.size(), from -> from + size).iterator();
    return () -> {
      if (!starts.hasNext()) {
        return OptionalInt.empty();
      }
      int from = starts.next();
      return OptionalInt.of(part.remove(found.subList(from, Math.min(found.size(), from + size))));
    };
  }
}
