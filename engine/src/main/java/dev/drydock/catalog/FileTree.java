package dev.drydock.catalog;

import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The files of an image as a process in it would see them: upper layers over lower, whiteouts and
/// opaque directories applied, hard and symbolic links resolved within the root.
public interface FileTree {

  /// The regular file that `path` leads to, symbolic links followed as a process in the image
  /// would: an absolute one from the image's root, `..` never above it. Empty where there is none,
  /// or where links loop.
  ///
  /// @param path without a leading slash
  /// @return the entry under its own path, which differs from `path` where links were followed
  Optional<LayerEntry> file(String path);

  /// All regular files that `cataloger` wants, by path; cheaper than looking through all files.
  default List<LayerEntry> files(TreeCataloger cataloger) {
    return files(file -> cataloger.fileNames().accept(file.name()) && cataloger.wants(file));
  }

  /// All regular files whose own entry fulfils `condition`, by path.
  List<LayerEntry> files(Predicate<LayerEntry> condition);

  /// Regular files directly in the directory that `path` leads to, by path.
  List<LayerEntry> list(String path);

  /// The content of a file that this tree gave out.
  FileContent content(LayerEntry file) throws IOException, InterruptedException;
}
