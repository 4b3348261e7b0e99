package dev.drydock.approval;

import dev.drydock.image.Digest;
import dev.drydock.image.FileContent;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.Layer;
import dev.drydock.image.LayerEntry;
import dev.drydock.image.layer.StreamLayer;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.ImageManifest;
import dev.drydock.image.manifest.ManifestReader;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The layers of an image in a registry, each by the digest of what is in it. All of them are read
/// to their end, and held to the digests of the manifest on the way.
public final class LayerContents {
  private LayerContents() {}

  /// The image's manifest; an index is none.
  ///
  /// @throws ImageException where it is none
  public static ImageManifest manifest(StoredManifest image, Limits limits, String what)
      throws IOException {
    if (new ManifestReader(limits).read(image.body(), image.mediaType(), what)
        instanceof ImageManifest manifest) {
      return manifest;
    }
    throw new ImageException(
        Kind.AMBIGUOUS,
        what
            + " is for several platforms, and only one has layers; name the digest of the image of"
            + " a platform");
  }

  /// What a base consists of: one image, or those that an index lists.
  public static BaseContent content(
      RegistryRepository repository, StoredManifest base, Limits limits)
      throws IOException, InterruptedException {
    Map<Digest, String> platforms =
        PlatformImages.of(base, limits, repository.reference().at(base.digest()).familiar());
    if (platforms.isEmpty()) {
      return BaseContent.of(of(repository, base, limits));
    }
    List<BaseContent.OfImage> images = new ArrayList<>();
    for (Map.Entry<Digest, String> one : platforms.entrySet()) {
      List<Digest> layers = of(repository, repository.manifest(one.getKey()), limits);
      images.add(new BaseContent.OfImage(one.getKey(), one.getValue(), layers));
    }
    return new BaseContent(images);
  }

  /// The diffIDs that its config should have, from the base up.
  public static List<Digest> of(RegistryRepository repository, StoredManifest image, Limits limits)
      throws IOException, InterruptedException {
    String what = repository.reference().at(image.digest()).familiar();
    List<Digest> contents = new ArrayList<>();
    List<Descriptor> layers = manifest(image, limits, what).layers();
    for (int i = 0; i < layers.size(); i++) {
      Descriptor layer = layers.get(i);
      String name = "layer " + i + " of " + what;
      Onlooker onlooker = new Onlooker();
      new StreamLayer(
              new Layer.Description(i, layer.digest(), null, layer.mediaType(), null, layer.size()),
              () -> repository.open(layer, name),
              layer.digest(),
              layer.size(),
              limits)
          .walk(onlooker);
      Digest content = onlooker.content;
      if (content == null) {
        throw new IllegalStateException(name);
      }
      contents.add(content);
    }
    return contents;
  }

  private static final class Onlooker implements Layer.Visitor {
    private @Nullable Digest content;

    @Override
    public void visit(LayerEntry entry, FileContent file) {
      // all that counts is the whole
    }

    @Override
    public boolean wantsContentDigest() {
      return true;
    }

    @Override
    public void contentDigest(Digest digest) {
      content = digest;
    }
  }
}
