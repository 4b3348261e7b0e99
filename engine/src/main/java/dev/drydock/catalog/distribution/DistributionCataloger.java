package dev.drydock.catalog.distribution;

import dev.drydock.bom.Distribution;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads which distribution an image is of: `os-release(5)`, or the files that distributions had
/// before it. Only the image's own root counts, not root file systems embedded in it; Bottlerocket
/// alone has its root in a directory of its own.
public final class DistributionCataloger implements TreeCataloger {
  /// These files have a handful of lines; more than this of one is not looked at.
  private static final int MAX_BYTES = 64 << 10;

  private static final String REPOSITORIES = "etc/apk/repositories";
  private static final List<String> OS_RELEASE = List.of("etc/os-release", "usr/lib/os-release");

  /// The root of a Bottlerocket host, as containers see it that look after the host.
  private static final List<String> BOTTLEROCKET =
      List.of(
          "x86_64-bottlerocket-linux-gnu/sys-root/usr/lib/os-release",
          "aarch64-bottlerocket-linux-gnu/sys-root/usr/lib/os-release");

  @Override
  public String name() {
    return "distribution";
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    return path.startsWith("etc/")
            && (OS_RELEASE.contains(path)
                || path.equals(REPOSITORIES)
                || ReleaseFiles.PATHS.contains(path))
        || path.startsWith("usr/lib/") && path.endsWith("-release") && path.indexOf('/', 8) < 0
        || BOTTLEROCKET.contains(path);
  }

  @Override
  public void catalog(FileTree tree, Discoveries out) throws IOException, InterruptedException {
    Distribution distribution = read(tree).orElse(null);
    if (distribution != null) {
      out.distribution(distribution);
    }
  }

  /// The distribution of an image; empty where nothing tells of one, as in an image from scratch.
  public static Optional<Distribution> read(FileTree tree)
      throws IOException, InterruptedException {
    Distribution nameless = null;
    for (String path : OS_RELEASE) {
      String text = text(tree, path);
      OsRelease release = text == null ? null : OsRelease.parse(text);
      if (release != null && release.hasId()) {
        return Optional.of(refined(release.distribution(), tree));
      }
      if (release != null && nameless == null && !release.isEmpty()) {
        nameless = release.distribution();
      }
    }
    for (String path : ReleaseFiles.PATHS) {
      String text = text(tree, path);
      Distribution found = text == null ? null : ReleaseFiles.parse(path, text);
      if (found != null) {
        return Optional.of(refined(found, tree));
      }
    }
    for (String path : BOTTLEROCKET) {
      String text = text(tree, path);
      OsRelease release = text == null ? null : OsRelease.parse(text);
      if (release != null && release.distribution().id().equals("bottlerocket")) {
        return Optional.of(release.distribution());
      }
    }
    return Optional.ofNullable(nameless);
  }

  private static Distribution refined(Distribution distribution, FileTree tree)
      throws IOException, InterruptedException {
    if (!distribution.id().equals("alpine")) {
      return distribution;
    }
    String repositories = text(tree, REPOSITORIES);
    return AlpineRelease.refine(distribution, repositories == null ? "" : repositories);
  }

  private static @Nullable String text(FileTree tree, String path)
      throws IOException, InterruptedException {
    LayerEntry file = tree.file(path).orElse(null);
    if (file == null) {
      return null;
    }
    FileContent content = tree.content(file);
    ByteBuffer head = ByteBuffer.allocate((int) Math.min(MAX_BYTES, content.size()));
    while (head.hasRemaining() && content.read(head.position(), head) > 0) {
      // goes on until it is full or the content ends
    }
    return new String(head.array(), 0, head.position(), StandardCharsets.UTF_8);
  }
}
