package dev.drydock.origin.provenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.limits.Limits;
import dev.drydock.testkit.BuildKitProvenance;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenanceReaderTest {
  private static final String IMAGE = "sha256:" + "0a".repeat(32);
  private static final String HEX = "b1".repeat(32);
  private static final String DIGEST = "sha256:" + HEX;

  private static Optional<BuildProvenance> read(String document) throws IOException {
    return new ProvenanceReader(Limits.defaults())
        .read(document.getBytes(StandardCharsets.UTF_8), "it", Set.of(IMAGE));
  }

  private static BuildProvenance v02(BuildKitProvenance provenance) throws IOException {
    return read(provenance.v02(IMAGE)).orElseThrow();
  }

  private static BuildKitProvenance full() {
    return new BuildKitProvenance()
        .clone("git@github.com:team/shop.git", "c0ffee", "build")
        .entry("app.Dockerfile")
        .argument("target", "app")
        .argument("build-arg:VERSION", "11")
        .argument("label:a", "b")
        .material("pkg:docker/docker/dockerfile@1", HEX)
        .material("pkg:docker/debian@11?platform=linux%2Famd64", HEX)
        .material("https://example.org/x.tar", HEX)
        .text("FROM debian:11\n");
  }

  @Test
  void bothVersionsSayTheSame() throws IOException {
    BuildProvenance expected =
        new BuildProvenance(
            "git@github.com:team/shop.git",
            "c0ffee",
            "build/app.Dockerfile",
            "app",
            Map.of("VERSION", "11"),
            List.of(
                new BuildImage("docker/dockerfile:1", DIGEST), new BuildImage("debian:11", DIGEST)),
            "FROM debian:11\n",
            List.of());

    assertThat(read(full().v02(IMAGE))).contains(expected);
    assertThat(read(full().v1(IMAGE))).contains(expected);
  }

  @Test
  void minimalOnesSayLittle() throws IOException {
    BuildProvenance expected =
        new BuildProvenance(null, null, "Dockerfile", null, Map.of(), List.of(), null, List.of());

    assertThat(read(new BuildKitProvenance().v02(IMAGE))).contains(expected);
    assertThat(read(new BuildKitProvenance().v1(IMAGE))).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "https://github.com/team/shop.git#refs/heads/main, Dockerfile",
    "https://github.com/team/shop.git#refs/heads/main:sub/dir, sub/dir/Dockerfile",
    "https://github.com/team/shop.git#:sub, sub/Dockerfile",
    "https://github.com/team/shop.git, Dockerfile"
  })
  void aFetchedRepositoryIsTheSource(String address, String dockerfile) throws IOException {
    BuildProvenance read = v02(new BuildKitProvenance().fetched(address, "c0ffee"));

    assertThat(read.source()).isEqualTo("https://github.com/team/shop.git");
    assertThat(read.revision()).isEqualTo("c0ffee");
    assertThat(read.dockerfile()).isEqualTo(dockerfile);
  }

  @Test
  void statementsMayBeInEnvelopes() throws IOException {
    String payload =
        Base64.getEncoder().encodeToString(full().v1(IMAGE).getBytes(StandardCharsets.UTF_8));

    assertThat(
            read(
                "{\"payloadType\":\"application/vnd.in-toto+json\",\"payload\":\""
                    + payload
                    + "\",\"signatures\":[]}"))
        .map(BuildProvenance::dockerfile)
        .contains("build/app.Dockerfile");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../Dockerfile", "/etc/passwd", "a/../../b", "a\\nb"})
  void aDockerfileOutsideOfTheRepositoryIsNotLookedFor(String entry) throws IOException {
    BuildProvenance read = v02(new BuildKitProvenance().entry(entry));

    assertThat(read.dockerfile()).isNull();
    assertThat(read.warnings())
        .containsExactly(
            "it names a Dockerfile outside of its repository, which is not looked for");
  }

  @Test
  void imagesAreNamedAsPeopleDo() throws IOException {
    BuildProvenance read =
        v02(
            new BuildKitProvenance()
                .material("pkg:docker/debian@11?digest=" + DIGEST, HEX)
                .material("pkg:docker/debian@" + DIGEST, HEX)
                .material("pkg:docker/ghcr.io/team/base@1.2?platform=linux%2Farm64", HEX)
                .material("pkg:docker/localhost%3A5000/base@1", HEX));

    assertThat(read.images())
        .extracting(BuildImage::reference)
        .containsExactly("debian:11", "debian", "ghcr.io/team/base:1.2", "localhost:5000/base:1");
    assertThat(read.warnings()).isEmpty();
    assertThat(read.digestOf("docker.io/library/debian:11@sha256:0")).contains(DIGEST);
    assertThat(read.digestOf("localhost:5000/base:1")).contains(DIGEST);
    assertThat(read.digestOf("ghcr.io/team/base")).isEmpty();
    assertThat(read.digestOf("debian:12")).isEmpty();
    assertThat(read.onlyImage()).isEmpty();
  }

  @Test
  void whatABuildIsRunWithIsNoBase() throws IOException {
    assertThat(v02(full()).onlyImage()).contains(new BuildImage("debian:11", DIGEST));
    assertThat(v02(new BuildKitProvenance()).onlyImage()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pkg:docker/%00@1", "pkg:docker/a$(id)@1", "pkg:docker/", "pkg:docker/a%0Ab@1"})
  void imagesWithSignsThatNoReferenceHasAreNotTaken(String uri) throws IOException {
    BuildProvenance read = v02(new BuildKitProvenance().material(uri, HEX));

    assertThat(read.images()).isEmpty();
    assertThat(read.warnings())
        .containsExactly("an image that it names is not told in a way that can be read");
  }

  @Test
  void aDigestThatIsNoneIsNotTaken() throws IOException {
    BuildProvenance read = v02(new BuildKitProvenance().material("pkg:docker/debian@11", "x\\ny"));

    assertThat(read.images()).isEmpty();
    assertThat(read.warnings()).hasSize(1);
  }

  @Test
  void damagedAndHugeDockerfilesAreNotLookedAt() throws IOException {
    assertThat(v02(new BuildKitProvenance().data("***")).warnings())
        .containsExactly("the Dockerfile in it is no text, and not looked at");
    assertThat(v02(new BuildKitProvenance().data("/w==")).warnings())
        .containsExactly("the Dockerfile in it is no text, and not looked at");
    BuildProvenance huge =
        v02(new BuildKitProvenance().text("# ".repeat(Limits.DOCKERFILE_CHARACTERS)));
    assertThat(huge.text()).isNull();
    assertThat(huge.warnings())
        .containsExactly("the Dockerfile in it is too large, and not looked at");
  }

  @Test
  void whatIsTooMuchIsLeftOut() throws IOException {
    BuildKitProvenance many = new BuildKitProvenance().argument("target", "x".repeat(5000));
    for (int i = 0; i < 1_100; i++) {
      many.argument("build-arg:A" + i, "1").material("pkg:docker/a@" + i, HEX);
    }
    many.argument("build-arg:LONG", "x".repeat(5000));

    BuildProvenance read = v02(many);

    assertThat(read.target()).isNull();
    assertThat(read.arguments()).hasSize(1_000).doesNotContainKey("LONG");
    assertThat(read.images()).hasSize(1_000);
    assertThat(read.warnings())
        .containsExactly(
            "the target in it is none, and not taken",
            "its arguments of the build are too many or too long to be taken all",
            "it names more than 1000 images; the others are not taken");
  }

  @Test
  void otherBuildersAreOfNoUse() throws IOException {
    assertThat(
            read(
                """
                {"_type":"https://in-toto.io/Statement/v1","subject":[],
                 "predicate":{"buildDefinition":{"buildType":"https://example.org/workflow"}}}"""))
        .isEmpty();
    assertThat(read("{\"buildDefinition\":[]}")).isEmpty();
  }

  @Test
  void aStatementAboutAnotherImageIsNone() {
    assertThatThrownBy(() -> read(full().v02("sha256:" + "ff".repeat(32))))
        .isInstanceOf(IOException.class)
        .hasMessage("it is about another image");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "null", "{\"bomFormat\":\"CycloneDX\"}"})
  void whatIsNoProvenanceIsSaidToBeNone(String document) {
    assertThatThrownBy(() -> read(document)).isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"buildType\":\"buildkit\",\"materials\":{},\"invocation\":[],\"metadata\":1}",
        "{\"buildType\":\"buildkit\",\"materials\":[1,{\"uri\":{}}],\"invocation\":{\"parameters\":{\"args\":[]}}}",
        "{\"buildDefinition\":{\"buildType\":\"buildkit\",\"externalParameters\":{\"request\":{\"args\":{\"build-arg:A\":1}}}}}"
      })
  void membersOfOtherKindsAreNotThere(String document) throws IOException {
    assertThat(read(document))
        .contains(
            new BuildProvenance(
                null, null, "Dockerfile", null, Map.of(), List.of(), null, List.of()));
  }
}
