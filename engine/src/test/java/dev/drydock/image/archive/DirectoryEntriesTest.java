package dev.drydock.image.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryEntriesTest {
  private static final Map<String, Integer> MODES =
      Map.of("su", 04755, "write", 02711, "plain", 0644, "tmp", 01777, "etc", 0750);

  @TempDir private Path directory;

  /// As a tar has them: what is said of a layer does not depend on whether it lies unpacked.
  @Test
  void modesAreWhole() throws Exception {
    Files.createDirectory(directory.resolve("tmp"));
    Files.createDirectory(directory.resolve("etc"));
    for (Map.Entry<String, Integer> one : MODES.entrySet()) {
      Path file = directory.resolve(one.getKey());
      if (!Files.exists(file)) {
        Files.writeString(file, "");
      }
      Files.setAttribute(file, "unix:mode", one.getValue());
    }

    List<String> warnings = new ArrayList<>();
    DirectoryEntries entries = new DirectoryEntries(0, warnings::add);
    Map<String, Integer> seen = new TreeMap<>();
    for (String name : MODES.keySet()) {
      entries.show(
          directory.resolve(name), name, (entry, _) -> seen.put(entry.path(), entry.mode()));
    }

    assertThat(seen).isEqualTo(MODES);
    assertThat(warnings).isEmpty();
  }
}
