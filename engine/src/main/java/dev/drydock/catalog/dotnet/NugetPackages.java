package dev.drydock.catalog.dotnet;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.image.LayerEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The packages that one document tells of, each once, by id and version; what all NuGet catalogers
/// share.
///
/// NuGet compares ids without regard to case.
final class NugetPackages {
  /// More than any real document has.
  private static final int MOST = 100_000;

  private static final int LONGEST = 400;

  private final LayerEntry file;
  private final Evidence evidence;
  private final Map<String, Component> byKey = new LinkedHashMap<>();

  NugetPackages(LayerEntry file, Evidence evidence) {
    this.file = file;
    this.evidence = evidence;
  }

  /// The component of a package; the same for the same package; `null` where that is none.
  @Nullable Component add(String id, String version, List<String> licences) {
    if (!plausible(id) || !plausible(version) || byKey.size() >= MOST) {
      return null;
    }
    return byKey.computeIfAbsent(
        id.toLowerCase(Locale.ROOT) + " " + version,
        _ -> component(id, version, licences, file, evidence));
  }

  @Nullable Component add(@Nullable String id, @Nullable String version) {
    return id == null || version == null ? null : add(id, version, List.of());
  }

  /// Reports all.
  void report(Discoveries out) {
    byKey.values().forEach(out::add);
  }

  static Component component(
      String id, String version, List<String> licences, LayerEntry file, Evidence evidence) {
    return new Component(
        id,
        version,
        Purl.of("nuget", null, id, version),
        null,
        licences,
        List.of(new Location(file.path(), file.layer())),
        evidence);
  }

  /// Whether this may be an id or a version: no white space, no variable that was not filled in.
  private static boolean plausible(String text) {
    if (text.isEmpty() || text.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c == '/' || c == '\\' || c == '$' || c == '*') {
        return false;
      }
    }
    return true;
  }
}
