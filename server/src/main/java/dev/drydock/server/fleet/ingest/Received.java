package dev.drydock.server.fleet.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What an upload came to. Nothing of it depends on how often it was sent.
///
/// @param digest by which the image is asked for
/// @param tag that points to it now; absent where none was named, or a gate stopped it
/// @param document the SHA-256 of the bill of materials that is kept
/// @param components how many are in it
/// @param distribution `debian-11`; empty where there is none
/// @param ingestedAt when the image came first
public record Received(
    String digest,
    String repository,
    @Nullable String tag,
    String project,
    String team,
    String document,
    int components,
    String platform,
    String distribution,
    Instant ingestedAt) {}
