package dev.drydock.policy;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A violation that somebody has taken responsibility for, until a day.
///
/// @param exception its id
/// @param owner who answers for it
/// @param reason why, in the owner's words
/// @param until the last day on which it counts; `null` where the policy allows exceptions without
///   an end
public record Excused(
    Violation violation,
    String exception,
    String owner,
    String reason,
    @Nullable LocalDate until) {}
