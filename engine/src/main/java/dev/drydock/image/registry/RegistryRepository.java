package dev.drydock.image.registry;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.Platform;
import dev.drydock.image.layer.BlobSource;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.ImageIndex;
import dev.drydock.image.manifest.Manifest;
import dev.drydock.image.manifest.ManifestReader;
import dev.drydock.image.manifest.MediaTypes;
import dev.drydock.image.manifest.PlatformSelection;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One repository of a registry, to be read and written by digest (OCI distribution specification
/// 1.1). A tag is looked at once, by [#resolve]: all that follows names the digest that came of it.
///
/// Thread-safe.
public final class RegistryRepository {
  /// Bytes that are sent in one request, and held in memory for it.
  private static final int CHUNK = 16 << 20;

  private static final int MAX_DEPTH = 4;
  private static final int QUESTIONS = 4;
  private static final Duration MOMENT = Duration.ofMillis(50);

  private final ImageReference reference;
  private final RegistryClient client;
  private final ManifestReader reader;
  private final BlobUploads blobs;
  private final ManifestUploads manifests;
  private final TagUpdate updates;
  private final RegistrySettings settings;
  private final Limits limits;

  public RegistryRepository(
      ImageReference reference,
      CredentialStore credentials,
      RegistrySettings settings,
      Limits limits) {
    this(reference, credentials, settings, limits, new UrlTransport(settings));
  }

  /// The same by another way to the registry: one that does not go everywhere.
  public RegistryRepository(
      ImageReference reference,
      CredentialStore credentials,
      RegistrySettings settings,
      Limits limits,
      Transport transport) {
    this(reference, credentials, settings, limits, transport, CHUNK);
  }

  RegistryRepository(
      ImageReference reference,
      CredentialStore credentials,
      RegistrySettings settings,
      Limits limits,
      Transport transport,
      int chunk) {
    this.reference = reference;
    this.limits = limits;
    this.settings = settings;
    this.client = new RegistryClient(reference, credentials, settings, limits, transport);
    this.reader = new ManifestReader(limits);
    this.blobs = new BlobUploads(client, reference, settings, chunk);
    this.manifests = new ManifestUploads(client, reference, settings);
    this.updates = new TagUpdate(client, manifests, settings);
  }

  /// The tags that it has now.
  ///
  /// @throws ImageException where there is no such repository, or the registry lists no tags
  public RegistryTags.Listing tags() throws IOException, InterruptedException {
    return new RegistryTags(client, reference, limits).list();
  }

  /// What it was opened with; only its registry and repository count for all but [#resolve].
  public ImageReference reference() {
    return reference;
  }

  /// The manifest or index that the reference names.
  public StoredManifest resolve() throws IOException, InterruptedException {
    return StoredManifest.of(client.manifest());
  }

  /// The manifest for a platform, where the reference names an index; else what it names.
  public StoredManifest resolve(Platform platform) throws IOException, InterruptedException {
    String what = reference.familiar();
    RegistryClient.Document document = client.manifest();
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      Manifest manifest = reader.read(document.body(), document.mediaType(), what);
      if (!(manifest instanceof ImageIndex index)) {
        return StoredManifest.of(document);
      }
      document = client.manifest(PlatformSelection.from(index, platform, true, what).chosen());
    }
    throw new ImageException(
        Kind.UNSUPPORTED, what + " has indexes within indexes, more than " + MAX_DEPTH + " deep");
  }

  /// The manifest of a digest, verified.
  public StoredManifest manifest(Digest digest) throws IOException, InterruptedException {
    return StoredManifest.of(client.manifest(digest));
  }

  /// What another tag of the repository points to; empty where there is no such tag.
  public Optional<StoredManifest> tagged(String tag) throws IOException, InterruptedException {
    ManifestUploads.requireTag(tag);
    return Optional.ofNullable(client.tagged(tag)).map(StoredManifest::of);
  }

  /// The same for who relies on it: only a registry that says that there is no such tag is
  /// believed, and not one that refuses to tell.
  public Optional<StoredManifest> surelyTagged(String tag)
      throws IOException, InterruptedException {
    ManifestUploads.requireTag(tag);
    return Optional.ofNullable(client.taggedForUpdate(tag)).map(StoredManifest::of);
  }

  /// The digest of what another tag of the repository points to, as the registry says it, without
  /// fetching that; empty where there is no such tag, or the registry does not say.
  public Optional<Digest> digest(String tag) throws IOException, InterruptedException {
    ManifestUploads.requireTag(tag);
    return manifests.digest(tag);
  }

  /// The documents of a kind that lie beside what the reference names.
  public AttachedDocuments.Found attached(DocumentKind kind, Platform platform)
      throws IOException, InterruptedException {
    return AttachedDocuments.find(client, reference, kind, platform, limits);
  }

  /// Whether the repository has a manifest.
  public boolean hasManifest(Digest digest) throws IOException, InterruptedException {
    return manifests.has(digest);
  }

  /// Something that is asked of the repository.
  @FunctionalInterface
  public interface Question {
    boolean holds() throws IOException, InterruptedException;
  }

  /// Whether something holds, now or in a moment: while several write at the same time, some
  /// registries say of what is there that it is not.
  public boolean settles(Question question) throws IOException, InterruptedException {
    for (int attempt = 0; attempt < QUESTIONS; attempt++) {
      if (question.holds()) {
        return true;
      }
      settings.sleeper().sleep(MOMENT.multipliedBy(1L << attempt));
    }
    return question.holds();
  }

  /// A small blob, verified.
  public byte[] blob(Descriptor descriptor, String what) throws IOException, InterruptedException {
    return client.blob(descriptor, what);
  }

  /// A blob of any size, to be verified by who reads it.
  public InputStream open(Descriptor descriptor, String what)
      throws IOException, InterruptedException {
    return client.open(descriptor, what);
  }

  /// What refers to a manifest.
  ///
  /// @param manifests each one once
  /// @param warnings why there may be more
  public record Referring(List<Descriptor> manifests, List<String> warnings) {
    public Referring {
      manifests = List.copyOf(manifests);
      warnings = List.copyOf(warnings);
    }
  }

  /// The manifests that name another one as their subject, as the registry or the tag that stands
  /// in for its list says. Nothing of it is verified.
  public Referring referrers(Digest subject) throws IOException, InterruptedException {
    Referrers.Listing listing = listing(subject);
    return new Referring(listing.descriptors(), listing.warnings());
  }

  private Referrers.Listing listing(Digest subject) throws IOException, InterruptedException {
    return Referrers.of(client, reader, subject, reference.familiar());
  }

  /// Whether the repository has a blob.
  public boolean hasBlob(Digest digest) throws IOException, InterruptedException {
    return blobs.has(digest, "blob " + digest);
  }

  /// Pushes a blob, unless it is there.
  ///
  /// @param source opened for each attempt
  /// @param what names it in errors
  public void pushBlob(Digest digest, long size, BlobSource source, String what)
      throws IOException, InterruptedException {
    blobs.push(digest, size, source, what);
  }

  /// Pushes a blob that comes from elsewhere, as it streams; to be asked for where [#hasBlob] says
  /// that it is not there.
  ///
  /// @param source opened again where a connection broke; what it gives is not verified here
  /// @param what names it in errors
  public void streamBlob(Digest digest, long size, BlobSource source, String what)
      throws IOException, InterruptedException {
    blobs.stream(digest, size, source, what);
  }

  /// Pushes a small blob, unless it is there.
  public Digest pushBlob(byte[] content, String what) throws IOException, InterruptedException {
    Digest digest = Digest.of("sha256", content);
    blobs.push(digest, content.length, () -> new ByteArrayInputStream(content), what);
    return digest;
  }

  /// Takes a blob over from another repository of the same registry.
  ///
  /// @return whether it is here now; where it is not, it has to be pushed
  public boolean mountBlob(Digest digest, String fromRepository)
      throws IOException, InterruptedException {
    return blobs.mount(digest, fromRepository, "blob " + digest);
  }

  /// Pushes a manifest without a tag; the blobs that it names have to be there.
  public Digest pushManifest(byte[] body, String mediaType)
      throws IOException, InterruptedException {
    Digest digest = Digest.of("sha256", body);
    manifests.put(digest.toString(), body, mediaType, Map.of(), "manifest " + digest);
    return digest;
  }

  /// Pushes a manifest under a tag, which points elsewhere from then on.
  public Digest pushManifest(String tag, byte[] body, String mediaType)
      throws IOException, InterruptedException {
    ManifestUploads.requireTag(tag);
    manifests.put(tag, body, mediaType, Map.of(), "the manifest of " + tag);
    return Digest.of("sha256", body);
  }

  /// Pushes a manifest under its own digest, byte by byte as it is.
  public void pushManifest(StoredManifest manifest) throws IOException, InterruptedException {
    push(manifest);
  }

  private ManifestUploads.Outcome push(StoredManifest manifest)
      throws IOException, InterruptedException {
    String key = manifest.digest().toString();
    return manifests.put(key, manifest.body(), manifest.mediaType(), Map.of(), "manifest " + key);
  }

  /// Takes a manifest away, and all tags that stand for it. Its blobs are for the registry's own
  /// cleaning.
  ///
  /// @return whether it was there
  /// @throws ImageException of the kind UNSUPPORTED where the registry lets nothing be deleted
  public boolean deleteManifest(Digest digest) throws IOException, InterruptedException {
    return manifests.delete(digest);
  }

  /// The tag under which a registry without a list of its own has what refers to a manifest.
  public static String tagOfReferrers(Digest subject) {
    return ReferrersTag.of(subject);
  }

  /// Changes what is under a tag that several may write at the same time.
  public void update(String tag, TagChange change, String what)
      throws IOException, InterruptedException {
    updates.run(tag, change, what);
  }

  /// Keeps documents beside an image, where they are listed as referring to it: by the registry, or
  /// where that has no such list, by us.
  ///
  /// @return the digest of their manifest
  public Digest attach(StoredManifest subject, Attachment attachment, String what)
      throws IOException, InterruptedException {
    pushBlob(Attachment.EMPTY, "the empty config of " + what);
    for (Attachment.Document document : attachment.documents()) {
      pushBlob(document.content(), what);
    }
    byte[] manifest = attachment.manifest(subject);
    Digest digest = Digest.of("sha256", manifest);
    ManifestUploads.Outcome outcome =
        manifests.put(digest.toString(), manifest, MediaTypes.OCI_MANIFEST, Map.of(), what);
    if (outcome != ManifestUploads.Outcome.LISTED
        && !ownList(subject.digest()).orElse(Set.of()).contains(digest)) {
      list(subject.digest(), Map.of(digest, attachment.entry(manifest)), what);
    }
    return digest;
  }

  /// Has manifests that are here listed as referring to another one: by the registry, or where that
  /// has no such list, by us. What came before the registry had a list, or while it was down, is
  /// not in there; a registry looks at it when it is pushed again.
  ///
  /// @param what names them in errors
  public void listReferrers(Digest subject, List<StoredManifest> referrers, String what)
      throws IOException, InterruptedException {
    Optional<Set<Digest>> own = ownList(subject);
    Map<Digest, Json> missing = new LinkedHashMap<>();
    for (StoredManifest one : referrers) {
      boolean listed =
          own.isPresent()
              && (own.get().contains(one.digest()) || push(one) == ManifestUploads.Outcome.LISTED);
      if (!listed) {
        missing.put(one.digest(), ReferrersTag.entry(one, reader, what));
      }
    }
    if (!missing.isEmpty()) {
      list(subject, missing, what);
    }
  }

  private void list(Digest subject, Map<Digest, Json> entries, String what)
      throws IOException, InterruptedException {
    updates.run(
        ReferrersTag.of(subject), new ReferrersTag(limits, entries, reference.familiar()), what);
  }

  /// What the registry's own list has; empty where it keeps none.
  private Optional<Set<Digest>> ownList(Digest subject) throws IOException, InterruptedException {
    Referrers.Listing listing = listing(subject);
    if (!listing.byRegistry()) {
      return Optional.empty();
    }
    Set<Digest> listed = new HashSet<>();
    for (Descriptor one : listing.descriptors()) {
      listed.add(one.digest());
    }
    return Optional.of(listed);
  }
}
