package dev.drydock.match;

import dev.drydock.bom.Bom;
import dev.drydock.bom.BuildInformation;
import dev.drydock.bom.Component;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.described.Distributions;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What of its image matters when a package of an operating system is matched: the distribution,
/// and Red Hat's stream. Packages of languages need nothing of it.
///
/// Reduced to what matching reads, so that images of Alpine 3.19.1 and of 3.19.4 have equal ones,
/// whatever else they call themselves. Of a distribution that has no advisories everything stays:
/// another version of the table may know it.
///
/// @param id `ID` of os-release
/// @param release the shortest that means the same as `VERSION_ID`: `12`, `3.19`, `""` for rolling
///   ones
/// @param name for people; `""` where `id` and `release` say all
/// @param stream Red Hat's with extended support that all packages come from, `eus`; `null` for the
///   main one
public record Surroundings(String id, String release, String name, @Nullable String stream) {
  private static final String STREAMS = "Red Hat:rhel_";

  /// Those of an image; empty where nothing tells of its distribution.
  public static Optional<Surroundings> of(Bom bom) {
    Distribution told = bom.distribution();
    Distribution distribution =
        told != null ? told : Distributions.of(bom.components()).orElse(null);
    if (distribution == null) {
      return Optional.empty();
    }
    String stream = stream(bom, distribution);
    return Optional.of(
        stream == null
            ? reduced(distribution)
            : new Surroundings(distribution.id(), distribution.versionId(), "", stream));
  }

  /// A distribution that is matched alike.
  public Distribution distribution() {
    return new Distribution(id, release, null, List.of(), name, null);
  }

  /// Content sets that are understood alike.
  public List<BuildInformation> buildInformation() {
    if (stream == null) {
      return List.of();
    }
    int dot = release.indexOf('.');
    String major = dot < 0 ? release : release.substring(0, dot);
    return List.of(
        new BuildInformation(
            new Component.Location("", 0),
            "",
            null,
            List.of("rhel-" + major + "-for-x86_64-baseos-" + stream + "-rpms")));
  }

  /// Asked of data that knows the distribution's release in every stream, the one that counts is
  /// the image's.
  private static @Nullable String stream(Bom bom, Distribution distribution) {
    Set<String> all = new HashSet<>();
    for (String kind : RedHatStream.KINDS) {
      all.add(STREAMS + kind + ":" + distribution.versionId());
    }
    RedHatStream found = RedHatStream.of(bom, distribution, all);
    if (found == null) {
      return null;
    }
    String ecosystem = found.ecosystems().getFirst();
    return ecosystem.substring(STREAMS.length(), ecosystem.indexOf(':', STREAMS.length()));
  }

  private static Surroundings reduced(Distribution told) {
    Surroundings whole = new Surroundings(told.id(), told.versionId(), told.name(), null);
    EcosystemTable.System meant = EcosystemTable.system(told, Set.of(), null);
    if (meant == null) {
      return whole;
    }
    for (String release : releases(meant.title(), told.versionId())) {
      Surroundings shorter = new Surroundings(told.id(), release, "", null);
      // which ecosystems of the data count follows from the title
      if (meant.equals(EcosystemTable.system(shorter.distribution(), Set.of(), null))) {
        return shorter;
      }
    }
    return whole;
  }

  /// What may be enough, the shortest first: ecosystems end with what they take of the release.
  private static Set<String> releases(String title, String told) {
    String last = title.substring(title.lastIndexOf(':') + 1);
    Set<String> releases = new LinkedHashSet<>();
    releases.add("");
    releases.add(last.startsWith("v") ? last.substring(1) : last);
    releases.add(told);
    return releases;
  }
}
