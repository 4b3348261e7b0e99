package dev.drydock.catalog.python;

import dev.drydock.catalog.python.LockedDistribution.Need;
import dev.drydock.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The Python distributions of a `pixi.lock` (pixi documentation, "The lock file"), beside the
/// packages of conda:
///
///     packages:
///     - pypi: https://files.pythonhosted.org/packages/…/requests-2.33.0-py3-none-any.whl
///       name: requests
///       version: 2.33.0
///       sha256: …
///       requires_dist: [certifi>=2017.4.17]
///
/// Older versions have `kind: pypi` and `url`. Wheels of other systems than Linux are left out, and
/// so are projects in a folder, which are what is being developed.
final class PixiLock {
  private PixiLock() {}

  static List<LockedDistribution> of(Json document) {
    List<LockedDistribution> locked = new ArrayList<>();
    for (Json entry : document.items("packages")) {
      String address = "pypi".equals(entry.text("kind")) ? entry.text("url") : entry.text("pypi");
      ArchiveName wheel = address == null ? null : ArchiveName.wheel(address);
      if (address != null && address.contains("://") && (wheel == null || !wheel.otherSystem())) {
        String name = LockedDistribution.text(entry, "name");
        String version = LockedDistribution.text(entry, "version");
        locked.add(
            new LockedDistribution(
                    name.isEmpty() && wheel != null ? wheel.name() : name,
                    version.isEmpty() && wheel != null ? wheel.version() : version,
                    address.startsWith("git+") ? Repository.git(address) : null,
                    Need.of(entry.texts("requires_dist")))
                .archives(digests(entry.text("sha256"))));
      }
    }
    return locked;
  }

  private static List<String> digests(@Nullable String sha256) {
    return sha256 == null ? List.of() : List.of("sha256:" + sha256);
  }
}
