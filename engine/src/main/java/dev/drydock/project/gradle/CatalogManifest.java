package dev.drydock.project.gradle;

import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ManifestEdit.Refused;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.edit.Changes;
import dev.drydock.project.edit.Coordinates;
import dev.drydock.text.TextEdit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A version catalog and its changes.
///
/// All aliases of one name change together. A version that is above the one asked for stays.
final class CatalogManifest implements ProjectManifest {
  private final VersionCatalog catalog;
  private final CatalogLayout layout;

  /// What names an entry of `[versions]`, by its key.
  private final Map<String, Set<String>> users = new HashMap<>();

  CatalogManifest(VersionCatalog catalog) {
    this.catalog = catalog;
    this.layout = new CatalogLayout(catalog);
    catalog.libraries().forEach(one -> use(one, one.name()));
    catalog.plugins().forEach(one -> use(one, "the plugin " + one.name()));
  }

  private void use(CatalogLibrary user, String name) {
    user.referenceKey()
        .ifPresent(key -> users.computeIfAbsent(key, _ -> new LinkedHashSet<>()).add(name));
  }

  @Override
  public String path() {
    return catalog.path();
  }

  @Override
  public List<DeclaredDependency> dependencies() {
    return catalog.libraries().stream().map(this::declared).toList();
  }

  private DeclaredDependency declared(CatalogLibrary library) {
    String requirement =
        catalog.slots(library).stream().findFirst().map(ScriptSlot::written).orElse("");
    return new DeclaredDependency(
        library.name(),
        requirement,
        ScriptVersions.startsFrom(requirement),
        line(library.start()),
        false);
  }

  @Override
  public ManifestEdit raise(String name, String version) {
    if (!Coordinates.isVersion(version)) {
      return notAVersion(version);
    }
    List<CatalogLibrary> named = catalog.named(name);
    if (named.isEmpty()) {
      return notDeclared(name);
    }
    Changes changes = new Changes(catalog.source());
    Set<String> told = new HashSet<>();
    named.forEach(library -> raise(library, version, told, changes));
    return changes.result();
  }

  private void raise(CatalogLibrary library, String version, Set<String> told, Changes changes) {
    List<ScriptSlot> slots = catalog.slots(library);
    boolean changed = false;
    for (ScriptSlot slot : slots) {
      if (!ScriptVersions.isAtLeast(slot.written(), version)) {
        String raised = ScriptVersions.raised(slot.written(), version);
        changes.edit(new TextEdit(slot.start(), slot.end(), raised));
        changed = true;
      }
    }
    CatalogText reference = library.reference();
    if (reference != null && slots.isEmpty()) {
      changes.refuse(
          "line %d names the version %s, which [versions] does not hold as a plain text: set it to %s there"
              .formatted(line(reference.start()), reference.value(), version));
    } else if (reference != null && changed && told.add(reference.value())) {
      tellOfOthers(library, reference.value(), version, changes);
    } else if (slots.isEmpty()) {
      changes.edit(layout.version(library, version));
    }
  }

  private void tellOfOthers(CatalogLibrary library, String key, String version, Changes changes) {
    List<String> others =
        users(library).stream().filter(name -> !name.equals(library.name())).limit(8).toList();
    if (!others.isEmpty()) {
      changes.next(
          "%s also sets the version of %s: check that there is a %s of %s"
              .formatted(
                  key, String.join(", ", others), version, others.size() == 1 ? "it" : "each"));
    }
  }

  /// What names the same version as a library, itself among it.
  private Set<String> users(CatalogLibrary library) {
    return library.referenceKey().map(users::get).orElse(Set.of());
  }

  /// What a catalog does not name it cannot change: nobody would use a new alias.
  @Override
  public ManifestEdit override(String name, String version) {
    return catalog.named(name).isEmpty()
        ? new Refused(
            "%s only names what build scripts use: add a constraint on %s %s to a build.gradle"
                .formatted(catalog.path(), name, version))
        : raise(name, version);
  }

  @Override
  public ManifestEdit replace(String name, String replacement, String version) {
    if (!Coordinates.isVersion(version)) {
      return notAVersion(version);
    }
    if (!Coordinates.isGroupAndArtifact(replacement)) {
      return new Refused(
          "'" + replacement + "' is not a group and an artifact, as in com.example:library");
    }
    List<CatalogLibrary> named = catalog.named(name);
    if (named.isEmpty()) {
      return notDeclared(name);
    }
    if (name.equals(replacement)) {
      return raise(name, version);
    }
    Changes changes = new Changes(catalog.source());
    named.forEach(library -> replace(library, replacement, version, changes));
    if (!changes.isEmpty()) {
      changes.next(
          "the code may have to follow, where classes of %s are others than those of %s: run `gradle build`"
              .formatted(replacement, name));
    }
    return changes.result();
  }

  private void replace(
      CatalogLibrary library, String replacement, String version, Changes changes) {
    CatalogText reference = library.reference();
    boolean shared =
        reference != null && (catalog.slots(library).isEmpty() || users(library).size() > 1);
    Optional<TextEdit> own =
        reference != null && shared ? layout.ownVersion(reference, version) : Optional.empty();
    if (shared && own.isEmpty()) {
      changes.refuse(
          "line %d shares its version with others: give it one of its own first"
              .formatted(line(library.start())));
      return;
    }
    int colon = replacement.indexOf(':');
    CatalogText first = library.names().getFirst();
    if (library.names().size() == 2) {
      write(first, first.end(), replacement.substring(0, colon), changes);
      CatalogText second = library.names().getLast();
      write(second, second.end(), replacement.substring(colon + 1), changes);
    } else {
      write(first, first.start() + library.name().length(), replacement, changes);
    }
    List<ScriptSlot> slots = catalog.slots(library);
    if (own.isPresent()) {
      changes.edit(own.get());
    } else if (slots.isEmpty()) {
      changes.edit(layout.version(library, version));
    } else {
      slots.forEach(slot -> changes.edit(new TextEdit(slot.start(), slot.end(), version)));
    }
  }

  private static void write(CatalogText text, int end, String value, Changes changes) {
    changes.edit(new TextEdit(text.start(), end, value));
  }

  @Override
  public ManifestEdit remove(String name) {
    List<CatalogLibrary> named = catalog.named(name);
    if (named.isEmpty()) {
      return notDeclared(name);
    }
    Changes changes = new Changes(catalog.source());
    for (CatalogLibrary library : named) {
      layout.removal(library).forEach(changes::edit);
      changes.next("take " + accessor(library) + " out of the build scripts that use it");
    }
    return changes.result();
  }

  /// What build scripts call it: `libs.` is from the name of the file.
  private String accessor(CatalogLibrary library) {
    String path = catalog.path();
    String file = path.substring(path.lastIndexOf('/') + 1);
    return file.substring(0, Math.max(0, file.indexOf('.')))
        + "."
        + library.alias().replace('-', '.').replace('_', '.');
  }

  private int line(int offset) {
    return catalog.source().line(offset);
  }

  private Refused notDeclared(String name) {
    return new Refused("%s does not name %s".formatted(catalog.path(), name));
  }

  private static Refused notAVersion(String version) {
    return new Refused("'" + version + "' is not a version that can be written into a catalog");
  }
}
