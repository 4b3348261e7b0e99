package dev.drydock.server.team;

import java.time.Instant;

/// People who answer for projects together.
///
/// @param contact how others reach it: a channel, an address
/// @param version counts the edits; the ETag of its address
record Team(String name, String title, String contact, int version, Instant createdAt) {}
