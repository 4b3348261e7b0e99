package dev.drydock.base.testing;

import dev.drydock.base.view.FileNode;
import dev.drydock.base.view.ImageView;
import dev.drydock.image.ImageConfig;
import dev.drydock.limits.Bounded;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The image that is tested.
///
/// @param roots unpack it
public record TestedImage(ImageView view, ImageConfig config, Roots roots) {

  /// Unpacks the image.
  @FunctionalInterface
  public interface Roots {
    /// A directory with the files of the image, which nobody else changes.
    Path fresh() throws IOException, InterruptedException;
  }

  /// More than a test can use.
  private static final int MOST_CONTENT = 16 << 20;

  /// The content of a file.
  ///
  /// @param root that no program of the image has run in: its directories are what the view says
  /// @return `null` where there is no such file
  @Nullable String content(Path root, String path) throws IOException {
    String behind = view.path(path);
    FileNode file = behind == null ? null : view.files().get(behind);
    if (behind == null || file == null || !file.isFile()) {
      return null;
    }
    try (InputStream in = Files.newInputStream(root.resolve(behind), LinkOption.NOFOLLOW_LINKS)) {
      return new String(Bounded.readAll(in, MOST_CONTENT, path), StandardCharsets.UTF_8);
    }
  }
}
