package dev.drydock.server.team;

import java.time.Instant;

/// Who owns teams and projects, and shares one memory of what they run.
///
/// @param version counts the edits; the ETag of its address
record Organisation(String name, String title, int version, Instant createdAt) {}
