package dev.drydock.project.maven;

import dev.drydock.project.xml.SourceElement;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The values of `${…}` as far as a POM itself tells them (Maven Model Builder, "Model
/// Interpolation"): what it says of itself, then what its properties define.
///
/// Those of a profile count within the profile, before those of the project. Where only profiles
/// define a property and the project uses it, its value is known if all of them agree.
final class PomProperties {
  /// Against properties that define each other, or grow each other without end.
  private static final int MOST_SUBSTITUTIONS = 100;

  private static final int MOST_LEVELS = 20;
  private static final int LONGEST = 1_000;

  private final PomSection project;

  /// What profiles define, by name.
  private final Map<String, Map<PomSection, SourceElement>> ofProfiles = new HashMap<>();

  PomProperties(PomSection project, List<PomSection> profiles) {
    this.project = project;
    for (PomSection profile : profiles) {
      profile
          .properties()
          .forEach(
              (name, definition) ->
                  ofProfiles
                      .computeIfAbsent(name, _ -> new LinkedHashMap<>())
                      .put(profile, definition));
    }
  }

  /// The text with all properties resolved; empty where one is not known.
  Optional<String> resolve(String text, PomSection section) {
    return Optional.ofNullable(resolve(text, section, 0, new int[] {MOST_SUBSTITUTIONS}));
  }

  private @Nullable String resolve(String text, PomSection section, int level, int[] left) {
    StringBuilder resolved = new StringBuilder();
    int done = 0;
    for (int from = text.indexOf("${"); from >= 0; from = text.indexOf("${", done)) {
      int to = text.indexOf('}', from);
      if (to < 0) {
        return null;
      }
      if (level == MOST_LEVELS || --left[0] < 0) {
        return null;
      }
      String value = value(text.substring(from + 2, to), section, level + 1, left);
      if (value == null || resolved.length() + value.length() > LONGEST) {
        return null;
      }
      resolved.append(text, done, from).append(value);
      done = to + 1;
    }
    return resolved.append(text, done, text.length()).toString();
  }

  private @Nullable String value(String name, PomSection section, int level, int[] left) {
    List<SourceElement> definitions = definitions(name, section);
    if (definitions.isEmpty()) {
      String own = own(name);
      return own == null ? null : resolve(own, section, level, left);
    }
    String value = definitions.getFirst().text();
    boolean agreed =
        value.length() <= LONGEST && definitions.stream().allMatch(one -> one.text().equals(value));
    return agreed ? resolve(value, section, level, left) : null;
  }

  /// Where a property that the section uses is defined: in one place, or, where only profiles
  /// define what the project uses, in several.
  List<SourceElement> definitions(String name, PomSection section) {
    SourceElement here = section.properties().get(name);
    if (here == null) {
      here = project.properties().get(name);
    }
    if (here != null) {
      return List.of(here);
    }
    return section.isProject()
        ? List.copyOf(ofProfiles.getOrDefault(name, Map.of()).values())
        : List.of();
  }

  /// Whether one of these definitions is one of a property that the section uses.
  boolean isDefinedBy(Set<SourceElement> definitions, String name, PomSection section) {
    SourceElement here = section.properties().getOrDefault(name, project.properties().get(name));
    return here == null
        ? section.isProject()
            && ofProfiles.getOrDefault(name, Map.of()).values().stream()
                .anyMatch(definitions::contains)
        : definitions.contains(here);
  }

  /// The profiles that give a property of the project a value of their own, with where they do.
  Map<PomSection, SourceElement> overriding(String name) {
    return project.properties().containsKey(name)
        ? ofProfiles.getOrDefault(name, Map.of())
        : Map.of();
  }

  /// Whether it speaks of the project or of its parent, not of a property.
  boolean isOwn(String name) {
    return own(name) != null;
  }

  private @Nullable String own(String name) {
    String plain = name;
    for (String prefix : List.of("project.", "pom.")) {
      if (name.startsWith(prefix)) {
        plain = name.substring(prefix.length());
        break;
      }
    }
    return switch (plain) {
      case "groupId", "version" -> {
        String own = text(project.element(), plain);
        yield own == null ? ofParent(plain) : own;
      }
      case "artifactId" -> text(project.element(), plain);
      case "parent.groupId", "parent.artifactId", "parent.version" ->
          ofParent(plain.substring("parent.".length()));
      default -> null;
    };
  }

  private @Nullable String ofParent(String name) {
    return project.element().child("parent").map(parent -> text(parent, name)).orElse(null);
  }

  private static @Nullable String text(SourceElement element, String child) {
    return element
        .child(child)
        .map(SourceElement::text)
        .filter(text -> !text.isEmpty())
        .orElse(null);
  }
}
