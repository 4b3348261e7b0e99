package dev.drydock.server.fault;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// How often something went wrong, at what the servers were then, and what clients and receivers
/// saw of it.
final class Tally {
  private final Map<Phase, Integer> disturbed =
      Collections.synchronizedMap(new EnumMap<>(Phase.class));
  private final AtomicInteger unavailable = new AtomicInteger();
  private final AtomicInteger broken = new AtomicInteger();

  void disturbed(Phase phase) {
    disturbed.merge(phase, 1, Integer::sum);
  }

  /// An answer 503 that says when to try again.
  void unavailable() {
    unavailable.incrementAndGet();
  }

  /// No answer.
  void broken() {
    broken.incrementAndGet();
  }

  int disturbances() {
    return disturbed.values().stream().mapToInt(Integer::intValue).sum();
  }

  int answers503() {
    return unavailable.get();
  }

  @Override
  public String toString() {
    String phases =
        disturbed.entrySet().stream()
            .map(
                entry ->
                    entry.getKey().name().toLowerCase(java.util.Locale.ROOT)
                        + " "
                        + entry.getValue())
            .collect(Collectors.joining(", "));
    return "%d times (%s); %d answers 503, %d without an answer"
        .formatted(disturbances(), phases, unavailable.get(), broken.get());
  }
}
