package dev.drydock.image.archive;

import dev.drydock.image.Platform;
import dev.drydock.limits.Limits;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Which image of which file or directory is wanted.
///
/// @param reference the user's words, for [dev.drydock.image.Image#reference()]
/// @param selector chooses one of several images: a tag, a name, `@digest`, or `@` and a number;
///   `null` where the user did not choose
/// @param platformGiven whether the user asked for `platform`, or it is merely the host's
public record ArchiveRequest(
    String reference,
    Path path,
    @Nullable String selector,
    Platform platform,
    boolean platformGiven,
    Limits limits) {

  /// The same file, one image of it.
  ///
  /// @param selector that fits no other image
  ArchiveRequest choosing(String reference, String selector) {
    return new ArchiveRequest(reference, path, selector, platform, false, limits);
  }

  /// The name of the file, for messages.
  String what() {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString();
  }
}
