package dev.drydock.catalog.python;

import dev.drydock.catalog.python.LockedDistribution.Need;
import dev.drydock.json.Json;
import java.util.ArrayList;
import java.util.List;

/// The Python distributions of a `conda-lock.yml` (conda-lock documentation, "Unified lockfile"),
/// beside the packages of conda:
///
///     package:
///     - {name: requests, version: 2.33.0, manager: pip, platform: linux-64, category: main,
///        url: https://…/requests-2.33.0-py3-none-any.whl, hash: {sha256: …},
///        dependencies: {certifi: '>=2017.4.17'}}
///
/// Only those for Linux; the category `dev` is for development.
final class CondaLock {
  private CondaLock() {}

  static List<LockedDistribution> of(Json document) {
    List<LockedDistribution> locked = new ArrayList<>();
    for (Json entry : document.items("package")) {
      if ("pip".equals(entry.text("manager"))
          && LockedDistribution.text(entry, "platform").startsWith("linux")
          && !"dev".equals(entry.text("category"))) {
        List<Need> needs = new ArrayList<>();
        for (String name : entry.get("dependencies").orElse(new Json.Null()).members().keySet()) {
          needs.add(new Need(name, null, false));
        }
        locked.add(
            new LockedDistribution(
                LockedDistribution.text(entry, "name"),
                LockedDistribution.text(entry, "version"),
                Repository.git(LockedDistribution.text(entry, "url")),
                needs));
      }
    }
    return locked;
  }
}
