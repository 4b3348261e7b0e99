package dev.drydock.catalog.rpm;

import dev.drydock.bom.Component;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One installed package of rpm.
///
/// @param epoch `null` where there is none, which is not the same as 0 to rpm
/// @param sourceRpm the file name of the source package, `""` where there is none
/// @param modularityLabel `null` where the header has no such tag
/// @param requires names of packages and of what they provide, and paths of files
/// @param provides names of the same kinds, its own among them
/// @param claimable its files that [dev.drydock.catalog.ClaimablePaths] names
/// @param samples some of its files, for [dev.drydock.catalog.InstallLayer]
record RpmPackage(
    String name,
    @Nullable Integer epoch,
    String version,
    String release,
    String architecture,
    String sourceRpm,
    @Nullable String vendor,
    String licence,
    @Nullable String modularityLabel,
    List<String> requires,
    List<String> provides,
    List<String> claimable,
    List<String> samples) {

  /// Keys that packages were signed with are kept in the database as if they were packages.
  boolean publicKey() {
    return name.equals("gpg-pubkey");
  }

  String versionAndRelease() {
    return release.isEmpty() ? version : version + '-' + release;
  }

  /// `[epoch:]version-release`, an epoch of 0 left out.
  String fullVersion() {
    return hasEpoch()
        ? Integer.toUnsignedString(epochOrZero()) + ':' + versionAndRelease()
        : versionAndRelease();
  }

  boolean hasEpoch() {
    return epochOrZero() != 0;
  }

  int epochOrZero() {
    return epoch == null ? 0 : epoch;
  }

  /// The source package, taken from its file name `name-version-release.src.rpm`, which has no
  /// epoch; the package itself where there is no such name.
  Component.Source source() {
    int kind = sourceRpm.endsWith(".src.rpm") ? 8 : sourceRpm.endsWith(".nosrc.rpm") ? 10 : 0;
    String file = sourceRpm.substring(0, sourceRpm.length() - kind);
    int release = file.lastIndexOf('-');
    int version = release < 1 ? -1 : file.lastIndexOf('-', release - 1);
    return kind == 0 || version < 1
        ? new Component.Source(name, fullVersion(), true)
        : new Component.Source(file.substring(0, version), file.substring(version + 1), false);
  }
}
