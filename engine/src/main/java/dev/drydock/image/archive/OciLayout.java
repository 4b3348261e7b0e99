package dev.drydock.image.archive;

import dev.drydock.image.Breadth;
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
import dev.drydock.image.manifest.IndexedImages;
import dev.drydock.image.manifest.LayerDescriptions;
import dev.drydock.image.manifest.Manifest;
import dev.drydock.image.manifest.ManifestReader;
import dev.drydock.image.manifest.MediaTypes;
import dev.drydock.image.manifest.NotAnImage;
import dev.drydock.image.manifest.PlatformSelection;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An OCI image layout, in a directory or in a tar (OCI image specification, "Image Layout").
///
/// Manifests and configs must have the digest that they are named by, and so must compressed
/// layers.
final class OciLayout implements ImageSet {
  static final String INDEX = "index.json";
  static final String MARKER = "oci-layout";

  private static final int MAX_NESTING = 8;
  private static final String REF_NAME = "org.opencontainers.image.ref.name";
  private static final String CONTAINERD_NAME = "io.containerd.image.name";

  private final Members members;
  private final ArchiveRequest request;
  private final ManifestReader manifests;
  private final Warnings warnings = new Warnings();

  private final String what;

  /// What stands in for `index.json`, of which not all platforms need be there; `null` where that
  /// file is read.
  private final @Nullable ImageIndex given;

  /// Whether a blob is not the one that its manifest names, so that the digest says nothing.
  private boolean altered;

  OciLayout(Members members, ArchiveRequest request) {
    this(members, request, request.what(), (ImageIndex) null);
  }

  /// One whose `index.json` is kept elsewhere, or nowhere.
  ///
  /// @param what names it in messages
  /// @param target all that would stand in it
  OciLayout(Members members, ArchiveRequest request, String what, Descriptor target) {
    this(
        members,
        request,
        what,
        new ImageIndex(MediaTypes.OCI_INDEX, null, List.of(target), Map.of()));
  }

  private OciLayout(
      Members members, ArchiveRequest request, String what, @Nullable ImageIndex root) {
    this.members = members;
    this.request = request;
    this.what = what;
    this.given = root;
    this.manifests = new ManifestReader(request.limits());
  }

  @Override
  public Image open() throws IOException, InterruptedException {
    ImageIndex index = root();
    Descriptor descriptor = select(index);
    Digest chosenFrom = null;
    for (int depth = 0; depth < MAX_NESTING; depth++) {
      Manifest manifest = manifests.read(document(descriptor), descriptor.mediaType(), what);
      // no pattern switch: the first one in a fresh JVM costs 20 ms of method handles
      if (manifest instanceof ImageManifest image) {
        return new LayoutImage(
            image(image, descriptor.digest()),
            chosenFrom,
            new LayoutAttestations(index, descriptor.digest(), documents()));
      } else if (manifest instanceof ImageIndex inner) {
        chosenFrom = chosenFrom == null ? descriptor.digest() : chosenFrom;
        index = inner;
        descriptor = ofPlatform(inner, false);
      }
    }
    throw corrupt("has indexes within indexes without end");
  }

  private LayoutAttestations.Documents documents() {
    return new LayoutAttestations.Documents() {
      @Override
      public Manifest manifest(Descriptor descriptor) throws IOException, InterruptedException {
        return manifests.read(document(descriptor), descriptor.mediaType(), what);
      }

      @Override
      public byte[] blob(Descriptor descriptor) throws IOException, InterruptedException {
        return document(descriptor);
      }
    };
  }

  private ImageIndex root() throws IOException, InterruptedException {
    if (given != null) {
      return given;
    }
    Member index = members.find(INDEX);
    if (index == null) {
      throw new ImageException(
          Kind.NOT_AN_IMAGE, what + " is not an OCI layout: it has no index.json; " + NoImage.SAVE);
    }
    byte[] body = index.bytes(request.limits().documentBytes(), INDEX);
    if (!(manifests.read(body, MediaTypes.OCI_INDEX, what) instanceof ImageIndex root)) {
      throw corrupt("has an index.json that is no index");
    }
    return root;
  }

