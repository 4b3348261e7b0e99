package dev.drydock.approval.standing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.approval.BaseContent;
import dev.drydock.approval.BaseTag;
import dev.drydock.approval.Catalogue;
import dev.drydock.approval.CataloguedBase;
import dev.drydock.approval.Judgement;
import dev.drydock.approval.Judgement.State;
import dev.drydock.approval.standing.Standing.Status;
import dev.drydock.image.Digest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What an image stands upon is told by the content of its layers alone.
class StandingsTest {
  private static final Instant MONDAY = Instant.parse("2026-05-04T03:02:01Z");
  private static final Instant TUESDAY = Instant.parse("2026-05-05T03:02:01Z");

  private static Digest digest(String text) {
    return Digest.of("sha256", text.getBytes(StandardCharsets.UTF_8));
  }

  private static Digest blob(String content) {
    return digest("packed " + content);
  }

  private static List<Digest> contents(String... layers) {
    List<Digest> contents = new ArrayList<>();
    for (String layer : layers) {
      contents.add(digest(layer));
    }
    return contents;
  }

  private static CataloguedBase base(
      String variant, State state, @Nullable Instant approved, String... layers) {
    Digest image = digest(variant + state + approved + String.join(",", layers));
    BaseTag tag = BaseTag.of(variant, LocalDate.parse("2026-05-04"), image);
    List<Digest> blobs = new ArrayList<>();
    for (String layer : layers) {
      blobs.add(blob(layer));
    }
    return new CataloguedBase(
        "registry.example.org/bases/debian",
        image,
        List.of(tag.toString()),
        new Judgement(
            image,
            state,
            "debian",
            variant,
            tag,
            1,
            List.of(),
            List.of("alice"),
            null,
            approved,
            null,
            null,
            BaseContent.of(contents(layers)),
            List.of(),
            List.of()),
        Map.of(image, blobs));
  }

  private static List<LayerIdentity> image(String... layers) {
    List<LayerIdentity> image = new ArrayList<>();
    for (String layer : layers) {
      image.add(new LayerIdentity(digest("packed otherwise " + layer), digest(layer)));
    }
    return image;
  }

  private static Standing of(List<LayerIdentity> image, CataloguedBase... bases) {
    return new Standings(new Catalogue(List.of(bases), List.of())).of(image);
  }

  @Test
  void layersOfAnApprovedBaseAreThePrefix() {
    CataloguedBase base = base("12", State.APPROVED, MONDAY, "os", "extra");
    Standing standing = of(image("os", "extra", "shop"), base);
    assertThat(standing.status()).isEqualTo(Status.APPROVED);
    assertThat(standing.newest()).isNull();
    assertThat(standing.base())
        .isEqualTo(
            new Standing.Base(
                base.reference(),
                base.digest().toString(),
                "debian",
                "12",
                2,
                List.of(),
                MONDAY,
                null,
                null,
                null));
    // the base itself
    assertThat(of(image("os", "extra"), base).status()).isEqualTo(Status.APPROVED);
    assertThat(of(image("os"), base).status()).isEqualTo(Status.UNAPPROVED);
    assertThat(of(image("shop", "os", "extra"), base).status()).isEqualTo(Status.UNAPPROVED);
    assertThat(of(image("os", "shop", "extra"), base).status()).isEqualTo(Status.UNAPPROVED);
    assertThat(of(image("os", "shop")).status()).isEqualTo(Status.UNAPPROVED);
  }

  @Test
  void blobsThatAreVerifiedTellTheirContent() {
    CataloguedBase base = base("12", State.APPROVED, MONDAY, "os", "extra");
    List<LayerIdentity> unread =
        List.of(
            new LayerIdentity(blob("os"), null),
            new LayerIdentity(blob("extra"), null),
            new LayerIdentity(blob("shop"), null));
    assertThat(of(unread, base).status()).isEqualTo(Status.APPROVED);
    // content that was reckoned counts more than any other digest
    List<LayerIdentity> lying =
        List.of(
            new LayerIdentity(blob("os"), digest("something else")),
            new LayerIdentity(blob("extra"), null));
    assertThat(of(lying, base).status()).isEqualTo(Status.UNAPPROVED);
  }

