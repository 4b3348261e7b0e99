package dev.drydock.fuzz;

import dev.drydock.vex.VexDocument;
import dev.drydock.vex.VexReader;
import dev.drydock.vex.VexStatements;
import java.io.IOException;
import java.util.List;

/// VEX documents: OpenVEX, CSAF, CycloneDX.
public final class VexFuzz {
  private VexFuzz() {}

  private static final VexReader READER = new VexReader(FuzzTree.LIMITS);

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, VexFuzz::read);
  }

  private static void read(byte[] data) {
    try {
      VexDocument document = READER.read(data, "x");
      VexStatements _ = new VexStatements(List.of(document), List.of());
    } catch (IOException _) {
      // refused
    }
  }
}
