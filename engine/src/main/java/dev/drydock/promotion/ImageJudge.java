package dev.drydock.promotion;

import dev.drydock.image.Platform;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.policy.Verdict;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Says whether an image may go on, as things stand now.
@FunctionalInterface
public interface ImageJudge {
  /// @param image by digest, one that can be run and no index
  /// @param platform what an index says that it is made for; `null` where none says
  /// @throws IOException where nobody can tell; the image then stays where it is
  Verdict judge(ImageReference image, @Nullable Platform platform)
      throws IOException, InterruptedException;
}
