package dev.drydock.project.toml;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.source.SourceText;
import dev.drydock.project.toml.TomlValue.InlineTable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A TOML document in a file.
public final class TomlDocument {
  private final SourceText source;
  private final List<TomlTable> tables;
  private final List<Leaf> leaves;

  private TomlDocument(SourceText source, List<TomlTable> tables, List<Leaf> leaves) {
    this.source = source;
    this.tables = List.copyOf(tables);
    this.leaves = List.copyOf(leaves);
  }

  /// A value that is no inline table, however its tables are written.
  ///
  /// @param path all keys that lead to it from the document's root
  /// @param entry in which it stands
  /// @param table in which that stands
  public record Leaf(List<TomlKey> path, TomlValue value, TomlEntry entry, TomlTable table) {
    public Leaf {
      path = List.copyOf(path);
    }

    /// Whether its path begins with these names.
    public boolean isBelow(List<String> names) {
      if (path.size() < names.size()) {
        return false;
      }
      for (int i = 0; i < names.size(); i++) {
        if (!path.get(i).name().equals(names.get(i))) {
          return false;
        }
      }
      return true;
    }
  }

  /// @param kind what it should be, with its article, for errors
  /// @throws ManifestException where it is no TOML
  public static TomlDocument read(String path, String text, String kind, Limits limits)
      throws ManifestException {
    SourceText source = SourceText.of(path, text, limits);
    List<TomlTable> tables = new TomlScanner(source, kind, limits).read();
    List<Leaf> leaves = new ArrayList<>();
    Set<List<String>> known = new HashSet<>();
    boolean inArray = false;
    for (TomlTable table : tables) {
      // below [[a]], [a.b] is another table each time
      inArray = inArray || table.array();
      for (TomlEntry entry : table.entries()) {
        collect(table.path(), entry, entry, table, leaves);
      }
    }
    if (!inArray) {
      for (Leaf leaf : leaves) {
        if (!known.add(leaf.path().stream().map(TomlKey::name).toList())) {
          throw source.broken(leaf.entry().start(), kind, "a key for the second time");
        }
      }
    }
    return new TomlDocument(source, tables, leaves);
  }

  private static void collect(
      List<TomlKey> path, TomlEntry entry, TomlEntry outer, TomlTable table, List<Leaf> leaves) {
    List<TomlKey> whole = Stream.concat(path.stream(), entry.key().stream()).toList();
    if (entry.value() instanceof InlineTable(List<TomlEntry> entries, int _, int _)) {
      for (TomlEntry inner : entries) {
        collect(whole, inner, outer, table, leaves);
      }
    } else {
      leaves.add(new Leaf(whole, entry.value(), outer, table));
    }
  }

  public SourceText source() {
    return source;
  }

  public List<TomlTable> tables() {
    return tables;
  }

  /// In the order of the file.
  public List<Leaf> leaves() {
    return leaves;
  }

  /// The table whose header is this path; the first of several.
  public Optional<TomlTable> table(String... path) {
    return tables.stream().filter(each -> each.is(List.of(path))).findFirst();
  }

  /// The value at this path.
  public Optional<TomlValue> value(String... path) {
    return leaves.stream()
        .filter(each -> each.path().size() == path.length && each.isBelow(List.of(path)))
        .map(Leaf::value)
        .findFirst();
  }

  /// Whether anything is said below this path, be it only its header.
  public boolean has(String... path) {
    return table(path).isPresent()
        || tables.stream()
            .anyMatch(
                each ->
                    each.path().size() > path.length
                        && each.path().stream()
                            .limit(path.length)
                            .map(TomlKey::name)
                            .toList()
                            .equals(List.of(path)))
        || leaves.stream().anyMatch(each -> each.isBelow(List.of(path)));
  }

  public TomlEdits edits() {
    return new TomlEdits(this);
  }
}
