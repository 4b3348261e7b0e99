package dev.drydock.image.registry;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What a tag is to point to next, told by what it points to now.
@FunctionalInterface
public interface TagChange {

  /// The state that is to come.
  @SuppressWarnings("ArrayRecordComponent") // passed on once, compared by nobody
  record Next(String mediaType, byte[] body) {}

  /// Called again for each state that is found; pushes what the next one names.
  ///
  /// @param current `null` where there is no such tag
  /// @return `null` where nothing is left to be changed
  @Nullable Next apply(@Nullable StoredManifest current) throws IOException, InterruptedException;
}
