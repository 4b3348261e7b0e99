package dev.drydock.promotion;

import dev.drydock.image.Digest;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.limits.Limits;
import dev.drydock.promotion.copy.BlobCopies;
import dev.drydock.promotion.copy.BlobInventory;
import dev.drydock.promotion.copy.Copied;
import dev.drydock.promotion.copy.CopyProgress;
import dev.drydock.promotion.copy.GraphCopy;
import dev.drydock.promotion.graph.GraphReader;
import dev.drydock.promotion.graph.ImageGraph;
import dev.drydock.promotion.graph.Part;
import dev.drydock.promotion.work.ParallelWork;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/// Promotes images: looks at the source's tag once, has what it points to judged, copies it with
/// all that lies beside it, writes down that it did, looks whether all of it is there, and sets the
/// tag last.
///
/// Blobs are copied while the image is judged, as nobody sees a blob that no manifest names; all
/// else waits for the verdict. Whatever ends it in the middle leaves no tag of the image's there,
/// and blobs that the next try finds.
public final class Promoter {
  /// Requests at any time.
  private static final int MOST_REQUESTS = 12;

  /// Blobs on their way at any time.
  private static final int MOST_STREAMS = 4;

  private final ExecutorService threads;
  private final Limits limits;
  private final InstantSource clock;
  private final CopyProgress progress;

  /// @param threads as many as are wanted at any time; some dozens
  public Promoter(
      ExecutorService threads, Limits limits, InstantSource clock, CopyProgress progress) {
    this.threads = threads;
    this.limits = limits;
    this.clock = clock;
    this.progress = progress;
  }

  /// @throws IOException where a registry fails, or nobody can tell what the policy says; nothing
  ///   is then to be seen at the destination
  public Outcome promote(Promotion promotion, ImageJudge judge)
      throws IOException, InterruptedException {
    return new Run(promotion, judge).promote();
  }

  /// What [#promote] would come to; writes nothing.
  public Outcome.Foreseen foresee(Promotion promotion, ImageJudge judge)
      throws IOException, InterruptedException {
    return new Run(promotion, judge).foresee();
  }

  /// Blobs, and what bringing them came to.
  private record Brought(BlobInventory inventory, Copied copied) {
    Brought with(Brought other) {
      return new Brought(inventory.with(other.inventory), copied.with(other.copied));
    }
  }

  /// One promotion.
  private final class Run {
    private final Promotion promotion;
    private final ImageJudge judge;
    private final ParallelWork requests = new ParallelWork(threads, MOST_REQUESTS);
    private final List<String> notes = new ArrayList<>();
    private final BlobCopies blobs;

    Run(Promotion promotion, ImageJudge judge) {
      this.promotion = promotion;
      this.judge = judge;
      this.blobs =
          new BlobCopies(
              promotion.source(),
              promotion.destination(),
              requests,
              new ParallelWork(threads, MOST_STREAMS),
              threads,
              progress);
    }

    Outcome promote() throws IOException, InterruptedException {
      GraphReader reader = new GraphReader(promotion.source(), requests, limits);
      List<Part> parts = reader.parts(promotion.source().resolve());
      Future<List<Judged>> judging = threads.submit(() -> judge(parts));
      List<Descriptor> own = new ImageGraph(parts, List.of(), List.of()).blobs();
      // at once: what lies beside the image is little, and takes long to be asked for
      Future<Brought> copying = threads.submit(() -> bring(own));
      try {
        ImageGraph graph = reader.read(parts);
        notes.addAll(graph.notes());
        List<String> missing = evidence(true).missing(graph, promotion.requirements());
        if (!missing.isEmpty()) {
          return refused(graph, result(judging), missing);
        }
        Set<Digest> known = own.stream().map(Descriptor::digest).collect(Collectors.toSet());
        List<Descriptor> beside =
            graph.blobs().stream().filter(one -> !known.contains(one.digest())).toList();
        Brought rest = bring(beside);
        List<Judged> judged = result(judging);
        if (!judged.stream().allMatch(one -> one.verdict().passes())) {
          return refused(graph, judged, List.of());
        }
        Brought all = result(copying).with(rest);
        tellForeign(all.inventory());
        return publish(graph, judged, all);
      } finally {
        judging.cancel(true);
        copying.cancel(true);
      }
    }

    private Brought bring(List<Descriptor> wanted) throws IOException, InterruptedException {
      BlobInventory inventory = blobs.look(wanted);
      return new Brought(inventory, blobs.copy(inventory));
    }

