package dev.drydock.project.gradle;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.edit.Coordinates;
import dev.drydock.project.edit.SourceText;
import dev.drydock.project.gradle.ScriptSlot.Style;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A version catalog (Gradle User Manual, "The version catalog TOML file format").
///
/// @param versionTables where versions are written within braces
/// @param libraries in the order of the file
/// @param versions where the entries of `[versions]` are written, by their normalized keys
record VersionCatalog(
    String path,
    SourceText source,
    List<CatalogText> texts,
    List<CatalogScanner.Statement> statements,
    Map<List<String>, CatalogScanner.Statement> versionTables,
    List<CatalogLibrary> libraries,
    List<CatalogLibrary> plugins,
    Map<String, List<ScriptSlot>> versions) {
  private static final List<String> RICH = List.of("strictly", "require", "prefer");

  static VersionCatalog read(String path, String text, Limits limits) throws ManifestException {
    SourceText source = new SourceText(text);
    CatalogScanner scanner = CatalogScanner.scan(path, source, limits);
    Map<String, List<CatalogText>> libraries = new LinkedHashMap<>();
    Map<String, List<CatalogText>> plugins = new LinkedHashMap<>();
    Map<String, List<ScriptSlot>> versions = new HashMap<>();
    for (CatalogText one : scanner.texts()) {
      switch (one.key(0)) {
        case "libraries" -> libraries.computeIfAbsent(one.key(1), _ -> new ArrayList<>()).add(one);
        case "plugins" -> plugins.computeIfAbsent(one.key(1), _ -> new ArrayList<>()).add(one);
        case "versions" -> {
          if (one.plain() && (one.path().size() == 2 || isRich(one, List.of()))) {
            versions
                .computeIfAbsent(CatalogLibrary.normalized(one.key(1)), _ -> new ArrayList<>())
                .add(slot(one));
          }
        }
        default -> {} // bundles, metadata
      }
    }
    return new VersionCatalog(
        path,
        source,
        scanner.texts(),
        scanner.statements(),
        scanner.versionTables(),
        all(libraries, false),
        all(plugins, true),
        versions);
  }

  private static boolean isRich(CatalogText text, List<String> prefix) {
    return RICH.contains(text.path().getLast())
        && text.path().subList(2, text.path().size() - 1).equals(prefix);
  }

  private static ScriptSlot slot(CatalogText text) {
    return new ScriptSlot(text.start(), text.value(), Style.LITERAL);
  }

  private static List<CatalogLibrary> all(Map<String, List<CatalogText>> byAlias, boolean plugins) {
    List<CatalogLibrary> all = new ArrayList<>();
    byAlias.forEach(
        (alias, texts) -> {
          CatalogLibrary one = plugins ? plugin(alias, texts) : library(alias, texts);
          if (one != null) {
            all.add(one);
          }
        });
    all.sort((one, other) -> Integer.compare(one.start(), other.start()));
    return List.copyOf(all);
  }

  private static @Nullable CatalogLibrary library(String alias, List<CatalogText> texts) {
    if (texts.stream().anyMatch(text -> !text.plain())) {
      return null;
    }
    CatalogText first = texts.getFirst();
    if (first.path().size() == 2) {
      ScriptNotation notation = ScriptNotation.ofText(slot(first));
      if (notation == null) {
        return null;
      }
      String name = notation.group().written() + ":" + notation.artifact().written();
      ScriptSlot version = notation.version();
      List<ScriptSlot> versions = version == null ? List.of() : List.of(version);
      return named(new CatalogLibrary(alias, name, List.of(first), versions, null));
    }
    Optional<CatalogText> module = find(texts, "module");
    Optional<CatalogText> group = find(texts, "group");
    Optional<CatalogText> artifact = find(texts, "name");
    if (module.isEmpty() && (group.isEmpty() || artifact.isEmpty())) {
      return null;
    }
    String name =
        module
            .map(CatalogText::value)
            .orElseGet(
                () ->
                    group.map(CatalogText::value).orElse("")
                        + ":"
                        + artifact.map(CatalogText::value).orElse(""));
    List<CatalogText> names =
        module.map(List::of).orElseGet(() -> List.of(group.orElseThrow(), artifact.orElseThrow()));
    return named(new CatalogLibrary(alias, name, names, versions(texts), reference(texts)));
  }

  private static @Nullable CatalogLibrary named(CatalogLibrary library) {
    return Coordinates.isGroupAndArtifact(library.name()) ? library : null;
  }

  private static @Nullable CatalogLibrary plugin(String alias, List<CatalogText> texts) {
    CatalogText first = texts.getFirst();
    if (first.path().size() == 2) {
      int colon = first.value().indexOf(':');
      String id = colon < 0 ? first.value() : first.value().substring(0, colon);
      return new CatalogLibrary(alias, id, List.of(first), List.of(), null);
    }
    return find(texts, "id")
        .map(
            id ->
                new CatalogLibrary(
                    alias, id.value(), List.of(id), versions(texts), reference(texts)))
        .orElse(null);
  }

  private static Optional<CatalogText> find(List<CatalogText> texts, String... keys) {
    return texts.stream().filter(text -> text.isAt(keys)).findFirst();
  }

  private static @Nullable CatalogText reference(List<CatalogText> texts) {
    return find(texts, "version", "ref").orElse(null);
  }

  private static List<ScriptSlot> versions(List<CatalogText> texts) {
    return texts.stream()
        .filter(text -> text.isAt("version") || isRich(text, List.of("version")))
        .map(VersionCatalog::slot)
        .toList();
  }

  List<CatalogLibrary> named(String name) {
    return libraries.stream().filter(one -> one.name().equals(name)).toList();
  }

  /// Where the version of a library is written, with the entry that it names.
  List<ScriptSlot> slots(CatalogLibrary library) {
    return library
        .referenceKey()
        .map(key -> versions.getOrDefault(key, List.of()))
        .orElse(library.versions());
  }
}
