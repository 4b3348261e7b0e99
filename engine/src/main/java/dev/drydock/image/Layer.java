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

  /// The digest that every walk holds the stored bytes to, of the length that the description says:
  /// what is found in them is found wherever it names a layer. `null` where no walk does that, as
  /// in a local archive of uncompressed layers, whatever digest the description has.
  default @Nullable Digest verified() {
    return null;
  }

  /// Shows every entry to `visitor` in the order of the tar. Whiteouts are entries like any other
  /// here: [LayerEntry#whiteout()] tells them.
  ///
  /// May be called again: the layer is then read again.
  ///
  /// @throws ImageException where the layer cannot be read, or is not what its digest says
  /// @throws InterruptedException where the thread was interrupted between two entries
  void walk(Visitor visitor) throws IOException, InterruptedException;

  /// Whose a file is, by numbers; -1 where the tar has none.
  record Owner(long user, long group) {}

  /// Receives the entries of a layer.
  @FunctionalInterface
  interface Visitor {
    /// @param content of a regular file, else empty; good until this call returns unless
    ///   [FileContent#durable()]
    void visit(LayerEntry entry, FileContent content) throws IOException, InterruptedException;

    /// The same, for who wants to know whose it is. A layer that knows calls this one.
    default void visit(LayerEntry entry, Owner owner, FileContent content)
        throws IOException, InterruptedException {
      visit(entry, content);
    }

    /// Whether to be told [#contentDigest], which costs some time.
    default boolean wantsContentDigest() {
      return false;
    }

    /// The walk ends, and all of the tar, as it is without compression, has this digest: what a
    /// true config has as the layer's diffID. Not told of layers that are no tar where they lie.
    default void contentDigest(Digest digest) {}

    /// The walk ends, and the image has been told of something odd about this layer: what was shown
    /// is not all there is to say.
    default void warned() {}
  }
}
