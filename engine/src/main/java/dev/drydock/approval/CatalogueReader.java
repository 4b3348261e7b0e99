package dev.drydock.approval;

import dev.drydock.attest.KeptDocuments;
import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.MediaTypes;
import dev.drydock.image.registry.CredentialStore;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.RegistrySettings;
import dev.drydock.image.registry.RegistryTags;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Reads what approved bases there are: the registry itself is the catalogue. Tags say where to
/// look, manifests what it is, the signed decisions beside them what it is worth.
///
/// Fails where something cannot be read: a revocation may be what is missing.
public final class CatalogueReader {
  /// Of one repository, the newest of them.
  private static final int MOST = 1_000;

  private final Limits limits;
  private final CredentialStore credentials;
  private final RegistrySettings settings;
  private final KeptDocuments kept;
  private final ExecutorService executor;
  private final InstantSource clock;

  /// @param executor asks for several images at the same time
  public CatalogueReader(
      Limits limits,
      CredentialStore credentials,
      RegistrySettings settings,
      KeptDocuments kept,
      ExecutorService executor,
      InstantSource clock) {
    this.limits = limits;
    this.credentials = credentials;
    this.settings = settings;
    this.kept = kept;
    this.executor = executor;
    this.clock = clock;
  }

  /// Who has to approve what.
  @FunctionalInterface
  public interface Rules {
    /// @return `null` where nobody can: such an image is none of the catalogue
    @Nullable Approvers of(ImageReference repository, String variant);
  }

  /// @param repositories each once
  /// @param candidates whether those that nobody has approved yet are wanted too
  public Catalogue read(List<ImageReference> repositories, Rules rules, boolean candidates)
      throws IOException, InterruptedException {
    List<Callable<Listed>> listings = new ArrayList<>();
    for (ImageReference repository : repositories) {
      listings.add(() -> list(repository, candidates));
    }
    List<String> warnings = new ArrayList<>();
    List<Callable<@Nullable Read>> tasks = new ArrayList<>();
    for (Listed listed : together(listings)) {
      warnings.addAll(listed.warnings());
      RegistryRepository repository =
          new RegistryRepository(listed.repository(), credentials, settings, limits);
      listed
          .tags()
          .forEach(
              (tag, variant) ->
                  tasks.add(
                      () -> {
                        Approvers approvers = rules.of(listed.repository(), variant);
                        return approvers == null
                            ? null
                            : read(repository, tag, listed.all(), approvers);
                      }));
    }
    Map<String, CataloguedBase> bases = new LinkedHashMap<>();
    for (Read one : together(tasks)) {
      if (one == null) {
        continue;
      }
      if (one.warning() != null) {
        warnings.add(one.warning());
      }
      if (one.base() != null) {
        CataloguedBase base = one.base();
        bases.merge(base.repository() + "@" + base.digest(), base, CatalogueReader::joined);
      }
    }
    return new Catalogue(List.copyOf(bases.values()), warnings);
  }

  private static CataloguedBase joined(CataloguedBase one, CataloguedBase other) {
    List<String> tags = new ArrayList<>(one.tags());
    tags.addAll(other.tags());
    return new CataloguedBase(one.repository(), one.digest(), tags, one.judgement(), one.blobs());
  }

  /// The tags of a repository.
  ///
  /// @param tags those that stand for bases, with their variants
  private record Listed(
      ImageReference repository,
      Map<String, String> tags,
      List<String> all,
      List<String> warnings) {}

