package dev.drydock.approval;

import dev.drydock.attest.Checked;
import dev.drydock.attest.Signer;
import dev.drydock.base.declaration.BasesReader;
import dev.drydock.base.declaration.InvalidBasesException;
import dev.drydock.fuzz.FuzzAnswers;
import dev.drydock.fuzz.FuzzFiles;
import dev.drydock.fuzz.FuzzTree;
import dev.drydock.fuzz.ProcessorTime;
import dev.drydock.image.Digest;
import dev.drydock.image.manifest.MediaTypes;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.json.CompactJson;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Declarations of bases, and what approvers have signed about them.
public final class ApprovalFuzz {
  private static final Path DIRECTORY = FuzzFiles.directory();

  private ApprovalFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, ApprovalFuzz::read);
  }

  /// Two parts: a declaration, which is read as a decision too, and an index.
  private static void read(byte[] data) throws IOException {
    FuzzAnswers parts = new FuzzAnswers(data);
    byte[] document = parts.next();
    declaration(document);
    byte[] index = parts.next();
    Set<Digest> listed = listed(index);
    try {
      decision(
          new JsonReader(FuzzTree.LIMITS).read(document, "a decision"),
          Digest.of("sha256", index),
          listed);
    } catch (IOException | MalformedDecisionException _) {
      // refused
    }
  }

  private static void declaration(byte[] text) throws IOException {
    Path file = FuzzFiles.file(DIRECTORY, "bases.yaml");
    Files.write(file, text);
    Files.writeString(
        FuzzFiles.file(DIRECTORY, "debian/Dockerfile"),
        "ARG RELEASE=bookworm\nFROM debian:$RELEASE\nCOPY --from=example.org/x:1 /x /x\n");
    try {
      var _ = BasesReader.read(file, FuzzTree.LIMITS);
    } catch (InvalidBasesException | IOException _) {
      // refused
    }
  }

  private static Set<Digest> listed(byte[] index) {
    StoredManifest stored =
        new StoredManifest(MediaTypes.OCI_INDEX, Digest.of("sha256", index), index);
    try {
      return PlatformImages.of(stored, FuzzTree.LIMITS, "the index").keySet();
    } catch (IOException _) {
      return Set.of();
    }
  }

  /// What was read is written as it was, and counted without a fault.
  private static void decision(Json json, Digest subject, Set<Digest> listed)
      throws IOException, MalformedDecisionException {
    Decision decision = DecisionReader.read(json);
    Json written =
        new JsonReader(FuzzTree.LIMITS)
            .read(CompactJson.bytes(decision.predicate()), "the same decision");
    if (!DecisionReader.read(written).equals(decision)) {
      throw new IllegalStateException("written otherwise than it was read");
    }
    BaseTag.parse(decision.tag())
        .ifPresent(
            tag -> {
              if (!tag.toString().equals(decision.tag())) {
                throw new IllegalStateException("another tag than was read: " + tag);
              }
            });
    Checked document =
        new Checked.Trusted(
            new Checked.Source(
                "a referrer",
                Digest.of("sha256", decision.reason().getBytes(StandardCharsets.UTF_8))),
            new Signer.KeyHolder(Ballot.ALICE.verificationKey()),
            Decision.TYPE,
            json,
            decision.at());
    String _ =
        Judgement.of(
                subject,
                listed,
                List.of(document),
                Ballot.approvers(1, Duration.ofDays(90)),
                Ballot.NOW)
            .words();
  }
}
