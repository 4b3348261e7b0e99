package dev.drydock.project.nuget;

import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ManifestEdit.Refused;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.edit.Changes;
import dev.drydock.project.edit.Coordinates;
import dev.drydock.project.edit.SourceText;
import dev.drydock.project.xml.NewElement;
import dev.drydock.project.xml.SourceAttribute;
import dev.drydock.project.xml.SourceElement;
import dev.drydock.project.xml.XmlLayout;
import dev.drydock.text.TextEdit;
import java.util.List;
import java.util.Optional;

/// A `packages.config` and its changes. The project file beside it names the folders of the same
/// packages, so that each change goes on there.
final class PackagesConfigManifest implements ProjectManifest {
  private final String path;
  private final SourceText source;
  private final SourceElement root;
  private final List<SourceElement> packages;
  private final XmlLayout layout;

  PackagesConfigManifest(
      String path, SourceText source, SourceElement root, List<SourceElement> packages) {
    this.path = path;
    this.source = source;
    this.root = root;
    this.packages = packages;
    this.layout = new XmlLayout(source, root);
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public List<DeclaredDependency> dependencies() {
    return packages.stream().map(this::declared).toList();
  }

  private DeclaredDependency declared(SourceElement one) {
    String version = value(one, "version");
    return new DeclaredDependency(
        value(one, "id"),
        version,
        NugetVersions.startsFrom(version),
        line(one),
        value(one, "developmentDependency").equalsIgnoreCase("true"));
  }

  private static String value(SourceElement element, String attribute) {
    return element.attribute(attribute).map(one -> one.value().value()).orElse("");
  }

  private List<SourceElement> named(String name) {
    return packages.stream().filter(one -> value(one, "id").equalsIgnoreCase(name)).toList();
  }

  @Override
  public ManifestEdit raise(String name, String version) {
    if (!Coordinates.isVersion(version)) {
      return MsbuildManifest.notAVersion(version);
    }
    List<SourceElement> named = named(name);
    if (named.isEmpty()) {
      return notDeclared(name);
    }
    Changes changes = new Changes(source);
    named.forEach(one -> raise(one, version, changes));
    return result(
        changes,
        "the project file names the folder of the old version: run `nuget update packages.config -Id %s -Version %s`, or reinstall it there"
            .formatted(value(named.getFirst(), "id"), version));
  }

  private void raise(SourceElement one, String version, Changes changes) {
    Optional<SourceAttribute> written = one.attribute("version");
    if (written.isEmpty()) {
      changes.refuse("line %d has no version: write %s there".formatted(line(one), version));
    } else if (!NugetVersions.isAtLeast(written.get().value().value(), version)) {
      changes.edit(written.get().value().become(version));
      allow(one, version, changes);
    }
  }

  /// The range to which updates are kept has to let the version in.
  private static void allow(SourceElement one, String version, Changes changes) {
    String allowed = value(one, "allowedVersions");
    if (!allowed.isEmpty()) {
      changes.next(
          "allowedVersions of %s is %s: check that it lets %s in"
              .formatted(value(one, "id"), allowed, version));
    }
  }

  @Override
  public ManifestEdit override(String name, String version) {
    if (!Coordinates.isVersion(version)) {
      return MsbuildManifest.notAVersion(version);
    }
    if (!Coordinates.isName(name)) {
      return MsbuildManifest.notAName(name);
    }
    if (!named(name).isEmpty()) {
      return raise(name, version);
    }
    Changes changes = new Changes(source);
    changes.edit(addition(name, version));
    return result(
        changes,
        "a project file that names folders of packages needs a Reference to %s %s: install it there"
            .formatted(name, version));
  }

  private TextEdit addition(String name, String version) {
    Optional<SourceElement> last = packages.stream().reduce((_, later) -> later);
    String framework =
        last.flatMap(one -> one.attribute("targetFramework"))
            .map(SourceAttribute::value)
            .map(value -> source.text().substring(value.start(), value.end()))
            .filter(Coordinates::isName)
            .map(value -> " targetFramework=\"" + value + "\"")
            .orElse("");
    String tag = "package id=\"" + name + "\" version=\"" + version + "\"" + framework;
    NewElement added = new NewElement(tag, "", List.of());
    TextEdit edit =
        last.map(one -> layout.after(one, added)).orElseGet(() -> layout.append(root, added));
    boolean closesTightly =
        last.filter(SourceElement::isEmptyTag)
            .map(one -> source.text().charAt(one.end() - 3) != ' ')
            .orElse(false);
    return closesTightly
        ? new TextEdit(edit.start(), edit.end(), edit.replacement().replace("\" />", "\"/>"))
        : edit;
  }

  @Override
  public ManifestEdit replace(String name, String replacement, String version) {
    if (!Coordinates.isVersion(version)) {
      return MsbuildManifest.notAVersion(version);
    }
    if (!Coordinates.isName(replacement)) {
      return MsbuildManifest.notAName(replacement);
    }
    List<SourceElement> named = named(name);
    if (named.isEmpty()) {
      return notDeclared(name);
    }
    if (name.equalsIgnoreCase(replacement)) {
      return raise(name, version);
    }
    Changes changes = new Changes(source);
    List<SourceElement> present = named(replacement);
    if (present.isEmpty()) {
      for (SourceElement one : named) {
        one.attribute("id").ifPresent(id -> changes.edit(id.value().become(replacement)));
        one.attribute("version").ifPresent(old -> changes.edit(old.value().become(version)));
      }
    } else {
      named.forEach(one -> changes.edit(layout.removal(one)));
      present.forEach(one -> raise(one, version, changes));
    }
    return result(
        changes,
        "take %s out of the project file and install %s %s there; the code may have to follow"
            .formatted(name, replacement, version));
  }

  @Override
  public ManifestEdit remove(String name) {
    List<SourceElement> named = named(name);
    if (named.isEmpty()) {
      return notDeclared(name);
    }
    Changes changes = new Changes(source);
    named.forEach(one -> changes.edit(layout.removal(one)));
    return result(
        changes, "take the Reference and the Import of %s out of the project file".formatted(name));
  }

  /// The project file cannot follow by itself.
  private static ManifestEdit result(Changes changes, String next) {
    if (!changes.isEmpty()) {
      changes.next(next);
    }
    return changes.result();
  }

  private int line(SourceElement element) {
    return source.line(element.start());
  }

  private Refused notDeclared(String name) {
    return new Refused(path + " does not name " + name);
  }
}
