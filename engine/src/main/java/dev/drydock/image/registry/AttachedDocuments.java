package dev.drydock.image.registry;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.Platform;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.ImageIndex;
import dev.drydock.image.manifest.ImageManifest;
import dev.drydock.image.manifest.Manifest;
import dev.drydock.image.manifest.ManifestReader;
import dev.drydock.image.manifest.MediaTypes;
import dev.drydock.image.manifest.PlatformSelection;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the documents that lie beside an image in its registry, in all the places where tools put
/// them:
/// - [BuildKit's attestation
///   manifests](https://docs.docker.com/build/metadata/attestations/attestation-storage/) in the
///   index of the image
/// - [Referrers]
/// - cosign's tags `sha256-….att` and `sha256-….sbom`
///
/// Signatures are not verified here.
public final class AttachedDocuments {
  private static final int MAX_DEPTH = 4;
  private static final int MOST = 64;
  private static final int MOST_MANIFESTS = 200;

  private final RegistryClient client;
  private final ManifestReader reader;
  private final DocumentKind kind;
  private final String what;
  private final List<Attached> found = new ArrayList<>();
  private final Set<String> warnings = new LinkedHashSet<>();
  private final Set<Digest> subjects = new LinkedHashSet<>();
  private final Set<Digest> seen = new HashSet<>();
  private long bytesLeft;
  private int manifests;

  /// One document.
  ///
  /// @param origin where it was found, for people
  @SuppressWarnings("ArrayRecordComponent") // passed on once, compared by nobody
  public record Attached(String origin, Digest digest, byte[] document) {}

  /// What was found.
  ///
  /// @param documents the most telling place first
  /// @param subjects what they are attached to: the manifest of the platform, and the indexes that
  ///   it is in
  /// @param warnings what may be missing
  public record Found(List<Attached> documents, Set<Digest> subjects, List<String> warnings) {
    public Found {
      documents = List.copyOf(documents);
      subjects = Set.copyOf(subjects);
      warnings = List.copyOf(warnings);
    }
  }

  private AttachedDocuments(
      RegistryClient client, ImageReference reference, DocumentKind kind, Limits limits) {
    this.client = client;
    this.reader = new ManifestReader(limits);
    this.kind = kind;
    this.what = reference.familiar();
    this.bytesLeft = limits.documentBytes();
  }

  /// What is attached to the image of a platform, and to the index that it is in. Only what types
  /// say is looked at: a document may turn out to be none of its kind.
  ///
  /// @throws ImageException where there is no such image, or the registry fails
  public static Found find(
      ImageReference reference,
      DocumentKind kind,
      Platform platform,
      boolean platformGiven,
      Limits limits,
      CredentialStore credentials,
      RegistrySettings settings)
      throws IOException, InterruptedException {
    RegistryClient client =
        new RegistryClient(reference, credentials, settings, limits, new UrlTransport(settings));
    return new AttachedDocuments(client, reference, kind, limits).find(platform, platformGiven);
  }

  static Found find(
      RegistryClient client,
      ImageReference reference,
      DocumentKind kind,
      Platform platform,
      Limits limits)
      throws IOException, InterruptedException {
    return new AttachedDocuments(client, reference, kind, limits).find(platform, false);
  }

