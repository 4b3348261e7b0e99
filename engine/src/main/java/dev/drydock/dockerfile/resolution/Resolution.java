package dev.drydock.dockerfile.resolution;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.LogicalLine;
import dev.drydock.dockerfile.Stage;
import dev.drydock.dockerfile.Whitespace;
import java.util.ArrayList;
import java.util.List;

/// A Dockerfile understood with the arguments of a build: what each stage builds upon.
public final class Resolution {
  private final Dockerfile file;
  private final BuildArguments arguments;
  private final Scope scope;
  private final List<Reference> references = new ArrayList<>();

  /// A stage's reference, expanded.
  ///
  /// @param fragments of which it is made; empty where it is unresolved
  public record Reference(Base base, List<Fragment> fragments) {}

  private Resolution(Dockerfile file, BuildArguments arguments) {
    this.file = file;
    this.arguments = arguments;
    this.scope = Scope.ofFrom(file, arguments);
    for (Stage stage : file.stages()) {
      references.add(resolve(stage));
    }
  }

  public static Resolution of(Dockerfile file, BuildArguments arguments) {
    return new Resolution(file, arguments);
  }

  public Dockerfile file() {
    return file;
  }

  public BuildArguments arguments() {
    return arguments;
  }

  public Base base(Stage stage) {
    return reference(stage).base();
  }

  public Reference reference(Stage stage) {
    return references.get(stage.index());
  }

  /// The stage and those that it builds upon, the one with the external base first: what ends up in
  /// its image, but for what is copied.
  public List<Stage> chain(Stage stage) {
    List<Stage> chain = new ArrayList<>();
    Stage at = stage;
    chain.add(at);
    // each stage stands on one further up, so this ends
    while (base(at) instanceof Base.EarlierStage earlier) {
      at = earlier.stage();
      chain.addFirst(at);
    }
    return List.copyOf(chain);
  }

  /// What a build of that stage needs.
  public StageNeeds needs(Stage target) {
    return StageNeeds.of(this, target);
  }

  private Reference resolve(Stage stage) {
    LogicalLine line = stage.from().logical();
    int from = Whitespace.skip(line.text(), stage.from().arguments(), line.length());
    int end = from;
    while (end < line.length() && !Whitespace.isSpace(line.charAt(end))) {
      end++;
    }
    Expander expander = new Expander(scope, line, end, stage.from().firstLine());
    List<Fragment> fragments;
    try {
      fragments = expander.expand(from);
    } catch (ExpansionException e) {
      return new Reference(new Base.Unresolved(e.reason()), List.of());
    }
    String reference = Fragment.join(fragments);
    if (reference.isBlank()) {
      return new Reference(
          new Base.Unresolved("FROM names nothing: its variables are empty"), List.of());
    }
    if (reference.equals("scratch")) {
      return new Reference(new Base.Scratch(), fragments);
    }
    Base base =
        file.named(reference, stage.index())
            .<Base>map(Base.EarlierStage::new)
            .orElseGet(() -> new Base.Image(reference, expander.used()));
    return new Reference(base, fragments);
  }
}
