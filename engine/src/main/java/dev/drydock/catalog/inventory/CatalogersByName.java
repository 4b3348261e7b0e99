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

  CatalogersByName(List<C> catalogers) {
    for (C cataloger : catalogers) {
      if (cataloger.fileNames().any()) {
        always.add(cataloger);
      }
      for (String name : cataloger.fileNames().names()) {
        byName.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(cataloger);
      }
      for (String ending : cataloger.fileNames().endings()) {
        byEnding.computeIfAbsent(ending, _ -> new ArrayList<>(1)).add(cataloger);
      }
    }
  }

  /// Those that the name of a file goes through to, each once, in no order that matters.
  List<C> of(String path) {
    int start = path.lastIndexOf('/') + 1;
    String name = path.substring(start).toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    List<C> named = byName.get(name);
    List<C> ending = dot < 0 ? null : byEnding.get(name.substring(dot + 1));
    return named == null && ending == null ? always : together(named, ending);
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
