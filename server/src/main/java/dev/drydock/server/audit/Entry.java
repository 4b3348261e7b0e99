package dev.drydock.server.audit;

import dev.drydock.server.access.Caller;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A line that is to be appended to a chain.
record Entry(
    int chain,
    Caller caller,
    String action,
    String subject,
    @Nullable JsonNode before,
    @Nullable JsonNode after) {}
