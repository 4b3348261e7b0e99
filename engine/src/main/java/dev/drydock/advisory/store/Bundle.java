package dev.drydock.advisory.store;

import dev.drydock.advisory.file.AtomicFile;
import dev.drydock.advisory.index.AdvisoryIndex;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// An index on its way to a machine without a network: a zip archive of `manifest.json`
///
/// ```json
/// {"kind": "drydock-advisories", "schemaVersion": 1, "builtAt": "2026-08-23T00:00:00Z",
///  "bytes": 18463352, "sha256": "…"}
/// ```
///
/// and `advisories.idx`, of which it tells size and digest.
final class Bundle {
  private static final String KIND = "drydock-advisories";
  private static final String MANIFEST = "manifest.json";
  private static final String INDEX = "advisories.idx";
  private static final int MANIFEST_BYTES = 1 << 16;

  private Bundle() {}

  /// Whether a file is a zip archive.
  static boolean is(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = Bounded.head(in, 4);
      return head.length == 4 && head[0] == 'P' && head[1] == 'K' && head[2] == 3 && head[3] == 4;
    }
  }

  static void write(Path index, Path bundle) throws IOException, InterruptedException {
    AdvisoryIndex.verify(index);
    String builtAt = AdvisoryIndex.open(index).metadata().builtAt();
    MessageDigest sha256 = sha256();
    try (OutputStream digesting = new DigestOutputStream(OutputStream.nullOutputStream(), sha256)) {
      Files.copy(index, digesting);
    }
    String manifest =
        "{\"kind\":\""
            + KIND
            + "\",\"schemaVersion\":1,\"builtAt\":\""
            + builtAt
            + "\",\"bytes\":"
            + Files.size(index)
            + ",\"sha256\":\""
            + HexFormat.of().formatHex(sha256.digest())
            + "\"}\n";
    AtomicFile.replace(
        bundle,
        out -> {
          write(out, manifest.getBytes(StandardCharsets.UTF_8), index);
          return true;
        });
  }

  /// The same index gives the same bytes: the entries have no time of their own.
  private static void write(FileChannel out, byte[] manifest, Path index) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(Channels.newOutputStream(out));
    zip.setLevel(Deflater.BEST_COMPRESSION);
    ZipEntry first = new ZipEntry(MANIFEST);
    first.setMethod(ZipEntry.STORED);
    CRC32 crc = new CRC32();
    crc.update(manifest);
    first.setCrc(crc.getValue());
    first.setSize(manifest.length);
    first.setTimeLocal(EPOCH);
    zip.putNextEntry(first);
    zip.write(manifest);
    zip.closeEntry();
    ZipEntry second = new ZipEntry(INDEX);
    second.setTimeLocal(EPOCH);
    zip.putNextEntry(second);
    Files.copy(index, zip);
    zip.closeEntry();
    zip.finish();
  }

  private static final java.time.LocalDateTime EPOCH = java.time.LocalDateTime.of(1980, 1, 1, 0, 0);

  /// Replaces `target` with the index of a bundle, or leaves it alone where anything is wrong.
  static void unpack(Path bundle, Path target, Limits limits)
      throws IOException, InterruptedException {
    try (ZipFile zip = new ZipFile(bundle.toFile())) {
      Json manifest = manifest(zip, limits);
      long bytes = manifest.integer("bytes").orElse(-1L);
      String digest = manifest.text("sha256");
      ZipEntry entry = zip.getEntry(INDEX);
      if (entry == null || digest == null || bytes < 0 || bytes > Integer.MAX_VALUE) {
        throw new IOException("its manifest does not tell what is in it");
      }
      AtomicFile.replace(
          target,
          out -> {
            if (!copy(zip.getInputStream(entry), out, bytes).equals(digest)) {
              throw new IOException("its digest is not that of its manifest");
            }
            return true;
          },
          AdvisoryIndex::verify);
    } catch (IOException | IllegalArgumentException e) {
      throw refused(bundle, e);
    }
  }

  private static IOException refused(Path bundle, Exception cause) {
    return new IOException(
        bundle
            + " cannot be used ("
            + cause.getMessage()
            + "): copy it again from where it was exported",
        cause);
  }

  private static Json manifest(ZipFile zip, Limits limits) throws IOException {
    ZipEntry entry = zip.getEntry(MANIFEST);
    if (entry == null) {
      throw new IOException("it is no bundle of advisories: it has no " + MANIFEST);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      Json manifest =
          new JsonReader(limits).read(Bounded.readAll(in, MANIFEST_BYTES, MANIFEST), MANIFEST);
      if (!KIND.equals(manifest.text("kind"))
          || manifest.integer("schemaVersion").orElse(0L) != 1) {
        throw new IOException("it is no bundle of advisories that this Drydock reads");
      }
      return manifest;
    }
  }

  /// @return the digest of what was copied
  private static String copy(InputStream from, FileChannel to, long bytes) throws IOException {
    MessageDigest sha256 = sha256();
    byte[] buffer = new byte[1 << 16];
    long left = bytes;
    try (from) {
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        left -= n;
        if (left < 0) {
          throw new IOException("its index is larger than its manifest says");
        }
        sha256.update(buffer, 0, n);
        AtomicFile.writeAll(to, ByteBuffer.wrap(buffer, 0, n));
      }
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
