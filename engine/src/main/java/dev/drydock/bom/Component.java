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
/// @param supplier who gave it out, where a document says so; of packages of an operating system
///   [OsPackage#maintainer] tells
/// @param hashes of the artifact as it is given out, where the source has them
/// @param ownProject whether it is the project that the image was made from, or a part of it, and
///   no package of a registry: what is published under the same name is somebody else's
/// @param packages of a Go module, those that a program has of it: their import paths, sorted;
///   `null` where nobody knows, and of all else
public record Component(
    String name,
    String version,
    Purl purl,
    @Nullable OsPackage os,
    List<String> licences,
    List<Location> locations,
    Evidence evidence,
    @Nullable String supplier,
    List<Hash> hashes,
    boolean ownProject,
    @Nullable List<String> packages) {

  public Component {
    licences = List.copyOf(licences);
    locations = List.copyOf(locations);
    hashes = List.copyOf(hashes);
    packages = packages == null ? null : List.copyOf(packages);
    if (locations.isEmpty()) {
      throw new IllegalArgumentException("a component without a location: " + purl);
    }
  }

  /// A component of unknown supplier and hashes, as most sources tell of.
  public Component(
      String name,
      String version,
      Purl purl,
      @Nullable OsPackage os,
      List<String> licences,
      List<Location> locations,
      Evidence evidence) {
    this(name, version, purl, os, licences, locations, evidence, null, List.of(), false, null);
  }

  /// The same component, found in more places.
  public Component with(List<Location> locations, List<String> licences) {
    return copy(os, licences, locations, hashes, ownProject, packages);
  }

  /// The same component, as a package of an operating system.
  public Component with(OsPackage os) {
    return copy(os, licences, locations, hashes, ownProject, packages);
  }

  /// The same component with the digests of its artifact.
  public Component hashed(List<Hash> hashes) {
    return copy(os, licences, locations, hashes, ownProject, packages);
  }

  /// The same component, as the project itself or as a package of a registry.
  public Component asOwnProject(boolean own) {
    return copy(os, licences, locations, hashes, own, packages);
  }

  /// The same component, of which these packages are in a program.
  ///
  /// @param packages import paths, sorted; `null` where nobody knows
  public Component having(@Nullable List<String> packages) {
    return copy(os, licences, locations, hashes, ownProject, packages);
  }

  private Component copy(
      @Nullable OsPackage os,
      List<String> licences,
      List<Location> locations,
      List<Hash> hashes,
      boolean ownProject,
      @Nullable List<String> packages) {
    return new Component(
        name,
        version,
        purl,
        os,
        licences,
        locations,
        evidence,
        supplier,
        hashes,
        ownProject,
        packages);
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
  /// @param installation why it is there; `null` where nobody knows
  public record OsPackage(
      Source source,
      String architecture,
      @Nullable String maintainer,
      @Nullable String modularityLabel,
      @Nullable Installation installation) {

    /// The same, with why it is there.
    public OsPackage with(Installation told) {
      return new OsPackage(source, architecture, maintainer, modularityLabel, told);
    }

    /// Nobody knows why it is there.
    public OsPackage(
        Source source,
        String architecture,
        @Nullable String maintainer,
        @Nullable String modularityLabel) {
      this(source, architecture, maintainer, modularityLabel, null);
    }
  }

  /// A source package.
  ///
  /// @param version of the source, not of the binary
  /// @param epochKnown whether an epoch, if there is one, is in `version`: rpm's file names of
  ///   source packages leave it out
  public record Source(String name, String version, boolean epochKnown) {}

  /// A digest of an artifact.
  ///
  /// @param algorithm as CycloneDX spells it: `SHA-256`, `SHA-512`, `SHA-1`, `MD5`
  /// @param value in lower-case hexadecimal
  public record Hash(String algorithm, String value) {}

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
