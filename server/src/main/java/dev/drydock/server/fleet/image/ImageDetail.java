package dev.drydock.server.fleet.image;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that is asked of one image first.
///
/// @param image with its owners, tags and numbers
/// @param aliases other digests that it is known by: its configuration's, an index's
/// @param deployments what runs it now, the first hundred
/// @param gate what a gate said of it last; absent where none did
/// @param document the SHA-256 of its bill of materials
record ImageDetail(
    ImageItem image,
    List<String> aliases,
    List<Deployment> deployments,
    @Nullable Gate gate,
    String document) {
  ImageDetail {
    aliases = List.copyOf(aliases);
    deployments = List.copyOf(deployments);
  }

  /// @param workload `deployment/cart`
  record Deployment(
      String environment,
      String cluster,
      String namespace,
      String workload,
      String container,
      boolean internetFacing,
      int replicas,
      Instant since) {}

  /// @param verdict `passed` or `stopped`
  record Gate(String verdict, Instant at, @Nullable String policy, @Nullable String standing) {}
}
