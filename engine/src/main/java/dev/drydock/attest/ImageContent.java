package dev.drydock.attest;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.ImageIndex;
import dev.drydock.image.manifest.ImageManifest;
import dev.drydock.image.manifest.ManifestReader;
import dev.drydock.image.manifest.MediaTypes;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/// All that the digest of an image stands for, read to its end: a signature covers manifest, config
/// and layers by their digests, and whoever runs the image checks them again; this says before
/// whether the registry still has them as they were.
public final class ImageContent {
  private static final int MOST_DEPTH = 4;
  private static final int BUFFER = 1 << 16;

  private final RegistryRepository repository;
  private final ManifestReader reader;
  private final String what;
  private final Set<Digest> seen = new HashSet<>();

  public ImageContent(RegistryRepository repository, Limits limits) {
    this.repository = repository;
    this.reader = new ManifestReader(limits);
    this.what = repository.reference().familiar();
  }

  /// @throws ImageException where something is missing, or not what its digest says
  public void verify(StoredManifest subject) throws IOException, InterruptedException {
    verify(subject, 0);
  }

  private void verify(StoredManifest stored, int depth) throws IOException, InterruptedException {
    switch (reader.read(stored.body(), stored.mediaType(), what)) {
      case ImageManifest image -> {
        blob(image.config(), "the config of " + what);
        for (int i = 0; i < image.layers().size(); i++) {
          // foreign layers are elsewhere, and whoever runs the image gets them there
          if (!MediaTypes.isForeignLayer(image.layers().get(i).mediaType())) {
            blob(image.layers().get(i), "layer " + i + " of " + what);
          }
        }
      }
      case ImageIndex index -> {
        if (depth == MOST_DEPTH) {
          throw new ImageException(
              Kind.UNSUPPORTED, what + " has indexes within indexes, more than " + MOST_DEPTH);
        }
        for (Descriptor one : index.manifests()) {
          if (seen.add(one.digest())) {
            verify(repository.manifest(one.digest()), depth + 1);
          }
        }
      }
    }
  }

  private void blob(Descriptor descriptor, String name) throws IOException, InterruptedException {
    if (!seen.add(descriptor.digest())) {
      return;
    }
    Digest expected = descriptor.digest();
    MessageDigest digest = Digest.messageDigest(expected.algorithm());
    byte[] buffer = new byte[BUFFER];
    long left = descriptor.size();
    try (InputStream in = repository.open(descriptor, name)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        left -= n;
        if (left < 0) {
          break;
        }
      }
    }
    if (left != 0 || !expected.hex().equals(HexFormat.of().formatHex(digest.digest()))) {
      throw new ImageException(
          Kind.CORRUPT,
          name
              + " is damaged or was tampered with: it is not what its digest "
              + expected
              + " says; push it again");
    }
  }
}
