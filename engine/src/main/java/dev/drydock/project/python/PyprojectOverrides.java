package dev.drydock.project.python;

import dev.drydock.project.declaration.Change;
import dev.drydock.project.declaration.Declarations;
import dev.drydock.project.requirement.Raise;
import dev.drydock.project.requirement.Requirement;
import dev.drydock.project.requirement.RequirementSyntax;
import dev.drydock.project.toml.TomlDocument;
import dev.drydock.project.toml.TomlTable;
import dev.drydock.project.toml.TomlValue;
import dev.drydock.project.toml.TomlValue.ArrayValue;
import dev.drydock.project.toml.TomlValue.TextValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Where a pyproject.toml decides versions of what others bring: `constraint-dependencies` of uv,
/// `resolution.overrides` of PDM, and `override-dependencies` of uv where the package stands there
/// already, since that goes before all constraints; for Poetry and pip, which have no such place, a
/// dependency of its own.
final class PyprojectOverrides {
  private final TomlDocument document;
  private final PythonTool tool;

  PyprojectOverrides(TomlDocument document, PythonTool tool) {
    this.document = document;
    this.tool = tool;
  }

  Change raise(String name, String version) {
    return switch (tool) {
      case UV -> uv(name, version);
      case PDM -> pdm(name, version);
      case POETRY -> poetry(name, version);
      case PIP -> project(name, version);
    };
  }

  /// After the version that is declared in the same file: what an override says would be installed
  /// all the same, and a constraint that does not admit it leaves nothing to install. None is
  /// added.
  Change follow(String name, String version) {
    return switch (tool) {
      case UV ->
          Declarations.both(
              inUv("override-dependencies", _ -> true, name, version).orElseGet(Change::none),
              inUv("constraint-dependencies", each -> !each.admits(version), name, version)
                  .orElseGet(Change::none));
      case PDM -> inPdm(name, version).orElseGet(Change::none);
      case POETRY, PIP -> Change.none();
    };
  }

  /// Empty where the array does not hold the package.
  private Optional<Change> inUv(
      String key, Predicate<Requirement> meant, String name, String version) {
    return document.value("tool", "uv", key).orElse(null) instanceof ArrayValue array
        ? there(array, meant, name, version)
        : Optional.empty();
  }

  private Change uv(String name, String version) {
    Optional<Change> overridden = inUv("override-dependencies", _ -> true, name, version);
    if (overridden.isPresent()) {
      return overridden.get();
    }
    String item = name + ">=" + version;
    if (document.value("tool", "uv", "constraint-dependencies").orElse(null)
        instanceof ArrayValue array) {
      return inArray(array, name, version);
    }
    String value = "[" + document.edits().text(item) + "]";
    return Change.of(
        document
            .table("tool", "uv")
            .map(table -> document.edits().insertEntry(table, "constraint-dependencies", value))
            .orElseGet(
                () -> document.edits().insertTable("tool.uv", "constraint-dependencies", value)));
  }

  private Change inArray(ArrayValue array, String name, String version) {
    return there(array, _ -> true, name, version).orElseGet(() -> added(array, name, version));
  }

  /// The change of the item that names the package; empty where none does.
  ///
  /// @param meant whether it has to change
  private Optional<Change> there(
      ArrayValue array, Predicate<Requirement> meant, String name, String version) {
    for (int i = 0; i < array.items().size(); i++) {
      TomlValue item = array.items().get(i);
      if (!(item instanceof TextValue text) || !text.plain()) {
        continue;
      }
      Optional<DependencySpecifier> specifier =
          DependencySpecifier.read(document.source().text(), text.start() + 1, text.end() - 1);
      if (specifier.isPresent()
          && isSame(specifier.get().name(), name)
          && meant.test(specifier.get().requirement())) {
        return Optional.of(
            new SpecifierDeclaration(
                    document.source(),
                    specifier.get(),
                    ">=",
                    false,
                    Optional.empty(),
                    document.edits().removeItem(array, i))
                .raise(version));
      }
    }
    return Optional.empty();
  }

  private Change added(ArrayValue array, String name, String version) {
    List<DependencySpecifier> there = new ArrayList<>();
    for (TomlValue item : array.items()) {
      if (item instanceof TextValue(String value, boolean _, int _, int _)) {
        DependencySpecifier.read(value, 0, value.length()).ifPresent(there::add);
      }
    }
    return new Change.Edits(
        document.edits().addItem(array, name + TomlSpecifiers.pin(there) + version));
  }

  private static boolean isSame(String a, String b) {
    return Pyproject.NAMES.canonical(a).equals(Pyproject.NAMES.canonical(b));
  }

  private Change pdm(String name, String version) {
    return inPdm(name, version).orElseGet(() -> addedToPdm(name, version));
  }

  private Optional<Change> inPdm(String name, String version) {
    for (TomlDocument.Leaf leaf : document.leaves()) {
      if (leaf.path().size() == 5
          && leaf.isBelow(List.of("tool", "pdm", "resolution", "overrides"))
          && isSame(leaf.path().getLast().name(), name)
          && leaf.value() instanceof TextValue text) {
        return Optional.of(inString(text, name, version));
      }
    }
    return Optional.empty();
  }

  private Change addedToPdm(String name, String version) {
    String value = document.edits().text(">=" + version);
    return Change.of(
        document
            .table("tool", "pdm", "resolution", "overrides")
            .map(table -> document.edits().insertEntry(table, name, value))
            .orElseGet(
                () -> document.edits().insertTable("tool.pdm.resolution.overrides", name, value)));
  }

  private Change inString(TextValue text, String name, String version) {
    Optional<Requirement> requirement = RequirementSyntax.POETRY.parse(text.value());
    if (requirement.isEmpty()) {
      return new Change.Refusal(
          "%s is overridden with \"%s\" in %s: decide by hand whether that may go"
              .formatted(name, text.value(), document.source().path()));
    }
    return switch (requirement.get().raise(version)) {
      case Raise.Same _ -> Change.none();
      case Raise.Raised(String raised) -> Change.of(document.edits().replaceString(text, raised));
      case Raise.Impossible(String reason) ->
          new Change.Refusal("%s cannot be overridden: %s".formatted(name, reason));
    };
  }

  private Change poetry(String name, String version) {
    Optional<TomlTable> table = document.table("tool", "poetry", "dependencies");
    return table.isPresent()
        ? Change.of(
            document.edits().insertEntry(table.get(), name, document.edits().text(">=" + version)))
        : project(name, version);
  }

  private Change project(String name, String version) {
    if (document.value("project", "dependencies").orElse(null) instanceof ArrayValue array) {
      return inArray(array, name, version);
    }
    String value = "[" + document.edits().text(name + ">=" + version) + "]";
    return document
        .table("project")
        .map(table -> Change.of(document.edits().insertEntry(table, "dependencies", value)))
        .orElseGet(
            () ->
                new Change.Refusal(
                    "%s declares no dependencies of a project: put %s>=%s where they are declared"
                        .formatted(document.source().path(), name, version)));
  }
}
