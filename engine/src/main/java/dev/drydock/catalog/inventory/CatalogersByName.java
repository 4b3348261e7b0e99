package dev.drydock.catalog.inventory;

import dev.drydock.catalog.Cataloger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which catalogers have to be asked about a file, by the last part of its path: the sieve of their
/// [dev.drydock.catalog.FileNames].
///
/// @param <C> their kind
final class CatalogersByName<C extends Cataloger> {
  private final List<C> always = new ArrayList<>();
  private final Map<String, List<C>> byName = new HashMap<>();
  private final Map<String, List<C>> byEnding = new HashMap<>();

  /// Which pairs of last characters any name or ending has: most files of an image are ruled out by
  /// them, without a string being made.
  private final boolean[] tails = new boolean[1 << 14];

  /// @param catalogers in the order in which they are to read one file
  CatalogersByName(List<C> catalogers) {
    for (C cataloger : catalogers) {
      if (cataloger.fileNames().any()) {
        always.add(cataloger);
      }
      for (String name : cataloger.fileNames().names()) {
        byName.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(cataloger);
        tails[tail(name)] = true;
      }
      for (String ending : cataloger.fileNames().endings()) {
        byEnding.computeIfAbsent(ending, _ -> new ArrayList<>(1)).add(cataloger);
        tails[tail("." + ending)] = true;
      }
    }
  }

  /// Those that the name of a file goes through to, each once: those of all files first, and each
  /// kind in its order.
  List<C> of(String path) {
    if (!tails[tail(path)]) {
      return always;
    }
    int start = path.lastIndexOf('/') + 1;
    String name = path.substring(start).toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    List<C> named = byName.get(name);
    List<C> ending = dot < 0 ? null : byEnding.get(name.substring(dot + 1));
    return named == null && ending == null ? always : together(named, ending);
  }

  /// A number for the last two characters, the same in upper and lower case.
  private static int tail(String text) {
    int length = text.length();
    int last = length == 0 ? 0 : text.charAt(length - 1) | 0x20;
    // a name of one character follows a slash, or nothing
    int before = length < 2 || text.charAt(length - 2) == '/' ? 0 : text.charAt(length - 2) | 0x20;
    return (before & 0x7f) << 7 | last & 0x7f;
  }

  private List<C> together(@Nullable List<C> named, @Nullable List<C> ending) {
    List<C> result = new ArrayList<>(always);
    if (named != null) {
      result.addAll(named);
    }
    if (ending != null) {
      for (C cataloger : ending) {
        if (!result.contains(cataloger)) {
          result.add(cataloger);
        }
      }
    }
    return result;
  }
}
