package dev.drydock.project.maven;

import dev.drydock.project.xml.SourceElement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Which elements of a POM use which property, so that one who changes it knows what moves along.
final class PomUses {
  private final Pom pom;
  private final Map<String, List<SourceElement>> byProperty = new HashMap<>();
  private final Map<SourceElement, PomSection> profiles = new HashMap<>();

  PomUses(Pom pom) {
    this.pom = pom;
    pom.profiles().forEach(profile -> profiles.put(profile.element(), profile));
    Deque<SourceElement> open = new ArrayDeque<>();
    open.push(pom.project().element());
    while (!open.isEmpty()) {
      SourceElement element = open.pop();
      element.children().forEach(open::push);
      if (element.children().isEmpty()) {
        add(element);
      }
    }
  }

  private void add(SourceElement element) {
    String text = element.text();
    int to;
    for (int from = text.indexOf("${"); from >= 0; from = text.indexOf("${", to)) {
      to = text.indexOf('}', from);
      if (to < 0) {
        return;
      }
      byProperty.computeIfAbsent(text.substring(from + 2, to), _ -> new ArrayList<>()).add(element);
    }
  }

  /// What uses a property as it is defined there, by way of other properties too, in the order of
  /// the file.
  List<SourceElement> of(String property, List<SourceElement> definitions) {
    Set<SourceElement> seen = new HashSet<>(definitions);
    Map<String, Set<SourceElement>> open = new LinkedHashMap<>();
    open.put(property, Set.copyOf(definitions));
    List<SourceElement> users = new ArrayList<>();
    while (!open.isEmpty()) {
      String name = open.keySet().iterator().next();
      Set<SourceElement> defining = Objects.requireNonNull(open.remove(name));
      for (SourceElement user : byProperty.getOrDefault(name, List.of())) {
        SourceElement parent = user.parent();
        if (!pom.properties().isDefinedBy(defining, name, section(user))) {
          continue; // a profile sets it for itself
        }
        if (parent == null || !parent.name().equals("properties")) {
          users.add(user);
        } else if (seen.add(user)) {
          open.computeIfAbsent(user.name(), _ -> new HashSet<>()).add(user);
        }
      }
    }
    users.sort(Comparator.comparingInt(SourceElement::start));
    return users;
  }

  private PomSection section(SourceElement user) {
    for (SourceElement at = user; at != null; at = at.parent()) {
      PomSection profile = profiles.get(at);
      if (profile != null) {
        return profile;
      }
    }
    return pom.project();
  }

  /// What has the version that an element states, as `group:artifact`; `""` where it states none.
  String versioned(SourceElement user) {
    SourceElement around = user.parent();
    if (around == null || !user.name().equals("version") || around.child("artifactId").isEmpty()) {
      return "";
    }
    String group =
        around
            .child("groupId")
            .map(SourceElement::text)
            .orElse(around.name().equals("plugin") ? "org.apache.maven.plugins" : "");
    String name = group + ":" + around.child("artifactId").map(SourceElement::text).orElse("");
    return pom.properties().resolve(name, section(user)).orElse(name);
  }
}