  private Listed list(ImageReference repository, boolean candidates)
      throws IOException, InterruptedException {
    RegistryTags.Listing listing;
    try {
      listing = RegistryTags.list(repository, limits, credentials, settings);
    } catch (ImageException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return new Listed(
            repository, Map.of(), List.of(), List.of()); // nothing was pushed there yet
      }
      throw e;
    }
    if (!listing.warnings().isEmpty()) {
      throw new ImageException(
          Kind.UNAVAILABLE,
          "not all bases of "
              + repository.repository()
              + " can be seen: "
              + listing.warnings().getFirst());
    }
    List<BaseTag> kept = new ArrayList<>();
    Map<String, String> tags = new LinkedHashMap<>();
    for (String tag : listing.tags()) {
      BaseTag.parse(tag).filter(one -> BaseTag.candidate(tag).isEmpty()).ifPresent(kept::add);
      if (candidates) {
        BaseTag.candidate(tag).ifPresent(variant -> tags.put(tag, variant));
      }
    }
    kept.sort(Comparator.comparing(BaseTag::day).reversed());
    for (BaseTag tag : kept.subList(0, Math.min(MOST, kept.size()))) {
      tags.put(tag.toString(), tag.variant());
    }
    return new Listed(
        repository,
        tags,
        listing.tags(),
        kept.size() > MOST
            ? List.of(
                "there are more than "
                    + MOST
                    + " bases in "
                    + repository.repository()
                    + "; the oldest are not looked at")
            : List.of());
  }

  private record Read(@Nullable CataloguedBase base, @Nullable String warning) {}

  private @Nullable Read read(
      RegistryRepository repository, String tag, List<String> tags, Approvers approvers)
      throws IOException, InterruptedException {
    StoredManifest image = repository.tagged(tag).orElse(null);
    if (image == null) {
      return null; // taken away since
    }
    ImageReference reference = repository.reference();
    String name = reference.registry() + "/" + reference.repository();
    BaseTag own = BaseTag.parse(tag).filter(_ -> BaseTag.candidate(tag).isEmpty()).orElse(null);
    if (own != null && !own.isOf(image.digest())) {
      return new Read(
          null, name + ":" + tag + " is never moved, and somebody moved it; it is passed over");
    }
    Map<Digest, List<Digest>> blobs = new LinkedHashMap<>();
    Set<Digest> listed;
    try {
      listed = PlatformImages.of(image, limits, name + ":" + tag).keySet();
      if (listed.isEmpty()) {
        blobs.put(image.digest(), blobs(image, name + ":" + tag));
      }
    } catch (ImageException e) {
      return new Read(null, String.valueOf(e.getMessage()));
    }
    for (Digest one : listed) {
      blobs.put(one, blobs(repository, one, name + "@" + one));
    }
    Judgement judgement =
        new BaseDecisions(repository, limits, clock, kept).judge(image, approvers, tags);
    return new Read(new CataloguedBase(name, image.digest(), List.of(tag), judgement, blobs), null);
  }

  private List<Digest> blobs(StoredManifest image, String what) throws IOException {
    List<Digest> blobs = new ArrayList<>();
    for (Descriptor layer : LayerContents.manifest(image, limits, what).layers()) {
      blobs.add(layer.digest());
    }
    return blobs;
  }

  /// Of an image that an index lists; none where it was taken away since, or is damaged: nothing is
  /// found to stand upon it then.
  private List<Digest> blobs(RegistryRepository repository, Digest digest, String what)
      throws IOException, InterruptedException {
    try {
      byte[] known = kept.verified(digest);
      StoredManifest image =
          known == null
              ? repository.manifest(digest)
              : new StoredManifest(MediaTypes.OCI_MANIFEST, digest, known);
      List<Digest> blobs = blobs(image, what);
      if (MediaTypes.bare(image.mediaType()).equals(MediaTypes.OCI_MANIFEST)) {
        kept.keep(digest, image.body());
      }
      return blobs;
    } catch (ImageException e) {
      if (e.kind() == Kind.UNAVAILABLE || e.kind() == Kind.REFUSED) {
        throw e;
      }
      return List.of();
    }
  }

  private <T extends @Nullable Object> List<T> together(List<Callable<T>> tasks)
      throws IOException, InterruptedException {
    List<Future<T>> running = new ArrayList<>();
    for (Callable<T> task : tasks) {
      running.add(executor.submit(task));
    }
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw cause;
        case InterruptedException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    } finally {
      running.forEach(one -> one.cancel(true));
    }
  }
}
