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

  /// Whether the content of this regular file is of interest. Called for every file of every layer:
  /// look at the end of the path first, use no regular expression.
  boolean wants(LayerEntry file);
}
