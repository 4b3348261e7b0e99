package dev.drydock.project.gradle;

import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ManifestEdit.Refused;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.edit.Changes;
import dev.drydock.project.edit.Coordinates;
import dev.drydock.project.gradle.ScriptDependency.Form;
import dev.drydock.project.gradle.ScriptSlot.Style;
import dev.drydock.text.TextEdit;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// A build script and its changes.
///
/// All declarations of a name change together. A version that is above the one asked for stays.
final class ScriptManifest implements ProjectManifest {
  private final BuildScript script;
  private final ScriptLayout layout;

  ScriptManifest(BuildScript script) {
    this.script = script;
    this.layout = new ScriptLayout(script);
  }

  @Override
  public String path() {
    return script.path();
  }

  @Override
  public List<DeclaredDependency> dependencies() {
    return script.dependencies().stream().map(this::declared).toList();
  }

  private DeclaredDependency declared(ScriptDependency dependency) {
    String requirement = dependency.versions().stream().findFirst().map(this::resolved).orElse("");
    boolean known =
        dependency.versions().stream().findFirst().flatMap(script.variables()::resolve).isPresent();
    return new DeclaredDependency(
        dependency.name(),
        requirement,
        known ? ScriptVersions.startsFrom(requirement) : Optional.empty(),
        script.line(dependency.start()),
        dependency.isDevelopment());
  }

  private String resolved(ScriptSlot slot) {
    return script.variables().resolve(slot).orElse(slot.written());
  }

  @Override
  public ManifestEdit raise(String name, String version) {
    if (!Coordinates.isVersion(version)) {
      return notAVersion(version);
    }
    List<ScriptDependency> named = script.named(name);
    if (named.isEmpty()) {
      return notDeclared(name);
    }
    Changes changes = new Changes(script.source());
    raise(named, version, changes);
    return result(changes);
  }

  private void raise(List<ScriptDependency> named, String version, Changes changes) {
    ScriptVersions versions = new ScriptVersions(script, changes, version);
    boolean elsewhere = named.stream().anyMatch(one -> !one.versions().isEmpty());
    for (ScriptDependency dependency : named) {
      if (dependency.block().isSet() && dependency.versions().stream().anyMatch(isBelow(version))) {
        tellOfSet(dependency, version, changes);
      }
      dependency.versions().forEach(slot -> versions.raise(dependency.name(), slot));
      if (dependency.versions().isEmpty() && !elsewhere) {
        insertVersion(dependency, version, changes);
      }
    }
  }

  private Predicate<ScriptSlot> isBelow(String version) {
    return slot -> !ScriptVersions.isAtLeast(resolved(slot), version);
  }

  /// The others of a set have the version too.
  private void tellOfSet(ScriptDependency dependency, String version, Changes changes) {
    String others =
        script.dependencies().stream()
            .filter(one -> one.block().equals(dependency.block()))
            .map(ScriptDependency::name)
            .filter(name -> !name.equals(dependency.name()))
            .distinct()
            .limit(8)
            .collect(Collectors.joining(", "));
    if (!others.isEmpty()) {
      changes.next(
          "the set also sets the version of %s: check that there is a %s"
              .formatted(others, version));
    }
  }

  private void insertVersion(ScriptDependency dependency, String version, Changes changes) {
    int end = dependency.artifact().end();
    boolean quoted = dependency.artifact().style() != Style.EXPRESSION;
    char quote = quoted ? script.source().text().charAt(end) : layout.quote();
    int after = end + (quoted ? 1 : 0);
    String text = quote + version + quote;
    changes.edit(
        switch (dependency.form()) {
          case TEXT -> TextEdit.insertion(end, ":" + version);
          case TEXT_WITHOUT_VERSION -> TextEdit.insertion(end + 1, version);
          case MAP ->
              TextEdit.insertion(after, (script.kotlin() ? ", version = " : ", version: ") + text);
          case KOTLIN_POSITIONAL, KOTLIN_MODULE -> TextEdit.insertion(after, ", " + text);
        });
  }

