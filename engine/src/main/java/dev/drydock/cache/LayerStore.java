package dev.drydock.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Keeps entries under names, for this process and for others.
///
/// A store is not trusted with anything: whoever reads an entry verifies it. So it may lose entries
/// at any time, and two that write one name at once may both win or only one of them; only half an
/// entry should not be seen, since that costs a reading.
public interface LayerStore {

  /// The whole entry of that name; `null` where there is none, or it is longer than `most`.
  ///
  /// @param name 64 digits of lower-case hexadecimal
  byte @Nullable [] get(String name, int most) throws IOException, InterruptedException;

  /// Keeps an entry, in the place of an older one.
  ///
  /// @param entry read to its end
  void put(String name, ByteBuffer entry) throws IOException, InterruptedException;

  /// Takes away an entry that is of no use, where that can be done.
  void remove(String name) throws IOException, InterruptedException;

  /// Comes back within the store's bounds, once all is written that one image brings.
  default void tidy() throws IOException, InterruptedException {}
}
