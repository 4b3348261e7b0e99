package dev.drydock.fuzz;

import dev.drydock.bom.Bom;
import dev.drydock.bom.reading.BomReader;
import java.io.IOException;
import java.util.Arrays;

/// SBOMs: CycloneDX, SPDX, Syft.
public final class BomFuzz {
  private BomFuzz() {}

  private static final BomReader READER = new BomReader(FuzzTree.LIMITS);

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, BomFuzz::read);
  }

  private static void read(byte[] data) {
    boolean _ = BomReader.looksLikeOne(Arrays.copyOf(data, Math.min(data.length, BomReader.HEAD)));
    boolean _ = BomReader.namesItself(data);
    try {
      Bom _ = READER.read(data, "x");
    } catch (IOException _) {
      // refused
    }
  }
}
