package dev.drydock.catalog;

import dev.drydock.image.FileContent;
import dev.drydock.image.HeapContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.testkit.FuzzSeeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A small root file system for tests: files written here, or those of a directory. Symbolic links
/// lead within the root, as they do for a process in an image.
public final class DirectoryTree implements FileTree {
  private static final int MAX_LINKS = 40;

  private final NavigableMap<String, LayerEntry> entries = new TreeMap<>();
  private final Map<String, byte[]> contents = new TreeMap<>();
  private int layer;

  /// Nothing yet.
  public static DirectoryTree empty() {
    return new DirectoryTree();
  }

  /// The files below `root`, read now.
  public static DirectoryTree of(Path root) {
    DirectoryTree tree = new DirectoryTree();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.sorted().toList()) {
        String name = root.relativize(path).toString();
        if (Files.isSymbolicLink(path)) {
          tree.link(name, Files.readSymbolicLink(path).toString());
        } else if (Files.isRegularFile(path)) {
          tree.file(name, Files.readAllBytes(path), Files.isExecutable(path) ? 0755 : 0644);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tree;
  }

  /// Files that follow are of this layer.
  public DirectoryTree layer(int index) {
    layer = index;
    return this;
  }

  public DirectoryTree file(String path, byte[] content, int mode) {
    FuzzSeeds.file(path, content);
    entries.put(
        path, new LayerEntry(path, LayerEntry.Type.FILE, content.length, mode, null, layer));
    contents.put(path, content);
    return this;
  }

  public DirectoryTree file(String path, byte[] content) {
    return file(path, content, 0644);
  }

  public DirectoryTree file(String path, String content) {
    return file(path, content.getBytes(StandardCharsets.UTF_8));
  }

  public DirectoryTree link(String path, String target) {
    entries.put(path, new LayerEntry(path, LayerEntry.Type.SYMLINK, 0, 0777, target, layer));
    return this;
  }

  @Override
  public Optional<LayerEntry> file(String path) {
    String real = resolve(path);
    LayerEntry entry = real == null ? null : entries.get(real);
    return entry != null && entry.type() == LayerEntry.Type.FILE
        ? Optional.of(entry)
        : Optional.empty();
  }

  @Override
  public List<LayerEntry> files(Predicate<LayerEntry> condition) {
    List<LayerEntry> result = new ArrayList<>();
    for (LayerEntry entry : entries.values()) {
      if (entry.type() == LayerEntry.Type.FILE && condition.test(entry)) {
        result.add(entry);
      }
    }
    return result;
  }

  @Override
  public List<LayerEntry> list(String path) {
    String real = resolve(path);
    if (real == null) {
      return List.of();
    }
    String prefix = real.isEmpty() ? "" : real + "/";
    return files(
        entry -> entry.path().startsWith(prefix) && entry.path().indexOf('/', prefix.length()) < 0);
  }

  @Override
  public FileContent content(LayerEntry file) throws IOException {
    byte[] bytes = contents.get(file.path());
    if (bytes == null) {
      throw new IOException("no such file: " + file.path());
    }
    return content(bytes);
  }

  /// `bytes` as the content of a file.
  public static FileContent content(byte[] bytes) {
    return new HeapContent(bytes);
  }

  private @Nullable String resolve(String path) {
    Deque<String> todo = parts(path);
    Deque<String> done = new ArrayDeque<>();
    int links = 0;
    while (!todo.isEmpty()) {
      String part = todo.removeFirst();
      if (part.equals("..")) {
        done.pollLast();
        continue;
      }
      done.addLast(part);
      LayerEntry entry = entries.get(String.join("/", done));
      if (entry != null && entry.type() == LayerEntry.Type.SYMLINK) {
        String target = String.valueOf(entry.link());
        if (++links > MAX_LINKS) {
          return null;
        }
        done.removeLast();
        if (target.startsWith("/")) {
          done.clear();
        }
        Deque<String> next = parts(target);
        next.addAll(todo);
        todo = next;
      }
    }
    return String.join("/", done);
  }

  private static Deque<String> parts(String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/")) {
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return parts;
  }
}
