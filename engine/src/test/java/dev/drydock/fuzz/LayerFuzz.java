package dev.drydock.fuzz;

import dev.drydock.image.Layer;
import dev.drydock.image.layer.StreamLayer;
import dev.drydock.image.layer.TarIndex;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/// Layers: tar, plain or compressed.
public final class LayerFuzz {
  private LayerFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, LayerFuzz::read);
  }

  private static void read(byte[] data) throws InterruptedException {
    Layer layer =
        new StreamLayer(
            new Layer.Description(0, null, null, "", null, data.length),
            () -> new ByteArrayInputStream(data),
            null,
            data.length,
            FuzzTree.LIMITS);
    try {
      layer.walk((entry, content) -> content.bytes(FuzzTree.LIMITS.fileBytes(), entry.path()));
    } catch (IOException _) {
      // refused
    }
    try {
      TarIndex index = TarIndex.of(new ByteArrayInputStream(data), false, "x", FuzzTree.LIMITS);
      boolean _ = index.rootFilesystem();
    } catch (IOException _) {
      // refused
    }
  }
}
