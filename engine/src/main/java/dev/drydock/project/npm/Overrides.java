package dev.drydock.project.npm;

import dev.drydock.project.declaration.Change;
import dev.drydock.project.declaration.Declarations;
import dev.drydock.project.json.JsonDocument;
import dev.drydock.project.json.JsonNode;
import dev.drydock.project.json.JsonNode.Member;
import dev.drydock.project.json.JsonNode.ObjectNode;
import dev.drydock.project.json.JsonNode.StringNode;
import dev.drydock.project.requirement.Raise;
import dev.drydock.project.requirement.Requirement;
import dev.drydock.project.requirement.RequirementSyntax;
import dev.drydock.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The section of a package.json that decides versions of what others bring: `overrides` of npm,
/// `resolutions` of yarn, `pnpm.overrides`.
///
///     "overrides": { "minimist": "1.2.8", "webpack": { ".": "^5.1.0", "acorn": "8.7.0" } }
///     "resolutions": { "**/minimist": "1.2.8", "webpack/acorn": "8.7.0" }
///     "pnpm": { "overrides": { "minimist@<1.2.8": "1.2.8", "webpack>acorn": "8.7.0" } }
final class Overrides {
  private final JsonDocument document;
  private final PackageTool tool;

  Overrides(JsonDocument document, PackageTool tool) {
    this.document = document;
    this.tool = tool;
  }

  /// One entry that speaks of the package.
  ///
  /// @param anyone whether it holds whoever brings the package
  /// @param everywhere whether all that is below the version comes under it, whoever brings it
  private record Entry(StringNode value, boolean anyone, boolean everywhere) {}

  /// After the version that is declared in the same file: npm refuses an override that differs from
  /// the declaration, and yarn and pnpm would go on installing what it says. None is added.
  Change follow(String name, String version) {
    Change all = Change.none();
    for (Entry entry : entries(name, version)) {
      if (entry.anyone()) {
        all = Declarations.both(all, raise(entry.value(), name, version));
      }
    }
    return all;
  }

  /// @param declared whether the version is that of the declaration in the same file
  Change raise(String name, String version, boolean declared) {
    Optional<ObjectNode> section = section();
    Change all = Change.none();
    boolean everywhere = false;
    for (Entry entry : entries(name, version)) {
      everywhere |= entry.everywhere();
      all = Declarations.both(all, raise(entry.value(), name, version));
    }
    return everywhere
        ? all
        : Declarations.both(all, Change.of(insert(section, name, version, declared)));
  }

  private Optional<ObjectNode> section() {
    Optional<ObjectNode> section = Optional.of(document.root());
    for (String step : tool.overrides()) {
      section = section.flatMap(each -> each.object(step));
    }
    return section;
  }

  private List<Entry> entries(String name, String version) {
    List<Entry> entries = new ArrayList<>();
    section().ifPresent(each -> collect(each, name, version, false, entries));
    return entries;
  }

  private void collect(
      ObjectNode object, String name, String version, boolean nested, List<Entry> entries) {
    for (Member member : object.lastMembers()) {
      OverrideKey key = OverrideKey.of(member.name().value());
      boolean meant = key.name().equals(name) && key.speaksOf(version);
      switch (member.value()) {
        case StringNode value -> {
          if (meant) {
            entries.add(entry(value, key, version, nested));
          }
        }
        case ObjectNode inner -> {
          if (meant && inner.get(".").orElse(null) instanceof StringNode value) {
            entries.add(entry(value, key, version, nested));
          }
          collect(inner, name, version, true, entries);
        }
        case JsonNode.ArrayNode _, JsonNode.LiteralNode _ -> {}
      }
    }
  }

  private static Entry entry(StringNode value, OverrideKey key, String version, boolean nested) {
    return new Entry(value, !nested && key.anyone(), !nested && key.covers(version));
  }

  private Change raise(StringNode value, String name, String version) {
    String written = value.value();
    if (written.startsWith("$")) {
      return Change.none();
    }
    Optional<Requirement> requirement = RequirementSyntax.NPM.parse(written);
    if (requirement.isEmpty()) {
      return new Change.Refusal(
          "%s is overridden with \"%s\" in line %d of %s: decide by hand whether that may go"
              .formatted(
                  name, written, document.source().line(value.start()), document.source().path()));
    }
    return switch (requirement.get().raise(version)) {
      case Raise.Same _ -> Change.none();
      case Raise.Raised(String text) -> Change.of(document.replaceString(value, text));
      case Raise.Impossible(String reason) ->
          new Change.Refusal("%s cannot be overridden: %s".formatted(name, reason));
    };
  }

  private TextEdit insert(
      Optional<ObjectNode> section, String name, String version, boolean declared) {
    String value = declared ? "$" + name : style(section) + version;
    if (section.isPresent()) {
      Optional<ObjectNode> inner = section.get().object(name);
      return inner.isPresent()
          ? document.insert(inner.get(), List.of("."), value)
          : document.insert(section.get(), List.of(key(section.get(), name, version)), value);
    }
    List<String> path = new ArrayList<>(tool.overrides());
    path.add(name);
    ObjectNode parent = document.root();
    while (path.size() > 2 && parent.object(path.getFirst()).isPresent()) {
      parent = parent.object(path.removeFirst()).orElseThrow();
    }
    return document.insert(parent, path, value);
  }

  /// Beside entries for ranges of the package, one for a range.
  private String key(ObjectNode section, String name, String version) {
    boolean ranges =
        section.members().stream()
            .map(member -> OverrideKey.of(member.name().value()))
            .anyMatch(key -> key.anyone() && key.name().equals(name) && !key.range().isEmpty());
    return ranges && tool != PackageTool.YARN ? name + "@<" + version : name;
  }

  /// A caret, so that later fixes come in, unless all that is there pins.
  private static String style(Optional<ObjectNode> section) {
    List<Requirement> there =
        section.map(ObjectNode::members).orElse(List.of()).stream()
            .flatMap(
                member ->
                    member.value() instanceof StringNode(String value, int _, int _)
                        ? RequirementSyntax.NPM.parse(value).stream()
                        : Stream.empty())
            .toList();
    return !there.isEmpty() && there.stream().allMatch(Requirement::isExact) ? "" : "^";
  }
}
