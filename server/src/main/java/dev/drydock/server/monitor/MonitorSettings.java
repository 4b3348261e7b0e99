package dev.drydock.server.monitor;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How the fleet is watched.
///
/// @param batch how many component versions are matched again in one transaction; uploads wait for
///   the end of one
/// @param outdatedAfter how long a tag may point to a newer image than what runs by it
@ConfigurationProperties("drydock.monitor")
public record MonitorSettings(
    @DefaultValue("4000") int batch, @DefaultValue("24h") Duration outdatedAfter) {}
