package dev.drydock.server.operate.start;

import java.util.Optional;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/// Says in one line why the server does not start, instead of the hundred that Spring Boot would
/// write. Spring Boot finds it by `META-INF/spring.factories`.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StartFailureReporter implements SpringBootExceptionReporter {

  @Override
  public boolean reportException(Throwable failure) {
    Optional<String> line = StartFailure.line(failure);
    line.ifPresent(words -> System.err.println("drydock: " + words));
    return line.isPresent();
  }
}
