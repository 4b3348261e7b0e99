package dev.drydock.catalog;

import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Reads documents that tell by themselves, and that their names tell of: a lock file, a manifest,
/// the record of an installed package. Most catalogers are of this kind:
///
///     public final class PodfileLockCataloger extends DocumentCataloger {
///       public PodfileLockCataloger(Limits limits) {
///         super("podfile-lock", limits, "Podfile.lock");
///       }
///
///       @Override
///       protected void read(Document document, Discoveries out) throws IOException {
///         for (Json pod : document.yaml().items("PODS")) {
///           out.add(document.component(…));
///         }
///       }
///     }
public abstract class DocumentCataloger implements FileCataloger {
  private final String name;
  private final Limits limits;
  private final int mostBytes;
  private final List<FilePattern> patterns;
  private final FileNames fileNames;

  /// @param files what their paths are like: `Podfile.lock`, `*.rockspec`, `ebin/*.app`
  protected DocumentCataloger(String name, Limits limits, String... files) {
    this(name, limits, limits.documentBytes(), files);
  }

  /// @param mostBytes a bound for the size that is lower than that of other documents
  protected DocumentCataloger(String name, Limits limits, int mostBytes, String... files) {
    this.name = name;
    this.limits = limits;
    this.mostBytes = Math.min(mostBytes, limits.documentBytes());
    this.patterns = FilePattern.all(files);
    this.fileNames = FilePattern.names(patterns);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final FileNames fileNames() {
    return fileNames;
  }

  /// Files that are [#named] as they were announced, and not empty.
  @Override
  public boolean wants(LayerEntry file) {
    return file.size() > 0 && named(file.path());
  }

  /// Whether a path is like one of those announced.
  protected final boolean named(String path) {
    return FilePattern.anyMatches(patterns, path);
  }

  /// Whether it is, in upper or lower case; those announced are in lower case. For documents of
  /// tools from systems whose file names have no case.
  protected final boolean namedInAnyCase(String path) {
    return named(path.toLowerCase(Locale.ROOT));
  }

  @Override
  public final void catalog(LayerEntry file, FileContent content, Discoveries out)
      throws IOException {
    read(new Document(name, file, content.bytes(mostBytes, file.path()), limits), out);
  }

  /// Reads one document.
  ///
  /// @throws IOException where it is not what it should be: it becomes one
  ///   [dev.drydock.bom.Bom.Unreadable] with this message, and the rest goes on
  protected abstract void read(Document document, Discoveries out) throws IOException;
}