  @Override
  public List<ArchiveRequest> all(Breadth breadth) throws IOException, InterruptedException {
    List<ArchiveRequest> all = new ArrayList<>();
    for (ImageIndex one : breadth.images() ? apart(root()) : List.of(chosen(root()))) {
      String name = one.manifests().isEmpty() ? null : name(one.manifests().getFirst());
      List<Descriptor> found =
          breadth.platforms()
              ? held(new IndexedImages(this::index).of(one, what))
              : List.of(ofPlatform(one, false));
      for (Descriptor image : found) {
        String reference = request.reference();
        if (breadth.images() && request.selector() == null) {
          reference += name == null ? "@" + image.digest() : ":" + name;
        }
        all.add(request.choosing(reference, "@" + image.digest()));
      }
    }
    return all;
  }

  /// The images of a layout, each as an index of its own: what goes by one name, which may be made
  /// for several platforms.
  private List<ImageIndex> apart(ImageIndex root) throws IOException, InterruptedException {
    if (request.selector() != null) {
      return List.of(chosen(root));
    }
    Map<String, List<Descriptor>> byName = new LinkedHashMap<>();
    for (Descriptor image : different(PlatformSelection.images(root))) {
      byName.computeIfAbsent(String.valueOf(name(image)), _ -> new ArrayList<>()).add(image);
    }
    List<ImageIndex> apart = new ArrayList<>();
    for (List<Descriptor> images : byName.values()) {
      Set<String> platforms = new HashSet<>();
      boolean platformsDiffer = true;
      for (Descriptor image : images) {
        platformsDiffer &= platforms.add(String.valueOf(image.platform()));
      }
      for (List<Descriptor> one :
          platformsDiffer ? List.of(images) : images.stream().map(List::of).toList()) {
        apart.add(with(root, one));
      }
    }
    if (apart.isEmpty()) {
      throw new ImageException(
          Kind.UNSUPPORTED, what + " is an index without any image; check the reference");
    }
    return apart;
  }

  /// What the user chose of the layout; all of it where nothing was chosen and that is one image.
  private ImageIndex chosen(ImageIndex root) throws IOException, InterruptedException {
    List<Descriptor> fitting = request.selector() == null ? root.manifests() : fitting(root);
    Set<String> platforms = new HashSet<>();
    ImageIndex chosen = with(root, different(fitting));
    for (Descriptor image : PlatformSelection.images(chosen)) {
      if (!platforms.add(String.valueOf(image.platform()))) {
        throw Selectors.several(request, names(chosen));
      }
    }
    return chosen;
  }

  private static ImageIndex with(ImageIndex root, List<Descriptor> manifests) {
    return new ImageIndex(root.mediaType(), null, manifests, root.annotations());
  }

  /// The manifest or index that the user chose, else the one of the platform.
  private Descriptor select(ImageIndex root) throws IOException, InterruptedException {
    List<Descriptor> fitting = request.selector() == null ? root.manifests() : fitting(root);
    return fitting.size() == 1 && request.selector() != null
        ? fitting.getFirst()
        : ofPlatform(with(root, different(fitting)), true);
  }

  /// @throws ImageException where the user chose something that is not there
  private List<Descriptor> fitting(ImageIndex root) throws IOException, InterruptedException {
    String selector = String.valueOf(request.selector());
    List<Descriptor> exact = new ArrayList<>();
    List<Descriptor> fitting = new ArrayList<>();
    for (int i = 0; i < root.manifests().size(); i++) {
      Descriptor manifest = root.manifests().get(i);
      if (selector.equals("@" + i)) {
        return List.of(manifest);
      }
      if (selector.equals(manifest.annotations().get(REF_NAME))
          || selector.equals(manifest.annotations().get(CONTAINERD_NAME))) {
        exact.add(manifest);
      }
      if (fits(manifest, selector)) {
        fitting.add(manifest);
      }
    }
    if (fitting.isEmpty() && selector.startsWith("@")) {
      for (Descriptor inner : new IndexedImages(this::index).all(root)) {
        if (inner.digest().toString().equals(selector.substring(1))) {
          return List.of(inner);
        }
      }
    }
    if (fitting.isEmpty()) {
      throw Selectors.notFound(
          request,
          root.manifests().stream()
              .map(one -> one.digest() + (name(one) == null ? "" : " (" + name(one) + ")"))
              .toList());
    }
    return different(exact.isEmpty() ? fitting : exact);
  }

