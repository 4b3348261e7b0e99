package dev.drydock.image.archive;

import dev.drydock.image.Digest;
import dev.drydock.image.Image;
import dev.drydock.image.ImageConfig;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.Layer;
import dev.drydock.image.Warnings;
import dev.drydock.image.manifest.ConfigReader;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.ImageIndex;
import dev.drydock.image.manifest.ImageManifest;
import dev.drydock.image.manifest.LayerDescriptions;
import dev.drydock.image.manifest.Manifest;
import dev.drydock.image.manifest.ManifestReader;
import dev.drydock.image.manifest.MediaTypes;
import dev.drydock.image.manifest.NotAnImage;
import dev.drydock.image.manifest.PlatformSelection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An OCI image layout, in a directory or in a tar (OCI image specification, "Image Layout").
///
/// Manifests and configs must have the digest that they are named by, and so must compressed
/// layers.
final class OciLayout {
  static final String INDEX = "index.json";
  static final String MARKER = "oci-layout";

  private static final int MAX_NESTING = 8;
  private static final String REF_NAME = "org.opencontainers.image.ref.name";
  private static final String CONTAINERD_NAME = "io.containerd.image.name";

  private final Members members;
  private final ArchiveRequest request;
  private final ManifestReader manifests;
  private final Warnings warnings = new Warnings();

  /// Whether a blob is not the one that its manifest names, so that the digest says nothing.
  private boolean altered;

  OciLayout(Members members, ArchiveRequest request) {
    this.members = members;
    this.request = request;
    this.manifests = new ManifestReader(request.limits());
  }

  Image open() throws IOException, InterruptedException {
    Member index = members.find(INDEX);
    if (index == null) {
      throw new ImageException(
          Kind.NOT_AN_IMAGE,
          request.what() + " is not an OCI layout: it has no index.json; " + NoImage.SAVE);
    }
    byte[] body = index.bytes(request.limits().documentBytes(), INDEX);
    if (!(manifests.read(body, MediaTypes.OCI_INDEX, request.what()) instanceof ImageIndex root)) {
      throw corrupt("has an index.json that is no index");
    }
    Descriptor descriptor = select(root);
    for (int depth = 0; depth < MAX_NESTING; depth++) {
      Manifest manifest =
          manifests.read(document(descriptor), descriptor.mediaType(), request.what());
      // no pattern switch: the first one in a fresh JVM costs 20 ms of method handles
      if (manifest instanceof ImageManifest image) {
        return image(image, descriptor.digest());
      } else if (manifest instanceof ImageIndex inner) {
        descriptor = ofPlatform(inner);
      }
    }
    throw corrupt("has indexes within indexes without end");
  }

  /// The manifest or index that the user chose, else the one of the platform.
  private Descriptor select(ImageIndex root) throws ImageException {
    String selector = request.selector();
    if (selector == null) {
      return ofPlatform(root);
    }
    List<Descriptor> fitting = new ArrayList<>();
    for (Descriptor manifest : root.manifests()) {
      if (fits(manifest, selector)) {
        fitting.add(manifest);
      }
    }
    if (fitting.isEmpty()) {
      throw Selectors.notFound(
          request,
          root.manifests().stream().map(manifest -> manifest.digest() + name(manifest)).toList());
    }
    return fitting.size() == 1
        ? fitting.getFirst()
        : ofPlatform(new ImageIndex(root.mediaType(), null, fitting, root.annotations()));
  }

  private static boolean fits(Descriptor manifest, String selector) {
    if (selector.startsWith("@")) {
      return manifest.digest().toString().equals(selector.substring(1));
    }
    String tag = manifest.annotations().get(REF_NAME);
    String name = manifest.annotations().get(CONTAINERD_NAME);
    return tag != null && (tag.equals(selector) || Selectors.fits(tag, selector))
        || name != null && Selectors.fits(name, selector);
  }

  private static String name(Descriptor manifest) {
    String name = manifest.annotations().get(REF_NAME);
    return name == null ? "" : " (" + name + ")";
  }

  private Descriptor ofPlatform(ImageIndex index) throws ImageException {
    PlatformSelection selection =
        PlatformSelection.from(index, request.platform(), request.platformGiven(), request.what());
    if (selection.warning() != null) {
      warnings.accept(selection.warning());
    }
    return selection.chosen();
  }

  private Image image(ImageManifest manifest, Digest digest)
      throws IOException, InterruptedException {
    NotAnImage.refuse(manifest, request.what());
    ImageConfig config =
        new ConfigReader(request.limits())
            .read(
                document(manifest.config()),
                manifest.config().digest(),
                manifest.annotations(),
                request.what());
    PlatformSelection.confirm(
        config.platform(), request.platform(), request.platformGiven(), request.what());
    LayerDescriptions described = LayerDescriptions.of(manifest, config);
    described.warnings().forEach(warnings);
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < manifest.layers().size(); i++) {
      layers.add(layer(manifest.layers().get(i), described.layers().get(i)));
    }
    return new LocalImage(
        request.reference(), altered ? null : digest, config, layers, warnings, members);
  }

  private Layer layer(Descriptor descriptor, Layer.Description description) throws IOException {
    Member blob = blob(descriptor);
    if (blob == null && MediaTypes.isForeignLayer(descriptor.mediaType())) {
      warnings.accept(
          "layer %d is not in %s, since its licence forbids to hand it on: what is in it is not told"
              .formatted(description.index(), request.what()));
      return new AbsentLayer(description);
    }
    if (blob == null) {
      throw missing(descriptor);
    }
    if (blob.size() == descriptor.size()) {
      return MemberLayers.of(description, blob, descriptor.digest(), request.limits(), warnings);
    }
    altered = true;
    warnings.accept(
        "layer %d was replaced by hand: it has %,d bytes, the manifest says %,d; what is there was read"
            .formatted(description.index(), blob.size(), descriptor.size()));
    return MemberLayers.of(description, blob, null, request.limits(), warnings);
  }

  /// A manifest, index or config, verified.
  private byte[] document(Descriptor descriptor) throws IOException, InterruptedException {
    Member blob = blob(descriptor);
    byte[] body =
        blob == null
            ? descriptor.embedded().orElseThrow(() -> missing(descriptor))
            : blob.bytes(request.limits().documentBytes(), descriptor.digest().toString());
    Digest actual = Digest.of(descriptor.digest().algorithm(), body);
    if (!actual.equals(descriptor.digest())) {
      throw corrupt("has a blob whose digest is " + actual + ", not " + descriptor.digest());
    }
    return body;
  }

  private @Nullable Member blob(Descriptor descriptor) throws IOException {
    Digest digest = descriptor.digest();
    return members.find("blobs/" + digest.algorithm() + "/" + digest.hex());
  }

  private ImageException missing(Descriptor descriptor) {
    return corrupt("lacks the blob " + descriptor.digest());
  }

  private ImageException corrupt(String why) {
    return new ImageException(Kind.CORRUPT, request.what() + " " + why + "; copy the image again");
  }
}
