package dev.drydock.base.pipeline;

import dev.drydock.attest.key.SigningKey;
import dev.drydock.attest.statement.PredicateType;
import dev.drydock.base.declaration.Variant;
import dev.drydock.base.declaration.VariantSource.Recipe;
import dev.drydock.base.declaration.VariantSource.Upstream;
import dev.drydock.base.pipeline.VariantReport.Fix;
import dev.drydock.base.pipeline.VariantReport.Outcome;
import dev.drydock.base.pipeline.Workshop.BuildFailedException;
import dev.drydock.change.FileChange;
import dev.drydock.change.UnifiedDiff;
import dev.drydock.image.Digest;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Makes candidates of declared bases: builds or takes them over, hardens, tests, scans and judges
/// them, and tries the plan's fixes. All that it comes to is kept in the registry, signed; a run
/// goes on where the last one stopped (`docs/adr/0015-registry-is-the-state-of-the-pipeline.md`).
public final class BasePipeline {
  private final Workshop workshop;
  private final SigningKey key;
  private final Limits limits;
  private final InstantSource clock;
  private final @Nullable Instant time;

  /// @param key of the pipeline: it signs the evidence, and believes none but its own
  /// @param clock tells what is signed as the time of signing
  /// @param time of all that is built; `null` for that of the newest image that it is built upon
  public BasePipeline(
      Workshop workshop,
      SigningKey key,
      Limits limits,
      InstantSource clock,
      @Nullable Instant time) {
    this.workshop = workshop;
    this.key = key;
    this.limits = limits;
    this.clock = clock;
    this.time = time;
  }

  /// How far one candidate came.
  private static final class Way {
    private final List<StepReport> steps = new ArrayList<>();
    private @Nullable String name;
    private @Nullable Digest digest;
    private @Nullable Json comparison;
    private @Nullable CandidateRun run;
    private boolean passed;
    private @Nullable String failure;
  }

  /// Takes one variant as far as it goes. What is wrong with it is in the report, never thrown, so
  /// that others go on.
  public VariantReport run(Variant variant) throws InterruptedException {
    Way way = new Way();
    Fix fix = null;
    boolean unreadable = false;
    try {
      go(variant, way);
      fix = fix(variant, way);
    } catch (IOException e) {
      way.failure = line(e);
      unreadable = true;
    }
    Outcome outcome =
        unreadable
            ? Outcome.UNREADABLE
            : fix != null && fix.passed()
                ? Outcome.READY_WITH_CHANGES
                : way.passed ? Outcome.READY : Outcome.REFUSED;
    return new VariantReport(
        variant.title(),
        outcome,
        way.name,
        way.digest,
        way.steps,
        way.comparison,
        fix,
        way.failure);
  }

  private static String line(Exception e) {
    String message = e.getMessage();
    return message == null || message.isBlank() ? e.toString() : message;
  }

  private void go(Variant variant, Way way) throws IOException, InterruptedException {
    Map<String, Digest> images = images(variant);
    Digest inputs =
        VariantInputs.of(variant, images, workshop.texts(variant.policy()), workshop.platform());
    String tag = variant.candidateTag(inputs);
    way.name = variant.repository() + ":" + tag;
    Candidate candidate;
    try {
      candidate = candidate(variant, images, inputs, tag, way);
    } catch (BuildFailedException e) {
      way.name = null;
      way.steps.add(new StepReport(Step.BUILD, false, false, List.of(line(e))));
      return;
    }
    way.digest = candidate.digest();
    CandidateRun run = new CandidateRun(workshop, limits, variant, candidate, way.steps);
    way.run = run;
    way.passed = run.run();
    way.comparison = run.comparison();
  }

  /// What the names in a recipe stand for today.
  private Map<String, Digest> images(Variant variant) throws IOException, InterruptedException {
    Map<String, Digest> images = new LinkedHashMap<>();
    if (variant.source() instanceof Recipe recipe) {
      for (ImageReference image : recipe.images()) {
        Digest known = image.digest();
        images.put(
            image.toString(),
            known == null ? workshop.repository(image).resolve().digest() : known);
      }
    }
    return images;
  }

  private Candidate candidate(
      Variant variant, Map<String, Digest> images, Digest inputs, String tag, Way way)
      throws IOException, BuildFailedException, InterruptedException {
    RegistryRepository repository =
        workshop.repository(ImageReference.parse(variant.repository() + ":" + tag));
    StoredManifest there = repository.tagged(tag).orElse(null);
    if (there != null) {
      Candidate before = Candidate.of(repository, there, inputs, key, limits, clock);
      if (before.evidence(PredicateType.BASE_BUILD, null).isPresent()) {
        way.steps.add(new StepReport(Step.BUILD, true, true, List.of()));
        return before;
      }
    }
    Digest digest = bring(variant, images, repository, tag);
    Candidate made =
        Candidate.of(repository, repository.manifest(digest), inputs, key, limits, clock);
    made.attest(PredicateType.BASE_BUILD, Predicates.build(variant.title(), images));
    way.steps.add(new StepReport(Step.BUILD, true, false, List.of()));
    return made;
  }

  private Digest bring(
      Variant variant, Map<String, Digest> images, RegistryRepository repository, String tag)
      throws IOException, BuildFailedException, InterruptedException {
    LayoutPush push = new LayoutPush(repository, limits);
    return switch (variant.source()) {
      case Upstream(ImageReference reference) -> {
        workshop.progress(variant.title() + ": taking over " + reference.familiar());
        yield push.copy(workshop.repository(reference), workshop.platform(), tag);
      }
      case Recipe recipe -> {
        workshop.progress(variant.title() + ": building");
        Path layout = workshop.directory();
        Instant at = time == null ? new BuildTime(workshop, limits).of(recipe, images) : time;
        workshop.build(new Workshop.BuildOrder(recipe, images, at, layout));
        yield push.push(layout, tag);
      }
    };
  }

  /// Tries what the plan knows, where hardening and tests leave nothing to object to. What does not
  /// pass is told and forgotten: the recipe itself is never changed.
  private @Nullable Fix fix(Variant variant, Way way) throws IOException, InterruptedException {
    boolean judged = way.steps.stream().anyMatch(one -> one.step() == Step.POLICY);
    CandidateRun run = way.run;
    if (run == null || !judged || !(variant.source() instanceof Recipe recipe)) {
      return null;
    }
    List<FileChange> changes = run.changes();
    if (changes.isEmpty()) {
      return null;
    }
    workshop.progress(variant.title() + ": trying the plan's fixes");
    Way changed = new Way();
    try {
      go(ScratchRecipe.of(variant, recipe, changes, workshop.directory(), limits), changed);
    } catch (IOException e) {
      changed.failure = line(e);
    }
    return new Fix(
        UnifiedDiff.text(changes),
        changed.passed,
        changed.name,
        changed.digest,
        changed.steps,
        changed.comparison,
        changed.failure);
  }
}
