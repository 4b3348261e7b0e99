package dev.drydock.image.layer;

import dev.drydock.image.Layer;
import dev.drydock.limits.Limits;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Times one walk of a layer in a cold process; not a test. Arguments: `seek FILE` or `stream
/// FILE`.
final class WalkTiming {
  private WalkTiming() {}

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[1]);
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1;
    for (int i = 0; i < rounds; i++) {
      long start = System.nanoTime();
      long[] seen = new long[2];
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        Layer.Description description =
            new Layer.Description(0, null, null, "", null, Files.size(file));
        Layer layer =
            arguments[0].equals("seek")
                ? new SeekableLayer(
                    description,
                    new FileRegion(channel, 0, channel.size()),
                    Limits.defaults(),
                    _ -> {})
                : new StreamLayer(
                    description,
                    () -> Files.newInputStream(file),
                    arguments[0].equals("stream") ? null : digest(file),
                    channel.size(),
                    Limits.defaults());
        layer.walk(
            (entry, _) -> {
              seen[0]++;
              seen[1] += entry.size();
            });
      }
      System.out.printf(
          "%d entries, %d bytes, %.1f ms%n", seen[0], seen[1], (System.nanoTime() - start) / 1e6);
    }
  }

  private static dev.drydock.image.Digest digest(Path file) {
    return new dev.drydock.image.Digest("sha256", file.getFileName().toString());
  }
}
