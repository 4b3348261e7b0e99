package dev.drydock.match;

import dev.drydock.version.VersionScheme;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is looked up for a component: components with the same subject have the same
/// vulnerabilities.
///
/// @param ecosystems all of them count
/// @param names in normal form; the first one that advisories know counts
/// @param version the one that is compared, `""` where unknown
/// @param epoch whether epochs count; not where the component's is unknown
/// @param architecture in the distribution's word, `""` where unknown or where it plays no part
/// @param modularity rpm's label, `null` where unknown
record Subject(
    List<String> ecosystems,
    List<String> names,
    String version,
    VersionScheme scheme,
    boolean epoch,
    String architecture,
    @Nullable String modularity) {

  boolean rpm() {
    return scheme.name().equals("rpm");
  }
}
