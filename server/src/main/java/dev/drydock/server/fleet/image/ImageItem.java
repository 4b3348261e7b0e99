package dev.drydock.server.fleet.image;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An image within a list.
///
/// @param holdings in which repositories it lies, of those that the caller may see
/// @param deployments how many containers of clusters run it
/// @param base the image that it was built upon, where that is known
/// @param signed `verified`; `present`, where nobody has verified the signature; `none`; `unknown`,
///   where nobody has looked
record ImageItem(
    String digest,
    String platform,
    String distribution,
    int components,
    Instant ingestedAt,
    @Nullable Instant builtAt,
    @Nullable Base base,
    String signed,
    List<Holding> holdings,
    int deployments,
    Numbers findings) {
  ImageItem {
    holdings = List.copyOf(holdings);
  }

  /// @param reference absent where only its digest is known
  record Base(@Nullable String reference, @Nullable String digest) {}

  /// An image in a repository, and who answers for it.
  ///
  /// @param tags that point to it now
  /// @param watched whether new findings are told
  /// @param contact how to reach the team; absent where it has not said
  record Holding(
      String repository,
      List<String> tags,
      String project,
      String team,
      @Nullable String contact,
      boolean watched) {
    Holding {
      tags = List.copyOf(tags);
    }
  }
}
