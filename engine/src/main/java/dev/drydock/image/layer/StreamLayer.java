package dev.drydock.image.layer;

import dev.drydock.image.Digest;
import dev.drydock.image.Layer;
import dev.drydock.image.chunk.ChunkInput;
import dev.drydock.image.chunk.ChunkSource;
import dev.drydock.image.chunk.PulledChunks;
import dev.drydock.image.chunk.ReadAhead;
import dev.drydock.image.compression.Compression;
import dev.drydock.image.compression.ExpandedInput;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A layer that is read from its first byte to its last: compressed, or not on a local disk.
///
/// How it is compressed is told by its first bytes, not by its media type. Where a digest or a size
/// is given, the stored bytes have to fit it, else [#walk] fails, at the end if not before: what
/// the visitor has seen by then must not be used.
///
/// Reading, decompressing and visiting each have a thread of their own where there is enough to do.
public final class StreamLayer implements Layer {
  /// Shorter ones are read in the thread that walks: two more threads would cost more than they
  /// bring.
  private static final long WORTH_THREADS = 512 << 10;

  /// From here on a decoder that has to be compiled first is the faster one.
  private static final long WORTH_COMPILING = 24 << 20;

  private static final int STORED_CHUNK = 128 << 10;
  private static final int CHUNK = 256 << 10;
  private static final int DEPTH = 6;

  private final Description description;
  private final BlobSource source;
  private final @Nullable Digest digest;
  private final long size;
  private final Limits limits;
  private final Consumer<String> warnings;

  /// @param digest of the stored bytes; `null` where they need not be verified
  /// @param size of the stored bytes; negative where it is not known
  /// @param warnings is told what was left out, one line each
  public StreamLayer(
      Description description,
      BlobSource source,
      @Nullable Digest digest,
      long size,
      Limits limits,
      Consumer<String> warnings) {
    this.description = description;
    this.source = source;
    this.digest = digest;
    this.size = size;
    this.limits = limits;
    this.warnings = warnings;
  }

  public StreamLayer(
      Description description,
      BlobSource source,
      @Nullable Digest digest,
      long size,
      Limits limits) {
    this(description, source, digest, size, limits, _ -> {});
  }

  @Override
  public Description description() {
    return description;
  }

  @Override
  public @Nullable Digest verified() {
    return size < 0 || size != description.size() ? null : digest;
  }

  @Override
  public void walk(Visitor visitor) throws IOException, InterruptedException {
    String what = "layer " + description.index();
    boolean threads = size < 0 || size >= WORTH_THREADS;
    try (InputStream stored = new VerifiedInput(source.open(), digest, size, what);
        ChunkSource ahead =
            threads
                ? ReadAhead.start(stored, STORED_CHUNK, DEPTH, "drydock-read")
                : new PulledChunks(stored, STORED_CHUNK)) {
      ChunkInput input = new ChunkInput(ahead);
      Compression compression = Compression.of(input);
      try (InputStream expanded =
              ExpandedInput.open(
                  compression, input, digest == null, size >= WORTH_COMPILING, limits, what);
          DigestedInput digested =
              visitor.wantsContentDigest() ? new DigestedInput(expanded) : null;
          ChunkSource chunks =
              chunks(
                  digested == null ? expanded : digested,
                  threads && (compression != Compression.NONE || digested != null))) {
        walk(chunks, what, visitor);
        if (digested != null) {
          visitor.contentDigest(digested.digest());
        }
      }
    } catch (InterruptedIOException e) {
      Thread.interrupted();
      InterruptedException interrupted = new InterruptedException(e.getMessage());
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  private static ChunkSource chunks(InputStream expanded, boolean ahead) {
    return ahead
        ? ReadAhead.start(expanded, CHUNK, DEPTH, "drydock-expand")
        : new PulledChunks(expanded, CHUNK);
  }

  private void walk(ChunkSource chunks, String what, Visitor visitor)
      throws IOException, InterruptedException {
    StreamedTar tar = new StreamedTar(chunks, limits.fileBytes(), what);
    TarReader reader = new TarReader(tar, description.index(), what, limits);
    reader.walk(visitor);
    tar.drain();
    if (Omissions.tell(reader, digest != null, what, warnings)) {
      visitor.warned();
    }
  }
}