  private Found find(Platform platform, boolean platformGiven)
      throws IOException, InterruptedException {
    RegistryClient.Document document = client.manifest();
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      subjects.add(document.digest());
      Manifest manifest = reader.read(document.body(), document.mediaType(), what);
      if (!(manifest instanceof ImageIndex index)) {
        break;
      }
      Descriptor chosen = PlatformSelection.from(index, platform, platformGiven, what).chosen();
      for (Descriptor one : index.manifests()) {
        if ("attestation-manifest".equals(one.annotations().get("vnd.docker.reference.type"))
            && chosen
                .digest()
                .toString()
                .equals(one.annotations().get("vnd.docker.reference.digest"))) {
          layers(one, "BuildKit's attestation");
        }
      }
      document = client.manifest(chosen);
    }
    for (Digest subject : subjects) {
      referrers(subject);
    }
    for (Digest subject : subjects) {
      String tag = subject.algorithm() + "-" + subject.hex();
      tagged(tag + ".att", "cosign's attestation");
      tagged(tag + ".sbom", "cosign's attachment");
    }
    return new Found(found, subjects, List.copyOf(warnings));
  }

  private void referrers(Digest subject) throws IOException, InterruptedException {
    Referrers.Listing listing = Referrers.of(client, reader, subject, what);
    warnings.addAll(listing.warnings());
    for (Descriptor one : listing.descriptors()) {
      String type = one.artifactType();
      boolean told = type != null && !type.isEmpty() && !type.equals(MediaTypes.OCI_EMPTY);
      if (!MediaTypes.isIndex(one.mediaType())
          && (!told || kind.possible(type))
          && aboutKind(one.annotations().get("dev.sigstore.bundle.predicateType"))) {
        layers(one, "a referrer");
      }
    }
  }

  private void tagged(String tag, String origin) throws IOException, InterruptedException {
    RegistryClient.Document document = client.tagged(tag);
    if (document != null) {
      layers(document, origin);
    }
  }

  private void layers(Descriptor descriptor, String origin)
      throws IOException, InterruptedException {
    if (!room()) {
      return;
    }
    try {
      layers(client.manifest(descriptor), origin);
    } catch (ImageException e) {
      passedOver(e);
    }
  }

  private void layers(RegistryClient.Document document, String origin)
      throws IOException, InterruptedException {
    manifests++;
    try {
      if (reader.read(document.body(), document.mediaType(), what)
          instanceof ImageManifest manifest) {
        layers(manifest, origin);
      }
    } catch (ImageException e) {
      passedOver(e);
    }
  }

  private void layers(ImageManifest manifest, String origin)
      throws IOException, InterruptedException {
    Descriptor subject = manifest.subject();
    if (subject != null && !subjects.contains(subject.digest())) {
      warnings.add(origin + " of " + what + " names another image as its subject; passed over");
      return;
    }
    String artifact = manifest.artifactType();
    boolean all = kind.named(artifact == null ? manifest.config().mediaType() : artifact);
    for (Descriptor layer : manifest.layers()) {
      if ((all || kind.possible(layer.mediaType()))
          && aboutKind(predicate(layer, manifest))
          && !seen.contains(layer.digest())
          && room()) {
        document(layer, origin);
      }
    }
  }

  private void document(Descriptor layer, String origin) throws IOException, InterruptedException {
    if (layer.size() > bytesLeft) {
      warnings.add(
          origin + " of " + what + " is passed over: documents beside it are too large together");
      return;
    }
    seen.add(layer.digest());
    bytesLeft -= layer.size();
    try {
      byte[] document = client.blob(layer, origin + " of " + what);
      found.add(new Attached(origin, layer.digest(), document));
    } catch (ImageException e) {
      passedOver(e);
    }
  }

  /// One document that is missing or damaged does not hide the others; a registry that does not
  /// answer does.
  private void passedOver(ImageException e) throws ImageException {
    if (e.kind() == Kind.UNAVAILABLE || e.kind() == Kind.REFUSED) {
      throw e;
    }
    warnings.add("passed over: " + e.getMessage());
  }

  private boolean room() {
    boolean room = found.size() < MOST && manifests < MOST_MANIFESTS;
    if (!room) {
      warnings.add("so many documents are attached to " + what + " that not all are looked at");
    }
    return room;
  }

  private boolean aboutKind(@Nullable String predicate) {
    return predicate == null || predicate.isEmpty() || kind.named(predicate);
  }

  /// What a statement is about, where its layer or its manifest says so.
  private static @Nullable String predicate(Descriptor layer, ImageManifest manifest) {
    String told = layer.annotations().get("in-toto.io/predicate-type");
    told = told == null ? layer.annotations().get("predicateType") : told;
    return told == null ? manifest.annotations().get("dev.sigstore.bundle.predicateType") : told;
  }

  /// Whether an answer says only that something is not there.
  static boolean absent(ImageException e) {
    return e.kind() == Kind.NOT_FOUND || e.kind() == Kind.UNSUPPORTED || e.kind() == Kind.REFUSED;
  }
}
