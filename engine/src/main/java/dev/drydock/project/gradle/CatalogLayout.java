package dev.drydock.project.gradle;

import dev.drydock.project.edit.SourceText;
import dev.drydock.text.TextEdit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes into a version catalog as it is laid out.
final class CatalogLayout {
  private final SourceText source;
  private final String text;
  private final Map<List<String>, CatalogScanner.Statement> versionTables;

  /// The statements of each library, by alias.
  private final Map<String, List<CatalogScanner.Statement>> statements = new HashMap<>();

  /// Where bundles name each library, by its normalized alias.
  private final Map<String, List<Item>> items = new HashMap<>();

  /// One of the texts of a bundle.
  private record Item(List<CatalogText> bundle, int place) {}

  CatalogLayout(VersionCatalog catalog) {
    this.source = catalog.source();
    this.text = source.text();
    this.versionTables = catalog.versionTables();
    for (CatalogScanner.Statement one : catalog.statements()) {
      if (one.path().size() >= 2 && one.path().getFirst().equals("libraries")) {
        statements.computeIfAbsent(one.path().get(1), _ -> new ArrayList<>()).add(one);
      }
    }
    Map<String, List<CatalogText>> bundles = new HashMap<>();
    for (CatalogText one : catalog.texts()) {
      if (one.key(0).equals("bundles")) {
        List<CatalogText> bundle = bundles.computeIfAbsent(one.key(1), _ -> new ArrayList<>());
        items
            .computeIfAbsent(CatalogLibrary.normalized(one.value()), _ -> new ArrayList<>())
            .add(new Item(bundle, bundle.size()));
        bundle.add(one);
      }
    }
  }

  /// The edit after which a library that has none has a version.
  TextEdit version(CatalogLibrary library, String version) {
    CatalogText last = library.names().getLast();
    char quote = text.charAt(last.end());
    String value = quote + version + quote;
    if (last.path().size() == 2) {
      return TextEdit.insertion(last.start() + library.name().length(), ":" + version);
    }
    if (last.inline()) {
      return TextEdit.insertion(last.end() + 1, ", version = " + value);
    }
    String key = text.substring(last.keyStart(), last.keyEnd());
    String front = key.substring(0, Math.max(0, key.length() - last.path().getLast().length()));
    return TextEdit.insertion(
        last.end() + 1,
        source.lineBreak() + source.indentation(last.start()) + front + "version = " + value);
  }

  /// The edit after which `version.ref = "…"`, or `version = { ref = "…" }`, is a version of its
  /// own; empty where it is written in another way.
  Optional<TextEdit> ownVersion(CatalogText reference, String version) {
    char quote = text.charAt(reference.end());
    String own = quote + version + quote;
    List<String> path = reference.path();
    CatalogScanner.Statement braces = versionTables.get(path.subList(0, path.size() - 1));
    if (braces != null) {
      return Optional.of(new TextEdit(braces.start(), braces.end(), own));
    }
    String key = text.substring(reference.keyStart(), reference.keyEnd());
    int dot = key.lastIndexOf('.');
    if (dot < 0 || !key.substring(dot + 1).strip().equals("ref")) {
      return Optional.empty();
    }
    String between = text.substring(reference.keyEnd(), reference.start() - 1);
    return Optional.of(
        new TextEdit(
            reference.keyStart(),
            reference.end() + 1,
            key.substring(0, dot).stripTrailing() + between + own));
  }

  /// Takes a library out, and out of the bundles that name it.
  List<TextEdit> removal(CatalogLibrary library) {
    List<TextEdit> edits = new ArrayList<>();
    for (CatalogScanner.Statement one : statements.getOrDefault(library.alias(), List.of())) {
      edits.add(source.removal(one.start(), withComment(one.end())));
    }
    for (Item item : items.getOrDefault(CatalogLibrary.normalized(library.alias()), List.of())) {
      edits.add(removal(item.bundle(), item.place()));
    }
    return edits;
  }

  private TextEdit removal(List<CatalogText> bundle, int place) {
    int start = bundle.get(place).start() - 1;
    int end = bundle.get(place).end() + 1;
    int comma = source.skipBlanks(end);
    boolean separated = text.startsWith(",", comma);
    int rest = separated ? withComment(comma + 1) : end;
    if (separated && source.startsLine(start) && source.endsLine(rest)) {
      return source.removal(start, rest);
    }
    if (place + 1 < bundle.size()) {
      return new TextEdit(start, bundle.get(place + 1).start() - 1, "");
    }
    return new TextEdit(place == 0 ? start : bundle.get(place - 1).end() + 1, end, "");
  }

  private int withComment(int offset) {
    return text.startsWith("#", source.skipBlanks(offset)) ? source.lineEnd(offset) : offset;
  }
}
