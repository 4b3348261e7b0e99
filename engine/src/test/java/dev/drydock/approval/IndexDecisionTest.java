package dev.drydock.approval;

import static dev.drydock.approval.Ballot.ALICE;
import static dev.drydock.approval.Ballot.BOB;
import static dev.drydock.approval.Ballot.LAYER;
import static dev.drydock.approval.Ballot.NOW;
import static dev.drydock.approval.Ballot.approvers;
import static dev.drydock.approval.Ballot.decision;
import static dev.drydock.approval.Ballot.digest;
import static dev.drydock.approval.Ballot.repository;
import static dev.drydock.approval.Ballot.signed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.approval.Decision.Kind;
import dev.drydock.approval.Judgement.State;
import dev.drydock.attest.Checked;
import dev.drydock.attest.Checked.Source;
import dev.drydock.attest.Signer;
import dev.drydock.attest.Verification;
import dev.drydock.attest.statement.PredicateType;
import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.FallibleRegistry;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.TarWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A base for several platforms is approved by the digest of its index.
@Timeout(60)
class IndexDecisionTest {
  private static final Digest INDEX = digest("an index");
  private static final Digest AMD = digest("amd64");
  private static final Digest ARM = digest("arm64");
  private static final Set<Digest> LISTED = Set.of(AMD, ARM);

  private static Decision about(Digest... images) {
    List<BaseContent.OfImage> content = new ArrayList<>();
    for (Digest image : images) {
      content.add(new BaseContent.OfImage(image, "linux/" + image.hex(), List.of(LAYER)));
    }
    return decision(
        Kind.APPROVED, INDEX, NOW.minus(Duration.ofHours(1)), new BaseContent(content), "12");
  }

  @Test
  void decisionNamesTheImagesThatTheIndexLists() {
    Checked alice = signed(ALICE, about(AMD, ARM));
    Checked bob = signed(BOB, about(AMD, ARM));
    Judgement both = Judgement.of(INDEX, LISTED, List.of(alice, bob), approvers(2, null), NOW);
    assertThat(both.state()).isEqualTo(State.APPROVED);
    assertThat(both.content()).isEqualTo(about(AMD, ARM).content());
    assertThat(both.content().layers()).isEmpty();
    assertThat(both.refused()).isEmpty();
  }

  @Test
  void swappedPlatformIsRefused() {
    Checked alice = signed(ALICE, about(AMD, ARM));
    for (Decision other :
        List.of(about(AMD, digest("swapped")), about(AMD), decision(Kind.APPROVED, INDEX, 0))) {
      Judgement judgement =
          Judgement.of(INDEX, LISTED, List.of(alice, signed(BOB, other)), approvers(2, null), NOW);
      assertThat(judgement.state()).isEqualTo(State.INCOMPLETE);
      assertThat(judgement.approvedBy()).containsExactly("alice");
      assertThat(judgement.refused())
          .extracting(RefusedDecision::reason, RefusedDecision::told)
          .containsExactly(
              tuple(
                  RefusedDecision.Reason.OTHER_IMAGE,
                  "bob signed it about other images than those that this index lists"));
    }
    Judgement single = Judgement.of(INDEX, Set.of(), List.of(alice), approvers(1, null), NOW);
    assertThat(single.state()).isEqualTo(State.UNDECIDED);
    assertThat(single.refused())
        .extracting(RefusedDecision::told)
        .containsExactly("alice signed it about an index, and this is one image");
  }

  private static BuiltImage image(String platform) {
    return new ImageBuilder()
        .platform(platform)
        .layer(new TarWriter().file("etc/platform", platform))
        .layer(new TarWriter().file("etc/motd", "common"))
        .build();
  }