  /// The index that a descriptor names; `null` where that is something else, or not here.
  private @Nullable ImageIndex index(Descriptor descriptor)
      throws IOException, InterruptedException {
    if (!descriptor.mediaType().isEmpty() && !MediaTypes.isIndex(descriptor.mediaType())) {
      return null;
    }
    if (blob(descriptor) == null && descriptor.embedded().isEmpty()) {
      return null;
    }
    Manifest manifest = manifests.read(document(descriptor), descriptor.mediaType(), what);
    return manifest instanceof ImageIndex index ? index : null;
  }

  /// A tag, a digest after an at sign, or both.
  private static boolean fits(Descriptor manifest, String selector) {
    int at = selector.indexOf('@');
    if (at >= 0 && !manifest.digest().toString().equals(selector.substring(at + 1))) {
      return false;
    }
    if (at == 0) {
      return true;
    }
    String wanted = at < 0 ? selector : selector.substring(0, at);
    String tag = manifest.annotations().get(REF_NAME);
    String name = manifest.annotations().get(CONTAINERD_NAME);
    return tag != null && Selectors.fits(tag, wanted)
        || name != null && Selectors.fits(name, wanted);
  }

  /// Several names of the same image are one image.
  private static List<Descriptor> different(List<Descriptor> manifests) {
    Map<Digest, Descriptor> different = new LinkedHashMap<>();
    for (Descriptor manifest : manifests) {
      different.putIfAbsent(manifest.digest(), manifest);
    }
    return List.copyOf(different.values());
  }

  private static @Nullable String name(Descriptor manifest) {
    String name = manifest.annotations().get(CONTAINERD_NAME);
    return name != null ? name : manifest.annotations().get(REF_NAME);
  }

  private static List<String> names(ImageIndex index) {
    List<String> names = new ArrayList<>();
    for (Descriptor image : PlatformSelection.images(index)) {
      String name = name(image);
      names.add(name == null ? "@" + image.digest() : name);
    }
    return names;
  }

  private ImageIndex held(ImageIndex index) throws IOException {
    return with(index, held(index.manifests()));
  }

  /// What is here of it, where not all has to be; all where nothing is.
  private List<Descriptor> held(List<Descriptor> manifests) throws IOException {
    if (given == null) {
      return manifests;
    }
    List<Descriptor> held = new ArrayList<>();
    for (Descriptor manifest : manifests) {
      if (blob(manifest) != null) {
        held.add(manifest);
      }
    }
    return held.isEmpty() ? manifests : held;
  }

  /// @param layout whether the index is the layout's own, in which images lie that have nothing to
  ///   do with each other
  private Descriptor ofPlatform(ImageIndex index, boolean layout) throws IOException {
    PlatformSelection selection =
        PlatformSelection.from(held(index), request.platform(), request.platformGiven(), what);
    if (layout && selection.ambiguous()) {
      throw Selectors.several(request, names(index));
    }
    if (selection.warning() != null) {
      warnings.accept(selection.warning());
    }
    return selection.chosen();
  }

  private LocalImage image(ImageManifest manifest, Digest digest)
      throws IOException, InterruptedException {
    NotAnImage.refuse(manifest, what);
    ImageConfig config =
        new ConfigReader(request.limits())
            .read(
                document(manifest.config()),
                manifest.config().digest(),
                manifest.annotations(),
                what);
    PlatformSelection.confirm(config.platform(), request.platform(), request.platformGiven(), what);
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
              .formatted(description.index(), what));
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
    return new ImageException(
        Kind.CORRUPT,
        what + " " + why + (given == null ? "; copy the image again" : "; pull it again"));
  }
}
