package dev.drydock.promotion.copy;

import dev.drydock.attest.cosign.CosignCopy;
import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.limits.Limits;
import dev.drydock.promotion.graph.Companion;
import dev.drydock.promotion.graph.ImageGraph;
import dev.drydock.promotion.graph.Part;
import dev.drydock.promotion.work.ParallelWork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Brings the manifests of an image, and of what lies beside it, into a repository that has their
/// blobs. All are there by their digests before the first list or tag of cosign's names one of
/// them, and what is about a document is listed before the document is.
public final class GraphCopy {
  private final RegistryRepository destination;
  private final ParallelWork work;
  private final Limits limits;

  public GraphCopy(RegistryRepository destination, ParallelWork work, Limits limits) {
    this.destination = destination;
    this.work = work;
    this.limits = limits;
  }

  public void copy(ImageGraph graph) throws IOException, InterruptedException {
    manifests(graph);
    List<Companion> companions = graph.companions();
    for (Digest subject : subjects(companions.reversed())) {
      List<ParallelWork.Task<Boolean>> tasks = new ArrayList<>();
      List<StoredManifest> referrers = referrers(companions, subject);
      if (!referrers.isEmpty()) {
        tasks.add(
            () -> {
              destination.listReferrers(subject, referrers, beside(subject));
              return true;
            });
      }
      for (Companion one : companions) {
        if (one instanceof Companion.Tagged tagged && one.subject().equals(subject)) {
          tasks.add(
              () -> {
                destination.update(tagged.tag(), copyOf(tagged), beside(subject));
                return true;
              });
        }
      }
      work.all(tasks);
    }
  }

  /// What is named goes before what names it, as registries want it.
  private void manifests(ImageGraph graph) throws IOException, InterruptedException {
    Map<Integer, List<ParallelWork.Task<Boolean>>> levels = new LinkedHashMap<>();
    Map<Digest, Integer> heights = new LinkedHashMap<>();
    for (Part part : graph.manifests()) {
      int height = 0;
      for (Descriptor inner : part.manifests()) {
        height = Math.max(height, heights.getOrDefault(inner.digest(), 0) + 1);
      }
      heights.put(part.digest(), height);
      levels.computeIfAbsent(height, _ -> new ArrayList<>()).add(() -> push(part));
    }
    for (int height = 0; levels.containsKey(height); height++) {
      work.all(levels.get(height));
    }
  }

  private boolean push(Part part) throws IOException, InterruptedException {
    if (destination.hasManifest(part.digest())) {
      return false;
    }
    destination.pushManifest(part.stored());
    return true;
  }

  /// Checks that all of it is there, for whoever asks for the image. What somebody took out of a
  /// list, who had read it before us and put it since, is added once more.
  ///
  /// @param foreign blobs that need not be there
  /// @throws ImageException where something is missing
  public void verify(ImageGraph graph, List<Descriptor> foreign)
      throws IOException, InterruptedException {
    Set<Digest> elsewhere = new HashSet<>();
    foreign.forEach(blob -> elsewhere.add(blob.digest()));
    List<ParallelWork.Task<Boolean>> tasks = new ArrayList<>();
    for (Descriptor blob : graph.blobs()) {
      if (!elsewhere.contains(blob.digest())) {
        tasks.add(() -> require(() -> destination.hasBlob(blob.digest()), "blob " + blob.digest()));
      }
    }
    for (Part part : graph.manifests()) {
      tasks.add(
          () -> require(() -> destination.hasManifest(part.digest()), "manifest " + part.digest()));
    }
    for (Digest subject : subjects(graph.companions())) {
      tasks.add(() -> listed(referrers(graph.companions(), subject), subject));
    }
    for (Companion one : graph.companions()) {
      if (one instanceof Companion.Tagged tagged) {
        String tag = tagged.tag();
        tasks.add(
            () ->
                require(
                    () -> copyOf(tagged).isDone(destination.surelyTagged(tag).orElse(null)),
                    "the tag " + tag));
      }
    }
    work.all(tasks);
  }

  private boolean listed(List<StoredManifest> referrers, Digest subject)
      throws IOException, InterruptedException {
    if (!referrers.isEmpty()) {
      Set<Digest> wanted = new HashSet<>();
      referrers.forEach(one -> wanted.add(one.digest()));
      if (!isListed(wanted, subject)) {
        destination.listReferrers(subject, referrers, beside(subject));
      }
      require(() -> isListed(wanted, subject), "the list of what lies beside " + subject);
    }
    return true;
  }

  private boolean isListed(Set<Digest> wanted, Digest subject)
      throws IOException, InterruptedException {
    Set<Digest> listed = new HashSet<>();
    destination.referrers(subject).manifests().forEach(one -> listed.add(one.digest()));
    return listed.containsAll(wanted);
  }

  private boolean require(RegistryRepository.Question question, String what)
      throws IOException, InterruptedException {
    if (!destination.settles(question)) {
      throw new ImageException(
          Kind.UNAVAILABLE,
          what
              + " was stored in "
              + destination.reference().registry()
              + "/"
              + destination.reference().repository()
              + " and is not there; does the registry remove what has no tag? The image got none"
              + " there; promote it again");
    }
    return true;
  }

  private CosignCopy copyOf(Companion.Tagged tagged) {
    return new CosignCopy(
        destination, limits, tagged.manifest().stored(), beside(tagged.subject()));
  }

  private static Set<Digest> subjects(List<Companion> companions) {
    Set<Digest> subjects = new LinkedHashSet<>();
    companions.forEach(one -> subjects.add(one.subject()));
    return subjects;
  }

  private static List<StoredManifest> referrers(List<Companion> companions, Digest subject) {
    List<StoredManifest> referrers = new ArrayList<>();
    for (Companion one : companions) {
      if (one instanceof Companion.Referrer && one.subject().equals(subject)) {
        referrers.add(one.manifest().stored());
      }
    }
    return referrers;
  }

  private static String beside(Digest subject) {
    return "what lies beside " + subject;
  }
}
