package dev.drydock.project.ruby;

import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.declaration.Change;
import dev.drydock.project.declaration.Declaration;
import dev.drydock.project.requirement.Bound;
import dev.drydock.project.requirement.BoundRaising;
import dev.drydock.project.requirement.Requirement;
import dev.drydock.project.requirement.RequirementSyntax;
import dev.drydock.project.source.SourceText;
import dev.drydock.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A declaration by a call. Each bound is a string of its own.
record GemDeclaration(SourceText source, RubyCall call, boolean development)
    implements Declaration {
  private static final Set<String> DEVELOPMENT = Set.of("development", "test");

  /// Only tests and development use what all its groups are for.
  static boolean isForDevelopment(RubyCall call) {
    return !call.groups().isEmpty() && DEVELOPMENT.containsAll(call.groups());
  }

  private String name() {
    return call.name().text();
  }

  /// The bounds, with the places of their strings in the file; empty where one cannot be read.
  private Optional<List<Bound>> bounds() {
    List<Bound> bounds = new ArrayList<>();
    for (RubyToken token : call.requirements()) {
      Optional<Requirement> requirement = RequirementSyntax.GEM.parse(token.text());
      if (requirement.isEmpty()
          || requirement.get().alternatives().getFirst().bounds().size() != 1) {
        return Optional.empty();
      }
      Bound bound = requirement.get().alternatives().getFirst().bounds().getFirst();
      int start = token.end() - 1 - token.text().length();
      bounds.add(
          new Bound(
              bound.operator(),
              bound.prefix(),
              bound.version(),
              bound.suffix(),
              start + bound.start(),
              start + bound.end()));
    }
    return Optional.of(bounds);
  }

  @Override
  public DeclaredDependency dependency() {
    BoundRaising raising = new BoundRaising(RequirementSyntax.GEM);
    return new DeclaredDependency(
        name(),
        call.requirements().stream().map(RubyToken::text).collect(Collectors.joining(", ")),
        call.dynamic() ? Optional.empty() : bounds().flatMap(raising::floor).map(Bound::version),
        source.line(call.name().start()),
        development);
  }

  private Optional<String> refusal() {
    if (call.elsewhere().isPresent()) {
      return Optional.of(
          "%s comes from %s and not from a gem server: point it at a release with the fix there"
              .formatted(name(), call.elsewhere().get()));
    }
    return call.dynamic()
        ? Optional.of(
            "%s takes its version from a variable or a call in line %d of %s: change it there"
                .formatted(name(), source.line(call.name().start()), source.path()))
        : Optional.empty();
  }

  @Override
  public Change raise(String version) {
    Optional<List<Bound>> bounds = bounds();
    if (refusal().isPresent()) {
      return new Change.Refusal(refusal().get());
    }
    if (bounds.isEmpty()) {
      return new Change.Refusal(
          "%s is declared with a requirement that cannot be read: mend it first".formatted(name()));
    }
    return switch (new BoundRaising(RequirementSyntax.GEM).raise(bounds.get(), version)) {
      case BoundRaising.Outcome.Same _ -> Change.none();
      case BoundRaising.Outcome.Raised(List<Bound> raised, Optional<Bound> addition) ->
          new Change.Edits(edits(bounds.get(), raised, addition));
      case BoundRaising.Outcome.Impossible(String reason) ->
          new Change.Refusal("%s cannot be raised: %s".formatted(name(), reason));
    };
  }

  private List<TextEdit> edits(List<Bound> before, List<Bound> raised, Optional<Bound> addition) {
    List<TextEdit> edits = new ArrayList<>();
    for (int i = 0; i < before.size(); i++) {
      Bound bound = before.get(i);
      edits.add(source.replacement(bound.start(), bound.end(), raised.get(i).text()));
    }
    int end = call.requirements().isEmpty() ? call.nameEnd() : call.requirements().getLast().end();
    addition.ifPresent(bound -> edits.add(TextEdit.insertion(end, ", " + quoted(bound.text()))));
    return edits;
  }

  /// In the quotes that the name has.
  private String quoted(String text) {
    char quote = source.text().charAt(call.name().start()) == '"' ? '"' : '\'';
    return quote + text + quote;
  }

  @Override
  public Change replace(String replacement, String version) {
    if (refusal().isPresent()) {
      return new Change.Refusal(refusal().get());
    }
    RubyToken name = call.name();
    List<TextEdit> edits = new ArrayList<>();
    edits.add(new TextEdit(name.start(), name.end(), quoted(replacement)));
    String written = ", " + quoted(style() + version);
    if (call.requirements().isEmpty()) {
      edits.add(TextEdit.insertion(call.nameEnd(), written));
    } else if (source.text().charAt(call.requirements().getFirst().start() - 1) == '[') {
      edits.add(
          new TextEdit(
              call.requirements().getFirst().start(),
              call.requirements().getLast().end(),
              written.substring(2)));
    } else {
      edits.add(new TextEdit(call.nameEnd(), call.requirements().getLast().end(), written));
    }
    return new Change.Edits(edits);
  }

  private String style() {
    return call.requirements().size() == 1
        ? RequirementSyntax.GEM
            .parse(call.requirements().getFirst().text())
            .flatMap(Requirement::style)
            .orElse(">= ")
        : ">= ";
  }

  /// With its lines, where nothing else stands in them.
  @Override
  public Change remove() {
    int end = source.lineEnd(call.end());
    return source.beginsLine(call.start())
        ? Change.of(new TextEdit(source.lineStart(call.start()), source.nextLine(end), ""))
        : new Change.Refusal(
            "%s shares its line with something else in line %d of %s: take it out by hand"
                .formatted(name(), source.line(call.start()), source.path()));
  }
}
