package dev.drydock.catalog;

import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import java.io.IOException;

/// Reads a part of a file, and has to know what stands before it: of a file that passes by in a
/// stream it sees all that others let go, and need not ask for the file a second time.
public interface WatchingCataloger extends FileCataloger {

  /// Starts with one file that passes by.
  Watch watch(LayerEntry file);

  /// One file on its way.
  interface Watch extends Onlooker {
    /// Reads the file, as [FileCataloger#catalog] does, after others have or before.
    void catalog(FileContent content, Discoveries out) throws IOException, InterruptedException;
  }
}
