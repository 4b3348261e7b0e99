package dev.drydock.catalog;

import java.io.IOException;

/// Reads evidence that several files tell together: a package database and its file lists.
///
/// The files that it [#wants] are kept while layers are read and can be read cheaply from the tree.
/// Others are there too, at the cost of reading a layer again.
public non-sealed interface TreeCataloger extends Cataloger {

  /// Reads what the tree holds of this kind.
  ///
  /// @param tree the finished view, upper layers over lower
  /// @throws IOException where nothing of it could be read; a single bad file is better told with
  ///   [Discoveries#unreadable]
  void catalog(FileTree tree, Discoveries out) throws IOException, InterruptedException;
}
