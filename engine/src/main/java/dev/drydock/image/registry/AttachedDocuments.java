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
import dev.drydock.image.manifest.PlatformSelection;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the bills of materials that lie beside an image in its registry, in all the places where
/// tools put them:
/// - [BuildKit's attestation
///   manifests](https://docs.docker.com/build/metadata/attestations/attestation-storage/) in the
///   index of the image
/// - referrers (OCI distribution specification 1.1, "Listing Referrers"), by the API or by the tag
///   that stands in for it
/// - cosign's tags `sha256-….att` and `sha256-….sbom`
///
/// Signatures are not verified here.
public final class AttachedDocuments {
  private static final int MAX_DEPTH = 4;

  /// Bills of materials of one image; more than anybody makes.
  private static final int MOST = 32;

  private static final int MOST_MANIFESTS = 200;

  private final RegistryClient client;
  private final ManifestReader reader;
  private final String what;
  private final List<Attached> found = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private int manifests;

  /// One document.
  ///
  /// @param origin where it was found, for people
  @SuppressWarnings("ArrayRecordComponent") // passed on once, compared by nobody
  public record Attached(String origin, byte[] document) {}

  private AttachedDocuments(RegistryClient client, ImageReference reference, Limits limits) {
    this.client = client;
    this.reader = new ManifestReader(limits);
    this.what = reference.familiar();
  }

  /// What is attached to the image of a platform, and to the index that it is in. Nothing is said
  /// of what it holds but its media type; the most telling place comes first.
  ///
  /// @throws ImageException where there is no such image
  public static List<Attached> find(
      ImageReference reference,
      Platform platform,
      boolean platformGiven,
      Limits limits,
      CredentialStore credentials,
      RegistrySettings settings)
      throws IOException, InterruptedException {
    RegistryClient client =
        new RegistryClient(reference, credentials, settings, limits, new UrlTransport(settings));
    return new AttachedDocuments(client, reference, limits).find(platform, platformGiven);
  }

  private List<Attached> find(Platform platform, boolean platformGiven)
      throws IOException, InterruptedException {
    Set<Digest> subjects = new LinkedHashSet<>();
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
          layers(client.manifest(one), "BuildKit's attestation");
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
    return found;
  }

  private void referrers(Digest subject) throws IOException, InterruptedException {
    RegistryClient.Document list = client.referrers(subject);
    if (list == null) {
      list = client.tagged(subject.algorithm() + "-" + subject.hex());
    }
    if (list == null
        || !(reader.read(list.body(), list.mediaType(), what) instanceof ImageIndex index)) {
      return;
    }
    for (Descriptor one : index.manifests()) {
      if (relevant(one.artifactType()) && room()) {
        layers(client.manifest(one), "a referrer");
      }
    }
  }

  private void tagged(String tag, String origin) throws IOException, InterruptedException {
    RegistryClient.Document document = client.tagged(tag);
    if (document != null) {
      layers(document, origin);
    }
  }

  private boolean room() {
    return found.size() < MOST && manifests < MOST_MANIFESTS;
  }

  private void layers(RegistryClient.Document document, String origin)
      throws IOException, InterruptedException {
    manifests++;
    if (!(reader.read(document.body(), document.mediaType(), what)
        instanceof ImageManifest manifest)) {
      return;
    }
    for (Descriptor layer : manifest.layers()) {
      String about = predicate(layer, manifest);
      if (room()
          && relevant(layer.mediaType())
          && (about == null || about.isEmpty() || bill(about))
          && seen.add(layer.digest().toString())) {
        found.add(new Attached(origin, client.blob(layer, origin + " of " + what)));
      }
    }
  }

  /// What a statement is about, where its layer or its manifest says so.
  private static @Nullable String predicate(Descriptor layer, ImageManifest manifest) {
    String told = layer.annotations().get("in-toto.io/predicate-type");
    told = told == null ? layer.annotations().get("predicateType") : told;
    return told == null ? manifest.annotations().get("dev.sigstore.bundle.predicateType") : told;
  }

  private static boolean bill(String type) {
    String lower = type.toLowerCase(Locale.ROOT);
    return lower.contains("cyclonedx") || lower.contains("spdx") || lower.contains("syft");
  }

  /// Whether content of this media type is a bill of materials, or may hold one.
  private static boolean relevant(@Nullable String mediaType) {
    String lower = mediaType == null ? "" : mediaType.toLowerCase(Locale.ROOT);
    return bill(lower)
        || lower.contains("in-toto")
        || lower.contains("dsse")
        || lower.contains("sigstore.bundle")
        || lower.contains("sbom");
  }

  /// Whether an answer says only that something is not there.
  static boolean absent(ImageException e) {
    return e.kind() == Kind.NOT_FOUND || e.kind() == Kind.UNSUPPORTED || e.kind() == Kind.REFUSED;
  }
}
