package dev.drydock.catalog.conan;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.limits.Limits;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Finds C and C++ packages in Conan's cache, by the `conaninfo.txt` of each (Conan 1
/// documentation, "conaninfo.txt"):
///
///     [requires]
///         zlib/1.Y.Z
///     [full_requires]
///         zlib/1.2.13:dfbe50feef7f3c6223a476cd5aeadb687084a646
///
/// The package itself is told by the folder: `NAME/VERSION/USER/CHANNEL/package/ID/conaninfo.txt`.
/// `requires` may have only the part of a version that matters, and counts where it has all of it
/// and there is no `full_requires`.
public final class ConanInfoCataloger extends DocumentCataloger {
  private static final String NAME = "conan-info";
  private static final String FILE = "conaninfo.txt";
  private static final String PACKAGE = "/package/";

  public ConanInfoCataloger(Limits limits) {
    super(NAME, limits, FILE);
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    String text = document.text();
    PackageGraph packages = document.packages(out);
    ConanReference own = ofFolder(document.path());
    if (own != null) {
      own.addTo(packages, own.name());
    }
    boolean full = text.startsWith("[full_requires]") || text.contains("\n[full_requires]");
    boolean requires = false;
    for (int at = 0; at < text.length(); ) {
      int newline = text.indexOf('\n', at);
      int end = newline < 0 ? text.length() : newline;
      String line = text.substring(at, end).strip();
      if (line.startsWith("[")) {
        requires = line.equals(full ? "[full_requires]" : "[requires]");
      } else if (requires && !line.isEmpty()) {
        ConanReference reference = ConanReference.parse(line);
        if (reference != null && exact(reference.version())) {
          reference.addTo(packages, reference.name());
          if (own != null) {
            packages.need(own.name(), reference.name());
          }
        }
      }
      at = end + 1;
    }
    packages.finish();
  }

  /// Whether no part of it is left open, as the last one of `1.2.Z`.
  private static boolean exact(String version) {
    return !version.endsWith(".Z") && version.indexOf('[') < 0;
  }

  private static @Nullable ConanReference ofFolder(String path) {
    int at = path.lastIndexOf(PACKAGE);
    int id = path.indexOf('/', at + PACKAGE.length());
    if (at < 0 || id != path.length() - FILE.length() - 1) {
      return null;
    }
    int channel = path.lastIndexOf('/', at - 1);
    int user = channel < 0 ? -1 : path.lastIndexOf('/', channel - 1);
    int version = user < 0 ? -1 : path.lastIndexOf('/', user - 1);
    if (version <= 0) {
      return null;
    }
    int name = path.lastIndexOf('/', version - 1);
    return new ConanReference(
        path.substring(name + 1, version),
        path.substring(version + 1, user),
        ConanReference.nothing(path.substring(user + 1, channel)),
        ConanReference.nothing(path.substring(channel + 1, at)),
        "");
  }
}
