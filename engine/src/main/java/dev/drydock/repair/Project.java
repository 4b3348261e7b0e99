package dev.drydock.repair;

import dev.drydock.change.FileChange;
import dev.drydock.dockerfile.resolution.BuildArguments;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The files of a project that say what goes into its image, as they are at one moment. Immutable:
/// a repair gives another one.
///
/// @param recipe the Dockerfile, and how it is built; `null` where there is none
/// @param texts all files by their paths from the root, with `/` between the segments: the
///   Dockerfile, those that declare dependencies, and lock files
/// @param warnings what was not read and might matter, one plain line each
public record Project(@Nullable Recipe recipe, Map<String, String> texts, List<String> warnings) {
  public Project {
    texts = Map.copyOf(texts);
    warnings = List.copyOf(warnings);
    if (recipe != null && !texts.containsKey(recipe.path())) {
      throw new IllegalArgumentException("the text of " + recipe.path() + " is missing");
    }
  }

  /// Which image of a Dockerfile is meant.
  ///
  /// @param target the name or number of the stage; `null` for the last one
  public record Recipe(String path, @Nullable String target, BuildArguments arguments) {}

  /// In their order.
  List<String> paths() {
    return texts.keySet().stream().sorted().toList();
  }

  /// Of a path; empty for the root.
  static String directory(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /// The last segment of a path.
  static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  String text(String path) {
    String text = texts.get(path);
    if (text == null) {
      throw new IllegalArgumentException(path + " is no file of this project");
    }
    return text;
  }

  /// The same, with a Dockerfile of its texts.
  Project building(Recipe recipe) {
    return new Project(recipe, texts, warnings);
  }

  /// The same with other texts of some files.
  Project with(Map<String, String> changed) {
    Map<String, String> all = new LinkedHashMap<>(texts);
    all.putAll(changed);
    return new Project(recipe, all, warnings);
  }

  /// What makes `after` of this project, in the order of their paths.
  List<FileChange> changesTo(Project after) {
    List<FileChange> changes = new ArrayList<>();
    for (String path : after.paths()) {
      String before = texts.get(path);
      String now = after.text(path);
      if (before != null && !before.equals(now)) {
        changes.add(FileChange.edited(path, before, now));
      }
    }
    return changes;
  }
}