  @Test
  void whatCannotBeReckonedIsNotGuessed() {
    CataloguedBase base = base("12", State.APPROVED, MONDAY, "os");
    List<LayerIdentity> unread = List.of(new LayerIdentity(null, null));
    Standing standing = of(unread, base);
    assertThat(standing.status()).isEqualTo(Status.UNKNOWN);
    assertThat(standing.unreachable()).isFalse();
    assertThat(standing.told()).contains("cannot be reckoned");
    assertThat(of(List.of(), base).status()).isEqualTo(Status.UNKNOWN);
    // a certain match does not hide that a longer one may be
    CataloguedBase longer = base("java", State.REVOKED, MONDAY, "os", "jre");
    List<LayerIdentity> half =
        List.of(new LayerIdentity(null, digest("os")), new LayerIdentity(digest("other"), null));
    assertThat(of(half, base, longer).status()).isEqualTo(Status.UNKNOWN);
    assertThat(of(half, base).status()).isEqualTo(Status.APPROVED);
  }

  @Test
  void longestChainWins() {
    CataloguedBase debian = base("12", State.APPROVED, MONDAY, "os");
    CataloguedBase java = base("java", State.REVOKED, MONDAY, "os", "jre");
    assertThat(of(image("os", "jre", "shop"), debian, java).status()).isEqualTo(Status.REVOKED);
    assertThat(of(image("os", "node", "shop"), debian, java).status()).isEqualTo(Status.APPROVED);
    // what was never approved is no base: the image stands upon what is below
    CataloguedBase never = base("java", State.INCOMPLETE, null, "os", "jre");
    assertThat(of(image("os", "jre", "shop"), debian, never).status()).isEqualTo(Status.APPROVED);
    Standing waiting = of(image("os", "jre", "shop"), never);
    assertThat(waiting.status()).isEqualTo(Status.UNAPPROVED);
    assertThat(waiting.told()).contains("is not approved: approved by nobody; 1 more is needed");
  }

  @Test
  void sameLayersOfTwoImagesCountAsTheWorse() {
    CataloguedBase good = base("12", State.APPROVED, TUESDAY, "os");
    CataloguedBase bad = base("12", State.REVOKED, MONDAY, "os");
    assertThat(of(image("os", "shop"), good, bad).status()).isEqualTo(Status.REVOKED);
    assertThat(of(image("os", "shop"), bad, good).status()).isEqualTo(Status.REVOKED);
    CataloguedBase older = base("12", State.APPROVED, MONDAY, "os");
    assertThat(of(image("os", "shop"), good, older).status()).isEqualTo(Status.APPROVED);
  }

  @Test
  void newerOneOfTheSameVariantOutdatesIt() {
    CataloguedBase old = base("12", State.APPROVED, MONDAY, "os of monday");
    CataloguedBase fresh = base("12", State.APPROVED, TUESDAY, "os of tuesday");
    CataloguedBase other = base("13", State.APPROVED, TUESDAY, "another os");
    Standing standing = of(image("os of monday", "shop"), other, fresh, old);
    assertThat(standing.status()).isEqualTo(Status.OUTDATED);
    assertThat(standing.newest()).isEqualTo(fresh.reference() + "@" + fresh.digest());
    assertThat(standing.told()).endsWith("the newest approved one is " + fresh.reference());
    assertThat(of(image("os of tuesday", "shop"), other, fresh, old).status())
        .isEqualTo(Status.APPROVED);
    for (State state : List.of(State.DEPRECATED, State.RETIRED, State.REVOKED, State.EXPIRED)) {
      Standing ended = of(image("os", "shop"), base("12", state, MONDAY, "os"), fresh, other);
      assertThat(ended.status().word()).isEqualTo(state.word());
      assertThat(ended.newest()).isEqualTo(fresh.reference() + "@" + fresh.digest());
    }
    CataloguedBase gone = base("12", State.REVOKED, TUESDAY, "os of tuesday");
    assertThat(of(image("os of monday", "shop"), gone, old).status()).isEqualTo(Status.APPROVED);
  }

