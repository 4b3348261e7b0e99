package dev.drydock.policy.expression;

import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.drydock.policy.facts.Facts;
import dev.drydock.policy.facts.Item;
import dev.drydock.policy.rule.About;
import dev.drydock.policy.rule.BrokenExpressionException;
import dev.drydock.policy.rule.Expression;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Makes expressions out of their texts, with all types checked.
///
/// Expressions come from whoever writes policies, and are bounded all the same: in length, in depth
/// and in the steps of their loops. CEL itself has no recursion, and its regular expressions take
/// linear time.
public final class Expressions {
  private static final int MOST_CHARACTERS = 4_000;
  private static final int DEEPEST = 32;
  private static final int MOST_STEPS = 10_000;

  private final CelOptions options =
      CelOptions.current()
          .maxExpressionCodePointSize(MOST_CHARACTERS)
          .maxParseRecursionDepth(DEEPEST)
          .comprehensionMaxIterations(MOST_STEPS)
          .build();
  private final Map<About, CelCompiler> compilers = new EnumMap<>(About.class);
  private final CelRuntime runtime =
      CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(options).build();

  /// @param about what the rule is about, and so what the expression may ask
  public Expression compile(String text, About about) throws InvalidExpressionException {
    CelValidationResult checked =
        compilers.computeIfAbsent(about, this::compiler).compile(text, "expression");
    if (checked.hasError()) {
      CelIssue first = checked.getErrors().getFirst();
      throw new InvalidExpressionException(
          oneLine(first.getMessage()),
          Math.max(1, first.getSourceLocation().getLine()),
          Math.max(1, first.getSourceLocation().getColumn() + 1));
    }
    try {
      return new Compiled(text, Schema.variable(about), runtime.createProgram(checked.getAst()));
    } catch (CelValidationException | CelEvaluationException e) {
      throw new InvalidExpressionException(oneLine(String.valueOf(e.getMessage())), 1, 1);
    }
  }

  private CelCompiler compiler(About about) {
    CelCompilerBuilder builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(options)
            .setTypeProvider(new Schema())
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar(Schema.variable(about), Schema.reference(Schema.type(about)))
            .addVar("now", SimpleType.TIMESTAMP)
            .setResultType(SimpleType.BOOL);
    if (about != About.IMAGE) {
      builder.addVar(Schema.variable(About.IMAGE), Schema.reference(Schema.type(About.IMAGE)));
    }
    return builder.build();
  }

  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}]+", " ").strip();
  }

  /// An expression whose types are right.
  private record Compiled(String text, String variable, CelRuntime.Program program)
      implements Expression {
    @Override
    public boolean holds(Item item, Facts facts, Instant now) throws BrokenExpressionException {
      Object result;
      try {
        result =
            program.eval(
                name ->
                    switch (name) {
                      case "now" -> Optional.of(now);
                      case "image" -> Optional.of(Values.of(facts.image()));
                      default ->
                          name.equals(variable) ? Optional.of(Values.of(item)) : Optional.empty();
                    });
      } catch (CelEvaluationException | RuntimeException e) {
        // whatever goes wrong within, nobody can tell what it says of this item
        throw new BrokenExpressionException(oneLine(String.valueOf(e.getMessage())), e);
      }
      if (result instanceof Boolean holds) {
        return holds;
      }
      throw new BrokenExpressionException("it says neither true nor false", null);
    }
  }
}
