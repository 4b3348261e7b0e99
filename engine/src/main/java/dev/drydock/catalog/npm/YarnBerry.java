package dev.drydock.catalog.npm;

import dev.drydock.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a `yarn.lock` of yarn 2 and later, which is YAML (yarn documentation, "Lockfile"):
///
/// ```
/// __metadata:
///   version: 8
/// "ms@npm:2.1.2, ms@npm:^2.1.1":
///   version: 2.1.2
///   resolution: "ms@npm:2.1.2"
///   dependencies:
///     other: "npm:^1.0.0"
/// ```
///
/// The resolution tells what was taken: `npm:` from a registry, `patch:` that with changes, `file:`
/// a copied folder, an address, or with `workspace:`, `link:` and `portal:` a folder of the
/// project. Only the first kinds are packages; a workspace is one where another one needs it.
final class YarnBerry {
  /// What stands for the version of a folder of the project.
  private static final String NO_VERSION = "0.0.0-use.local";

  private YarnBerry() {}

  static List<YarnEntry> read(Json document) {
    List<YarnEntry> entries = new ArrayList<>();
    document
        .members()
        .forEach(
            (key, value) -> {
              List<String> descriptors = List.of(key.split(", *"));
              if (!key.equals("__metadata") && !descriptors.isEmpty()) {
                entries.add(entry(descriptors, value));
              }
            });
    return entries;
  }

  private static YarnEntry entry(List<String> descriptors, Json entry) {
    String version = text(entry, "version");
    String resolution = text(entry, "resolution");
    Descriptor locator = Descriptor.of(resolution);
    String name = "";
    String workspace = null;
    boolean own = false;
    switch (locator.protocol()) {
      case "workspace" -> {
        own = true;
        workspace = locator.range().substring("workspace:".length());
        // the project itself is no package; yarn gives it no version
        if (!workspace.equals(".") || !version.equals(NO_VERSION)) {
          name = Descriptor.of(descriptors.getFirst()).name();
        }
      }
      case "link", "portal" -> {
        // a folder of the project, or of the machine that it was developed on
      }
      default -> {
        own = copied(locator);
        name = version.equals(NO_VERSION) ? "" : locator.name();
      }
    }
    return new YarnEntry(
        descriptors, name, version, commit(locator), workspace, own, null, needs(entry));
  }

  /// Whether it is a folder that yarn copies, `file:./folder#./folder::hash=…`, and not an archive.
  private static boolean copied(Descriptor locator) {
    String path = locator.range();
    int end = path.length();
    for (String more : List.of("#", "::")) {
      int at = path.indexOf(more);
      end = at < 0 ? end : Math.min(end, at);
    }
    String file = path.substring(0, end);
    return locator.protocol().equals("file") && !file.endsWith(".tgz") && !file.endsWith(".tar.gz");
  }

  private static @Nullable String commit(Descriptor locator) {
    return switch (locator.protocol()) {
      case "npm", "patch", "workspace", "file", "link", "portal" -> null;
      default -> Commit.vcsUrl(locator.range());
    };
  }

  private static Map<String, String> needs(Json entry) {
    Map<String, String> needs = new LinkedHashMap<>();
    for (String member : List.of("dependencies", "optionalDependencies")) {
      entry
          .get(member)
          .ifPresent(
              named ->
                  named
                      .members()
                      .forEach(
                          (name, range) -> {
                            if (needs.size() < LockFile.MOST_NEEDS) {
                              needs.put(name, range.text().orElse(""));
                            }
                          }));
    }
    return needs;
  }

  private static String text(Json entry, String member) {
    String text = entry.text(member);
    return text == null ? "" : text;
  }
}
