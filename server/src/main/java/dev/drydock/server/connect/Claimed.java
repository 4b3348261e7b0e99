package dev.drydock.server.connect;

/// A row of `push` that is being worked on.
///
/// @param attempts this one included
record Claimed(long id, int connection, Told told, int attempts) {}
