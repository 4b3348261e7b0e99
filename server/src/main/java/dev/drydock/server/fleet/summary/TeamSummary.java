package dev.drydock.server.fleet.summary;

import dev.drydock.server.fleet.image.Numbers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a team stands.
///
/// @param projects how many it has
/// @param images how many of its images are watched
/// @param deployed how many of these run somewhere
/// @param urgent how many of these have something to act on
/// @param findings open ones; what came with a layer that several images share counts once
/// @param oldestAct when the oldest thing to act on was first known; absent where there is none
record TeamSummary(
    String team,
    int projects,
    int images,
    int deployed,
    int urgent,
    Numbers findings,
    @Nullable Instant oldestAct) {}
