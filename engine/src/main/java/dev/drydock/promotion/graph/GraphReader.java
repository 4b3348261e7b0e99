package dev.drydock.promotion.graph;

import dev.drydock.attest.cosign.CosignTag;
import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.Platform;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.Manifest;
import dev.drydock.image.manifest.ManifestReader;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.promotion.work.ParallelWork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Reads what belongs to an image in one repository: manifests only, each verified by its digest.
/// What cannot be known completely is an error, as the rest would then be missing elsewhere.
public final class GraphReader {
  /// Indexes within indexes.
  private static final int MOST_DEPTH = 4;

  /// Documents about documents about an image.
  private static final int MOST_ROUNDS = 8;

  private static final int MOST_MANIFESTS = 5_000;

  private final RegistryRepository repository;
  private final ParallelWork work;
  private final ManifestReader reader;
  private final JsonReader json;
  private final String what;
  private final AtomicInteger manifestsLeft = new AtomicInteger(MOST_MANIFESTS);
  private final AtomicLong bytesLeft;
  private final ConcurrentLinkedQueue<String> notes = new ConcurrentLinkedQueue<>();

  /// @param limits a document's size is that of all manifests together
  public GraphReader(RegistryRepository repository, ParallelWork work, Limits limits) {
    this.repository = repository;
    this.work = work;
    this.reader = new ManifestReader(limits);
    this.json = new JsonReader(limits);
    this.what = repository.reference().familiar();
    this.bytesLeft = new AtomicLong(limits.documentBytes());
  }

  /// The image itself: what is named comes before what names it, the root last.
  public List<Part> parts(StoredManifest root) throws IOException, InterruptedException {
    List<Part> parts = new ArrayList<>();
    addTree(part(root, null), 0, new HashSet<>(), parts, work::all);
    return parts;
  }

  /// The image with all that lies beside it.
  ///
  /// @param parts as [#parts] gives them
  public ImageGraph read(List<Part> parts) throws IOException, InterruptedException {
    List<Companion> companions = new ArrayList<>();
    Set<Digest> looked = new HashSet<>();
    List<Part> pending = parts;
    for (int round = 0; !pending.isEmpty(); round++) {
      if (round == MOST_ROUNDS) {
        throw tooMuch("documents about documents, more than " + MOST_ROUNDS + " deep");
      }
      List<ParallelWork.Task<List<Companion>>> lookups = new ArrayList<>();
      for (Part part : pending) {
        if (looked.add(part.digest())) {
          lookups.addAll(lookups(part.digest()));
        }
      }
      pending = new ArrayList<>();
      for (List<Companion> some : work.all(lookups)) {
        companions.addAll(some);
        for (Companion one : some) {
          pending.addAll(one.parts());
        }
      }
    }
    return new ImageGraph(parts, companions, notes.stream().distinct().sorted().toList());
  }

  /// Reads several manifests.
  private interface Fetch {
    List<Part> all(List<ParallelWork.Task<Part>> tasks) throws IOException, InterruptedException;
  }

  /// One after the other, for what is itself one of many tasks.
  private static List<Part> inTurn(List<ParallelWork.Task<Part>> tasks)
      throws IOException, InterruptedException {
    List<Part> parts = new ArrayList<>();
    for (ParallelWork.Task<Part> task : tasks) {
      parts.add(task.run());
    }
    return parts;
  }

  private void addTree(Part part, int depth, Set<Digest> seen, List<Part> parts, Fetch fetch)
      throws IOException, InterruptedException {
    if (depth > MOST_DEPTH) {
      throw new ImageException(
          Kind.UNSUPPORTED, what + " has indexes within indexes, more than " + MOST_DEPTH);
    }
    List<ParallelWork.Task<Part>> tasks = new ArrayList<>();
    for (Descriptor one : part.manifests()) {
      if (seen.add(one.digest())) {
        tasks.add(() -> part(repository.manifest(one.digest()), one.platform()));
      }
    }
    for (Part inner : fetch.all(tasks)) {
      addTree(inner, depth + 1, seen, parts, fetch);
    }
    parts.add(part);
  }

  private Part part(StoredManifest stored, @Nullable Platform platform) throws ImageException {
    if (manifestsLeft.decrementAndGet() < 0) {
      throw tooMuch("more than " + MOST_MANIFESTS + " manifests");
    }
    if (bytesLeft.addAndGet(-stored.body().length) < 0) {
      throw tooMuch("manifests that are too large together");
    }
    Manifest manifest = reader.read(stored.body(), stored.mediaType(), what);
    StoredManifest typed = new StoredManifest(manifest.mediaType(), stored.digest(), stored.body());
    return new Part(typed, manifest, platform);
  }

  private List<ParallelWork.Task<List<Companion>>> lookups(Digest subject) {
    List<ParallelWork.Task<List<Companion>>> lookups = new ArrayList<>();
    lookups.add(() -> referrers(subject));
    for (String tag :
        List.of(
            CosignTag.ofSignatures(subject),
            CosignTag.ofAttestations(subject),
            CosignTag.ofBillsOfMaterials(subject))) {
      lookups.add(() -> tagged(subject, tag));
    }
    return lookups;
  }

  private List<Companion> tagged(Digest subject, String tag)
      throws IOException, InterruptedException {
    StoredManifest stored = repository.surelyTagged(tag).orElse(null);
    return stored == null
        ? List.of()
        : List.of(new Companion.Tagged(subject, tag, companionParts(stored)));
  }

  private List<Companion> referrers(Digest subject) throws IOException, InterruptedException {
    RegistryRepository.Referring referring = repository.referrers(subject);
    if (!referring.warnings().isEmpty()) {
      throw new ImageException(
          Kind.CORRUPT,
          "nobody can tell all that lies beside "
              + what
              + ", so that it could not go along: "
              + referring.warnings().getFirst());
    }
    List<Companion> companions = new ArrayList<>();
    for (Descriptor one : referring.manifests()) {
      List<Part> parts = referrer(one, subject);
      if (!parts.isEmpty()) {
        companions.add(new Companion.Referrer(subject, parts));
      }
    }
    return companions;
  }

  private List<Part> companionParts(StoredManifest stored)
      throws IOException, InterruptedException {
    List<Part> parts = new ArrayList<>();
    addTree(part(stored, null), 0, new HashSet<>(), parts, GraphReader::inTurn);
    return parts;
  }

  /// None where it is not there, or is about something else.
  private List<Part> referrer(Descriptor listed, Digest subject)
      throws IOException, InterruptedException {
    StoredManifest stored;
    try {
      stored = repository.manifest(listed.digest());
    } catch (ImageException e) {
      if (e.kind() != Kind.NOT_FOUND) {
        throw e;
      }
      notes.add(
          listed.digest() + " is listed beside " + subject + ", but is not there; not copied");
      return List.of();
    }
    String named =
        json.read(stored.body(), "what lies beside " + what)
            .get("subject")
            .map(one -> one.text("digest"))
            .orElse(null);
    if (!subject.toString().equals(named)) {
      notes.add(
          listed.digest() + " is listed beside " + subject + ", but is about another; not copied");
      return List.of();
    }
    return companionParts(stored);
  }

  private ImageException tooMuch(String how) {
    return new ImageException(
        Kind.TOO_LARGE, what + " has " + how + "; remove what nobody needs beside it");
  }
}
