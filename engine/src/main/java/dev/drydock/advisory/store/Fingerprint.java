package dev.drydock.advisory.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.TreeSet;

/// What tells that a file, or the files of a directory, are as they were: places, sizes and times.
final class Fingerprint {
  private static final int DEPTH = 4;

  private Fingerprint() {}

  static String of(Path given) throws IOException {
    TreeSet<String> lines = new TreeSet<>();
    lines.add(given.toAbsolutePath().normalize().toString());
    Files.walkFileTree(
        given,
        EnumSet.noneOf(java.nio.file.FileVisitOption.class),
        DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            lines.add(
                given.relativize(file)
                    + "\0"
                    + attributes.size()
                    + "\0"
                    + attributes.lastModifiedTime().toMillis());
            return FileVisitResult.CONTINUE;
          }
        });
    MessageDigest sha256 = Bundle.sha256();
    for (String line : lines) {
      sha256.update(line.getBytes(StandardCharsets.UTF_8));
      sha256.update((byte) '\n');
    }
    return HexFormat.of().formatHex(sha256.digest(), 0, 12);
  }
}
