package dev.drydock.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What the launcher lets run once, watched by the JVM, to make the AOT cache: whatever is loaded
/// and linked here is there at once in later runs.
///
/// So it takes the ways that people take: the example image opened in both forms, read, matched,
/// and reported in each format.
final class Training {
  private Training() {}

  /// @param args the example image, and a directory that may be written to
  public static void main(String[] args) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    String cache = args[1];
    int worst = 0;
    for (List<String> command :
        List.of(
            List.of("scan", "--format", "json", args[0]),
            List.of("scan", "--format", "table", "oci-archive:" + args[0]),
            List.of("sbom", "--format", "json", args[0]),
            List.of("sbom", "--format", "cyclonedx-json", "oci-archive:" + args[0]),
            List.of("sbom", "--format", "spdx-json", args[0]))) {
      String[] whole = new String[command.size() + 4];
      command.toArray(whole);
      List<String> rest = List.of("--quiet", "--offline", "--cache-dir", cache);
      for (int i = 0; i < rest.size(); i++) {
        whole[command.size() + i] = rest.get(i);
      }
      worst = Math.max(worst, Main.run(nowhere, nowhere, Map.of(), whole));
    }
    System.exit(worst);
  }
}
