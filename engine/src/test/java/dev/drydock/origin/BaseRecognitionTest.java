package dev.drydock.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Bom.HistoryEntry;
import dev.drydock.bom.Component;
import dev.drydock.bom.Purl;
import dev.drydock.origin.BaseImage.Evidence;
import dev.drydock.origin.BaseRecognition.DockerfileOrigin;
import dev.drydock.origin.provenance.BuildImage;
import dev.drydock.origin.provenance.BuildProvenance;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BaseRecognitionTest {
  private static final HistoryEntry ROOT = made("ADD rootfs.tar / # buildkit");
  private static final HistoryEntry SHELL = empty("/bin/sh -c #(nop)  CMD [\"bash\"]");
  private static final HistoryEntry RUN = made("RUN /bin/sh -c apt-get install -y curl");
  private static final HistoryEntry COPY = made("COPY app /app # buildkit");
  private static final BuildImage DEBIAN = new BuildImage("debian:11", "sha256:d");
  private static final HistoryEntry START = empty("CMD [\"/app/run\"]");

  private static HistoryEntry made(String instruction) {
    return new HistoryEntry(instruction, null, false);
  }

  private static HistoryEntry empty(String instruction) {
    return new HistoryEntry(instruction, null, true);
  }

  private static Bom.Subject image(
      int layers, Map<String, String> labels, HistoryEntry... history) {
    List<Bom.LayerSummary> summaries = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      summaries.add(new Bom.LayerSummary(i, null, "sha256:" + i, null));
    }
    return new Bom.Subject(
        "app:1", null, null, "linux/amd64", null, summaries, List.of(history), labels, List.of());
  }

  private static @Nullable BaseImage base(Bom.Subject image) {
    return new BaseRecognition(List.of(), null).of(image).base();
  }

  @Test
  void withoutLayersNobodyCanTell() {
    Origins origins = new BaseRecognition(List.of(), null).of(image(0, Map.of()));

    assertThat(origins).isEqualTo(Origins.unknown());
    assertThat(origins.of(library(0))).isNull();
  }

  @Test
  void ofKnownBasesTheOneWithTheMostLayersCounts() {
    KnownBase debian = new KnownBase("debian:11", "sha256:d", List.of("sha256:0"));
    KnownBase java = new KnownBase("java:21", "sha256:j", List.of("sha256:0", "sha256:1"));
    KnownBase other = new KnownBase("other:1", null, List.of("sha256:1", "sha256:2"));
    KnownBase itself = new KnownBase("app:0", null, List.of("sha256:0", "sha256:1", "sha256:2"));

    assertThat(
            new BaseRecognition(List.of(debian, java, other, itself), null)
                .of(image(3, Map.of(), ROOT, SHELL, RUN, COPY))
                .base())
        .isEqualTo(new BaseImage("java:21", "sha256:j", 2, Evidence.LAYERS));
  }

  @Test
  void layersInCommonWithAnotherImageAreAtLeastTheBases() {
    KnownBase sibling =
        new KnownBase("shop:1", null, List.of("sha256:0", "sha256:1", "sha256:2", "sha256:x"));
    KnownBase cousin = new KnownBase("mail:1", null, List.of("sha256:0", "sha256:y"));
    KnownBase stranger = new KnownBase("alpine:3", null, List.of("sha256:z", "sha256:1"));
    List<KnownBase> known = List.of(cousin, sibling, stranger);

    // a guess says one layer, and the others know better
    assertThat(
            new BaseRecognition(known, null).of(image(5, Map.of(), ROOT, SHELL, RUN, COPY)).base())
        .isEqualTo(new BaseImage(null, null, 3, Evidence.SHARED_LAYERS));
    assertThat(Evidence.SHARED_LAYERS.guessed()).isTrue();
    // what is sure stays
    assertThat(
            new BaseRecognition(known, new DockerfileOrigin("debian:11", 2))
                .of(image(3, Map.of(), ROOT, SHELL, RUN, COPY, START))
                .base())
        .isEqualTo(new BaseImage("debian:11", null, 2, Evidence.DOCKERFILE));
    // and so does a guess of more layers, or of as many
    assertThat(
            new BaseRecognition(List.of(cousin, stranger), null)
                .of(image(3, Map.of(), ROOT, SHELL, RUN, COPY))
                .base())
        .isEqualTo(new BaseImage(null, null, 1, Evidence.HISTORY));
    // an image that is all of the other one says nothing of its base
    assertThat(
            new BaseRecognition(List.of(sibling), null)
                .of(image(3, Map.of(), ROOT, SHELL, RUN, COPY))
                .base())
        .isEqualTo(new BaseImage(null, null, 1, Evidence.HISTORY));
  }

  @Test
  void theDockerfileTellsHowManyEntriesAreItsOwn() {
    Bom.Subject image = image(3, Map.of(), ROOT, SHELL, RUN, COPY, START);

    assertThat(
            new BaseRecognition(List.of(), new DockerfileOrigin("debian:11", 2)).of(image).base())
        .isEqualTo(new BaseImage("debian:11", null, 2, Evidence.DOCKERFILE));
    // more instructions than entries: it is another Dockerfile
    assertThat(
            new BaseRecognition(List.of(), new DockerfileOrigin("debian:11", 9)).of(image).base())
        .isEqualTo(new BaseImage(null, null, 1, Evidence.HISTORY));
  }

  @Test
  void buildahWritesTheBaseIntoTheHistory() {
    HistoryEntry first =
        new HistoryEntry("/bin/sh -c apt-get update", "FROM docker.io/library/debian:11", false);

    assertThat(base(image(2, Map.of(), ROOT, first)))
        .isEqualTo(new BaseImage("docker.io/library/debian:11", null, 1, Evidence.BUILDER));
  }

  @Test
  void whatBuildahMadeOnTheWayIsNoBase() {
    HistoryEntry base = new HistoryEntry("/bin/sh -c #(nop) COPY dir:1f in / ", null, false);
    HistoryEntry label = new HistoryEntry("/bin/sh -c #(nop) LABEL a=b", "FROM shop/base:1", true);
    HistoryEntry library = new HistoryEntry("/bin/sh -c make lib", "FROM 67b055d305ea", false);
    HistoryEntry program = new HistoryEntry("/bin/sh -c make", "FROM a114ee9a11ed", false);
    HistoryEntry command = new HistoryEntry("/bin/sh -c #(nop) CMD x", "FROM 8f2afe1225c4", true);

    assertThat(base(image(3, Map.of(), base, label, library, program, command)))
        .isEqualTo(new BaseImage("shop/base:1", null, 1, Evidence.BUILDER));
    // from scratch, or from an image without a name: where the build begins nobody can tell
    assertThat(base(image(3, Map.of(), base, library, program, command)))
        .isEqualTo(new BaseImage(null, null, 1, Evidence.LOWEST_LAYER));
    // a base that was built that way itself
    HistoryEntry upper = new HistoryEntry("/bin/sh -c make app", "FROM shop/tools:1", false);
    assertThat(base(image(4, Map.of(), base, label, library, program, command, upper)))
        .isEqualTo(new BaseImage("shop/tools:1", null, 3, Evidence.BUILDER));
  }

  @Test
  void aCommandBelowOtherLayersEndsTheBase() {
    assertThat(base(image(3, Map.of(), ROOT, SHELL, RUN, COPY, START)))
        .isEqualTo(new BaseImage(null, null, 1, Evidence.HISTORY));
    // the image's own command, at its end, ends nothing
    assertThat(base(image(2, Map.of(), ROOT, RUN, START)))
        .isEqualTo(new BaseImage(null, null, 1, Evidence.LOWEST_LAYER));
  }

  @Test
  void aHistoryThatDoesNotFitTheLayersTellsNothing() {
    assertThat(base(image(4, Map.of(), ROOT, SHELL, RUN)))
        .isEqualTo(new BaseImage(null, null, 1, Evidence.LOWEST_LAYER));
  }

  @Test
  void annotationsNameWhatTheLayersDoNot() {
    Map<String, String> labels =
        Map.of(
            "org.opencontainers.image.base.name", "registry.example/debian:11",
            "org.opencontainers.image.base.digest", "sha256:b");

    assertThat(base(image(2, labels, ROOT, SHELL, RUN)))
        .isEqualTo(new BaseImage("registry.example/debian:11", "sha256:b", 1, Evidence.HISTORY));
  }

  @Test
  void whatLiesInTheLayersOfTheBaseIsOfTheBase() {
    Origins known = new Origins(new BaseImage("debian:11", null, 1, Evidence.HISTORY));
    Origins guessed = new Origins(new BaseImage(null, null, 1, Evidence.LOWEST_LAYER));

    assertThat(known.of(library(0))).isEqualTo(Origin.BASE);
    assertThat(known.of(library(1))).isEqualTo(Origin.APPLICATION);
    // somebody put it beside the distribution
    assertThat(guessed.of(library(0))).isEqualTo(Origin.APPLICATION);
  }

  private static Component library(int layer) {
    return new Component(
        "left-pad",
        "1.0.0",
        Purl.of("npm", null, "left-pad", "1.0.0"),
        null,
        List.of(),
        List.of(new Component.Location("app/package.json", layer)),
        new Component.Evidence("npm-package", "package.json"));
  }

  private static @Nullable BaseImage built(Bom.Subject image, BuildImage... images) {
    return new BaseRecognition(List.of(), null)
        .with(
            new BuildProvenance(null, null, null, null, Map.of(), List.of(images), null, List.of()))
        .of(image)
        .base();
  }

  @Test
  void theProvenanceTellsTheDigestOfANamedBase() {
    Bom.Subject named =
        image(2, Map.of(BaseRecognition.NAME, "docker.io/library/debian:11"), ROOT, SHELL, COPY);

    assertThat(built(named, new BuildImage("golang:1", "sha256:g"), DEBIAN))
        .isEqualTo(new BaseImage("docker.io/library/debian:11", "sha256:d", 1, Evidence.HISTORY));
    assertThat(built(named, new BuildImage("golang:1", "sha256:g")))
        .isEqualTo(new BaseImage("docker.io/library/debian:11", null, 1, Evidence.HISTORY));
  }

  @Test
  void theOnlyImageOfABuildIsTheBaseThatTheHistoryShows() {
    Bom.Subject unnamed = image(2, Map.of(), ROOT, SHELL, COPY);

    assertThat(built(unnamed, DEBIAN))
        .isEqualTo(new BaseImage("debian:11", "sha256:d", 1, Evidence.HISTORY));
    assertThat(built(unnamed, DEBIAN, new BuildImage("golang:1", "sha256:g")))
        .isEqualTo(new BaseImage(null, null, 1, Evidence.HISTORY));
    // built from scratch with what another image had
    assertThat(built(image(2, Map.of(), COPY, RUN, START), DEBIAN))
        .isEqualTo(new BaseImage(null, null, 1, Evidence.LOWEST_LAYER));
  }
}
