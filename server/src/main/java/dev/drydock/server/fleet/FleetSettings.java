package dev.drydock.server.fleet;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How much the fleet takes from whoever uploads.
///
/// @param maxDocument of one bill of materials, unpacked; what is larger is answered with 413
/// @param maxInventory of one list of pods, unpacked
/// @param maxComponents of one bill of materials
/// @param parsers how many documents are parsed at once; 0 for as many as there are processors
@ConfigurationProperties("drydock.fleet")
public record FleetSettings(
    @DefaultValue("64MB") DataSize maxDocument,
    @DefaultValue("256MB") DataSize maxInventory,
    @DefaultValue("100000") int maxComponents,
    @DefaultValue("0") int parsers) {}
