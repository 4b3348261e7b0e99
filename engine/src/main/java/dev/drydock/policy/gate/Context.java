package dev.drydock.policy.gate;

import dev.drydock.policy.rule.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// What a verdict depends on beside the policy and the scan.
///
/// @param baseline what to hold the image against; `null` for nothing
public record Context(Instant now, Scope.Setting setting, @Nullable Baseline baseline) {

  LocalDate today() {
    return LocalDate.ofInstant(now, ZoneOffset.UTC);
  }
}
