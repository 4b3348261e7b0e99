package dev.drydock.fuzz;

import dev.drydock.base.testing.InvalidTestsException;
import dev.drydock.base.testing.StructureTestReader;
import dev.drydock.base.testing.pattern.InvalidPatternException;
import dev.drydock.base.testing.pattern.TextPattern;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Tests of base images, in container-structure-test's YAML, and the expressions in them.
public final class StructureTestFuzz {
  private StructureTestFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, StructureTestFuzz::read);
  }

  /// Two parts: a file of tests, which is read as an expression too, and what that looks through.
  private static void read(byte[] data) {
    FuzzAnswers parts = new FuzzAnswers(data);
    byte[] tests = parts.next();
    try {
      var _ = StructureTestReader.read(tests, "tests.yaml", FuzzTree.LIMITS);
    } catch (InvalidTestsException | IOException _) {
      // refused
    }
    try {
      boolean _ =
          TextPattern.compile(new String(tests, StandardCharsets.UTF_8))
              .find(new String(parts.next(), StandardCharsets.UTF_8));
    } catch (InvalidPatternException _) {
      // refused
    }
  }
}
