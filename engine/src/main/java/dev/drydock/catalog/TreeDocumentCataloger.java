package dev.drydock.catalog;

import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.List;

/// Reads documents that tell by themselves, as a [DocumentCataloger] does, but of which something
/// else in the image decides what counts: lock files, beside which the packages may be installed.
///
///     @Override
///     protected Reading reading(FileTree tree) {
///       Set<String> installed = installed(tree);
///       return (document, out) -> report(document, installed, out);
///     }
public abstract class TreeDocumentCataloger implements TreeCataloger {
  private final String name;
  private final Limits limits;
  private final List<FilePattern> patterns;
  private final FileNames fileNames;

  /// @param files what their paths are like: `renv.lock`, `conda-*.lock`
  protected TreeDocumentCataloger(String name, Limits limits, String... files) {
    this.name = name;
    this.limits = limits;
    this.patterns = FilePattern.all(files);
    this.fileNames = FilePattern.names(patterns);
  }

  /// How documents are read beside what else there is.
  @FunctionalInterface
  protected interface Reading {

    /// @throws IOException where it is not what it should be: it becomes one
    ///   [dev.drydock.bom.Bom.Unreadable] with this message, and the rest goes on
    void read(Document document, Discoveries out) throws IOException;
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final FileNames fileNames() {
    return fileNames;
  }

  /// Files that are called as they were announced, and not empty.
  @Override
  public boolean wants(LayerEntry file) {
    return file.size() > 0 && FilePattern.anyMatches(patterns, file.path());
  }

  @Override
  public final void catalog(FileTree tree, Discoveries out) throws InterruptedException {
    List<LayerEntry> files = tree.files(this);
    if (files.isEmpty()) {
      return;
    }
    Reading reading = reading(tree);
    for (LayerEntry file : files) {
      try {
        byte[] bytes = tree.content(file).bytes(limits.documentBytes(), file.path());
        reading.read(new Document(name, file, bytes, limits), out);
      } catch (IOException e) {
        out.unreadable(file.path(), String.valueOf(e.getMessage()));
      }
    }
  }

  /// Looks around in an image that has such documents, before the first of them is read.
  protected abstract Reading reading(FileTree tree);
}
