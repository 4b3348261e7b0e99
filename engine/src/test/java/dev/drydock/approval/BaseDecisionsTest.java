package dev.drydock.approval;

import static dev.drydock.approval.Ballot.ALICE;
import static dev.drydock.approval.Ballot.BOB;
import static dev.drydock.approval.Ballot.MALLORY;
import static dev.drydock.approval.Ballot.NOW;
import static dev.drydock.approval.Ballot.approvers;
import static dev.drydock.approval.Ballot.decision;
import static dev.drydock.approval.Ballot.repository;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.approval.Decision.Kind;
import dev.drydock.approval.Judgement.State;
import dev.drydock.approval.RefusedDecision.Reason;
import dev.drydock.attest.KeptDocuments;
import dev.drydock.attest.key.SigningKey;
import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.FallibleRegistry;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.Packing;
import dev.drydock.testkit.RegistryServer;
import dev.drydock.testkit.TarWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Decisions lie beside images, in registries with a list of referrers and without one, and what
/// was done to them on the way there shows.
@Timeout(120)
class BaseDecisionsTest {
  private static final BuiltImage BASE =
      new ImageBuilder()
          .layer(new TarWriter().file("etc/os-release", "ID=debian\n"))
          .packing(Packing.ZSTD)
          .layer(new TarWriter().file("etc/motd", "hello\n"))
          .build();
  private static final BuiltImage OTHER =
      new ImageBuilder().layer(new TarWriter().file("etc/os-release", "ID=alpine\n")).build();

  @TempDir Path directory;

  /// Kinds of registries.
  enum Kept {
    /// docker-registry 2.8: who attaches something keeps the list of it
    TAG,
    /// as the OCI distribution specification 1.1 says
    LIST
  }

  @FunctionalInterface
  private interface Body {
    void run(String host) throws Exception;
  }

