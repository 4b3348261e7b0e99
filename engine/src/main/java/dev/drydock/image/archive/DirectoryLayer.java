package dev.drydock.image.archive;

import dev.drydock.image.Layer;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// An unpacked root file system as one layer. Links are shown, never followed; directories that may
/// not be read are left out with a warning.
final class DirectoryLayer implements Layer {
  /// What is no part of an image where the root of a running machine is read.
  private static final Set<String> KERNEL = Set.of("proc", "sys");

  private final Path root;
  private final Limits limits;
  private final Consumer<String> warnings;
  private final DirectoryEntries entries;
  private final Description description = new Description(0, null, null, "", null, 0);

  DirectoryLayer(Path root, Limits limits, Consumer<String> warnings) {
    this.root = root;
    this.limits = limits;
    this.warnings = warnings;
    this.entries = new DirectoryEntries(0, warnings);
  }

  @Override
  public Description description() {
    return description;
  }

  /// A directory or file that is still to be shown.
  private record Pending(Path file, String path) {}

  @Override
  public void walk(Visitor visitor) throws IOException, InterruptedException {
    boolean machine = root.toAbsolutePath().normalize().getParent() == null;
    Deque<Pending> pending = new ArrayDeque<>();
    pending.push(new Pending(root, ""));
    int count = 0;
    while (!pending.isEmpty()) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (++count > limits.layerEntries()) {
        throw new LimitExceededException("layerEntries", root.toString(), limits.layerEntries());
      }
      Pending next = pending.pop();
      if (entries.show(next.file(), next.path(), visitor)) {
        List<Path> children = children(next);
        for (int i = children.size() - 1; i >= 0; i--) {
          Path child = children.get(i);
          String name = String.valueOf(child.getFileName());
          String path = next.path().isEmpty() ? name : next.path() + "/" + name;
          if (path.length() <= limits.pathBytes() && !(machine && KERNEL.contains(path))) {
            pending.push(new Pending(child, path));
          }
        }
      }
    }
  }

  private List<Path> children(Pending directory) {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory.file())) {
      for (Path child : stream) {
        children.add(child);
      }
    } catch (IOException | DirectoryIteratorException e) {
      warnings.accept(DirectoryEntries.left(directory.path(), e));
    }
    Collections.sort(children);
    return children;
  }
}
