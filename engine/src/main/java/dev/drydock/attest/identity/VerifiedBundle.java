package dev.drydock.attest.identity;

import dev.drydock.attest.envelope.Envelope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a bundle proves.
///
/// @param identity who signed it
/// @param signedAt at the latest, as a log or a timestamping authority says
/// @param envelope what was signed; `null` where that is the artifact itself
public record VerifiedBundle(Identity identity, Instant signedAt, @Nullable Envelope envelope) {}
