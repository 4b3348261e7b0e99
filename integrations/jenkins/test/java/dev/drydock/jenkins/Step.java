package dev.drydock.jenkins;

import groovy.lang.Closure;
import java.io.Serial;
import java.util.List;

/// A step of Jenkins as JenkinsPipelineUnit wants it: a closure that is given whatever the pipeline
/// gives to the step.
final class Step extends Closure<Object> {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Body body;

  Step(Body body) {
    super(Step.class, Step.class);
    this.body = body;
    maximumNumberOfParameters = 2;
    parameterTypes = new Class<?>[] {Object.class, Object.class};
  }

  /// What a step does.
  interface Body {
    Object run(List<Object> arguments);
  }

  @Override
  public Object call(Object... arguments) {
    return body.run(List.of(arguments));
  }

  @Override
  public Object call(Object argument) {
    return body.run(List.of(argument));
  }

  @Override
  public Object call() {
    return body.run(List.of());
  }
}
