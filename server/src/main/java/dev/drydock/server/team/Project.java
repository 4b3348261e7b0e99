package dev.drydock.server.team;

import java.time.Instant;

/// What a team builds images of.
///
/// @param source where its source code is
/// @param version counts the edits; the ETag of its address
record Project(
    String name, String team, String title, String source, int version, Instant createdAt) {}
