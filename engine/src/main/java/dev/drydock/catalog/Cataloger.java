package dev.drydock.catalog;

import dev.drydock.image.LayerEntry;

/// Knows one kind of evidence of software, and reads it.
///
/// Two kinds: a [FileCataloger] needs one file at a time and sees it while its layer is read; a
/// [TreeCataloger] needs several files, or to know what else is there, and sees the finished view
/// of all layers. Prefer the first: nothing has to be kept for it.
public sealed interface Cataloger permits FileCataloger, TreeCataloger {

  /// Stable and unique, `dpkg`, `java-archive`; shown as evidence.
  String name();

  /// What its answers depend on beside the file and the version of Drydock: an option that it was
  /// made with. What was found with another one is not taken from a cache.
  default String configuration() {
    return "";
  }

  /// What the names of its files are. Whoever can name them should: [#wants] is not asked about
  /// others.
  default FileNames fileNames() {
    return FileNames.ANY;
  }

  /// Whether the content of this regular file, whose name is one of [#fileNames], is of interest.
  /// Called for files of every layer: look at the end of the path first, use no regular expression.
  boolean wants(LayerEntry file);
}
