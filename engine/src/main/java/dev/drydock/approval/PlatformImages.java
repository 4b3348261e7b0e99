package dev.drydock.approval;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.Platform;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.ImageIndex;
import dev.drydock.image.manifest.ManifestReader;
import dev.drydock.image.manifest.MediaTypes;
import dev.drydock.image.manifest.PlatformSelection;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The images that an index lists, one for each platform, as an approval of the index names them.
/// What builders file beside them, attestations for instance, is none.
public final class PlatformImages {
  /// Of one index.
  static final int MOST = 50;

  private static final int MOST_NAME = 100;

  private PlatformImages() {}

  /// Each with its platform, in the order of the index; empty where it is no index.
  ///
  /// @throws ImageException where somebody could not tell what is approved: an index within the
  ///   index, none or too many images, images without a platform or two for the same
  public static Map<Digest, String> of(StoredManifest image, Limits limits, String what)
      throws ImageException {
    Map<Digest, String> images = new LinkedHashMap<>();
    if (!(new ManifestReader(limits).read(image.body(), image.mediaType(), what)
        instanceof ImageIndex index)) {
      return images;
    }
    Set<String> platforms = new HashSet<>();
    for (Descriptor one : PlatformSelection.images(index)) {
      Platform platform = one.platform();
      if (MediaTypes.isIndex(one.mediaType())) {
        throw refused(what, "lists another index");
      }
      if (platform == null) {
        throw refused(what, "lists an image and does not say for which platform it is");
      }
      String name = platform.toString();
      if (name.length() > MOST_NAME || name.chars().anyMatch(Character::isISOControl)) {
        throw refused(what, "lists an image for a platform of a strange name");
      }
      if (!platforms.add(name) || images.put(one.digest(), name) != null) {
        throw refused(what, "lists two images for " + name + ", or one twice");
      }
    }
    if (images.isEmpty() || images.size() > MOST) {
      throw refused(
          what, images.isEmpty() ? "lists no images" : "lists more than " + MOST + " images");
    }
    return images;
  }

  /// The manifest of one of them; `null` where the registry does not have it any more.
  static @Nullable StoredManifest manifest(RegistryRepository repository, Digest digest)
      throws IOException, InterruptedException {
    try {
      return repository.manifest(digest);
    } catch (ImageException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return null;
      }
      throw e;
    }
  }

  private static ImageException refused(String what, String why) {
    return new ImageException(
        Kind.AMBIGUOUS,
        what
            + " "
            + why
            + ", so that nobody can tell what would be approved; name the digest of an image"
            + " instead");
  }
}
