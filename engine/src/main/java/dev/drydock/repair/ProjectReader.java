package dev.drydock.repair;

import dev.drydock.dockerfile.resolution.BuildArguments;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads those files of a directory that say what goes into an image.
public final class ProjectReader {
  private final List<ManifestFormat> formats;
  private final Limits limits;
  private final ProjectBounds bounds;

  public ProjectReader(List<ManifestFormat> formats, Limits limits) {
    this(formats, limits, ProjectBounds.usual());
  }

  ProjectReader(List<ManifestFormat> formats, Limits limits, ProjectBounds bounds) {
    this.formats = List.copyOf(formats);
    this.limits = limits;
    this.bounds = bounds;
  }

  /// @param dockerfile `null` where nobody names one: all that may be one are read
  /// @param target the stage that makes the image; `null` for the last
  /// @throws IOException with one plain line
  public Project read(
      Path root, @Nullable Path dockerfile, @Nullable String target, BuildArguments arguments)
      throws IOException {
    Path real = root.toRealPath();
    Map<String, String> texts = new LinkedHashMap<>();
    List<String> warnings = new ArrayList<>();
    Project.Recipe recipe = null;
    if (dockerfile != null) {
      Path file = dockerfile.toRealPath();
      if (!file.startsWith(real)) {
        throw new IOException(
            dockerfile
                + " lies outside of "
                + root
                + "; name the directory that holds both with --project");
      }
      String path = path(real, file);
      texts.put(path, dockerfile(dockerfile, file));
      recipe = new Project.Recipe(path, target, arguments);
    }
    boolean search = dockerfile == null;
    ProjectWalk walk =
        new ProjectWalk(
            real, bounds, name -> isWanted(name) || search && RecipeSearch.isDockerfile(name));
    List<Path> files = walk.files();
    warnings.addAll(walk.warnings());
    long room = bounds.bytes();
    for (Path file : files) {
      String path = path(real, file);
      long size = Files.size(file);
      if (size > limits.documentBytes() || size > room) {
        warnings.add(path + " is too large to be read, and counts as if it were not there");
        continue;
      }
      room -= size;
      String text = text(file);
      if (text == null) {
        warnings.add(path + " is no text in UTF-8, and counts as if it were not there");
      } else {
        texts.putIfAbsent(path, text);
      }
    }
    return new Project(recipe, texts, warnings);
  }

  /// The same project with a file that somebody says is its Dockerfile, wherever it lies; unchanged
  /// where there is none, or it is of no use.
  ///
  /// @param path from the root, as a document has it
  public Project adding(Project project, Path root, String path) throws IOException {
    if (project.texts().containsKey(path)
        || !RecipeSearch.isDockerfile(Project.fileName(path))
        || path.length() > limits.pathBytes()) {
      return project;
    }
    Path real = root.toRealPath();
    try {
      Path file = real.resolve(path);
      boolean inside = file.normalize().equals(file) && file.startsWith(real);
      if (inside
          && Files.isRegularFile(file)
          && file.toRealPath().startsWith(real)
          && Files.size(file) <= limits.documentBytes()) {
        String text = text(file);
        return text == null ? project : project.with(Map.of(path, text));
      }
    } catch (InvalidPathException _) {
      // no file has such a name
    }
    return project;
  }

  private static String path(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private boolean isWanted(String name) {
    return LockFiles.isOne(name) || formats.stream().anyMatch(format -> format.reads(name));
  }

  /// @param named as the user named it
  private String dockerfile(Path named, Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new IOException(named + " is no file; name the Dockerfile itself");
    }
    String text = text(file);
    if (text == null) {
      throw new IOException(named + " is no text in UTF-8; write it as one");
    }
    return text;
  }

  /// `null` where it is no text.
  private @Nullable String text(Path file) throws IOException {
    byte[] bytes = Bounded.readFile(file, limits.documentBytes());
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      return null;
    }
  }
}
