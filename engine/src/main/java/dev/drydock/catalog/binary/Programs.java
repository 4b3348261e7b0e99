package dev.drydock.catalog.binary;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The table of programs. A new one is one entry in one of the lists that it is put together from.
///
/// Every entry was held against real builds of the program; `engine/src/test/scripts/find-versions`
/// does it again. What a signature has to be: a text that only this program has, so near to the
/// version that no other number can be taken for it.
final class Programs {
  private static final Map<String, List<Program>> BY_STEM = byStem();

  private Programs() {}

  static List<Program> all() {
    List<Program> all = new ArrayList<>();
    all.addAll(Runtimes.ALL);
    all.addAll(Servers.ALL);
    all.addAll(Libraries.ALL);
    all.addAll(Tools.ALL);
    return List.copyOf(all);
  }

  /// Those that a file of this name may be.
  static List<Program> named(String file) {
    String name = withoutEnding(file);
    List<Program> candidates = BY_STEM.get(Program.stem(name));
    if (candidates == null) {
      return List.of();
    }
    List<Program> named = new ArrayList<>(2);
    for (Program program : candidates) {
      if (program.number(name) != null) {
        named.add(program);
      }
    }
    return named;
  }

  /// The name without what Windows adds.
  static String withoutEnding(String file) {
    return file.endsWith(".exe") ? file.substring(0, file.length() - 4) : file;
  }

  private static Map<String, List<Program>> byStem() {
    Map<String, List<Program>> byStem = new HashMap<>();
    for (Program program : all()) {
      // records are not compared: the first comparison takes a fresh JVM 10 ms
      Set<String> stems = new HashSet<>();
      for (String file : program.files()) {
        if (stems.add(Program.stem(file))) {
          byStem.computeIfAbsent(Program.stem(file), _ -> new ArrayList<>(1)).add(program);
        }
      }
    }
    return byStem;
  }
}
