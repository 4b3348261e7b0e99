package dev.drydock.bom;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a vendor's build left in an image about where the packages of a layer came from: Red Hat's
/// `buildinfo`. Advisories of such a vendor are told apart by repository.
///
/// @param location the file that tells of it, and its layer
/// @param build name, version and release of the image that the layer was built as,
///   `ubi9-container-9.4-1181`; `""` where it is not said
/// @param cpeName of the product
/// @param contentSets the repositories that packages could come from,
///   `rhel-9-for-x86_64-baseos-rpms`
public record BuildInformation(
    Component.Location location, String build, @Nullable String cpeName, List<String> contentSets) {

  public BuildInformation {
    contentSets = List.copyOf(contentSets);
  }
}
