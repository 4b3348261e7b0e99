package dev.drydock.promotion.copy;

/// What copying came to.
///
/// @param copied blobs that went from registry to registry
/// @param bytes of those
/// @param mounted blobs that the registry took over from another of its repositories
/// @param present blobs that were there already
public record Copied(int copied, long bytes, int mounted, int present) {

  /// Both together.
  public Copied with(Copied other) {
    return new Copied(
        copied + other.copied,
        bytes + other.bytes,
        mounted + other.mounted,
        present + other.present);
  }
}
