package dev.drydock.project.maven;

import dev.drydock.project.edit.Changes;
import dev.drydock.project.edit.VersionRequirement;
import dev.drydock.project.maven.PomDeclaration.Kind;
import dev.drydock.project.xml.NewElement;
import dev.drydock.project.xml.SourceElement;
import dev.drydock.project.xml.Written;
import dev.drydock.project.xml.XmlLayout;
import dev.drydock.version.VersionScheme;
import dev.drydock.version.VersionSchemes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Changes versions of a POM where they are written: in the declaration, or in the property that
/// holds them.
final class PomVersions {
  private static final VersionScheme SCHEME = VersionSchemes.of("maven").orElseThrow();

  /// Properties that refer to properties.
  private static final int MOST_LEVELS = 20;

  private static final List<String> AMBIENT =
      List.of("env.", "settings.", "maven.", "java.", "os.", "user.");

  private final Pom pom;
  private final XmlLayout layout;
  private final PomUses uses;
  private final Changes changes;
  private final String version;

  /// Definitions of properties that were told of already.
  private final Set<SourceElement> told = new HashSet<>();

  /// What elements become, so that each is changed once by whatever ways it is reached.
  private final Map<SourceElement, String> changed = new HashMap<>();

  /// What the element that is being changed was reached by.
  private final Set<SourceElement> open = new HashSet<>();

  private final Map<SourceElement, Boolean> shared = new HashMap<>();

  PomVersions(Pom pom, XmlLayout layout, Changes changes, String version) {
    this.pom = pom;
    this.layout = layout;
    this.uses = new PomUses(pom);
    this.changes = changes;
    this.version = version;
  }

  static Optional<String> startsFrom(String requirement) {
    return VersionRequirement.of(requirement)
        .version()
        .filter(version -> !version.equals("LATEST") && !version.equals("RELEASE"));
  }

  /// Where one text names one property: `${name}`, maybe with something before and after it.
  private record Reference(String before, String property, String after) {
    static Optional<Reference> of(String text) {
      int from = text.indexOf("${");
      int to = text.indexOf('}', Math.max(from, 0));
      return from < 0 || to < 0 || text.indexOf("${", to) >= 0
          ? Optional.empty()
          : Optional.of(
              new Reference(
                  text.substring(0, from), text.substring(from + 2, to), text.substring(to + 1)));
    }

    /// What the property has to be for the text to be `version`.
    Optional<String> valueFor(String version) {
      int length = version.length() - before.length() - after.length();
      return length > 0 && version.startsWith(before) && version.endsWith(after)
          ? Optional.of(version.substring(before.length(), before.length() + length))
          : Optional.empty();
    }
  }

  /// Raises the version of a declaration that names one; never lowers it.
  void raise(PomDeclaration declaration, SourceElement element) {
    String text = element.text();
    Optional<String> resolved = pom.properties().resolve(text, declaration.section());
    if (resolved.isPresent() && VersionRequirement.of(resolved.get()).isAtLeast(version, SCHEME)) {
      return;
    }
    if (pom.text(declaration, "scope").equals("system")) {
      changes.refuse(
          "line %d is a file of the machine that builds (scope system): put the new file there"
              .formatted(line(element)));
      return;
    }
    String value =
        resolved
            .map(present -> VersionRequirement.of(present).raised(version, SCHEME))
            .orElse(version);
    change(declaration, element, value, 0);
  }

  /// Gives a declaration that becomes another artifact its version: in the property where nothing
  /// else uses that, else in the declaration.
  void set(PomDeclaration declaration, SourceElement element) {
    boolean shared =
        Reference.of(element.text())
            .map(reference -> isShared(declaration, reference.property()))
            .orElse(true);
    if (shared) {
      write(element, version);
    } else {
      change(declaration, element, version, 0);
    }
  }

  private boolean isShared(PomDeclaration declaration, String property) {
    List<SourceElement> definitions = pom.properties().definitions(property, declaration.section());
    return definitions.size() != 1
        || shared.computeIfAbsent(
            definitions.getFirst(),
            _ ->
                uses.of(property, definitions).stream()
                    .anyMatch(user -> !uses.versioned(user).equals(declaration.name())));
  }