  @Test
  void baseWhoseManifestHasOtherLayersThanWereSignedIsNone() {
    CataloguedBase signed = base("12", State.APPROVED, MONDAY, "os");
    CataloguedBase odd =
        new CataloguedBase(
            signed.repository(),
            signed.digest(),
            signed.tags(),
            signed.judgement(),
            Map.of(signed.digest(), List.of(blob("os"), blob("backdoor"))));
    assertThat(of(image("os", "backdoor"), odd).status()).isEqualTo(Status.UNAPPROVED);
    assertThat(new Standings(new Catalogue(List.of(odd), List.of())).blobs()).isEmpty();
  }

  /// A base for two platforms, approved by its index.
  private static CataloguedBase index(State state) {
    CataloguedBase single = base("12", state, MONDAY, "os of amd64", "common");
    Digest amd = digest("amd64");
    Digest arm = digest("arm64");
    BaseContent content =
        new BaseContent(
            List.of(
                new BaseContent.OfImage(amd, "linux/amd64", contents("os of amd64", "common")),
                new BaseContent.OfImage(arm, "linux/arm64", contents("os of arm64"))));
    Judgement one = single.judgement();
    return new CataloguedBase(
        single.repository(),
        single.digest(),
        single.tags(),
        new Judgement(
            one.subject(),
            state,
            one.family(),
            one.variant(),
            one.tag(),
            1,
            List.of(),
            List.of("alice"),
            null,
            MONDAY,
            null,
            null,
            content,
            List.of(),
            List.of()),
        Map.of(
            amd, List.of(blob("os of amd64"), blob("common")), arm, List.of(blob("os of arm64"))));
  }

  @Test
  void imageOfAnyPlatformStandsUponTheIndex() {
    CataloguedBase base = index(State.APPROVED);
    Standing amd = of(image("os of amd64", "common", "shop"), base);
    assertThat(amd.status()).isEqualTo(Status.APPROVED);
    assertThat(amd.base())
        .extracting(Standing.Base::layers, Standing.Base::digest)
        .containsExactly(2, base.digest().toString());
    Standing arm = of(image("os of arm64", "shop"), base);
    assertThat(arm.status()).isEqualTo(Status.APPROVED);
    assertThat(arm.base())
        .extracting(Standing.Base::layers, Standing.Base::digest)
        .containsExactly(1, base.digest().toString());
    // not of one begun and another one ended
    assertThat(of(image("os of amd64", "shop"), base).status()).isEqualTo(Status.UNAPPROVED);
    assertThat(of(image("common", "shop"), base).status()).isEqualTo(Status.UNAPPROVED);
    Standings standings = new Standings(new Catalogue(List.of(base), List.of()));
    assertThat(standings.longest()).isEqualTo(2);
    assertThat(standings.blobs())
        .containsExactlyInAnyOrder(blob("os of amd64"), blob("common"), blob("os of arm64"));
    // known by their blobs alone, or not at all
    assertThat(of(List.of(new LayerIdentity(blob("os of arm64"), null)), base).status())
        .isEqualTo(Status.APPROVED);
    assertThat(of(List.of(new LayerIdentity(blob("other"), null)), base).status())
        .isEqualTo(Status.UNKNOWN);
    assertThat(of(image("os of arm64", "shop"), index(State.REVOKED)).status())
        .isEqualTo(Status.REVOKED);
  }

  @Test
  void imageWhoseManifestWasTakenOutOfTheRegistryIsNone() {
    CataloguedBase base = index(State.APPROVED);
    CataloguedBase less =
        new CataloguedBase(
            base.repository(),
            base.digest(),
            base.tags(),
            base.judgement(),
            Map.of(digest("amd64"), List.of(blob("os of amd64"), blob("common"))));
    assertThat(of(image("os of amd64", "common"), less).status()).isEqualTo(Status.APPROVED);
    assertThat(of(image("os of arm64", "shop"), less).status()).isEqualTo(Status.UNAPPROVED);
  }
}