  @Override
  public ManifestEdit override(String name, String version) {
    if (!Coordinates.isVersion(version)) {
      return notAVersion(version);
    }
    if (!Coordinates.isGroupAndArtifact(name)) {
      return notAName(name);
    }
    if (script.named(name).stream().anyMatch(one -> !one.block().isWithin("buildscript"))) {
      return raise(name, version);
    }
    Optional<TextEdit> constraint = layout.constraint(name, version);
    if (constraint.isEmpty()) {
      return new Refused(
          "%s has no dependencies block for the project itself: add a constraint on %s %s where one is"
              .formatted(script.path(), name, version));
    }
    Changes changes = new Changes(script.source());
    changes.edit(constraint.get());
    return result(changes);
  }

  @Override
  public ManifestEdit replace(String name, String replacement, String version) {
    if (!Coordinates.isVersion(version)) {
      return notAVersion(version);
    }
    if (!Coordinates.isGroupAndArtifact(replacement)) {
      return notAName(replacement);
    }
    List<ScriptDependency> named = script.named(name);
    if (named.isEmpty()) {
      return notDeclared(name);
    }
    if (name.equals(replacement)) {
      return raise(name, version);
    }
    Changes changes = new Changes(script.source());
    List<ScriptDependency> present = script.named(replacement);
    if (present.isEmpty()) {
      ScriptVersions versions = new ScriptVersions(script, changes, version);
      boolean elsewhere = named.stream().anyMatch(one -> !one.versions().isEmpty());
      for (ScriptDependency dependency : named) {
        replace(dependency, replacement, version, versions, elsewhere, changes);
      }
    } else {
      named.forEach(one -> changes.edit(layout.removal(one)));
      raise(present, version, changes);
    }
    if (!changes.isEmpty()) {
      changes.next(
          "the code may have to follow, where classes of %s are others than those of %s: run `gradle build`"
              .formatted(replacement, name));
    }
    return result(changes);
  }

  private void replace(
      ScriptDependency dependency,
      String replacement,
      String version,
      ScriptVersions versions,
      boolean elsewhere,
      Changes changes) {
    if (dependency.block().isSet()) {
      changes.refuse(
          "line %d has the group and the version of a set: take it out there, and declare %s %s"
              .formatted(script.line(dependency.start()), replacement, version));
      return;
    }
    if (dependency.form() == Form.KOTLIN_MODULE) {
      char quote = layout.quote();
      changes.edit(
          new TextEdit(
              dependency.start(), dependency.end(), quote + replacement + ":" + version + quote));
      return;
    }
    int colon = replacement.indexOf(':');
    write(dependency.group(), replacement.substring(0, colon), changes);
    write(dependency.artifact(), replacement.substring(colon + 1), changes);
    dependency.versions().forEach(slot -> versions.set(dependency.name(), slot));
    if (dependency.versions().isEmpty() && !elsewhere) {
      insertVersion(dependency, version, changes);
    }
  }

  private void write(ScriptSlot slot, String value, Changes changes) {
    if (!script.variables().resolve(slot).equals(Optional.of(value))) {
      String quote = slot.style() == Style.EXPRESSION ? String.valueOf(layout.quote()) : "";
      changes.edit(new TextEdit(slot.start(), slot.end(), quote + value + quote));
    }
  }

  @Override
  public ManifestEdit remove(String name) {
    List<ScriptDependency> named = script.named(name);
    if (named.isEmpty()) {
      return notDeclared(name);
    }
    Changes changes = new Changes(script.source());
    named.forEach(one -> changes.edit(layout.removal(one)));
    return result(changes);
  }

  private ManifestEdit result(Changes changes) {
    if (script.isLocking() && !changes.isEmpty()) {
      changes.next("run `gradle dependencies --write-locks`, which renews the lock files");
    }
    return changes.result();
  }

  /// Says where the name is written nevertheless.
  private Refused notDeclared(String name) {
    String lines =
        script.tokens().stream()
            .filter(token -> token.kind() == ScriptToken.Kind.TEXT)
            .filter(token -> token.text().equals(name) || token.text().startsWith(name + ":"))
            .map(token -> String.valueOf(script.line(token.start())))
            .distinct()
            .limit(5)
            .collect(Collectors.joining(", "));
    return new Refused(
        lines.isEmpty()
            ? "%s does not declare %s".formatted(script.path(), name)
            : "line %s of %s names %s in a way that only Gradle understands: change it there"
                .formatted(lines, script.path(), name));
  }

  private static Refused notAVersion(String version) {
    return new Refused("'" + version + "' is not a version that can be written into a script");
  }

  private static Refused notAName(String name) {
    return new Refused("'" + name + "' is not a group and an artifact, as in com.example:library");
  }
}
