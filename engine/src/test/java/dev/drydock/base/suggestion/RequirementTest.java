package dev.drydock.base.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.dockerfile.resolution.BuildArguments;
import dev.drydock.match.BomFixture;
import dev.drydock.origin.BaseImage;
import dev.drydock.origin.Origins;
import dev.drydock.repair.OpenRecipe;
import dev.drydock.repair.Project;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementTest {
  private static final Origins FIRST_LAYER =
      new Origins(new BaseImage(null, null, 1, BaseImage.Evidence.LAYERS));

  private static OpenRecipe recipe(String text) {
    return OpenRecipe.of(
            new Project(
                new Project.Recipe("Dockerfile", null, BuildArguments.none()),
                Map.of("Dockerfile", text),
                List.of()))
        .orElseThrow();
  }

  /// A Debian with Node.js and Python in its base.
  private static BomFixture image() {
    return BomFixture.on("debian", "12")
        .deb("libc6", "2.36-9")
        .inLayer(0)
        .deb("python3.11", "3.11.2-6")
        .inLayer(0)
        .language("generic", "node", "20.11.1")
        .inLayer(0);
  }

  @Test
  void anEnvironmentIsNeededWhereItsPackagesLieAboveTheBase() {
    Bom bom = image().language("npm", "express", "4.18.0").inLayer(1).bom();

    assertThat(Requirement.of(bom, FIRST_LAYER, null))
        .isEqualTo(
            new Requirement(
                "linux/amd64",
                bom.distribution(),
                null,
                Libc.GLIBC,
                Map.of(Language.NODE, "20"),
                false));
  }

  @Test
  void soItIsWhereTheBaseIsCalledAfterIt() {
    Origins origins =
        new Origins(
            new BaseImage(
                "docker.io/library/python:3.11-slim", null, 1, BaseImage.Evidence.LAYERS));

    assertThat(Requirement.of(image().bom(), origins, null).runtimes())
        .isEqualTo(Map.of(Language.PYTHON, "3.11"));
  }

  @Test
  void packagesAboveTheBaseWereInstalled() {
    Bom bom = image().deb("curl", "7.88.1-10").inLayer(1).bom();

    assertThat(Requirement.of(bom, FIRST_LAYER, null).packages()).isEqualTo(PackageKind.DEB);
  }

  @Test
  void aDockerfileTellsWhatItsLastStageAsksFor() {
    OpenRecipe recipe =
        recipe(
            """
            FROM maven:3 AS build
            RUN apt-get update
            FROM eclipse-temurin:21-jre
            COPY --from=build /app.jar /
            ENTRYPOINT ["java", "-jar", "/app.jar"]
            """);

    assertThat(Requirement.of(recipe))
        .isEqualTo(new Requirement(null, null, null, null, Map.of(Language.JAVA, "21"), false));
    assertThat(Requirement.of(image().bom(), FIRST_LAYER, recipe).runtimes())
        .isEqualTo(Map.of(Language.JAVA, "21"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"RUN make", "CMD node app.js", "HEALTHCHECK CMD curl localhost"})
  void aShellIsCalledWhereThereIsNoList(String instruction) {
    assertThat(Requirement.of(recipe("FROM debian:12\n" + instruction + "\n")).shell()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"RUN [\"/make\"]", "CMD [\"node\"]", "HEALTHCHECK NONE", "COPY a b"})
  void noneIsWhereThereIsOne(String instruction) {
    assertThat(Requirement.of(recipe("FROM debian:12\n" + instruction + "\n")).shell()).isFalse();
  }

  @Test
  void whatTheBuildInstallsTellsItsKind() {
    assertThat(Requirement.of(recipe("FROM alpine\nRUN apk add git\n")).packages())
        .isEqualTo(PackageKind.APK);
  }
}
