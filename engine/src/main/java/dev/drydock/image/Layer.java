package dev.drydock.image;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// One layer: a tar of changes to the file system beneath it (OCI image specification, "Image Layer
/// Filesystem Changeset").
public interface Layer {

  /// What is known of a layer without reading it.
  ///
  /// @param index from 0, the base
  /// @param digest of the bytes as they are stored, compressed or not; `null` where unknown
  /// @param diffId as the config claims it; `null` where the config has too few
  /// @param createdBy the history's instruction that made it; `null` where there is none
  /// @param size bytes as they are stored
  record Description(
      int index,
      @Nullable Digest digest,
      @Nullable Digest diffId,
      String mediaType,
      @Nullable String createdBy,
      long size) {}

  Description description();

  /// Shows every entry to `visitor` in the order of the tar. Whiteouts are entries like any other
  /// here: [LayerEntry#whiteout()] tells them.
  ///
  /// May be called again: the layer is then read again.
  ///
  /// @throws ImageException where the layer cannot be read, or is not what its digest says
  /// @throws InterruptedException where the thread was interrupted between two entries
  void walk(Visitor visitor) throws IOException, InterruptedException;

  /// Receives the entries of a layer.
  @FunctionalInterface
  interface Visitor {
    /// @param content of a regular file, else empty; good until this call returns unless
    ///   [FileContent#durable()]
    void visit(LayerEntry entry, FileContent content) throws IOException, InterruptedException;
  }
}
