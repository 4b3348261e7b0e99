package dev.drydock.pipeline;

import dev.drydock.document.YamlReader;
import dev.drydock.json.Json;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The Compose file of a repository ([Compose Build
/// Specification](https://docs.docker.com/reference/compose-file/build/)), as far as it tells what
/// is built.
final class ComposeFile {
  private static final List<String> NAMES =
      List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");

  private final Path root;
  private final Limits limits;

  ComposeFile(Path root, Limits limits) {
    this.root = root;
    this.limits = limits;
  }

  /// What its services build, where all that build anything build the same; `null` else, and where
  /// nobody can tell without running Compose.
  @Nullable Recipe recipe() {
    for (String name : NAMES) {
      Path file = root.resolve(name);
      if (Files.isRegularFile(file)) {
        try {
          byte[] bytes = Bounded.readFile(file, limits.documentBytes());
          return recipe(new YamlReader(limits).read(bytes, name));
        } catch (IOException _) {
          return null; // Compose will say what is wrong with it
        }
      }
    }
    return null;
  }

  private @Nullable Recipe recipe(Json document) {
    Set<Recipe> recipes = new LinkedHashSet<>();
    for (Json service : document.get("services").map(Json::members).orElse(Map.of()).values()) {
      Json build = service.get("build").orElse(null);
      if (build != null) {
        Recipe recipe = built(build);
        if (recipe == null) {
          return null;
        }
        recipes.add(recipe);
      }
    }
    return recipes.size() == 1 ? recipes.iterator().next() : null;
  }

  private @Nullable Recipe built(Json build) {
    String context = build.text().orElseGet(() -> build.text("context"));
    String dockerfile = build.text("dockerfile");
    String target = build.text("target");
    String directory = within("", context == null ? "." : context);
    if (directory == null || target != null && isVariable(target)) {
      return null;
    }
    String file = within(directory, dockerfile == null ? "Dockerfile" : dockerfile);
    return file == null || !Files.isRegularFile(root.resolve(file))
        ? null
        : new Recipe(file, target, directory.isEmpty() ? "." : directory);
  }

  /// A path from the root; `null` where it leads out, is an address, or depends on variables.
  private @Nullable String within(String directory, String path) {
    if (isVariable(path) || path.contains(":")) {
      return null;
    }
    try {
      Path there = root.resolve(directory).resolve(path).normalize();
      return there.startsWith(root) ? root.relativize(there).toString().replace('\\', '/') : null;
    } catch (InvalidPathException _) {
      return null;
    }
  }

  private static boolean isVariable(String text) {
    return text.contains("$");
  }
}
