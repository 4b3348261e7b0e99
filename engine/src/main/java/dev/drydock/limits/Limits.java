package dev.drydock.limits;

/// The bounds within which hostile input is read. Sizes are bytes, the rest are counts.
///
/// Every reader of foreign bytes takes these from its caller; going over one ends that reading with
/// a [LimitExceededException] that names the limit, never with a lack of memory.
///
/// @param layerEntries entries of one layer's tar
/// @param layerBytes uncompressed bytes of one layer
/// @param expansionRatio uncompressed bytes for each compressed byte of a layer or archive member,
///   checked once [#EXPANSION_GRACE] bytes have come out
/// @param fileBytes one file that is held in memory or read by a cataloger
/// @param documentBytes one JSON or XML document: manifest, config, lock file, advisory
/// @param nesting archives within archives, and levels of a document
/// @param pathBytes one path
/// @param symlinks links followed to resolve one path
/// @param archiveEntries entries of one zip archive
/// @param archiveBytes uncompressed bytes read out of one zip archive, nested ones included
/// @param components components of one image
public record Limits(
    int layerEntries,
    long layerBytes,
    int expansionRatio,
    int fileBytes,
    int documentBytes,
    int nesting,
    int pathBytes,
    int symlinks,
    int archiveEntries,
    long archiveBytes,
    int components) {

  /// Bytes that may come out of a compressed stream before its ratio is looked at.
  public static final long EXPANSION_GRACE = 64L << 20;

  /// Bytes that a frame of zstd may refer back: what the `zstd` command takes without being told
  /// to.
  public static final int ZSTD_WINDOW = 128 << 20;

  /// Characters of one Dockerfile, and eight times as many that its variables may come to.
  public static final int DOCKERFILE_CHARACTERS = 1 << 20;

  /// Stages of one Dockerfile.
  public static final int DOCKERFILE_STAGES = 1_000;

  /// What real images need, with room: the largest published images have under a million files.
  public static Limits defaults() {
    return new Limits(
        2_000_000, 64L << 30, 1_000, 512 << 20, 64 << 20, 64, 4096, 40, 200_000, 4L << 30,
        1_000_000);
  }
}
