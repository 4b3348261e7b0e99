package dev.drydock.match;

import dev.drydock.version.VersionScheme;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is looked up for a component: components with the same subject have the same
/// vulnerabilities.
///
/// @param ecosystems all of them count
/// @param names in normal form; the first one that advisories know counts, of rpm packages all:
///   there the first one is the name within a module
/// @param version the one that is compared, `""` where unknown
/// @param epoch whether epochs count; not where the component's is unknown
/// @param architecture in the distribution's word, `""` where unknown or where it plays no part
/// @param modularity rpm's label, `null` where unknown
/// @param packages import paths of what a program has of a Go module, sorted; `null` where unknown
record Subject(
    List<String> ecosystems,
    List<String> names,
    String version,
    VersionScheme scheme,
    boolean epoch,
    String architecture,
    @Nullable String modularity,
    @Nullable List<String> packages) {

  // written out, since what a record gets by itself is linked when first called, which takes longer
  // than all lookups of an image
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Subject that
        && version.equals(that.version)
        && names.equals(that.names)
        && ecosystems.equals(that.ecosystems)
        && epoch == that.epoch
        && architecture.equals(that.architecture)
        && Objects.equals(modularity, that.modularity)
        && Objects.equals(packages, that.packages);
  }

  @Override
  public int hashCode() {
    return names.hashCode() * 31 + version.hashCode();
  }

  boolean rpm() {
    return scheme.name().equals("rpm");
  }
}
