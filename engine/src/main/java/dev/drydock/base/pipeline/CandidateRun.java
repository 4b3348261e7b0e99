package dev.drydock.base.pipeline;

import dev.drydock.attest.statement.PredicateType;
import dev.drydock.base.comparison.BaseComparison;
import dev.drydock.base.comparison.ComparisonJson;
import dev.drydock.base.comparison.ExaminedBase;
import dev.drydock.base.declaration.Variant;
import dev.drydock.base.declaration.VariantSource.Recipe;
import dev.drydock.base.hardening.HardeningResult;
import dev.drydock.base.hardening.HardeningReview;
import dev.drydock.base.pipeline.Workshop.Examination;
import dev.drydock.base.testing.InvalidTestsException;
import dev.drydock.base.testing.StructureTestReader;
import dev.drydock.base.testing.StructureTestRun;
import dev.drydock.base.testing.StructureTests;
import dev.drydock.base.testing.TestResult;
import dev.drydock.bom.cyclonedx.CycloneDxJson;
import dev.drydock.bom.cyclonedx.CycloneDxVersion;
import dev.drydock.change.FileChange;
import dev.drydock.image.Digest;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import dev.drydock.repair.Repaired;
import dev.drydock.scan.Scan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The steps of one candidate. Each is run where its evidence is missing, and not where it is
/// there; the image is looked at only where a step needs that.
final class CandidateRun {
  /// What changes without the inputs: vulnerabilities become known.
  private static final Duration A_DAY = Duration.ofDays(1);

  /// More than people write.
  private static final int MOST_TESTS = 1 << 20;

  private final Workshop workshop;
  private final Limits limits;
  private final Variant variant;
  private final Candidate candidate;
  private final List<StepReport> steps;
  private @Nullable Examination examination;
  private @Nullable Json comparison;

  /// @param steps what was done so far; those of this candidate are added
  CandidateRun(
      Workshop workshop,
      Limits limits,
      Variant variant,
      Candidate candidate,
      List<StepReport> steps) {
    this.workshop = workshop;
    this.limits = limits;
    this.variant = variant;
    this.candidate = candidate;
    this.steps = steps;
  }

  /// One step, as what it says.
  @FunctionalInterface
  private interface Work {
    Json run() throws IOException, InterruptedException;
  }

  /// @return whether all passed; the first that does not is the last that is run
  boolean run() throws IOException, InterruptedException {
    if (!step(Step.HARDENING, PredicateType.HARDENING, null, this::hardening)
        || !step(Step.TESTS, PredicateType.TEST, null, this::tests)) {
      return false;
    }
    document(Step.SBOM, PredicateType.CYCLONEDX, null, this::billOfMaterials);
    document(Step.SCAN, PredicateType.SCAN, A_DAY, this::scan);
    boolean passed = step(Step.POLICY, PredicateType.VERDICT, A_DAY, this::policy);
    comparison =
        candidate
            .evidence(PredicateType.VERDICT, A_DAY)
            .flatMap(verdict -> verdict.get("comparison"))
            .orElse(comparison);
    return passed;
  }

  /// With the version in use; `null` where there is none, or it did not come so far.
  @Nullable Json comparison() {
    return comparison;
  }

  Examination examination() throws IOException, InterruptedException {
    if (examination == null) {
      tell("looking at the candidate");
      examination = workshop.examine(reference(candidate.digest()), recipe());
    }
    return examination;
  }

  private @Nullable Recipe recipe() {
    return variant.source() instanceof Recipe recipe ? recipe : null;
  }

  /// What the plan comes to in the recipe's files. Where the evidence says that there is nothing to
  /// do, the image is not looked at for it.
  List<FileChange> changes() throws IOException, InterruptedException {
    boolean nothing =
        examination == null
            && candidate
                .evidence(PredicateType.SCAN, A_DAY)
                .flatMap(scan -> scan.get("plan"))
                .map(plan -> plan.items("actions").isEmpty())
                .orElse(false);
    if (nothing) {
      return List.of();
    }
    Repaired repaired = examination().scan().repaired();
    return repaired == null ? List.of() : repaired.changes();
  }

