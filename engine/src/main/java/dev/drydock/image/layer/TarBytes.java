package dev.drydock.image.layer;

import dev.drydock.image.FileContent;
import java.io.IOException;

/// The bytes of a tar from the first to the last, with a window on some of them.
abstract class TarBytes {
  static final int BLOCK = 512;

  /// The window; the next byte is at [#at].
  byte[] window = new byte[0];

  int at;

  /// How many bytes are before [#at].
  abstract long position();

  /// Makes the next [#BLOCK] bytes whole within the window.
  ///
  /// @return how many there are: [#BLOCK], or fewer where the bytes end
  abstract int block() throws IOException, InterruptedException;

  /// Passes over `count` bytes.
  ///
  /// @return whether there were so many
  abstract boolean skip(long count) throws IOException, InterruptedException;

  /// The next `size` bytes as the content of a file, without passing over them.
  abstract FileContent content(long size) throws IOException, InterruptedException;

  /// What [#content] gave last is not used any more by those who must not keep it.
  abstract void release();
}
