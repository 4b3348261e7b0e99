package dev.drydock.pipeline;

import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the Dockerfile of a repository: the one that is named, else what Compose builds, else the
/// one at the root, else the only one there is.
final class RecipeSearch {
  private static final int DEPTH = 6;
  private static final int MOST_FILES = 50_000;
  private static final int MOST_TOLD = 10;
  private static final List<String> NAMES = List.of("Dockerfile", "Containerfile");
  private static final Set<String> NOT_OURS =
      Set.of(".git", "node_modules", "vendor", "target", "build", "dist", "third_party");

  private final Path root;
  private final Limits limits;
  private final List<String> notes;

  RecipeSearch(Path root, Limits limits, List<String> notes) {
    this.root = root;
    this.limits = limits;
    this.notes = notes;
  }

  Recipe find(@Nullable Path named, @Nullable String target) throws IOException, PipelineException {
    Recipe composed = new ComposeFile(root, limits).recipe();
    if (named != null) {
      String path = pathOf(named);
      return composed != null && composed.dockerfile().equals(path)
          ? with(composed, target)
          : plain(path, target);
    }
    if (composed != null) {
      notes.add("the image is built as the Compose file says: " + composed.dockerfile());
      return with(composed, target);
    }
    for (String name : NAMES) {
      if (Files.isRegularFile(root.resolve(name))) {
        return plain(name, target);
      }
    }
    List<String> found = everywhere();
    if (found.size() == 1) {
      return plain(found.getFirst(), target);
    }
    if (found.isEmpty()) {
      notes.add("there is no Dockerfile yet; the pipeline expects it at the root");
      return new Recipe(NAMES.getFirst(), target, ".");
    }
    int told = Math.min(found.size(), MOST_TOLD);
    throw new PipelineException(
        PipelineException.Kind.UNCLEAR,
        "there are several Dockerfiles; say which one is the image, --dockerfile FILE: "
            + String.join(", ", found.subList(0, told))
            + (told < found.size() ? ", ..." : ""));
  }

  private static Recipe with(Recipe recipe, @Nullable String target) {
    return target == null ? recipe : new Recipe(recipe.dockerfile(), target, recipe.context());
  }

  /// The context is what `docker build` is used to be given: the directory of the Dockerfile.
  private static Recipe plain(String path, @Nullable String target) {
    int slash = path.lastIndexOf('/');
    return new Recipe(path, target, slash < 0 ? "." : path.substring(0, slash));
  }

  private String pathOf(Path named) throws IOException, PipelineException {
    Path file = named.toAbsolutePath().normalize();
    if (!Files.isRegularFile(file)) {
      throw new PipelineException(
          PipelineException.Kind.UNUSABLE, named + " is no file; name the Dockerfile to build");
    }
    Path real = file.toRealPath();
    if (!real.startsWith(root)) {
      throw new PipelineException(
          PipelineException.Kind.UNUSABLE,
          named + " lies outside of the repository " + root + ", where no CI system finds it");
    }
    return root.relativize(real).toString().replace('\\', '/');
  }

  private List<String> everywhere() throws IOException {
    List<String> found = new ArrayList<>();
    Files.walkFileTree(
        root,
        EnumSet.noneOf(FileVisitOption.class),
        DEPTH,
        new SimpleFileVisitor<>() {
          private int seen;

          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            String name = String.valueOf(directory.getFileName());
            return !directory.equals(root) && NOT_OURS.contains(name)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = String.valueOf(file.getFileName());
            if (attributes.isRegularFile() && NAMES.contains(name)) {
              found.add(root.relativize(file).toString().replace('\\', '/'));
            }
            return ++seen < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE;
          }
        });
    Collections.sort(found);
    return found;
  }
}