  @Test
  void layersOfEachImageAreReckoned() throws Exception {
    BuiltImage amd = image("linux/amd64");
    BuiltImage arm = image("linux/arm64");
    try (FallibleRegistry registry = new FallibleRegistry()) {
      registry.push("bases/debian", "amd", amd);
      registry.push("bases/debian", "arm", arm);
      registry.put("bases/debian", "both", BuiltImage.index(amd, arm));
      RegistryRepository repository = repository(registry.host() + "/bases/debian:both");
      BaseContent content =
          LayerContents.content(repository, repository.resolve(), Limits.defaults());
      assertThat(content.images())
          .extracting(BaseContent.OfImage::platform)
          .containsExactly("linux/amd64", "linux/arm64");
      assertThat(content.images().getFirst().digest())
          .isEqualTo(Digest.parse(amd.manifest().digest()));
      assertThat(content.images().getLast().layers())
          .hasSize(2)
          .endsWith(content.images().getFirst().layers().getLast())
          .doesNotContain(content.images().getFirst().layers().getFirst());
      String claimed = new String(arm.config().bytes(), StandardCharsets.UTF_8);
      assertThat(content.images().getLast().layers())
          .allSatisfy(layer -> assertThat(claimed).contains(layer.toString()));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "D,\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}} | ",
        "D} | lists an image and does not say for which platform it is",
        "D,\"platform\":{\"os\":\"linux\",\"architecture\":\"a\\u001bb\"}}"
            + " | lists an image for a platform of a strange name",
        "D,\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"}} | lists no images",
        "X,\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}} | lists another index",
        "D,\"platform\":{\"os\":\"a\",\"architecture\":\"b\"}},D,\"platform\":{\"os\":\"a\",\"architecture\":\"c\"}}"
            + " | lists two images for a/c, or one twice",
      })
  void indexThatSaysTooLittleIsRefused(String entries, String expected) throws Exception {
    String start = "{\"mediaType\":\"application/vnd.oci.image.%s.v1+json\",\"size\":2,";
    String digest = "\"digest\":\"" + AMD + '"';
    Blob index =
        BuiltImage.index(
            entries
                .replace("D", start.formatted("manifest") + digest)
                .replace("X", start.formatted("index") + digest));
    StoredManifest stored =
        new StoredManifest(index.mediaType(), Digest.parse(index.digest()), index.bytes());
    if (expected == null) {
      assertThat(PlatformImages.of(stored, Limits.defaults(), "it"))
          .isEqualTo(Map.of(AMD, "linux/amd64"));
    } else {
      assertThatThrownBy(() -> PlatformImages.of(stored, Limits.defaults(), "it"))
          .isInstanceOf(ImageException.class)
          .hasMessage(
              "it "
                  + expected
                  + ", so that nobody can tell what would be approved; name the digest of an image"
                  + " instead");
    }
  }

  private static Verification said(Map<PredicateType, String> results) {
    List<Checked> documents = new ArrayList<>();
    results.forEach(
        (type, result) ->
            documents.add(
                new Checked.Trusted(
                    new Source("a referrer", digest(type + result)),
                    new Signer.KeyHolder(ALICE.verificationKey()),
                    type.uri(),
                    new Json.Obj(Map.of("result", new Json.Text(result))),
                    NOW)));
    return new Verification(INDEX, documents, List.of());
  }

  @Test
  void evidenceLiesBesideTheIndexOrEachImage() {
    List<String> wanted = List.of(PredicateType.TEST.uri(), PredicateType.VERDICT.uri());
    Map<PredicateType, String> both =
        Map.of(PredicateType.TEST, "passed", PredicateType.VERDICT, "passed");
    Map<String, Verification> images = new LinkedHashMap<>();
    images.put("linux/amd64", said(both));
    images.put("linux/arm64", said(Map.of(PredicateType.TEST, "passed")));
    EvidenceCheck missing = EvidenceCheck.of(said(Map.of()), images, wanted);
    assertThat(missing.objections())
        .containsExactly("linux/arm64: no trusted verdict lies beside it");
    EvidenceCheck whole =
        EvidenceCheck.of(said(Map.of(PredicateType.VERDICT, "passed")), images, wanted);
    assertThat(whole.objections()).isEmpty();
    assertThat(whole.found())
        .extracting(Decision.Evidence::predicateType)
        .containsExactlyInAnyOrder(
            PredicateType.TEST.uri(),
            PredicateType.TEST.uri(),
            PredicateType.VERDICT.uri(),
            PredicateType.VERDICT.uri());
    images.put("linux/arm64", said(Map.of(PredicateType.VERDICT, "failed")));
    assertThat(EvidenceCheck.of(said(both), images, wanted).objections())
        .containsExactly("linux/arm64: the newest trusted verdict says: failed");
    assertThat(
            EvidenceCheck.of(
                    said(Map.of(PredicateType.VERDICT, "failed")),
                    Map.of("linux/amd64", said(both)),
                    wanted)
                .objections())
        .containsExactly("the newest trusted verdict says: failed");
  }
}
