package dev.drydock.server.fleet.image;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that happened to an image.
///
/// @param kind `ingested`, `tagged`, `untagged`, `deployed`, `withdrawn`, `gate_passed`,
///   `gate_stopped`, `finding_appeared`, `finding_changed` or `finding_gone`
/// @param subject where or what: a repository with its tag, a cluster with its workload, a
///   component
/// @param vulnerability of findings
/// @param detail more in words: a priority, a policy
record ImageEvent(
    Instant at,
    String kind,
    @Nullable String subject,
    @Nullable String vulnerability,
    @Nullable String detail) {}
