package dev.drydock.image.registry;

import dev.drydock.image.Digest;
import dev.drydock.image.Image;
import dev.drydock.image.ImageConfig;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.Layer;
import dev.drydock.image.Platform;
import dev.drydock.image.Warnings;
import dev.drydock.image.layer.StreamLayer;
import dev.drydock.image.manifest.ConfigReader;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.ImageIndex;
import dev.drydock.image.manifest.ImageManifest;
import dev.drydock.image.manifest.IndexedImages;
import dev.drydock.image.manifest.LayerDescriptions;
import dev.drydock.image.manifest.Manifest;
import dev.drydock.image.manifest.ManifestReader;
import dev.drydock.image.manifest.MediaTypes;
import dev.drydock.image.manifest.NotAnImage;
import dev.drydock.image.manifest.PlatformSelection;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Opens images of registries.
public final class RegistryImages {
  /// Indexes within indexes.
  private static final int MAX_DEPTH = 4;

  private RegistryImages() {}

  /// Reads manifest and config; the layers are read when they are walked.
  ///
  /// @param platformGiven whether the user asked for `platform`, which is then the only one that
  ///   will do
  /// @throws ImageException where there is no such image, or it cannot be read
  public static Image open(
      ImageReference reference,
      Platform platform,
      boolean platformGiven,
      Limits limits,
      CredentialStore credentials,
      RegistrySettings settings)
      throws IOException, InterruptedException {
    RegistryClient client =
        new RegistryClient(reference, credentials, settings, limits, new UrlTransport(settings));
    return open(reference, platform, platformGiven, limits, client);
  }

  /// One reference for the image of each platform, by digest, in the order of the index; the
  /// reference itself where it names an image for one.
  ///
  /// @throws ImageException where there is no such image
  public static List<ImageReference> platforms(
      ImageReference reference,
      Limits limits,
      CredentialStore credentials,
      RegistrySettings settings)
      throws IOException, InterruptedException {
    return platforms(
        reference,
        limits,
        new RegistryClient(reference, credentials, settings, limits, new UrlTransport(settings)));
  }

  static List<ImageReference> platforms(
      ImageReference reference, Limits limits, RegistryClient client)
      throws IOException, InterruptedException {
    String what = reference.familiar();
    ManifestReader reader = new ManifestReader(limits);
    RegistryClient.Document document = client.manifest();
    if (!(reader.read(document.body(), document.mediaType(), what) instanceof ImageIndex root)) {
      return List.of(reference.at(document.digest()));
    }
    List<ImageReference> references = new ArrayList<>();
    IndexedImages images = new IndexedImages(descriptor -> inner(client, reader, descriptor, what));
    for (Descriptor image : images.of(root, what)) {
      references.add(reference.at(image.digest()));
    }
    return references;
  }

  private static @Nullable ImageIndex inner(
      RegistryClient client, ManifestReader reader, Descriptor descriptor, String what)
      throws IOException, InterruptedException {
    if (!MediaTypes.isIndex(descriptor.mediaType())) {
      return null;
    }
    RegistryClient.Document document = client.manifest(descriptor);
    return reader.read(document.body(), document.mediaType(), what) instanceof ImageIndex index
        ? index
        : null;
  }

  static Image open(
      ImageReference reference,
      Platform platform,
      boolean platformGiven,
      Limits limits,
      RegistryClient client)
      throws IOException, InterruptedException {
    String what = reference.familiar();
    Warnings warnings = new Warnings();
    ManifestReader reader = new ManifestReader(limits);
    RegistryClient.Document document = client.manifest();
    Digest named = document.digest();
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      Manifest manifest = reader.read(document.body(), document.mediaType(), what);
      // no pattern switch: the first one of a process costs it ten milliseconds
      if (manifest instanceof ImageManifest image) {
        return image(
            client,
            reference,
            document.digest(),
            depth == 0 ? null : named,
            image,
            platform,
            platformGiven,
            limits,
            warnings);
      }
      if (manifest instanceof ImageIndex index) {
        PlatformSelection selection = PlatformSelection.from(index, platform, platformGiven, what);
        if (selection.warning() != null) {
          warnings.accept(selection.warning());
        }
        document = client.manifest(selection.chosen());
      }
    }
    throw new ImageException(
        Kind.UNSUPPORTED, what + " has indexes within indexes, more than " + MAX_DEPTH + " deep");
  }

  private static Image image(
      RegistryClient client,
      ImageReference reference,
      Digest digest,
      @Nullable Digest index,
      ImageManifest manifest,
      Platform platform,
      boolean platformGiven,
      Limits limits,
      Warnings warnings)
      throws IOException, InterruptedException {
    String what = reference.familiar();
    NotAnImage.refuse(manifest, what);
    byte[] body = client.blob(manifest.config(), "the config of " + what);
    ImageConfig config =
        new ConfigReader(limits)
            .read(body, manifest.config().digest(), manifest.annotations(), what);
    PlatformSelection.confirm(config.platform(), platform, platformGiven, what);
    LayerDescriptions descriptions = LayerDescriptions.of(manifest, config);
    descriptions.warnings().forEach(warnings);
    List<Layer> layers = new ArrayList<>(descriptions.layers().size());
    for (Layer.Description description : descriptions.layers()) {
      Descriptor descriptor = manifest.layers().get(description.index());
      layers.add(layer(client, what, description, descriptor, limits, warnings));
    }
    return new RegistryImage(
        "registry:" + what, digest, index, config, List.copyOf(layers), warnings);
  }

  private static Layer layer(
      RegistryClient client,
      String image,
      Layer.Description description,
      Descriptor descriptor,
      Limits limits,
      Warnings warnings) {
    String what = "layer " + description.index() + " of " + image;
    if (MediaTypes.isForeignLayer(descriptor.mediaType())) {
      return new ForeignLayer(client, description, descriptor, what, limits, warnings);
    }
    return new StreamLayer(
        description,
        () -> client.open(descriptor, what),
        descriptor.digest(),
        descriptor.size(),
        limits,
        warnings);
  }

  private record RegistryImage(
      String reference,
      Digest digest,
      @Nullable Digest indexDigest,
      ImageConfig config,
      List<Layer> layers,
      Warnings collected)
      implements Image {

    @Override
    public List<String> warnings() {
      return collected.list();
    }

    @Override
    public void close() {
      // each walk closes its own connection
    }
  }
}
