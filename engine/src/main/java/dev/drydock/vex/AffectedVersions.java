package dev.drydock.vex;

import dev.drydock.json.Json;
import dev.drydock.version.VersionRange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The `versions` of one of CycloneDX's `affects`, as far as they are of the kind that a statement
/// speaks of:
///
/// ```json
/// {"ref": "pkg:npm/a", "versions": [{"range": "vers:npm/<2.0.0", "status": "affected"},
///    {"version": "2.0.0", "status": "unaffected"}]}
/// ```
final class AffectedVersions {
  private final @Nullable Json versions;
  private final boolean unaffected;

  /// @param affected one of `affects`
  AffectedVersions(Json affected, Statement.Status status) {
    Json member = affected.get("versions").orElse(new Json.Null());
    boolean none = member instanceof Json.Null || member.equals(new Json.Array(List.of()));
    this.versions = none ? null : member;
    this.unaffected = status.silences();
  }

  /// What a statement is about that refers to `purls`; nothing where all that is listed is of the
  /// other kind, or cannot be read. A purl that has a version speaks for itself then: many tools
  /// write every version down as affected, whatever they say of it.
  List<PurlPattern> of(List<PurlPattern> purls) {
    if (versions == null) {
      return purls;
    }
    List<PurlPattern> listed = new ArrayList<>();
    boolean any = false;
    for (Json entry : versions.items()) {
      String status = entry.text("status");
      if (status == null || status.equals("unaffected") == unaffected) {
        any = true;
        for (PurlPattern purl : purls) {
          PurlPattern one = of(purl, entry);
          if (one != null) {
            listed.add(one);
          }
        }
      }
    }
    if (!any) {
      for (PurlPattern purl : purls) {
        if (purl.hasVersion()) {
          listed.add(purl);
        }
      }
    }
    return listed;
  }

  private static @Nullable PurlPattern of(PurlPattern purl, Json entry) {
    String version = entry.text("version");
    String range = entry.text("range");
    if (version != null && !version.isBlank()) {
      return purl.at(version);
    }
    return range == null ? null : VersionRange.read(range).map(purl::in).orElse(null);
  }
}
