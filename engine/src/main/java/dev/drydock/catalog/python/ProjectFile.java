package dev.drydock.catalog.python;

import dev.drydock.catalog.python.LockedDistribution.Need;
import dev.drydock.json.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a `pyproject.toml` says of dependencies, for lock files that do not tell which of theirs
/// are for development (Python packaging specifications, "pyproject.toml" and "Dependency groups").
///
/// @param needs what the project needs to run, its extras included
/// @param development the groups that are for development
record ProjectFile(List<Need> needs, Set<String> development) {

  ProjectFile {
    needs = List.copyOf(needs);
    development = Set.copyOf(development);
  }

  static ProjectFile of(Json document) {
    Json project = document.get("project").orElse(new Json.Null());
    Json tool = document.get("tool").orElse(new Json.Null());
    List<Need> needs = new ArrayList<>();
    requirements(project.texts("dependencies"), needs);
    Json extras = member(project, "optional-dependencies");
    for (String extra : extras.members().keySet()) {
      requirements(extras.texts(extra), needs);
    }
    for (String name : member(member(tool, "poetry"), "dependencies").members().keySet()) {
      if (!name.equalsIgnoreCase("python")) {
        needs.add(new Need(name, null, false));
      }
    }
    Set<String> development = new HashSet<>();
    development.addAll(member(document, "dependency-groups").members().keySet());
    development.addAll(member(member(tool, "pdm"), "dev-dependencies").members().keySet());
    development.removeAll(extras.members().keySet());
    return new ProjectFile(needs, development);
  }

  private static Json member(Json value, String name) {
    return value.get(name).orElse(new Json.Null());
  }

  private static void requirements(List<String> texts, List<Need> needs) {
    for (String text : texts) {
      Requirement requirement = Requirement.parse(text);
      if (requirement != null) {
        needs.add(new Need(requirement.name(), null, false));
      }
    }
  }
}
