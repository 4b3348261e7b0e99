package dev.drydock.bom;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One piece of software in an image, of one exact version.
///
/// @param name as its ecosystem writes it: Maven `group:artifact`, npm `@scope/name`, Go the module
///   path; the purl has it in the purl type's normal form
/// @param version as its ecosystem writes it, `""` where the source does not say; rpm
///   `[epoch:]version-release`
/// @param os what only packages of an operating system have
/// @param licences as the source words them, SPDX expressions where it does
/// @param locations the files that tell of it, the telling one first; never empty
/// @param evidence which cataloger said so, and from what
public record Component(
    String name,
    String version,
    Purl purl,
    @Nullable OsPackage os,
    List<String> licences,
    List<Location> locations,
    Evidence evidence) {

  public Component {
    licences = List.copyOf(licences);
    locations = List.copyOf(locations);
    if (locations.isEmpty()) {
      throw new IllegalArgumentException("a component without a location: " + purl);
    }
  }

  /// The purl's type: `deb`, `rpm`, `apk`, `maven`, `npm`, `pypi`, `golang`, …
  public String type() {
    return purl.type();
  }

  /// The index of the layer that its telling file came from.
  public int layer() {
    return locations.getFirst().layer();
  }

  /// What packages of an operating system have beside name and version.
  ///
  /// @param source what it was built from: advisories speak of this
  /// @param architecture in the distribution's word, `""` where unknown
  /// @param maintainer dpkg's Maintainer, rpm's Vendor; tells third parties from the distribution
  /// @param modularityLabel rpm's, such as `nodejs:18:…`; `null` where the database has no such
  ///   tag, `""` where it is empty
  public record OsPackage(
      Source source,
      String architecture,
      @Nullable String maintainer,
      @Nullable String modularityLabel) {}

  /// A source package.
  ///
  /// @param version of the source, not of the binary
  /// @param epochKnown whether an epoch, if there is one, is in `version`: rpm's file names of
  ///   source packages leave it out
  public record Source(String name, String version, boolean epochKnown) {}

  /// Where a component was found.
  ///
  /// @param path without a leading slash; parts within an archive follow after `!/`
  /// @param layer index, base 0
  public record Location(String path, int layer) {}

  /// What says that a component is there.
  ///
  /// @param cataloger its name
  /// @param source what in the file said so: `installed database`, `pom.properties`, `manifest`,
  ///   `file name`
  public record Evidence(String cataloger, String source) {}
}
