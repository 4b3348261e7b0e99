package dev.drydock.catalog.jvm;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.image.LayerEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The Maven artifacts that one lock file tells of, each reported once.
final class LockedArtifacts {
  /// More than any real file has.
  private static final int MOST = 100_000;

  private final LayerEntry file;
  private final Evidence evidence;
  private final Discoveries out;
  private final Set<String> reported = new HashSet<>();

  LockedArtifacts(LayerEntry file, Evidence evidence, Discoveries out) {
    this.file = file;
    this.evidence = evidence;
    this.out = out;
  }

  void add(@Nullable String group, @Nullable String artifact, @Nullable String version) {
    if (plausible(group) && plausible(artifact) && plausible(version)) {
      String name = group + ":" + artifact;
      if (reported.size() < MOST && reported.add(name + ":" + version)) {
        out.add(
            new Component(
                name,
                version,
                Purl.of("maven", group, artifact, version),
                null,
                List.of(),
                List.of(new Location(file.path(), file.layer())),
                evidence));
      }
    }
  }

  private static boolean plausible(@Nullable String part) {
    if (part == null || part.isEmpty() || part.length() > 400) {
      return false;
    }
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (c <= ' ' || c == ':' || c == '/' || c == '$') {
        return false;
      }
    }
    return true;
  }
}
