package dev.drydock.project.nuget;

import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ManifestEdit.Refused;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.edit.Changes;
import dev.drydock.project.edit.Coordinates;
import dev.drydock.project.nuget.MsbuildItem.Kind;
import java.util.List;
import java.util.Optional;

/// A project file or a `Directory.Packages.props`, and its changes.
///
/// All items of a name change together, whatever their conditions. A version that is above the one
/// asked for stays.
final class MsbuildManifest implements ProjectManifest {
  private static final String CENTRAL = "Directory.Packages.props";

  private final MsbuildFile file;

  /// Whether it states versions for all projects, and names no package of one itself.
  private final boolean central;

  private final boolean tests;
  private final MsbuildLayout layout;

  MsbuildManifest(MsbuildFile file, boolean central) {
    this.file = file;
    this.central = central;
    this.tests = file.isForTests();
    this.layout = new MsbuildLayout(file);
  }

  @Override
  public String path() {
    return file.path();
  }

  @Override
  public List<DeclaredDependency> dependencies() {
    return file.items().stream().map(this::declared).toList();
  }

  private DeclaredDependency declared(MsbuildItem item) {
    String written = item.requirement();
    Optional<String> resolved = file.properties().resolve(written);
    return new DeclaredDependency(
        item.name(),
        resolved.orElse(written),
        resolved.flatMap(NugetVersions::startsFrom),
        file.line(item.element()),
        tests
            || item.kind().isForBuilds()
            || item.metadata("PrivateAssets").equalsIgnoreCase("all"));
  }

  @Override
  public ManifestEdit raise(String name, String version) {
    if (!Coordinates.isVersion(version)) {
      return notAVersion(version);
    }
    List<MsbuildItem> named = file.named(name);
    if (named.isEmpty()) {
      return notDeclared(name);
    }
    Changes changes = new Changes(file.source());
    raise(named, version, changes);
    return result(changes);
  }

  private void raise(List<MsbuildItem> named, String version, Changes changes) {
    MsbuildVersions versions = new MsbuildVersions(file, changes, version);
    boolean elsewhere = named.stream().noneMatch(MsbuildItem::hasVersion);
    for (MsbuildItem item : named) {
      if (item.hasVersion()) {
        versions.raise(item);
      } else if (elsewhere && item.kind() == Kind.PACKAGE_VERSION) {
        changes.edit(layout.version(item, version));
      } else if (elsewhere) {
        changes.refuse(
            "line %d names %s without a version, which is then in %s: raise it there to %s"
                .formatted(file.line(item.element()), item.name(), CENTRAL, version));
      }
    }
  }

  @Override
  public ManifestEdit override(String name, String version) {
    if (!Coordinates.isVersion(version)) {
      return notAVersion(version);
    }
    if (!Coordinates.isName(name)) {
      return notAName(name);
    }
    if (!file.named(name).isEmpty()) {
      return raise(name, version);
    }
    if (!central && isManagedCentrally()) {
      return new Refused(
          "%s has its versions in %s: add %s %s there".formatted(path(), CENTRAL, name, version));
    }
    Changes changes = new Changes(file.source());
    Kind kind = central ? Kind.PACKAGE_VERSION : Kind.PACKAGE_REFERENCE;
    changes.edit(layout.addition(kind, name, version));
    if (central && !file.properties().isTrue("CentralPackageTransitivePinningEnabled")) {
      changes.next(
          "set CentralPackageTransitivePinningEnabled to true in %s, or refer to %s in the projects: otherwise the version counts for direct references only"
              .formatted(path(), name));
    }
    return result(changes);
  }

  private boolean isManagedCentrally() {
    if (file.properties().isTrue("ManagePackageVersionsCentrally")) {
      return true;
    }
    List<MsbuildItem> references =
        file.items().stream().filter(item -> item.kind() == Kind.PACKAGE_REFERENCE).toList();
    return !references.isEmpty()
        && references.stream().allMatch(item -> item.metadata("Version").isEmpty());
  }

  @Override
  public ManifestEdit replace(String name, String replacement, String version) {
    if (!Coordinates.isVersion(version)) {
      return notAVersion(version);
    }
    if (!Coordinates.isName(replacement)) {
      return notAName(replacement);
    }
    List<MsbuildItem> named = file.named(name);
    if (named.isEmpty()) {
      return notDeclared(name);
    }
    if (name.equalsIgnoreCase(replacement)) {
      return raise(name, version);
    }
    Changes changes = new Changes(file.source());
    List<MsbuildItem> present = file.named(replacement);
    if (present.isEmpty()) {
      MsbuildVersions versions = new MsbuildVersions(file, changes, version);
      named.forEach(item -> replace(item, replacement, version, versions, changes));
    } else {
      layout.removals(named).forEach(changes::edit);
      if (present.stream().anyMatch(MsbuildItem::hasVersion)) {
        raise(present, version, changes);
      }
    }
    if (!changes.isEmpty()) {
      changes.next(
          "the code may have to follow, where types of %s are others than those of %s: run `dotnet build`"
              .formatted(replacement, name));
    }
    return result(changes);
  }

  private void replace(
      MsbuildItem item,
      String replacement,
      String version,
      MsbuildVersions versions,
      Changes changes) {
    if (item.shared()) {
      changes.refuse(
          "line %d names several packages at once: give %s a line of its own first"
              .formatted(file.line(item.element()), item.name()));
      return;
    }
    changes.edit(item.naming().value().become(replacement));
    if (item.hasVersion()) {
      versions.set(item);
    } else if (item.kind() == Kind.PACKAGE_REFERENCE) {
      changes.next(
          "%s has to be in %s with the version %s".formatted(replacement, CENTRAL, version));
    }
  }

  @Override
  public ManifestEdit remove(String name) {
    List<MsbuildItem> named = file.named(name);
    if (named.isEmpty()) {
      return notDeclared(name);
    }
    Changes changes = new Changes(file.source());
    layout.removals(named).forEach(changes::edit);
    return result(changes);
  }

  private ManifestEdit result(Changes changes) {
    if (!changes.isEmpty() && file.properties().isTrue("RestorePackagesWithLockFile")) {
      changes.next("run `dotnet restore --force-evaluate`, which renews packages.lock.json");
    }
    return changes.result();
  }

  private Refused notDeclared(String name) {
    return new Refused(path() + " does not name " + name);
  }

  static Refused notAVersion(String version) {
    return new Refused("'" + version + "' is not a version that NuGet takes, such as 1.2.3");
  }

  static Refused notAName(String name) {
    return new Refused("'" + name + "' is not the id of a package of NuGet");
  }
}
