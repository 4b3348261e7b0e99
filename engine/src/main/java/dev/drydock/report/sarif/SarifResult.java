package dev.drydock.report.sarif;

import dev.drydock.policy.Excused;
import dev.drydock.repair.Repair;
import dev.drydock.report.Weight;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One result (SARIF 2.1.0, §3.27).
///
/// @param places in the project's files; may be empty
/// @param path within the image; `null` where it is the image as such that is spoken of
/// @param name of what has it, for people
/// @param fingerprint the same as long as it is the same thing
/// @param properties what SARIF has no member for
record SarifResult(
    String rule,
    Weight weight,
    String message,
    List<Repair.Place> places,
    @Nullable String path,
    String name,
    String fingerprint,
    @Nullable Excused excused,
    Map<String, String> properties) {}
