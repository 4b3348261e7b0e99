package dev.drydock.base.pipeline;

import dev.drydock.base.declaration.RecipeImages;
import dev.drydock.base.declaration.Variant;
import dev.drydock.base.declaration.VariantSource.Recipe;
import dev.drydock.change.FileChange;
import dev.drydock.change.WorkTree;
import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/// A copy of a recipe, in which changes can be tried. Its files are seen from the same directory as
/// the recipe's own, so that it is the same input as the recipe once the changes are in it.
public final class ScratchRecipe {
  private ScratchRecipe() {}

  /// The directory that the files of a recipe, and changes of them, are seen from.
  public static Path root(Recipe recipe) {
    Path parent = recipe.dockerfile().getParent();
    if (recipe.dockerfile().startsWith(recipe.context()) || parent == null) {
      return recipe.context();
    }
    return parent;
  }

  /// @param directory empty
  static Variant of(
      Variant variant, Recipe recipe, List<FileChange> changes, Path directory, Limits limits)
      throws IOException {
    Path root = root(recipe);
    copy(root, directory);
    new WorkTree(directory).write(changes);
    Path file = directory.resolve(root.relativize(recipe.dockerfile()));
    Path context =
        recipe.context().startsWith(root)
            ? directory.resolve(root.relativize(recipe.context()))
            : recipe.context();
    try {
      byte[] text = Bounded.readFile(file, limits.documentBytes());
      Dockerfile dockerfile =
          Dockerfile.parse(file.toString(), new String(text, StandardCharsets.UTF_8));
      RecipeImages.Found found = RecipeImages.of(dockerfile, recipe.arguments());
      Recipe changed = new Recipe(file, context, recipe.arguments(), found.images());
      return new Variant(
          variant.family(),
          variant.name(),
          changed,
          variant.hardening(),
          variant.tests(),
          variant.policy(),
          variant.supportUntil(),
          variant.repository(),
          variant.tags(),
          variant.approval(),
          variant.at());
    } catch (DockerfileException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            if (VariantInputs.isOfGit(path)) {
              return FileVisitResult.SKIP_SUBTREE;
            }
            Files.createDirectories(to.resolve(from.relativize(path)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                path,
                to.resolve(from.relativize(path)),
                StandardCopyOption.COPY_ATTRIBUTES,
                LinkOption.NOFOLLOW_LINKS);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
