package dev.drydock.vex;

import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A directory of VEX documents. One with an index is a repository after the [VEX Repository
/// Specification](https://github.com/aquasecurity/vex-repo-spec), and only what the index names is
/// read:
///
/// ```json
/// {"updated_at": "2024-07-01T00:00:00Z", "packages": [
///   {"id": "pkg:npm/a", "location": "pkg/npm/a/vex.json", "format": "openvex"}]}
/// ```
final class VexDirectory {
  private static final int DEPTH = 32;
  private static final String MANIFEST = "vex-repository.json";

  private final VexReader reader;
  private final JsonReader json;
  private final Limits limits;

  VexDirectory(VexReader reader, JsonReader json, Limits limits) {
    this.reader = reader;
    this.json = json;
    this.limits = limits;
  }

  void read(Path directory, List<VexDocument> into, List<String> warnings) throws IOException {
    Path base = indexed(directory);
    List<Path> files =
        base == null ? below(directory) : named(base, index(base.resolve("index.json")), warnings);
    int before = into.size();
    for (Path file : files) {
      try {
        into.add(reader.read(file));
      } catch (IOException e) {
        warnings.add("passed over: " + e.getMessage());
      }
    }
    if (into.size() == before) {
      throw new IOException("There is no VEX document in " + directory);
    }
  }

  /// Where the index lies: in the directory, or in that of the specification's version below it, as
  /// clients keep repositories; `null` where there is none.
  private @Nullable Path indexed(Path directory) {
    for (Path base : List.of(directory, directory.resolve("0.1"))) {
      Path index = base.resolve("index.json");
      try {
        if (Files.isRegularFile(index) && index(index).get("packages").isPresent()) {
          return base;
        }
      } catch (IOException _) {
        // a file of that name that is something else
      }
    }
    return null;
  }

  private Json index(Path file) throws IOException {
    return json.read(Bounded.readFile(file, limits.documentBytes()), file.toString());
  }

  private static List<Path> named(Path base, Json index, List<String> warnings) {
    Set<Path> files = new LinkedHashSet<>();
    Path root = base.toAbsolutePath().normalize();
    for (Json entry : index.items("packages")) {
      String location = entry.text("location");
      try {
        Path file = location == null ? root : root.resolve(location).normalize();
        if (file.startsWith(root) && !file.equals(root) && Files.isRegularFile(file)) {
          files.add(base.resolve(root.relativize(file)));
        } else {
          warnings.add("the index of " + base + " names " + location + ", which is not there");
        }
      } catch (InvalidPathException _) {
        warnings.add("the index of " + base + " has a location that is no path");
      }
    }
    return new ArrayList<>(files);
  }

  /// Every `.json` and `.xml` file, in order; links are not followed.
  private List<Path> below(Path directory) throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        directory,
        Set.of(),
        DEPTH,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
            if (attributes.isRegularFile()
                && (name.endsWith(".json") || name.endsWith(".xml"))
                && !name.equals(MANIFEST)) {
              files.add(file);
            }
            if (files.size() > limits.archiveEntries()) {
              throw new LimitExceededException(
                  "archiveEntries", directory.toString(), limits.archiveEntries());
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    return files;
  }
}
