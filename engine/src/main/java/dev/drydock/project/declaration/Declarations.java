package dev.drydock.project.declaration;

import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.source.SourceText;
import dev.drydock.text.TextEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// All declarations of one file. What is declared in several places is changed in all of them.
public final class Declarations {
  private final SourceText source;
  private final List<DeclaredDependency> dependencies;

  /// By their canonical name.
  private final Map<String, List<Declaration>> declarations;

  private final Names names;
  private final NextStep next;

  /// What must be done after a change of a package's declaration.
  @FunctionalInterface
  public interface NextStep {
    String after(String name);
  }

  public Declarations(
      SourceText source, List<? extends Declaration> declarations, Names names, NextStep next) {
    this.source = source;
    this.names = names;
    this.next = next;
    this.declarations = new HashMap<>();
    List<DeclaredDependency> found = new ArrayList<>();
    for (Declaration declaration : declarations) {
      DeclaredDependency dependency = declaration.dependency();
      found.add(dependency);
      this.declarations
          .computeIfAbsent(names.canonical(dependency.name()), _ -> new ArrayList<>())
          .add(declaration);
    }
    found.sort(Comparator.comparingInt(DeclaredDependency::line));
    this.dependencies = List.copyOf(found);
  }

  /// In the order of the file.
  public List<DeclaredDependency> dependencies() {
    return dependencies;
  }

  public boolean declares(String name) {
    return !named(name).isEmpty();
  }

  private List<Declaration> named(String name) {
    return declarations.getOrDefault(names.canonical(name), List.of());
  }

  public ManifestEdit raise(String name, String version) {
    return edit(name, raised(name, version));
  }

  /// Raises every declaration, and what else in the file has to say the same then.
  public ManifestEdit raise(String name, String version, Supplier<Change> follow) {
    Change raised = raised(name, version);
    return edit(name, raised instanceof Change.Refusal ? raised : both(raised, follow.get()));
  }

  /// The edits that raise every declaration of a package.
  public Change raised(String name, String version) {
    if (!names.isVersion(version)) {
      return notAVersion(version);
    }
    List<Declaration> found = named(name);
    boolean allTolerant = found.stream().allMatch(each -> each.tolerates(version));
    List<Declaration> meant =
        allTolerant ? found : found.stream().filter(each -> !each.tolerates(version)).toList();
    return each(name, meant, each -> each.raise(version));
  }

  /// Where the replacement is declared too, it is raised and the other one taken out.
  public ManifestEdit replace(String name, String replacement, String version) {
    if (!names.isName(replacement)) {
      return new ManifestEdit.Refused(notAName(replacement).reason());
    }
    if (!names.isVersion(version)) {
      return new ManifestEdit.Refused(notAVersion(version).reason());
    }
    if (names.canonical(name).equals(names.canonical(replacement))) {
      return raise(name, version);
    }
    Change change =
        declares(replacement)
            ? both(each(name, named(name), Declaration::remove), raised(replacement, version))
            : each(name, named(name), each -> each.replace(replacement, version));
    return edit(replacement, change);
  }

  public ManifestEdit remove(String name) {
    return edit(name, each(name, named(name), Declaration::remove));
  }

  /// For what is not declared the change that `otherwise` makes, once name and version are known to
  /// be such; what is declared is raised.
  public ManifestEdit override(String name, String version, Supplier<Change> otherwise) {
    if (declares(name)) {
      return raise(name, version);
    }
    return edit(name, checked(name, version, otherwise));
  }

  /// The change that `otherwise` makes, once name and version are known to be such.
  public Change checked(String name, String version, Supplier<Change> otherwise) {
    if (!names.isName(name)) {
      return notAName(name);
    }
    return names.isVersion(version) ? otherwise.get() : notAVersion(version);
  }

  /// A change of this file.
  public ManifestEdit edit(String name, Change change) {
    return switch (change) {
      case Change.Edits(List<TextEdit> edits) -> source.changed(edits, next.after(name));
      case Change.Refusal(String reason) -> new ManifestEdit.Refused(reason);
    };
  }

  /// Both changes, or why one of them is impossible.
  public static Change both(Change first, Change second) {
    return switch (first) {
      case Change.Refusal _ -> first;
      case Change.Edits(List<TextEdit> edits) ->
          switch (second) {
            case Change.Refusal _ -> second;
            case Change.Edits(List<TextEdit> more) -> {
              List<TextEdit> all = new ArrayList<>(edits);
              all.addAll(more);
              yield new Change.Edits(all);
            }
          };
    };
  }

  private Change each(String name, List<Declaration> found, Function<Declaration, Change> change) {
    if (found.isEmpty()) {
      return new Change.Refusal(
          "%s is not declared in %s".formatted(printable(name), source.path()));
    }
    List<TextEdit> all = new ArrayList<>();
    for (Declaration declaration : found) {
      switch (change.apply(declaration)) {
        case Change.Refusal refusal -> {
          return refusal;
        }
        case Change.Edits(List<TextEdit> edits) -> all.addAll(edits);
      }
    }
    return new Change.Edits(all);
  }

  private Change.Refusal notAVersion(String version) {
    return new Change.Refusal(
        "\"%s\" is no version that %s takes: give one like 1.2.3"
            .formatted(printable(version), names.ecosystem()));
  }

  private Change.Refusal notAName(String name) {
    return new Change.Refusal(
        "\"%s\" is no package name that %s takes".formatted(printable(name), names.ecosystem()));
  }

  private static String printable(String text) {
    String cut = text.length() > 100 ? text.substring(0, 100) + "…" : text;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }
}
