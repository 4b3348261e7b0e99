package dev.drydock.approval;

import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import java.io.IOException;

/// The tags of approved images in one repository. What is there already is not written again, so
/// that whoever was interrupted begins anew.
public final class ApprovedTags {
  private final RegistryRepository repository;

  public ApprovedTags(RegistryRepository repository) {
    this.repository = repository;
  }

  /// Writes the tag that is never moved.
  ///
  /// @return whether it was written; else it was there
  /// @throws ImageException where it stands for something else
  public boolean keep(BaseTag tag, StoredManifest image) throws IOException, InterruptedException {
    StoredManifest there = repository.tagged(tag.toString()).orElse(null);
    if (there == null) {
      repository.pushManifest(tag.toString(), image.body(), image.mediaType());
      return true;
    }
    if (!there.digest().equals(image.digest())) {
      throw new ImageException(
          Kind.CORRUPT,
          "the tag "
              + tag
              + " is never moved, and somebody moved it to "
              + there.digest()
              + "; take it away, and look who may push there");
    }
    return false;
  }

  /// Lets a tag that moves stand for an image.
  ///
  /// @return whether it was moved; else it stood for it
  public boolean move(String tag, StoredManifest image) throws IOException, InterruptedException {
    StoredManifest there = repository.tagged(tag).orElse(null);
    if (there != null && there.digest().equals(image.digest())) {
      return false;
    }
    repository.pushManifest(tag, image.body(), image.mediaType());
    return true;
  }
}
