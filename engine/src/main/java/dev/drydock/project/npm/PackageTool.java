package dev.drydock.project.npm;

import dev.drydock.project.json.JsonNode;
import java.util.List;

/// The program that installs what a package.json declares, as far as the file tells.
enum PackageTool {
  NPM("npm install", "package-lock.json", List.of("overrides")),
  YARN("yarn install", "yarn.lock", List.of("resolutions")),
  PNPM("pnpm install", "pnpm-lock.yaml", List.of("pnpm", "overrides"));

  private final String command;
  private final String lock;
  private final List<String> overrides;

  PackageTool(String command, String lock, List<String> overrides) {
    this.command = command;
    this.lock = lock;
    this.overrides = overrides;
  }

  /// `packageManager` tells, else the section that only one of them reads.
  static PackageTool of(JsonNode root) {
    String manager = root.text("packageManager").orElse("");
    if (manager.startsWith("pnpm@")) {
      return PNPM;
    }
    if (manager.startsWith("yarn@")) {
      return YARN;
    }
    if (manager.startsWith("npm@")) {
      return NPM;
    }
    if (root.object("pnpm").flatMap(pnpm -> pnpm.object("overrides")).isPresent()) {
      return PNPM;
    }
    return root.object("resolutions").isPresent() && root.object("overrides").isEmpty()
        ? YARN
        : NPM;
  }

  /// The names that lead to its section of overrides.
  List<String> overrides() {
    return overrides;
  }

  String next() {
    return "`%s` renews %s".formatted(command, lock);
  }
}
