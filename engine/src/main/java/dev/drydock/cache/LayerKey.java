package dev.drydock.cache;

import dev.drydock.image.Digest;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What an entry is about: the bytes of a layer, and everything else that what is found in them
/// depends on.
///
/// The digest is the one of the layer's bytes as they are stored, which a reader of the layer holds
/// them to. It is never a diffID: an image's config may claim any.
///
/// @param size of the stored bytes, which a reader holds them to too
/// @param reading who reads them, in which version, within which bounds
public record LayerKey(Digest digest, long size, String reading) {

  // written out, as making those of a record costs each process ten milliseconds
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LayerKey key
        && size == key.size
        && digest.equals(key.digest)
        && reading.equals(key.reading);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }

  /// All of it, as it is written into the entry.
  String text(Seal seal) {
    return digest + "\n" + size + "\n" + reading + "\n" + seal.mark();
  }

  /// A name for it in a store.
  String name(Seal seal) {
    return Digest.of("sha256", text(seal).getBytes(StandardCharsets.UTF_8)).hex();
  }
}
