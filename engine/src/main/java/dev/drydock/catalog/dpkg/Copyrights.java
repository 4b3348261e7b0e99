package dev.drydock.catalog.dpkg;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileTree;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The `copyright` files of the packages of an image.
///
/// Packages that were built from one source have the same text, nearly half of all bytes: each text
/// is read for licences once.
final class Copyrights {
  static final String DIRECTORY = "usr/share/doc/";
  static final String NAME = "/copyright";

  private final FileTree tree;
  private final Limits limits;
  private final Discoveries out;
  private final Map<Integer, Known> knownByLength = new HashMap<>();

  Copyrights(FileTree tree, Limits limits, Discoveries out) {
    this.tree = tree;
    this.limits = limits;
    this.out = out;
  }

  /// The licences of a package; none where it has no such file.
  List<String> licences(String name) throws InterruptedException {
    LayerEntry file = tree.file(DIRECTORY + name + NAME).orElse(null);
    if (file == null) {
      return List.of();
    }
    try {
      byte[] text = tree.content(file).bytes(limits.documentBytes(), file.path());
      Known known = knownByLength.get(text.length);
      if (known == null || !Arrays.equals(known.text, text)) {
        known = new Known(text, CopyrightFile.licences(text));
        knownByLength.put(text.length, known);
      }
      return known.licences;
    } catch (IOException e) {
      out.unreadable(file.path(), String.valueOf(e.getMessage()));
      return List.of();
    }
  }

  private static final class Known {
    private final byte[] text;
    private final List<String> licences;

    Known(byte[] text, List<String> licences) {
      this.text = text;
      this.licences = licences;
    }
  }
}
