package dev.drydock.server.fleet;

import dev.drydock.limits.Limits;
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
    @DefaultValue("0") int parsers) {

  /// Within which documents are parsed.
  public Limits limits() {
    Limits usual = Limits.defaults();
    return new Limits(
        usual.layerEntries(),
        usual.layerBytes(),
        usual.expansionRatio(),
        usual.fileBytes(),
        Math.toIntExact(Math.min(maxDocument.toBytes(), Integer.MAX_VALUE - 16)),
        usual.nesting(),
        usual.pathBytes(),
        usual.symlinks(),
        usual.archiveEntries(),
        usual.archiveBytes(),
        maxComponents);
  }
}
