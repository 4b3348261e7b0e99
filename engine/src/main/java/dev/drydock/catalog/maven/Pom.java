package dev.drydock.catalog.maven;

import dev.drydock.document.Xml;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a `pom.xml` itself says (Maven POM reference), variables not filled in.
///
/// @param group `null` where it is that of the parent, `version` alike
/// @param parent `null` where it has none
/// @param dependencies in order, those of profiles that are active by default too
/// @param managed versions and scopes for dependencies that name none
record Pom(
    @Nullable String group,
    @Nullable String artifact,
    @Nullable String version,
    @Nullable Parent parent,
    Map<String, String> properties,
    List<Declared> dependencies,
    List<Declared> managed) {
  private static final int MOST = 20_000;

  /// @param relativePath `null` where it is not said: then `../pom.xml`; `""` says nowhere
  record Parent(String group, String artifact, String version, @Nullable String relativePath) {}

  /// A dependency, or what is managed for one.
  ///
  /// @param type and classifier, which tell several of one artifact apart
  record Declared(
      String group,
      String artifact,
      @Nullable String version,
      @Nullable String scope,
      String type,
      String classifier) {}

  static Pom of(Xml project) {
    Map<String, String> properties = new HashMap<>();
    List<Declared> dependencies = new ArrayList<>();
    List<Declared> managed = new ArrayList<>();
    collect(project, properties, dependencies, managed);
    for (Xml profile : children(project, "profiles", "profile")) {
      boolean active =
          profile
              .child("activation")
              .map(activation -> "true".equals(activation.text("activeByDefault")))
              .orElse(false);
      if (active) {
        collect(profile, properties, dependencies, managed);
      }
    }
    return new Pom(
        project.text("groupId"),
        project.text("artifactId"),
        project.text("version"),
        project.child("parent").map(Pom::parent).orElse(null),
        properties,
        dependencies,
        managed);
  }

  private static void collect(
      Xml from,
      Map<String, String> properties,
      List<Declared> dependencies,
      List<Declared> managed) {
    from.child("properties")
        .ifPresent(all -> all.children().forEach(one -> properties.put(one.name(), one.text())));
    declared(children(from, "dependencies", "dependency"), dependencies);
    from.child("dependencyManagement")
        .ifPresent(all -> declared(children(all, "dependencies", "dependency"), managed));
  }

  private static List<Xml> children(Xml parent, String group, String name) {
    return parent.child(group).map(all -> all.children(name)).orElse(List.of());
  }

  private static void declared(List<Xml> elements, List<Declared> declared) {
    for (Xml one : elements) {
      String group = one.text("groupId");
      String artifact = one.text("artifactId");
      if (group != null && artifact != null && declared.size() < MOST) {
        declared.add(
            new Declared(
                group,
                artifact,
                one.text("version"),
                one.text("scope"),
                orElse(one.text("type"), "jar"),
                orElse(one.text("classifier"), "")));
      }
    }
  }

  private static String orElse(@Nullable String text, String other) {
    return text == null ? other : text;
  }

  private static @Nullable Parent parent(Xml parent) {
    String group = parent.text("groupId");
    String artifact = parent.text("artifactId");
    String version = parent.text("version");
    String path = parent.child("relativePath").map(Xml::text).orElse(null);
    return group == null || artifact == null || version == null
        ? null
        : new Parent(group, artifact, version, path);
  }
}