  private void change(PomDeclaration declaration, SourceElement element, String value, int level) {
    if (open.contains(element)) {
      changes.refuse("line %d refers to itself".formatted(line(element)));
      return;
    }
    String before = changed.putIfAbsent(element, value);
    if (before != null) {
      if (!before.equals(value)) {
        changes.refuse(
            "line %d would have to be %s and %s".formatted(line(element), before, value));
      }
      return;
    }
    String text = element.text();
    if (!text.contains("${")) {
      write(element, value);
      return;
    }
    Optional<Reference> reference = Reference.of(text);
    Optional<String> held = reference.flatMap(one -> one.valueFor(value));
    if (reference.isEmpty() || held.isEmpty() || level == MOST_LEVELS) {
      if (declaration.kind() == Kind.PARENT) {
        changes.refuse(
            "line %d takes the version from the build that the parent is part of (%s): raise it there"
                .formatted(line(element), text));
        return;
      }
      write(element, value);
      return;
    }
    String property = reference.get().property();
    List<SourceElement> definitions = pom.properties().definitions(property, declaration.section());
    if (definitions.isEmpty()) {
      define(element, property, held.get());
      return;
    }
    boolean literal = definitions.stream().noneMatch(one -> one.text().contains("${"));
    if (literal && told.add(definitions.getFirst())) {
      tellOfOthers(declaration, property, definitions);
    }
    open.add(element);
    for (SourceElement definition : definitions) {
      if (definitions.size() == 1 || !isHighEnough(declaration, definition, held.get())) {
        change(declaration, definition, held.get(), level + 1);
      }
    }
    open.remove(element);
  }

  /// Of several values only those rise that have to.
  private boolean isHighEnough(PomDeclaration declaration, SourceElement definition, String value) {
    return pom.properties()
        .resolve(definition.text(), declaration.section())
        .map(present -> VersionRequirement.of(present).isAtLeast(value, SCHEME))
        .orElse(false);
  }

  private void tellOfOthers(
      PomDeclaration declaration, String property, List<SourceElement> definitions) {
    Set<String> others = new LinkedHashSet<>();
    for (SourceElement user : uses.of(property, definitions)) {
      String name = uses.versioned(user);
      if (name.isEmpty()) {
        changes.next("%s is used in line %d too".formatted(property, line(user)));
      } else if (!name.equals(declaration.name())) {
        others.add(name);
      }
    }
    if (!others.isEmpty()) {
      changes.next(
          "%s also sets the version of %s: check that there is a %s of %s"
              .formatted(property, listed(others), version, others.size() == 1 ? "it" : "each"));
    }
    if (declaration.section().isProject()) {
      pom.properties()
          .overriding(property)
          .forEach(
              (profile, own) ->
                  changes.next(
                      "the profile %s sets %s itself (line %d): raise it there too if it is used"
                          .formatted(profile.id(), property, line(own))));
    }
  }

  private static String listed(Set<String> names) {
    List<String> some = names.stream().limit(8).toList();
    int more = names.size() - some.size();
    return String.join(", ", some) + (more > 0 ? " and " + more + " more" : "");
  }

  /// A property that is not defined here can be defined here where a parent defines it.
  private void define(SourceElement element, String property, String value) {
    Optional<SourceElement> parent = pom.project().element().child("parent");
    if (pom.properties().isOwn(property)) {
      changes.refuse(
          "line %d takes the version of this project or its parent (${%s}): raise that instead"
              .formatted(line(element), property));
    } else if (!isElementName(property)) {
      changes.refuse(
          "line %d uses ${%s}, which is no name of a property: write a version there"
              .formatted(line(element), property));
    } else if (parent.isEmpty() || AMBIENT.stream().anyMatch(property::startsWith)) {
      changes.refuse(
          "line %d uses ${%s}, which is set outside of this file: set it to %s there"
              .formatted(line(element), property, value));
    } else {
      defineHere(property, value);
      changes.next(
          "%s overrides that of the parent %s; where the parent is yours, set it there instead"
              .formatted(property, name(parent.get())));
    }
  }

  /// Whether it can be the name of an element, which the definition of a property is.
  private static boolean isElementName(String property) {
    return !property.isEmpty()
        && (Character.isLetter(property.charAt(0)) || property.charAt(0) == '_')
        && property
            .chars()
            .allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.');
  }

  private void defineHere(String property, String value) {
    NewElement definition = NewElement.of(property, value);
    SourceElement project = pom.project().element();
    changes.edit(
        project
            .child("properties")
            .map(properties -> layout.append(properties, definition))
            .orElseGet(
                () ->
                    PomOrder.insertion(layout, project, NewElement.of("properties", definition))));
  }

  private static String name(SourceElement parent) {
    return parent.child("groupId").map(SourceElement::text).orElse("")
        + ":"
        + parent.child("artifactId").map(SourceElement::text).orElse("");
  }

  private void write(SourceElement element, String value) {
    Optional<Written> written = element.written();
    if (written.isPresent() && element.children().isEmpty()) {
      changes.edit(written.get().become(value));
    } else {
      changes.refuse(
          "line %d has no value in one piece: write %s there".formatted(line(element), value));
    }
  }

  private int line(SourceElement element) {
    return pom.source().line(element.start());
  }
}
