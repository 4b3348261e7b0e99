package dev.drydock.server.fleet.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a gate said of an image before it was uploaded.
///
/// @param policy what it was judged by, in words; may be empty
/// @param standing what kind of base it stands upon; empty where nobody asked
/// @param standingDocument all that was found of that; `null` where it was not told
record UploadedVerdict(
    boolean passed,
    Instant at,
    String policy,
    String standing,
    @Nullable String standingDocument) {}
