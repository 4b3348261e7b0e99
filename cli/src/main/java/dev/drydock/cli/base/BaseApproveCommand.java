package dev.drydock.cli.base;

import dev.drydock.approval.BaseTag;
import dev.drydock.approval.Decision;
import dev.drydock.approval.EvidenceCheck;
import dev.drydock.approval.Judgement;
import dev.drydock.approval.Judgement.State;
import dev.drydock.approval.Vote;
import dev.drydock.attest.Expectations;
import dev.drydock.attest.Verification;
import dev.drydock.attest.Verifier;
import dev.drydock.attest.key.VerificationKey;
import dev.drydock.base.declaration.Variant;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.console.ProgressLine;
import dev.drydock.cli.key.KeyFileOptions;
import dev.drydock.cli.signing.SigningCommands;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.image.registry.StoredManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `drydock base approve`: one person approves of one image; with the last one that is needed, it
/// gets its tags. Whoever was interrupted runs it again.
final class BaseApproveCommand {
  private final Surroundings surroundings;
  private final Invocation invocation;
  private final BaseOffice office;

  private BaseApproveCommand(Surroundings surroundings, Invocation invocation, BaseOffice office) {
    this.surroundings = surroundings;
    this.invocation = invocation;
    this.office = office;
  }

  static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    List<String> lines;
    try (ProgressLine progress = surroundings.progress(invocation)) {
      progress.stage("Looking at what was decided");
      try (BaseOffice office = BaseOffice.open(surroundings, invocation)) {
        lines = new BaseApproveCommand(surroundings, invocation, office).approve(progress);
      }
    }
    byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    Output.write(null, surroundings.out(), out -> out.write(text));
    return ExitCode.OK;
  }

  private List<String> approve(ProgressLine progress)
      throws IOException, InterruptedException, Failure {
    office.requireDeclared();
    Judgement before = office.judgement();
    Vote ending = before.ending();
    boolean ended = before.state() == State.REVOKED || before.state() == State.RETIRED;
    if (ended && ending != null && !ending.person().equals(office.person())) {
      throw Failure.input(
          office.name()
              + " is "
              + ErrorLine.oneLine(before.words())
              + "; only "
              + ErrorLine.oneLine(ending.person())
              + " can take that back",
          null);
    }
    Vote own = office.own(before);
    if (own == null || !counts(own, before)) {
      EvidenceCheck evidence = evidence();
      progress.stage("Reading the layers of " + office.name());
      office.write(decision(before, evidence));
    } else {
      office.complete(own);
    }
    progress.stage("Looking at what was decided");
    Judgement after = office.judgement();
    List<String> lines = new ArrayList<>();
    lines.add(office.name() + ": " + ErrorLine.oneLine(after.words()));
    lines.addAll(BaseOffice.refused(after));
    if (after.state() == State.APPROVED || after.state() == State.DEPRECATED) {
      progress.stage("Writing the tags");
      lines.addAll(office.settle(after));
    }
    return lines;
  }

  /// Whether this person has approved of it already, of the same variant, and that still counts.
  private boolean counts(Vote own, Judgement judgement) {
    return own.decision().kind() == Decision.Kind.APPROVED
        && own.decision().variant().equals(office.variant())
        && own.decision().family().equals(office.family())
        && judgement.approvals().contains(own);
  }

  private Decision decision(Judgement before, EvidenceCheck evidence)
      throws IOException, InterruptedException, Failure {
    Instant now = office.now();
    Variant declared = office.declared();
    Duration lasts = office.approvers().expires();
    BaseTag tag = office.tag(before);
    return new Decision(
        Decision.Kind.APPROVED,
        office.family(),
        office.variant(),
        office.person(),
        office.reason(),
        now,
        lasts == null ? null : now.plus(lasts),
        tag.toString(),
        office.moving(before),
        declared == null ? null : declared.supportUntil(),
        null,
        office.content(),
        evidence.found(),
        evidence.objections().isEmpty() ? null : invocation.value("--without-evidence"));
  }

  /// What the pipeline has said about exactly this image, which has to be there.
  private EvidenceCheck evidence() throws IOException, InterruptedException, Failure {
    List<String> wanted = new ArrayList<>();
    for (String type : invocation.values("--evidence")) {
      wanted.add(SigningCommands.uri(type));
    }
    if (wanted.isEmpty()) {
      wanted.addAll(EvidenceCheck.usual());
    }
    List<VerificationKey> keys = new ArrayList<>(office.approvers().keys());
    keys.addAll(office.evidenceKeys());
    keys.addAll(new KeyFileOptions(surroundings, invocation).keysOf("--evidence-key"));
    Verifier verifier =
        new Verifier(office.repository(), keys, surroundings.limits(), surroundings.clock());
    Expectations expected = new Expectations(null, new HashSet<>(wanted));
    Map<String, Verification> images = new LinkedHashMap<>();
    for (Map.Entry<String, StoredManifest> image : office.platforms().entrySet()) {
      images.put(image.getKey(), verifier.verify(image.getValue(), expected));
    }
    Verification whole = verifier.verify(office.image(), expected);
    EvidenceCheck check =
        images.isEmpty()
            ? EvidenceCheck.of(whole, wanted)
            : EvidenceCheck.of(whole, images, wanted);
    @Nullable String without = invocation.value("--without-evidence");
    if (!check.objections().isEmpty() && (without == null || without.isBlank())) {
      throw Failure.input(
          office.name()
              + " is not approved: "
              + ErrorLine.oneLine(String.join("; ", check.objections()))
              + " (trusted are the keys of the approvers, of `evidence` in bases.yaml, and of"
              + " --evidence-key; run `drydock base"
              + " pipeline`, or say with --without-evidence REASON why that may be)",
          null);
    }
    return check;
  }
}