    Outcome.Foreseen foresee() throws IOException, InterruptedException {
      GraphReader reader = new GraphReader(promotion.source(), requests, limits);
      List<Part> parts = reader.parts(promotion.source().resolve());
      Future<List<Judged>> judging = threads.submit(() -> judge(parts));
      try {
        ImageGraph graph = reader.read(parts);
        notes.addAll(graph.notes());
        List<String> missing = evidence(true).missing(graph, promotion.requirements());
        BlobInventory inventory = blobs.look(graph.blobs());
        tellForeign(inventory);
        List<Judged> judged = result(judging);
        tellMove(graph.root());
        return new Outcome.Foreseen(
            graph.root().digest(), judged, missing, graph, inventory, notes);
      } finally {
        judging.cancel(true);
      }
    }

    /// All that is to be seen there, the tag last.
    private Outcome publish(ImageGraph graph, List<Judged> judged, Brought brought)
        throws IOException, InterruptedException {
      StoredManifest root = graph.root();
      GraphCopy copy = new GraphCopy(promotion.destination(), requests, limits);
      boolean before = atOnce(() -> isTagged(root), () -> copy.copy(graph));
      // once more, as what was looked at and what was copied were asked for one after the other
      List<String> missing = evidence(false).missing(graph, promotion.requirements());
      if (!missing.isEmpty()) {
        return refused(graph, judged, missing);
      }
      boolean attested =
          atOnce(
              () -> isAttested(root, judged, before),
              () -> copy.verify(graph, brought.inventory().foreign()));
      atOnce(() -> before || tag(root), () -> tellMove(root));
      return new Outcome.Promoted(
          root.digest(), judged, brought.copied(), graph.companions().size(), attested, notes);
    }

    /// The first one's answer. They have places of their own, as they consist of tasks that need
    /// some.
    private boolean atOnce(ParallelWork.Task<Boolean> question, ParallelWork.Step step)
        throws IOException, InterruptedException {
      return new ParallelWork(threads, 2)
          .all(
              List.of(
                  question,
                  () -> {
                    step.run();
                    return true;
                  }))
          .getFirst();
    }

    /// Writes down that it was promoted, unless all of it was there before and is told of.
    private boolean isAttested(StoredManifest root, List<Judged> judged, boolean before)
        throws IOException, InterruptedException {
      PromotionRecord told = new PromotionRecord(promotion, limits, clock);
      return (!before || !told.isThere(root)) && told.write(root, judged);
    }

    private boolean tag(StoredManifest root) throws IOException, InterruptedException {
      promotion.destination().pushManifest(promotion.tag(), root.body(), root.mediaType());
      return true;
    }

    /// Whether the tag points to it already.
    private boolean isTagged(StoredManifest root) throws IOException, InterruptedException {
      return promotion
          .destination()
          .surelyTagged(promotion.tag())
          .filter(there -> there.digest().equals(root.digest()))
          .isPresent();
    }

    private RequiredEvidence evidence(boolean atSource) {
      return new RequiredEvidence(
          atSource ? promotion.source() : promotion.destination(), limits, clock);
    }

    /// Each image that could be run, one after the other: judging keeps processors busy by itself.
    private List<Judged> judge(List<Part> parts) throws IOException, InterruptedException {
      List<Judged> judged = new ArrayList<>();
      ImageReference reference = promotion.source().reference();
      for (Part part : parts) {
        if (part.isRunnable()) {
          judged.add(
              new Judged(
                  part.digest(),
                  part.platform(),
                  judge.judge(reference.at(part.digest()), part.platform())));
        }
      }
      return List.copyOf(judged);
    }

    private Outcome.Refused refused(ImageGraph graph, List<Judged> judged, List<String> problems) {
      return new Outcome.Refused(graph.root().digest(), judged, problems, notes);
    }

    private void tellForeign(BlobInventory inventory) {
      int foreign = inventory.foreign().size();
      if (foreign > 0) {
        notes.add(
            (foreign == 1 ? "a layer is" : foreign + " layers are")
                + " kept elsewhere, as the licence forbids to hand it on; not copied");
      }
    }

    /// Tags move at any time; what was judged and copied does not.
    private void tellMove(StoredManifest root) throws IOException, InterruptedException {
      ImageReference reference = promotion.source().reference();
      String tag = reference.tag();
      if (tag == null || reference.digest() != null) {
        return;
      }
      String now =
          promotion.source().tagged(tag).map(there -> there.digest().toString()).orElse("nothing");
      if (!now.equals(root.digest().toString())) {
        notes.add(
            reference.familiar()
                + " points to "
                + now
                + " meanwhile; this is about "
                + root.digest()
                + ", which it pointed to at the beginning");
      }
    }
  }

  private static <T> T result(Future<T> running) throws IOException, InterruptedException {
    try {
      return running.get();
    } catch (CancellationException _) {
      throw new InterruptedException();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw cause;
        case InterruptedException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}
