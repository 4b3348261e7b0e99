package dev.drydock.attest.cosign;

import dev.drydock.attest.envelope.Envelope;
import dev.drydock.attest.strict.StrictJson;
import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.manifest.MediaTypes;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.image.registry.TagChange;
import dev.drydock.json.CompactJson;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The tags under which cosign keeps signatures and attestations up to version 2, and where most
/// admission controllers look (cosign signature specification, "Tag-based Discovery"): one manifest
/// for each signed image, with one layer for each signature.
public final class CosignTag implements TagChange {
  /// The annotation of a layer that holds its signature.
  public static final String SIGNATURE = "dev.cosignproject.cosign/signature";

  private final RegistryRepository repository;
  private final Limits limits;
  private final String mediaType;
  private final byte[] content;
  private final Map<String, String> annotations;
  private final String what;

  private CosignTag(
      RegistryRepository repository,
      Limits limits,
      String mediaType,
      byte[] content,
      Map<String, String> annotations,
      String what) {
    this.repository = repository;
    this.limits = limits;
    this.mediaType = mediaType;
    this.content = content;
    this.annotations = new TreeMap<>(annotations);
    this.what = what;
  }

  /// Where the signatures of an image are.
  public static String ofSignatures(Digest subject) {
    return subject.algorithm() + "-" + subject.hex() + ".sig";
  }

  /// Where the attestations about an image are.
  public static String ofAttestations(Digest subject) {
    return subject.algorithm() + "-" + subject.hex() + ".att";
  }

  /// Where bills of materials are that cosign attached without a signature.
  public static String ofBillsOfMaterials(Digest subject) {
    return subject.algorithm() + "-" + subject.hex() + ".sbom";
  }

  /// The image that a tag is about, where it is one of signatures or attestations.
  public static Optional<Digest> subject(String tag) {
    int dash = tag.indexOf('-');
    int dot = tag.indexOf('.', dash);
    if (dash < 0 || dot < 0) {
      return Optional.empty();
    }
    try {
      Digest subject = Digest.parse(tag.substring(0, dash) + ":" + tag.substring(dash + 1, dot));
      return Optional.of(subject)
          .filter(one -> tag.equals(ofSignatures(one)) || tag.equals(ofAttestations(one)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /// Adds a signature.
  public static void addSignature(
      RegistryRepository repository,
      Limits limits,
      Digest subject,
      byte[] payload,
      byte[] signature,
      String what)
      throws IOException, InterruptedException {
    String text = Base64.getEncoder().encodeToString(signature);
    new CosignTag(
            repository, limits, SimpleSigning.MEDIA_TYPE, payload, Map.of(SIGNATURE, text), what)
        .add(ofSignatures(subject));
  }

  /// Adds an attestation.
  public static void addAttestation(
      RegistryRepository repository,
      Limits limits,
      Digest subject,
      Envelope envelope,
      String predicateType,
      String what)
      throws IOException, InterruptedException {
    byte[] content = CompactJson.bytes(envelope.json(""));
    new CosignTag(
            repository,
            limits,
            Envelope.MEDIA_TYPE,
            content,
            Map.of(SIGNATURE, "", "predicateType", predicateType),
            what)
        .add(ofAttestations(subject));
  }

  private void add(String tag) throws IOException, InterruptedException {
    repository.pushBlob(content, what);
    repository.update(tag, this, what);
  }

  @Override
  public @Nullable Next apply(@Nullable StoredManifest current)
      throws IOException, InterruptedException {
    List<Json> layers = new ArrayList<>();
    Map<String, Json> manifest = new LinkedHashMap<>();
    manifest.put("schemaVersion", new Json.Number("2"));
    manifest.put("mediaType", new Json.Text(MediaTypes.OCI_MANIFEST));
    manifest.put("config", new Json.Null());
    if (current != null) {
      Json document = read(current, limits, what);
      layers.addAll(document.items("layers"));
      manifest.putAll(document.members());
    }
    Json added = layer();
    if (layers.stream().anyMatch(layer -> same(layer, added))) {
      return null;
    }
    layers.add(added);
    return next(repository, manifest, layers, what);
  }

  /// The manifest with other layers, for which its config is pushed.
  static Next next(
      RegistryRepository repository, Map<String, Json> manifest, List<Json> layers, String what)
      throws IOException, InterruptedException {
    byte[] config = config(layers);
    repository.pushBlob(config, what);
    manifest.put("config", descriptor(MediaTypes.OCI_CONFIG, config, Map.of()));
    manifest.put("layers", new Json.Array(layers));
    return new Next(MediaTypes.OCI_MANIFEST, CompactJson.bytes(new Json.Obj(manifest)));
  }

  static Json read(StoredManifest current, Limits limits, String what) throws ImageException {
    try {
      Json document = StrictJson.read(current.body(), limits, what);
      if (document.get("layers").orElse(null) instanceof Json.Array
          && document.get("manifests").isEmpty()) {
        return document;
      }
    } catch (IOException _) {
      // told below
    }
    throw new ImageException(
        ImageException.Kind.CORRUPT,
        "under the tag where "
            + what
            + " belongs lies something that is not cosign's; delete that tag, and try again");
  }

  /// Whether it is the same document with the same signature.
  static boolean same(Json layer, Json other) {
    String digest = layer.text("digest");
    return digest != null
        && digest.equals(other.text("digest"))
        && layer
            .get("annotations")
            .map(one -> String.valueOf(one.text(SIGNATURE)))
            .equals(other.get("annotations").map(one -> String.valueOf(one.text(SIGNATURE))));
  }

  private Json layer() {
    return descriptor(mediaType, content, annotations);
  }

  /// A config of an image, since that is what manifests were for when cosign began.
  private static byte[] config(List<Json> layers) {
    List<Json> digests = new ArrayList<>();
    for (Json layer : layers) {
      digests.add(new Json.Text(String.valueOf(layer.text("digest"))));
    }
    Map<String, Json> files = new LinkedHashMap<>();
    files.put("type", new Json.Text("layers"));
    files.put("diff_ids", new Json.Array(digests));
    Map<String, Json> config = new LinkedHashMap<>();
    config.put("architecture", new Json.Text(""));
    config.put("created", new Json.Text("0001-01-01T00:00:00Z"));
    config.put("os", new Json.Text(""));
    config.put("rootfs", new Json.Obj(files));
    config.put("config", new Json.Obj(Map.of()));
    return CompactJson.bytes(new Json.Obj(config));
  }

  private static Json descriptor(
      String mediaType, byte[] content, Map<String, String> annotations) {
    Map<String, Json> descriptor = new LinkedHashMap<>();
    descriptor.put("mediaType", new Json.Text(mediaType));
    descriptor.put("size", new Json.Number(Integer.toString(content.length)));
    descriptor.put("digest", new Json.Text(Digest.of("sha256", content).toString()));
    if (!annotations.isEmpty()) {
      Map<String, Json> texts = new LinkedHashMap<>();
      annotations.forEach((name, value) -> texts.put(name, new Json.Text(value)));
      descriptor.put("annotations", new Json.Obj(texts));
    }
    return new Json.Obj(descriptor);
  }
}
