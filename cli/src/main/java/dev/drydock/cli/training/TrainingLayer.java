package dev.drydock.cli.training;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/// An OCI layout whose one layer is so long that it is read as long ones are: with a decoder that
/// the JVM has to compile, for which it needs to have seen all of its branches.
final class TrainingLayer {
  private static final int RECORD = 512;
  private static final int SIZE = 44 << 20;
  private static final int PIECE = 1 << 20;

  /// Of every file's bytes: periods of some lengths, and letters as rare as those of a text are.
  private static final int PERIODS = 12;

  private TrainingLayer() {}

  /// @param folder to be made
  static Path write(Path folder) throws IOException {
    Path blobs = Files.createDirectories(folder.resolve("blobs/sha256"));
    Path layer = blobs.resolve("layer");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(layer), 1 << 16)) {
      out.write(header("srv/data", SIZE));
      Random random = new Random(1);
      for (int done = 0; done < SIZE; done += PIECE) {
        out.write(piece(random));
      }
      out.write(new byte[2 * RECORD]);
    }
    String layerDigest = named(layer);
    String config =
        """
        {"architecture": "amd64", "os": "linux", "rootfs": {"type": "layers", "diff_ids": []}}
        """;
    String manifest =
        """
        {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
         "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "%s", "size": %d},
         "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar+gzip", "digest": "%s", "size": %d}]}
        """
            .formatted(
                blob(blobs, config),
                config.length(),
                layerDigest,
                Files.size(blobs.resolve(layerDigest.substring("sha256:".length()))));
    String index =
        """
        {"schemaVersion": 2, "manifests": [
          {"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": "%s", "size": %d}]}
        """
            .formatted(blob(blobs, manifest), manifest.length());
    Files.writeString(folder.resolve("oci-layout"), "{\"imageLayoutVersion\": \"1.0.0\"}");
    Files.writeString(folder.resolve("index.json"), index);
    return folder;
  }

  private static byte[] piece(Random random) {
    byte[] piece = new byte[PIECE];
    for (int at = 0; at < PIECE; ) {
      int n = Math.min(PIECE - at, 8 << random.nextInt(10));
      int kind = random.nextInt(8);
      int period = 1 + random.nextInt(PERIODS);
      int far = 1 + random.nextInt(Math.max(1, Math.min(at, 30_000)));
      for (int i = 0; i < n; i++, at++) {
        piece[at] =
            switch (kind) {
              case 0, 1 -> (byte) random.nextInt();
              case 2 -> i < period || at < period ? (byte) random.nextInt() : piece[at - period];
              case 3, 4 -> at < far ? (byte) at : piece[at - far];
              default -> (byte) Math.abs(random.nextGaussian() * 24);
            };
      }
    }
    return piece;
  }

  /// A header of POSIX' ustar.
  private static byte[] header(String name, int size) {
    byte[] header = new byte[RECORD];
    put(header, 0, name);
    put(header, 100, "0000644\0");
    put(header, 108, "0000000\0");
    put(header, 116, "0000000\0");
    put(header, 124, "%011o ".formatted(size));
    put(header, 136, "00000000000 ");
    Arrays.fill(header, 148, 156, (byte) ' ');
    header[156] = '0';
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte one : header) {
      sum += one & 0xff;
    }
    put(header, 148, "%06o\0".formatted(sum));
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  private static String blob(Path blobs, String text) throws IOException {
    return named(Files.writeString(blobs.resolve("document"), text));
  }

  /// Gives a blob the name of its digest, which is returned.
  private static String named(Path file) throws IOException {
    try {
      String hex =
          HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
      Files.move(file, file.resolveSibling(hex));
      return "sha256:" + hex;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
