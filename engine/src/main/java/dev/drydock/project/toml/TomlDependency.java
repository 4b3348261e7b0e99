package dev.drydock.project.toml;

import dev.drydock.project.toml.TomlDocument.Leaf;
import dev.drydock.project.toml.TomlValue.ArrayValue;
import dev.drydock.project.toml.TomlValue.InlineTable;
import dev.drydock.project.toml.TomlValue.TextValue;
import dev.drydock.text.TextEdit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/// A dependency in a section whose keys are names: `serde = "1.0"`, `serde = { version = "1.0" }`,
/// `[dependencies.serde]` with `version = "1.0"`.
///
/// @param section the names of the tables that it stands in
/// @param key the name
/// @param requirement the string with the versions; empty where there is none
/// @param properties what else is said of it, the strings among them by their name: `git`,
///   `package`
/// @param removal the edit after which it is gone; empty where it has no lines of its own
public record TomlDependency(
    List<String> section,
    TomlKey key,
    Optional<TextValue> requirement,
    Map<String, TomlValue> properties,
    Optional<TextEdit> removal) {
  public TomlDependency {
    section = List.copyOf(section);
    properties = Map.copyOf(properties);
  }

  /// The string that is the property `name`.
  public Optional<String> text(String name) {
    return properties.get(name) instanceof TextValue(String value, boolean _, int _, int _)
        ? Optional.of(value)
        : Optional.empty();
  }

  /// All dependencies of a document, in the order of the file.
  ///
  /// @param level for a path the number of names that lead to a section of dependencies; negative
  ///   where it leads to none
  public static List<TomlDependency> of(TomlDocument document, ToIntFunction<List<String>> level) {
    Map<List<String>, List<Leaf>> byName = new LinkedHashMap<>();
    for (Leaf leaf : document.leaves()) {
      List<String> names = leaf.path().stream().map(TomlKey::name).toList();
      int section = level.applyAsInt(names);
      if (section >= 0 && names.size() > section) {
        byName
            .computeIfAbsent(List.copyOf(names.subList(0, section + 1)), _ -> new ArrayList<>())
            .add(leaf);
      }
    }
    List<TomlDependency> found = new ArrayList<>();
    byName.forEach((names, leaves) -> found.addAll(of(document, names, leaves)));
    return found;
  }

  private static List<TomlDependency> of(
      TomlDocument document, List<String> names, List<Leaf> leaves) {
    int level = names.size() - 1;
    List<String> section = names.subList(0, level);
    Leaf first = leaves.getFirst();
    TomlKey key = first.path().get(level);
    Optional<TextEdit> removal = removal(document, level, leaves);
    if (first.path().size() == level + 1) {
      return switch (first.value()) {
        case TextValue text ->
            List.of(new TomlDependency(section, key, Optional.of(text), Map.of(), removal));
        case ArrayValue array -> several(section, key, array, removal);
        case InlineTable _, TomlValue.LiteralValue _ ->
            List.of(new TomlDependency(section, key, Optional.empty(), Map.of(), removal));
      };
    }
    Map<String, TomlValue> properties = new LinkedHashMap<>();
    for (Leaf leaf : leaves) {
      if (leaf.path().size() == level + 2) {
        properties.put(leaf.path().getLast().name(), leaf.value());
      }
    }
    return List.of(of(section, key, properties, removal));
  }

  /// Poetry takes a list of alternatives for different Pythons.
  private static List<TomlDependency> several(
      List<String> section, TomlKey key, ArrayValue array, Optional<TextEdit> removal) {
    List<TomlDependency> found = new ArrayList<>();
    for (TomlValue item : array.items()) {
      if (item instanceof InlineTable(List<TomlEntry> entries, int _, int _)) {
        Map<String, TomlValue> properties = new LinkedHashMap<>();
        entries.forEach(entry -> properties.put(entry.key().getFirst().name(), entry.value()));
        found.add(of(section, key, properties, removal));
      }
    }
    return found;
  }

  private static TomlDependency of(
      List<String> section,
      TomlKey key,
      Map<String, TomlValue> properties,
      Optional<TextEdit> removal) {
    Optional<TextValue> requirement =
        properties.get("version") instanceof TextValue text ? Optional.of(text) : Optional.empty();
    return new TomlDependency(section, key, requirement, properties, removal);
  }

  private static Optional<TextEdit> removal(TomlDocument document, int level, List<Leaf> leaves) {
    Leaf first = leaves.getFirst();
    boolean oneTable = leaves.stream().allMatch(leaf -> leaf.table().equals(first.table()));
    if (oneTable && first.table().path().size() == level + 1) {
      return Optional.of(document.edits().removeTable(first.table()));
    }
    boolean oneEntry = leaves.stream().allMatch(leaf -> leaf.entry().equals(first.entry()));
    int keys = first.table().path().size() + first.entry().key().size();
    return oneEntry && keys >= level + 1
        ? Optional.of(document.edits().removeEntry(first.entry()))
        : Optional.empty();
  }
}
