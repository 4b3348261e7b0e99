package dev.drydock.jenkins;

import groovy.lang.Closure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The sections of a declarative pipeline: each only where Jenkins takes it, a stage whose `when`
/// says no passed over, and `post` run whatever became of the stages.
final class DeclarativeSections {
  /// What each may stand in.
  private static final Map<String, Set<String>> PARENTS =
      Map.ofEntries(
          Map.entry("agent", Set.of("pipeline", "stage")),
          Map.entry("environment", Set.of("pipeline", "stage")),
          Map.entry("options", Set.of("pipeline", "stage")),
          Map.entry("timeout", Set.of("options")),
          Map.entry("stages", Set.of("pipeline")),
          Map.entry("when", Set.of("stage")),
          Map.entry("not", Set.of("when", "not")),
          Map.entry("changeRequest", Set.of("when", "not")),
          Map.entry("steps", Set.of("stage")),
          Map.entry("post", Set.of("pipeline", "stage")),
          Map.entry("always", Set.of("post")));

  private final Blocks blocks;
  private final Deque<String> open = new ArrayDeque<>();
  private boolean wanted = true;
  private @Nullable StepFailure failure;

  /// What runs a block of the pipeline and tells what its last line gives.
  interface Blocks {
    Object run(Closure<?> block);
  }

  DeclarativeSections(Blocks blocks) {
    this.blocks = blocks;
  }

  /// The sections that are blocks and nothing else.
  static List<String> names() {
    return List.of("pipeline", "options", "stages", "steps", "when", "not", "post", "always");
  }

  Object run(String name, Closure<?> block) {
    check(name);
    open.push(name);
    try {
      return switch (name) {
        case "pipeline" -> pipeline(block);
        case "stages" -> stages(block);
        case "when" -> when(block);
        case "not" -> !isTrue(blocks.run(block));
        case "steps" -> wanted ? blocks.run(block) : "";
        default -> blocks.run(block);
      };
    } finally {
      open.pop();
    }
  }

  Object stage(Closure<?> block) {
    open.push("stage");
    wanted = true;
    try {
      return blocks.run(block);
    } finally {
      open.pop();
      wanted = true;
    }
  }

  /// A section that is no block.
  void check(String name) {
    Set<String> parents = PARENTS.get(name);
    if (parents != null && (open.isEmpty() || !parents.contains(open.getFirst()))) {
      throw new StepFailure(name + " may not stand in " + open.peekFirst());
    }
  }

  private Object pipeline(Closure<?> block) {
    failure = null;
    Object last = blocks.run(block);
    if (failure != null) {
      throw failure;
    }
    return last;
  }

  private Object when(Closure<?> block) {
    wanted = isTrue(blocks.run(block));
    return wanted;
  }

  /// Nothing of the stages runs after one has failed, and `post` does.
  private Object stages(Closure<?> block) {
    try {
      return blocks.run(block);
    } catch (StepFailure e) {
      failure = e;
      return "";
    }
  }

  private static boolean isTrue(Object value) {
    return Boolean.TRUE.equals(value);
  }
}
