package dev.drydock.repair;

import dev.drydock.dockerfile.BuildArguments;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads those files of a directory that say what goes into an image. What tools have put there
/// (`node_modules`, `target`, hidden directories) is passed by.
public final class ProjectReader {
  private static final Set<String> NOT_OURS =
      Set.of(
          "node_modules",
          "bower_components",
          "vendor",
          "target",
          "build",
          "dist",
          "out",
          "bin",
          "obj",
          "venv",
          "env",
          "__pycache__",
          "site-packages");

  private static final int DEEPEST = 8;
  private static final int MOST_ENTRIES = 200_000;
  private static final int MOST_FILES = 500;

  private final List<ManifestFormat> formats;
  private final Limits limits;

  public ProjectReader(List<ManifestFormat> formats, Limits limits) {
    this.formats = List.copyOf(formats);
    this.limits = limits;
  }

  /// @param dockerfile `null` where there is none
  /// @param target the stage that makes the image; `null` for the last
  /// @throws IOException with one plain line
  public Project read(
      Path root, @Nullable Path dockerfile, @Nullable String target, BuildArguments arguments)
      throws IOException {
    Path real = root.toRealPath();
    Map<String, String> texts = new LinkedHashMap<>();
    Files.walkFileTree(real, Set.of(), DEEPEST, new Collecting(real, texts));
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
      String text = text(file);
      if (text == null) {
        throw new IOException(dockerfile + " is no text in UTF-8; write it as one");
      }
      texts.put(path, text);
      recipe = new Project.Recipe(path, target, arguments);
    }
    return new Project(recipe, texts);
  }

  private static String path(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  /// `null` where it is no text.
  private @Nullable String text(Path file) throws IOException {
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = Bounded.readAll(in, limits.documentBytes(), file.toString());
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      return null;
    }
  }

  private final class Collecting extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Map<String, String> texts;
    private int entries;

    Collecting(Path root, Map<String, String> texts) {
      this.root = root;
      this.texts = texts;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      String name = String.valueOf(directory.getFileName());
      boolean passed = name.startsWith(".") || NOT_OURS.contains(name);
      return passed && !directory.equals(root)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (++entries > MOST_ENTRIES || texts.size() >= MOST_FILES) {
        return FileVisitResult.TERMINATE;
      }
      String name = String.valueOf(file.getFileName());
      boolean wanted = TransitiveOwner.LOCKS.contains(name);
      for (ManifestFormat format : formats) {
        wanted |= format.reads(name);
      }
      if (wanted && attributes.isRegularFile()) {
        String text = text(file);
        if (text != null) {
          texts.put(path(root, file), text);
        }
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      return FileVisitResult.CONTINUE;
    }
  }
}
