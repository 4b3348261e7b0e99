package dev.drydock.catalog;

import dev.drydock.image.LayerEntry;
import dev.drydock.testkit.FuzzSeeds;
import java.io.IOException;
import java.util.Arrays;

/// Runs catalogers of both kinds over a small tree as the core does: wanted files only, recognised
/// ones only, a failure of one file kept as unreadable.
public final class CatalogerRun {
  private CatalogerRun() {}

  public static RecordedDiscoveries over(DirectoryTree tree, Cataloger... catalogers)
      throws InterruptedException {
    RecordedDiscoveries found = new RecordedDiscoveries();
    for (Cataloger cataloger : catalogers) {
      switch (cataloger) {
        case FileCataloger files -> files(tree, files, found);
        case TreeCataloger trees -> {
          try {
            trees.catalog(tree, found);
          } catch (IOException e) {
            found.unreadable("", String.valueOf(e.getMessage()));
          }
        }
      }
    }
    return found;
  }

  private static void files(DirectoryTree tree, FileCataloger cataloger, Discoveries found)
      throws InterruptedException {
    for (LayerEntry file :
        tree.files(file -> cataloger.fileNames().accept(file.name()) && cataloger.wants(file))) {
      try {
        byte[] bytes = tree.content(file).bytes(Integer.MAX_VALUE, file.path());
        byte[] head = Arrays.copyOf(bytes, Math.min(bytes.length, FileCataloger.HEAD));
        if (cataloger.recognises(head)) {
          cataloger.catalog(file, tree.content(file), found);
        }
      } catch (IOException e) {
        found.unreadable(file.path(), String.valueOf(e.getMessage()));
      }
    }
  }

  /// One file, whatever its name.
  public static RecordedDiscoveries file(FileCataloger cataloger, String path, byte[] bytes)
      throws IOException, InterruptedException {
    FuzzSeeds.file(path, bytes);
    RecordedDiscoveries found = new RecordedDiscoveries();
    LayerEntry entry = new LayerEntry(path, LayerEntry.Type.FILE, bytes.length, 0755, null, 0);
    cataloger.catalog(entry, DirectoryTree.content(bytes), found);
    return found;
  }
}