  private void in(Kept kept, Body body) throws Exception {
    switch (kept) {
      case TAG -> {
        try (RegistryServer server = RegistryServer.start(directory)) {
          server.push("bases/debian", "candidate", BASE);
          server.push("bases/debian", "other", OTHER);
          body.run(server.host());
        }
      }
      case LIST -> {
        try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS)) {
          registry.push("bases/debian", "candidate", BASE);
          registry.push("bases/debian", "other", OTHER);
          body.run(registry.host());
        }
      }
    }
  }

  private static BaseDecisions decisions(RegistryRepository repository, KeptDocuments kept) {
    return new BaseDecisions(repository, Limits.defaults(), InstantSource.fixed(NOW), kept);
  }

  private static Judgement judge(String host, String tag, int required) throws Exception {
    RegistryRepository repository = repository(host + "/bases/debian:" + tag);
    return decisions(repository, KeptDocuments.none())
        .judge(repository.resolve(), approvers(required, null));
  }

  private static Digest approve(String host, String tag, SigningKey key, int hoursAgo)
      throws Exception {
    RegistryRepository repository = repository(host + "/bases/debian:" + tag);
    StoredManifest image = repository.resolve();
    return decisions(repository, KeptDocuments.none())
        .write(image, decision(Kind.APPROVED, image.digest(), hoursAgo), key);
  }

  @ParameterizedTest
  @EnumSource(Kept.class)
  void twoPeopleApproveOneAfterTheOther(Kept kept) throws Exception {
    in(
        kept,
        host -> {
          assertThat(judge(host, "candidate", 2).state()).isEqualTo(State.UNDECIDED);
          approve(host, "candidate", ALICE, 3);
          assertThat(judge(host, "candidate", 2).state()).isEqualTo(State.INCOMPLETE);
          approve(host, "candidate", BOB, 2);
          Judgement judgement = judge(host, "candidate", 2);
          assertThat(judgement.state()).isEqualTo(State.APPROVED);
          assertThat(judgement.approvedBy()).containsExactly("alice", "bob");
          assertThat(judgement.refused()).isEmpty();
          assertThat(judge(host, "other", 2).state()).isEqualTo(State.UNDECIDED);
        });
  }

  @ParameterizedTest
  @EnumSource(Kept.class)
  void approvalsOfTheSameMomentAllCount(Kept kept) throws Exception {
    in(
        kept,
        host -> {
          List<SigningKey> keys = List.of(ALICE, BOB, Ballot.CAROL);
          CountDownLatch all = new CountDownLatch(keys.size());
          try (ExecutorService threads = Executors.newFixedThreadPool(keys.size())) {
            List<Callable<Digest>> tasks = new ArrayList<>();
            for (SigningKey key : keys) {
              tasks.add(
                  () -> {
                    all.countDown();
                    all.await();
                    return approve(host, "candidate", key, 1);
                  });
            }
            for (Future<Digest> one : threads.invokeAll(tasks)) {
              one.get();
            }
          }
          Judgement judgement = judge(host, "candidate", 3);
          assertThat(judgement.approvedBy()).containsExactlyInAnyOrder("alice", "bob", "carol");
          assertThat(judgement.state()).isEqualTo(State.APPROVED);
        });
  }

  /// As it is after somebody wrote the list who had read it before us.
  @Test
  void decisionThatTheListHasLostCounts() throws Exception {
    in(
        Kept.TAG,
        host -> {
          approve(host, "candidate", ALICE, 2);
          RegistryRepository repository = repository(host + "/bases/debian:candidate");
          StoredManifest image = repository.resolve();
          String list = "sha256-" + image.digest().hex();
          StoredManifest before = repository.tagged(list).orElseThrow();
          approve(host, "candidate", BOB, 1);
          repository.pushManifest(list, before.body(), before.mediaType());

          assertThat(judge(host, "candidate", 2).approvedBy()).containsExactly("alice", "bob");
          assertThat(judge(host, "other", 2).state()).isEqualTo(State.UNDECIDED);
        });
  }

  @ParameterizedTest
  @EnumSource(Kept.class)
  void strangerApproves(Kept kept) throws Exception {
    in(
        kept,
        host -> {
          approve(host, "candidate", ALICE, 3);
          approve(host, "candidate", MALLORY, 2);
          Judgement judgement = judge(host, "candidate", 2);
          assertThat(judgement.state()).isEqualTo(State.INCOMPLETE);
          assertThat(judgement.approvedBy()).containsExactly("alice");
          assertThat(judgement.refused())
              .extracting(RefusedDecision::reason)
              .containsExactly(Reason.NOT_AN_APPROVER);
        });
  }

  @Test
  void documentThatWasChangedDoesNotCount() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS)) {
      registry.push("bases/debian", "candidate", BASE);
      Digest referrer = approve(registry.host(), "candidate", ALICE, 3);
      String manifest = text(registry, "bases/debian/manifests/" + referrer);
      String layer = manifest.replaceAll("(?s).*\"layers\":\\[.*?(sha256:[0-9a-f]{64}).*", "$1");
      String bundle = text(registry, "bases/debian/blobs/" + layer);
      // its bytes are not those of its digest any more
      registry.replace(
          "bases/debian/blobs/" + layer,
          bundle.replace("\"sig\":\"M", "\"sig\":\"N").getBytes(StandardCharsets.UTF_8));
      Judgement changed = judge(registry.host(), "candidate", 1);
      assertThat(changed.state()).isEqualTo(State.UNDECIDED);
      assertThat(changed.refused())
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.reason()).isEqualTo(Reason.UNREADABLE);
                assertThat(one.told()).contains("was tampered with");
              });
      // a whole new document with a signature of something else
      registry.replace("bases/debian/blobs/" + layer, bundle.getBytes(StandardCharsets.UTF_8));
      assertThat(judge(registry.host(), "candidate", 1).state()).isEqualTo(State.APPROVED);
      Blob forged =
          Blob.of(
              bundle
                  .replaceFirst("\"payload\":\"ey", "\"payload\":\"fy")
                  .getBytes(StandardCharsets.UTF_8),
              "application/vnd.dev.sigstore.bundle.v0.3+json");
      registry.put("bases/debian", "x", forged); // for its bytes only
      Blob named =
          Blob.of(
              manifest.replace(layer, forged.digest()).getBytes(StandardCharsets.UTF_8),
              "application/vnd.oci.image.manifest.v1+json");
      registry.replace("bases/debian/manifests/" + referrer, named.bytes());
      Judgement tampered = judge(registry.host(), "candidate", 1);
      assertThat(tampered.state()).isEqualTo(State.UNDECIDED);
      assertThat(tampered.refused())
          .singleElement()
          .satisfies(one -> assertThat(one.told()).contains("damaged or was tampered with"));
    }
  }

  @Test
  void approvalOfAnotherImageIsPutBesideThisOne() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS)) {
      registry.push("bases/debian", "candidate", BASE);
      registry.push("bases/debian", "other", OTHER);
      Digest referrer = approve(registry.host(), "other", ALICE, 3);
      String manifest =
          text(registry, "bases/debian/manifests/" + referrer)
              .replace(OTHER.manifest().digest(), BASE.manifest().digest())
              .replace(
                  "\"size\":" + OTHER.manifest().bytes().length + "}",
                  "\"size\":" + BASE.manifest().bytes().length + "}");
      repository(registry.host() + "/bases/debian:other")
          .pushManifest(
              manifest.getBytes(StandardCharsets.UTF_8),
              "application/vnd.oci.image.manifest.v1+json");
      Judgement judgement = judge(registry.host(), "candidate", 1);
      assertThat(judgement.state()).isEqualTo(State.UNDECIDED);
      assertThat(judgement.refused())
          .extracting(RefusedDecision::reason)
          .containsExactly(Reason.OTHER_IMAGE);
      assertThat(judge(registry.host(), "other", 1).state()).isEqualTo(State.APPROVED);
    }
  }

  @Test
  void listThatIsNotWholeMayHideARevocation() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS)) {
      registry.push("bases/debian", "candidate", BASE);
      approve(registry.host(), "candidate", ALICE, 3);
      registry.fail(
          (exchange, request) -> {
            if (request.contains("/referrers/")) {
              FallibleRegistry.send(
                  exchange,
                  200,
                  "application/vnd.oci.image.index.v1+json",
                  "{\"schemaVersion\":2,".getBytes(StandardCharsets.UTF_8));
              return true;
            }
            return false;
          });
      assertThatThrownBy(() -> judge(registry.host(), "candidate", 1))
          .isInstanceOf(ImageException.class)
          .hasMessageContaining("cannot be read as a whole");
    }
  }

  @Test
  void whatWasReadIsNotFetchedAgain() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS)) {
      registry.push("bases/debian", "candidate", BASE);
      approve(registry.host(), "candidate", ALICE, 3);
      Map<Digest, byte[]> documents = new ConcurrentHashMap<>();
      KeptDocuments kept =
          new KeptDocuments() {
            @Override
            public byte @Nullable [] find(Digest digest) {
              return documents.get(digest);
            }

            @Override
            public void keep(Digest digest, byte[] content) {
              documents.put(digest, content);
            }
          };
      RegistryRepository repository = repository(registry.host() + "/bases/debian:candidate");
      StoredManifest image = repository.resolve();
      Judgement first = decisions(repository, kept).judge(image, approvers(1, null));
      int before = registry.requests().size();
      Judgement again = decisions(repository, kept).judge(image, approvers(1, null));
      assertThat(again).isEqualTo(first);
      assertThat(again.state()).isEqualTo(State.APPROVED);
      assertThat(registry.requests().subList(before, registry.requests().size()))
          .containsExactlyInAnyOrder(
              "GET /v2/bases/debian/tags/list", "GET /v2/bases/debian/referrers/" + image.digest());
      // what is kept is held to its digest
      documents.replaceAll(
          (_, content) -> "x".repeat(content.length).getBytes(StandardCharsets.UTF_8));
      assertThat(decisions(repository, kept).judge(image, approvers(1, null))).isEqualTo(first);
    }
  }

  @Test
  void layersAreReckonedFromTheirContent() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      registry.push("bases/debian", "candidate", BASE);
      RegistryRepository repository = repository(registry.host() + "/bases/debian:candidate");
      byte[] config = BASE.config().bytes();
      String claimed = new String(config, StandardCharsets.UTF_8);
      List<Digest> layers = LayerContents.of(repository, repository.resolve(), Limits.defaults());
      assertThat(layers).hasSize(2).allSatisfy(one -> assertThat(claimed).contains(one.toString()));
      Blob first = BASE.layers().getFirst();
      registry.replace("bases/debian/blobs/" + first.digest(), new byte[] {1, 2, 3});
      assertThatThrownBy(
              () -> LayerContents.of(repository, repository.resolve(), Limits.defaults()))
          .isInstanceOf(ImageException.class)
          .hasMessageContaining("layer 0");
    }
  }

  @Test
  void tagsAreWrittenOnceAndTheLastingOneNeverMoves() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry()) {
      registry.push("bases/debian", "candidate", BASE);
      registry.push("bases/debian", "other", OTHER);
      RegistryRepository repository = repository(registry.host() + "/bases/debian:candidate");
      StoredManifest image = repository.resolve();
      StoredManifest other = repository.tagged("other").orElseThrow();
      BaseTag tag =
          BaseTag.parse("12-20260504-" + image.digest().hex().substring(0, 12)).orElseThrow();
      ApprovedTags tags = new ApprovedTags(repository);
      assertThat(tags.keep(tag, image)).isTrue();
      assertThat(tags.keep(tag, image)).isFalse();
      assertThat(tags.move("12", other)).isTrue();
      assertThat(tags.move("12", image)).isTrue();
      assertThat(tags.move("12", image)).isFalse();
      assertThat(repository.tagged("12").orElseThrow().digest()).isEqualTo(image.digest());
      tags.move(tag.toString(), other);
      assertThatThrownBy(() -> tags.keep(tag, image))
          .isInstanceOf(ImageException.class)
          .hasMessage(
              "the tag "
                  + tag
                  + " is never moved, and somebody moved it to "
                  + other.digest()
                  + "; take it away, and look who may push there");
    }
  }

  private static String text(FallibleRegistry registry, String path) {
    Blob blob = registry.get(path);
    if (blob == null) {
      throw new AssertionError(path);
    }
    return new String(blob.bytes(), StandardCharsets.UTF_8);
  }
}
