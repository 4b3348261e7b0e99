package dev.drydock.server.jobs;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.springframework.transaction.support.TransactionTemplate;

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

  /// Removes as long as there is something to remove, one statement at a time.
  ///
  /// @param step removes some rows that nobody holds, and says how many
  static Steps whileAny(IntSupplier step) {
    return () -> {
      int gone = step.getAsInt();
      return gone == 0 ? OptionalInt.empty() : OptionalInt.of(gone);
    };
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

  /// The same, where removing takes several statements.
  static <T> Steps through(
      List<T> found, int size, TransactionTemplate transactions, Part<T> part) {
    return through(
        found, size, some -> Objects.requireNonNull(transactions.execute(_ -> part.remove(some))));
  }
}
