package dev.drydock.fuzz;

import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.advisory.Exploitation;
import dev.drydock.advisory.index.AdvisoryIndex;
import dev.drydock.advisory.index.DamagedIndexException;
import dev.drydock.advisory.store.AdvisoryStatus;
import dev.drydock.advisory.store.AdvisoryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// The advisory index file, as it is and as it is imported, in a bundle or not.
public final class IndexFuzz {
  private IndexFuzz() {}

  private static final Path DIRECTORY = FuzzFiles.directory();

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, IndexFuzz::read);
  }

  /// Each input is a file of its own: what is mapped must not change.
  private static void read(byte[] data) throws IOException, InterruptedException {
    Path file = Files.write(Files.createTempFile(DIRECTORY, "advisories", ".idx"), data);
    try {
      if (data.length > 1 && data[0] == 'P' && data[1] == 'K') {
        take(file);
      } else {
        use(file);
      }
    } catch (DamagedIndexException | IOException _) {
      // refused, at opening or at a look-up
    } finally {
      Files.delete(file);
    }
  }

  /// A zip archive is a bundle.
  private static void take(Path file) throws IOException, InterruptedException {
    Path store = DIRECTORY.resolve("store");
    AdvisoryStatus _ =
        new AdvisoryStore(store, null, FuzzTree.LIMITS, Clock.systemUTC()).importFrom(file);
  }

  private static void use(Path file) throws IOException {
    AdvisoryIndex index = AdvisoryIndex.open(file);
    for (String name : List.of("rich", "plain", "some-thing", "gone")) {
      for (String ecosystem : List.of("npm", "Debian:12", "PyPI")) {
        List<Affected> _ = index.affecting(ecosystem, name);
      }
    }
    for (String cve : List.of("CVE-2026-1000", "CVE-1999-0001", "CVE-2024-1")) {
      Optional<Exploitation> _ = index.exploitation(cve);
      List<Advisory.Severity> _ = index.severities(cve);
    }
  }
}
