package dev.drydock.base.suggestion;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The run-time environments of languages that are in an image.
///
/// @param lines of each language, in no order that means anything
record Runtimes(Map<Language, TreeSet<String>> lines) {

  static Runtimes in(Bom bom, Predicate<Component> wanted) {
    Map<Language, TreeSet<String>> lines = new EnumMap<>(Language.class);
    for (Component component : bom.components()) {
      boolean environment =
          component.os() != null
              || component.type().equals("generic")
              || component.type().equals(Language.DOTNET.packageType());
      if (!environment || !wanted.test(component)) {
        continue;
      }
      String name = component.name().toLowerCase(Locale.ROOT);
      for (Language language : Language.values()) {
        String line = language.line(name, component.version());
        if (line != null) {
          lines.computeIfAbsent(language, _ -> new TreeSet<>()).add(line);
        }
      }
    }
    return new Runtimes(lines);
  }
}
