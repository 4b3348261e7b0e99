package dev.drydock.server.alert.subscription;

import dev.drydock.server.alert.channel.ChannelKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A channel as users see it: no secrets.
///
/// @param goesTo where it leads, as far as that is no secret
/// @param failures in a row
/// @param restsUntil until when nothing is tried after failures; `null` where it works
/// @param lastFailure what happened last, while it fails
record ChannelView(
    String name,
    ChannelKind kind,
    String goesTo,
    int version,
    int failures,
    @Nullable Instant restsUntil,
    @Nullable String lastFailure) {}
