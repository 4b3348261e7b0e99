package dev.drydock.project.nuget;

import dev.drydock.project.xml.SourceElement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The properties that an MSBuild file defines. Their names have no case.
///
/// Of several definitions the last counts, unless conditions choose among them: then the value is
/// known if all agree.
final class MsbuildProperties {
  private static final int MOST_SUBSTITUTIONS = 100;
  private static final int MOST_LEVELS = 20;
  private static final int LONGEST = 1_000;

  private final Map<String, List<SourceElement>> definitions = new HashMap<>();
  private final Set<String> conditional = new HashSet<>();

  /// @param group a `PropertyGroup`
  /// @param chosen whether it counts under a condition only
  void define(SourceElement group, boolean chosen) {
    boolean condition = chosen || group.attribute("Condition").isPresent();
    for (SourceElement one : group.children()) {
      String key = key(one.name());
      definitions.computeIfAbsent(key, _ -> new ArrayList<>()).add(one);
      if (condition || one.attribute("Condition").isPresent()) {
        conditional.add(key);
      }
    }
  }

  private static String key(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  /// All definitions, in no order.
  Iterable<SourceElement> all() {
    return definitions.values().stream().flatMap(List::stream).toList();
  }

  /// The definitions that may count.
  List<SourceElement> definitions(String name) {
    String key = key(name);
    List<SourceElement> all = definitions.getOrDefault(key, List.of());
    return all.isEmpty() || conditional.contains(key) ? all : List.of(all.getLast());
  }

  /// Whether a property is defined to be true.
  boolean isTrue(String name) {
    return definitions(name).stream().anyMatch(one -> one.text().equalsIgnoreCase("true"));
  }

  /// The text with all `$(…)` resolved; empty where one is not known.
  Optional<String> resolve(String text) {
    return Optional.ofNullable(resolve(text, 0, new int[] {MOST_SUBSTITUTIONS}));
  }

  private @Nullable String resolve(String text, int level, int[] left) {
    StringBuilder resolved = new StringBuilder();
    int done = 0;
    for (int from = text.indexOf("$("); from >= 0; from = text.indexOf("$(", done)) {
      int to = text.indexOf(')', from);
      if (to < 0 || level == MOST_LEVELS || --left[0] < 0) {
        return null;
      }
      List<SourceElement> all = definitions(text.substring(from + 2, to));
      String held = all.isEmpty() ? "" : all.getFirst().text();
      if (all.isEmpty()
          || held.length() > LONGEST
          || !all.stream().allMatch(one -> one.text().equals(held))) {
        return null;
      }
      String value = resolve(held, level + 1, left);
      if (value == null || resolved.length() + value.length() > LONGEST) {
        return null;
      }
      resolved.append(text, done, from).append(value);
      done = to + 1;
    }
    return resolved.append(text, done, text.length()).toString();
  }
}