  private void tell(String what) {
    workshop.progress(variant.title() + ": " + what);
  }

  private ImageReference reference(Digest digest) {
    return ImageReference.parse(variant.repository() + "@" + digest);
  }

  private boolean step(Step step, PredicateType type, @Nullable Duration longest, Work work)
      throws IOException, InterruptedException {
    Optional<Json> before = candidate.evidence(type, longest);
    Json predicate;
    if (before.isPresent()) {
      predicate = before.get();
    } else {
      tell(step.word());
      predicate = candidate.attest(type, work.run());
    }
    StepReport report = Predicates.report(step, predicate, before.isPresent());
    steps.add(report);
    return report.passed();
  }

  /// A step that objects to nothing.
  private void document(Step step, PredicateType type, @Nullable Duration longest, Work work)
      throws IOException, InterruptedException {
    boolean there = candidate.evidence(type, longest).isPresent();
    if (!there) {
      tell(step.word());
      candidate.attest(type, work.run());
    }
    steps.add(new StepReport(step, true, there, List.of()));
  }

  private Json hardening() throws IOException, InterruptedException {
    return Predicates.hardening(variant.title(), review(examination()));
  }

  private HardeningResult review(Examination of) {
    return HardeningReview.of(
        variant.hardening(),
        of.tested().view(),
        of.tested().config(),
        of.scan().findings().bom(),
        of.scan().observations());
  }

  private Json tests() throws IOException, InterruptedException {
    List<TestResult> results = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Path file : variant.tests()) {
      StructureTests tests;
      try {
        tests =
            StructureTestReader.read(
                Bounded.readFile(file, MOST_TESTS), String.valueOf(file.getFileName()), limits);
      } catch (InvalidTestsException e) {
        results.add(
            new TestResult(
                TestResult.Kind.METADATA,
                String.valueOf(file.getFileName()),
                e.problems().stream().map(Object::toString).toList()));
        continue;
      }
      notes.addAll(tests.notes());
      results.addAll(new StructureTestRun(examination().tested(), workshop.commands()).run(tests));
    }
    return Predicates.tests(variant.title(), results, notes);
  }

  private Json billOfMaterials() throws IOException, InterruptedException {
    Scan scan = examination().scan();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CycloneDxJson.write(scan.findings().bom(), scan.creation(), CycloneDxVersion.V1_6, out);
    return json(out.toByteArray());
  }

  private Json scan() throws IOException, InterruptedException {
    return json(workshop.document(examination().scan()));
  }

  private Json json(byte[] document) throws IOException {
    return new JsonReader(limits).read(document, "what Drydock itself wrote");
  }

  private Json policy() throws IOException, InterruptedException {
    Scan scan = examination().scan();
    List<String> notes = new ArrayList<>();
    comparison = compare(notes);
    return Predicates.verdict(
        variant.title(), scan, workshop.judge(scan, variant.policy()), notes, comparison);
  }

  /// With what the variant's first tag stands for.
  private @Nullable Json compare(List<String> notes) throws IOException, InterruptedException {
    StoredManifest inUse = candidate.repository().tagged(variant.tags().getFirst()).orElse(null);
    if (inUse == null || inUse.digest().equals(candidate.digest())) {
      return null;
    }
    tell("comparing with the version in use");
    try {
      Examination old = workshop.examine(reference(inUse.digest()), null);
      String name = variant.repository() + ":" + variant.tags().getFirst();
      BaseComparison compared =
          BaseComparison.of(
              new ExaminedBase(name, inUse.digest(), old.scan(), review(old)),
              new ExaminedBase(
                  variant.title(),
                  candidate.digest(),
                  examination().scan(),
                  review(examination())));
      return ComparisonJson.withTexts(compared, limits);
    } catch (IOException e) {
      notes.add("it was not compared with the version in use: " + e.getMessage());
      return null;
    }
  }
}
