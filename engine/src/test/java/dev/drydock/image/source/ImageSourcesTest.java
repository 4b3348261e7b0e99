package dev.drydock.image.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.DockerArchive;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.Mutations;
import dev.drydock.testkit.OciLayout;
import dev.drydock.testkit.Packing;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageSourcesTest {
  private static final List<List<String>> LAYERS =
      List.of(List.of("etc", "etc/os-release=ID=debian\n"), List.of("app/run=1", "etc/.wh.x="));

  @TempDir private Path directory;

  private static ImageBuilder builder(Packing packing) {
    return new ImageBuilder()
        .packing(packing)
        .layer(
            new TarWriter().directory("etc").file("etc/os-release", "ID=debian\n"),
            "ADD rootfs.tar /")
        .instruction("ENV A=b")
        .layer(new TarWriter().file("app/run", "1").whiteout("etc/x"), "COPY run /app/")
        .tag("registry.example/team/app:1")
        .label("a", "b");
  }

  private void write(String name, byte[] bytes) throws IOException {
    Files.write(directory.resolve(name), bytes);
  }

  private Opened open(String text) throws IOException, InterruptedException {
    return Opened.open(directory, text);
  }

  private static void assertFails(ThrowingCallable opening, Kind kind, String message) {
    assertThatThrownBy(opening)
        .isInstanceOfSatisfying(
            ImageException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind))
        .hasMessageContaining(message)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @EnumSource(Packing.class)
  void dockerArchiveIsRecognisedHoweverItsLayersAreStored(Packing packing) throws Exception {
    write("app.tar", DockerArchive.of(builder(packing).build()).bytes());
    for (String text : List.of("app.tar", "docker-archive:app.tar")) {
      Opened image = open(text);
      assertThat(image.layers()).isEqualTo(LAYERS);
      assertThat(image.createdBy()).containsExactly("ADD rootfs.tar /", "COPY run /app/");
      assertThat(image.reference()).isEqualTo(text);
      assertThat(image.digest()).isNull();
      assertThat(image.platform()).isEqualTo("linux/amd64");
      assertThat(image.warnings()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Packing.class)
  void archivesMayBeCompressedAsAWhole(Packing packing) throws Exception {
    byte[] archive = DockerArchive.of(builder(Packing.NONE).build()).bytes();
    write("app", packing.pack(archive));
    assertThat(open("app").layers()).isEqualTo(LAYERS);
    byte[] layout = OciLayout.of(builder(Packing.GZIP).build()).archive();
    write("oci", packing.pack(layout));
    assertThat(open("oci").layers()).isEqualTo(LAYERS);
    assertThat(open("oci-archive:oci").layers()).isEqualTo(LAYERS);
    byte[] root = new TarWriter().directory("etc").file("etc/a", "1").bytes();
    write("root", packing.pack(root));
    assertThat(open("root").layers()).containsExactly(List.of("etc", "etc/a=1"));
    assertThat(open("rootfs:root").layers()).containsExactly(List.of("etc", "etc/a=1"));
  }

  @ParameterizedTest
  @EnumSource(value = Packing.class, names = "XZ", mode = EnumSource.Mode.EXCLUDE)
  void layoutIsReadFromDirectoryAndArchive(Packing packing) throws Exception {
    BuiltImage built = builder(packing).build();
    OciLayout layout = OciLayout.of(built);
    layout.writeTo(directory.resolve("layout"));
    write("layout.tar", layout.archive());
    for (String text :
        List.of("layout", "oci-dir:layout", "layout.tar", "oci-archive:layout.tar")) {
      Opened image = open(text);
      assertThat(image.layers()).as(text).isEqualTo(LAYERS);
      assertThat(image.digest()).isEqualTo(built.manifest().digest());
      assertThat(image.warnings()).isEmpty();
    }
  }

  @Test
  void anEmptyNameIsSaid() {
    assertThatThrownBy(() -> open(""))
        .hasMessage("the name of the image is empty; name one, such as debian:11 or app.tar");
    assertThatThrownBy(() -> open("oci-dir:"))
        .hasMessage("the name of the image is missing after oci-dir:");
  }

  @Test
  void imageOfALayoutIsChosenByTagDigestAndPlatform() throws Exception {
    BuiltImage one = tagged("one", "linux/amd64");
    BuiltImage two = tagged("two", "linux/amd64");
    BuiltImage arm = tagged("arm", "linux/arm64/v8");
    OciLayout.of(one, two, arm).writeTo(directory.resolve("layout"));
    assertThat(open("oci-dir:layout:two").layers()).containsExactly(List.of("name=two"));
    assertThat(open("layout:arm").layers()).containsExactly(List.of("name=arm"));
    assertThat(open("layout@" + two.manifest().digest()).digest())
        .isEqualTo(two.manifest().digest());
    assertFails(
        () -> open("layout"),
        Kind.AMBIGUOUS,
        "layout holds 3 images: one, two, arm; choose one, such as layout:one, or add --all-images");
    assertThat(open("layout:two@" + two.manifest().digest()).layers())
        .containsExactly(List.of("name=two"));
    assertThat(open("layout:@1").layers()).containsExactly(List.of("name=two"));
    assertFails(
        () -> open("layout:one@" + two.manifest().digest()), Kind.NOT_FOUND, "holds no image one@");
    assertThat(Opened.open(directory, "layout", "linux/arm64").platform())
        .isEqualTo("linux/arm64/v8");
    assertFails(() -> open("layout:three"), Kind.NOT_FOUND, "layout holds no image three; it has");
    assertFails(
        () -> Opened.open(directory, "layout", "linux/s390x"),
        Kind.UNSUPPORTED,
        "choose with --platform one of linux/amd64, linux/arm64/v8");
  }

  private static BuiltImage tagged(String name, String platform) {
    return new ImageBuilder()
        .platform(platform)
        .layer(new TarWriter().file("name", name))
        .tag("app:" + name)
        .build();
  }

  @Test
  void indexesMayBeNestedAndHoldAttestations() throws Exception {
    BuiltImage amd = tagged("amd", "linux/amd64");
    BuiltImage arm = tagged("arm", "linux/arm64");
    BuiltImage attestation = tagged("none", "unknown/unknown");
    OciLayout.nested("v1", attestation, arm, amd).writeTo(directory.resolve("layout"));
    assertThat(open("layout").layers()).containsExactly(List.of("name=amd"));
    assertThat(open("layout:v1").layers()).containsExactly(List.of("name=amd"));
  }

  @Test
  void indexThatHoldsItselfEnds() throws Exception {
    String digest = "sha256:" + "ab".repeat(32);
    String entry =
        "{\"mediaType\":\"application/vnd.oci.image.index.v1+json\",\"digest\":\"%s\",\"size\":2}"
            .formatted(digest);
    BuiltImage image = tagged("a", "linux/amd64");
    Blob loop = BuiltImage.index(entry);
    OciLayout.of(image)
        .index(loop)
        .file("blobs/sha256/" + "ab".repeat(32), loop.bytes())
        .writeTo(directory.resolve("layout"));
    assertFails(() -> open("layout"), Kind.CORRUPT, "digest");
  }

  @Test
  void blobsOfALayoutMustHaveTheirDigests() throws Exception {
    BuiltImage wrong = builder(Packing.GZIP).wrongDigest(1).build();
    OciLayout.of(wrong).writeTo(directory.resolve("wrong"));
    assertFails(() -> open("wrong"), Kind.CORRUPT, "layer 1 is damaged: its digest is sha256:");
    BuiltImage good = builder(Packing.GZIP).build();
    for (Blob blob : List.of(good.config(), good.manifest())) {
      byte[] changed = blob.bytes().clone();
      changed[changed.length - 1] = ' ';
      OciLayout.of(good)
          .file("blobs/sha256/" + blob.hex(), changed)
          .writeTo(directory.resolve("changed"));
      assertFails(() -> open("changed"), Kind.CORRUPT, "changed has a blob whose digest is");
    }
    for (Blob blob : good.blobs()) {
      Path lacking = directory.resolve("lacking" + blob.hex());
      OciLayout.of(good).without("blobs/sha256/" + blob.hex()).writeTo(lacking);
      assertFails(() -> open(lacking.toString()), Kind.CORRUPT, "lacks the blob " + blob.digest());
    }
  }

  @Test
  void layerOfAnotherSizeIsReadButTheImageHasNoDigestThen() throws Exception {
    BuiltImage good = builder(Packing.GZIP).build();
    byte[] other = Packing.GZIP.pack(new TarWriter().file("other", "1").bytes());
    OciLayout.of(good)
        .file("blobs/sha256/" + good.layers().getLast().hex(), other)
        .writeTo(directory.resolve("layout"));
    Opened image = open("layout");
    assertThat(image.digest()).isNull();
    assertThat(image.layers().getLast()).containsExactly("other=1");
    assertThat(image.warnings())
        .singleElement()
        .asString()
        .startsWith("layer 1 was replaced by hand: it has ");
  }

  @Test
  void imageOfADockerArchiveIsChosenByNameOrNumber() throws Exception {
    write(
        "two.tar",
        DockerArchive.of(tagged("one", "linux/amd64"), tagged("two", "linux/arm64")).bytes());
    for (String selector : List.of("app:two", "two", "@1")) {
      String text = "docker-archive:two.tar" + (selector.startsWith("@") ? "" : ":") + selector;
      assertThat(open(text).layers()).as(text).containsExactly(List.of("name=two"));
    }
    assertFails(
        () -> open("two.tar"),
        Kind.AMBIGUOUS,
        "two.tar holds 2 images: app:one, app:two; choose one, such as two.tar:app:one, or add"
            + " --all-images");
    assertFails(() -> open("two.tar:app"), Kind.AMBIGUOUS, "holds 2 images called app: app:one,");
    assertFails(
        () -> open("two.tar:six"),
        Kind.NOT_FOUND,
        "two.tar holds no image six; it has app:one, app:two");
    assertFails(
        () -> Opened.open(directory, "two.tar:one", "linux/s390x"),
        Kind.UNSUPPORTED,
        "linux/s390x");
  }

  @Test
  void layersMayBeLinksToOtherMembers() throws Exception {
    BuiltImage image = builder(Packing.NONE).build();
    byte[] config = image.config().bytes();
    byte[] tar =
        new TarWriter()
            .file("store/a.tar", image.layers().getFirst().bytes())
            .file("store/b.tar", image.layers().getLast().bytes())
            .symlink("one/layer.tar", "../store/a.tar")
            .hardlink("two/layer.tar", "./store/b.tar")
            .symlink("loop", "loop")
            .symlink("out", "../../etc/passwd")
            .file("config.json", config)
            .file("._manifest.json", "Mac")
            .file(".DS_Store", "Mac")
            .file(
                "manifest.json",
                "[{\"config\":\"config.json\",\"repoTags\":null,"
                    + "\"layers\":[\"one/layer.tar\",\"./two/layer.tar\"]}]")
            .bytes();
    write("links.tar", tar);
    assertThat(open("links.tar").layers()).isEqualTo(LAYERS);
    for (String bad : List.of("loop", "out", "nowhere", "one", "/etc/passwd")) {
      write(
          "bad.tar",
          new TarWriter()
              .raw(Arrays.copyOf(tar, tar.length - 1024))
              .file(
                  "manifest.json",
                  "[{\"Config\":\"config.json\",\"Layers\":[\"%s\"]}]".formatted(bad))
              .bytes());
      assertFails(() -> open("bad.tar"), Kind.CORRUPT, "bad.tar lacks " + bad);
    }
  }

  @Test
  void configsThatDoNotFitAreWarningsOnly() throws Exception {
    BuiltImage few = builder(Packing.NONE).diffIdsTooFew(1).build();
    write("few.tar", DockerArchive.of(few).bytes());
    Opened image = open("few.tar");
    assertThat(image.layers()).isEqualTo(LAYERS);
    assertThat(image.warnings())
        .containsExactly(
            "the image has 2 layers and its config names 1 of them (rootfs.diff_ids); the layers"
                + " that are there were read");
    BuiltImage silent = builder(Packing.NONE).noHistory().build();
    write("silent.tar", DockerArchive.of(silent).bytes());
    assertThat(open("silent.tar").createdBy()).containsExactly("null", "null");
  }

  @Test
  void unpackedRootIsWalkedWithoutFollowingLinks() throws Exception {
    Path root = Files.createDirectory(directory.resolve("root"));
    Files.createDirectories(root.resolve("etc/deep"));
    Files.writeString(root.resolve("etc/deep/file"), "1");
    Files.writeString(directory.resolve("secret"), "outside");
    Files.createSymbolicLink(root.resolve("etc/out"), Path.of("../../secret"));
    Files.createSymbolicLink(root.resolve("loop"), Path.of("."));
    List<List<String>> expected =
        List.of(List.of("etc", "etc/deep", "etc/deep/file=1", "etc/out->../../secret", "loop->."));
    assertThat(open("root").layers()).isEqualTo(expected);
    assertThat(open("dir:root").layers()).isEqualTo(expected);
  }

  @Test
  void contentOfADirectoryCanBeReadAfterItsVisit() throws Exception {
    Path root = Files.createDirectory(directory.resolve("root"));
    Files.writeString(root.resolve("file"), "0123456789");
    Opened image = open("dir:root");
    assertThat(image.layers()).containsExactly(List.of("file=0123456789"));
  }

  @Test
  void whatIsMissingOrNoImageIsSaidWithTheMend() throws Exception {
    write("empty", new byte[0]);
    write("text", "hello world".getBytes(StandardCharsets.UTF_8));
    write("notes.tar", new TarWriter().file("notes.txt", "x").bytes());
    write("nothing.tar", new TarWriter().bytes());
    write("old.tar", new TarWriter().file("repositories", "{}").bytes());
    write("layout.tar", OciLayout.of(tagged("a", "linux/amd64")).archive());
    Files.createDirectory(directory.resolve("folder"));
    assertFails(() -> open("gone.tar"), Kind.NOT_FOUND, "gone.tar is not there; check the path");
    assertFails(() -> open("./gone"), Kind.NOT_FOUND, "is not there");
    assertFails(() -> open("docker-archive:gone"), Kind.NOT_FOUND, "is not there");
    assertFails(() -> open("oci-dir:gone"), Kind.NOT_FOUND, "is not there");
    assertFails(() -> open("empty"), Kind.NOT_AN_IMAGE, "is empty");
    write("app.jar", "PK\3\4 zip".getBytes(StandardCharsets.UTF_8));
    write("bom.json", "\n{\"bomFormat\": 1}".getBytes(StandardCharsets.UTF_8));
    assertFails(() -> open("app.jar"), Kind.NOT_AN_IMAGE, "is no image but a zip or jar file;");
    assertFails(() -> open("bom.json"), Kind.NOT_AN_IMAGE, "is no image but a JSON document;");
    assertFails(() -> open("text"), Kind.NOT_AN_IMAGE, "text is not a tar archive");
    assertFails(() -> open("notes.tar"), Kind.NOT_AN_IMAGE, "neither a saved image nor a root");
    assertFails(() -> open("nothing.tar"), Kind.NOT_AN_IMAGE, "is an empty tar");
    assertFails(() -> open("old.tar"), Kind.NOT_AN_IMAGE, "no manifest.json; load it and save");
    assertFails(() -> open("docker-archive:layout.tar"), Kind.NOT_AN_IMAGE, "write oci-archive:");
    assertFails(() -> open("docker-archive:folder"), Kind.NOT_AN_IMAGE, "is a directory");
    assertFails(() -> open("oci-dir:folder"), Kind.NOT_AN_IMAGE, "it has no index.json");
    assertFails(() -> open("dir:text"), Kind.NOT_AN_IMAGE, "is a file");
    assertFails(() -> open("docker-archive:"), Kind.NOT_FOUND, "missing after docker-archive:");
    assertThat(open("rootfs:notes.tar").layers()).containsExactly(List.of("notes.txt=x"));
  }

  @Test
  void whatIsNoPathIsAskedOfARegistry() throws Exception {
    Files.createDirectory(directory.resolve("debian"));
    for (String text : List.of("debian:11", "app", "ghcr.io/a/b@sha256:00")) {
      assertThatThrownBy(() -> open(text)).hasMessage(text + " is no file here; check the path");
    }
    assertThatThrownBy(() -> open("registry:app.tar"))
        .hasMessage("app.tar is no file here; check the path");
  }

  @Test
  void archiveCutOffAtAnyBlockFailsInOneLine() throws Exception {
    byte[] whole = DockerArchive.of(builder(Packing.NONE).build()).bytes();
    int end = whole.length - 1024;
    for (int length = 512; length < end; length += 512) {
      write("cut.tar", Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> open("cut.tar"))
          .as("%d", length)
          .isInstanceOf(ImageException.class)
          .hasMessageNotContaining("\n");
    }
  }

  @Test
  void damagedArchivesEndInAResultOrAnException() throws Exception {
    byte[] docker = DockerArchive.of(builder(Packing.GZIP).build()).bytes();
    byte[] layout = OciLayout.of(builder(Packing.GZIP).build()).archive();
    int[] ends = new int[2];
    for (byte[] good : List.of(docker, layout)) {
      for (byte[] damaged : Mutations.of(good, 5, 600).toList()) {
        write("damaged", damaged);
        try {
          Opened _ = open("damaged");
          ends[0]++;
        } catch (IOException e) {
          assertThat(e.getMessage()).isNotNull().doesNotContain("\n");
          ends[1]++;
        }
      }
    }
    assertThat(ends[0]).isPositive();
    assertThat(ends[1]).isGreaterThan(300);
  }

  @Test
  void giganticManifestsAreRefused() throws Exception {
    byte[] manifest = new byte[70 << 20];
    Arrays.fill(manifest, (byte) ' ');
    write("big.tar", new TarWriter().file("manifest.json", manifest).bytes());
    assertThatThrownBy(() -> open("big.tar"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("limit");
  }
}
