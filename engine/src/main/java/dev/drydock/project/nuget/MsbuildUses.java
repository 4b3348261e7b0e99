package dev.drydock.project.nuget;

import dev.drydock.project.xml.SourceElement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Which packages have their version from which property, so that one who changes it knows what
/// moves along.
final class MsbuildUses {
  private final Map<String, Set<String>> packages = new HashMap<>();

  /// The properties whose values name a property.
  private final Map<String, Set<String>> properties = new HashMap<>();

  MsbuildUses(MsbuildFile file) {
    for (MsbuildItem item : file.items()) {
      collect(item.requirement(), item.name(), packages);
    }
    for (SourceElement definition : file.properties().all()) {
      collect(definition.text(), key(definition.name()), properties);
    }
  }

  private static String key(String property) {
    return property.strip().toLowerCase(Locale.ROOT);
  }

  private static void collect(String text, String user, Map<String, Set<String>> users) {
    int to;
    for (int from = text.indexOf("$("); from >= 0; from = text.indexOf("$(", to)) {
      to = text.indexOf(')', from);
      if (to < 0) {
        return;
      }
      users
          .computeIfAbsent(
              key(text.substring(from + 2, to)), _ -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER))
          .add(user);
    }
  }

  /// The names of the packages, by way of other properties too.
  Set<String> of(String property) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    open.push(key(property));
    while (!open.isEmpty()) {
      String one = open.pop();
      if (seen.add(one)) {
        names.addAll(packages.getOrDefault(one, Set.of()));
        properties.getOrDefault(one, Set.of()).forEach(open::push);
      }
    }
    return names;
  }
}
