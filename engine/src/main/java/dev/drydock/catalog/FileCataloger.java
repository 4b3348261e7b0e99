package dev.drydock.catalog;

import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import java.io.IOException;

/// Reads evidence that stands in one file by itself: a jar, a Go binary, a `package.json`.
public non-sealed interface FileCataloger extends Cataloger {

  /// Bytes that [#recognises] is shown at the most.
  int HEAD = 16;

  /// Whether the first bytes of a wanted file, at most [#HEAD], are those of its kind; said before
  /// the file is read. For kinds that a path does not tell.
  default boolean recognises(byte[] head) {
    return true;
  }

  /// Which part of a file it reads. Of several catalogers that want one file, those of its
  /// beginning come first: what passes by in a stream can be let go behind them.
  default Part reads() {
    return Part.END;
  }

  /// Parts of a file, in their order.
  enum Part {
    BEGINNING,
    MIDDLE,
    /// or all of it
    END
  }

  /// Reads one file.
  ///
  /// @param content good during this call only
  /// @throws IOException where the file is not what it should be: it becomes one
  ///   [dev.drydock.bom.Bom.Unreadable] with this message, and the rest goes on
  void catalog(LayerEntry file, FileContent content, Discoveries out)
      throws IOException, InterruptedException;
}
