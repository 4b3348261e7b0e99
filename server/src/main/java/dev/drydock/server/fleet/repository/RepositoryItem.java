package dev.drydock.server.fleet.repository;

import java.time.Instant;

/// A repository, as clients see it.
///
/// @param name with its registry: `registry.example.com/shop/cart`
/// @param images how many are watched in it
/// @param version for `If-Match`
record RepositoryItem(
    String name, String project, String team, int images, int version, Instant createdAt) {}
