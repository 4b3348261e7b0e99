package dev.drydock.base.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.match.BomFixture;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StarterDockerfileTest {
  private static final BomFixture NODE =
      BomFixture.on("debian", "12")
          .language("generic", "node", "20.11.1")
          .language("npm", "npm", "10.2.4");

  private static String of(BomFixture base, Language language, String... files) {
    return StarterDockerfile.of(FitTest.base("debian", base.bom()), language, Set.of(files));
  }

  @Test
  void aProjectIsOfTheLanguageThatItsFilesAreOf() {
    assertThat(StarterDockerfile.language(Set.of("package.json", "Makefile")))
        .isEqualTo(Language.NODE);
    assertThat(StarterDockerfile.language(Set.of("pyproject.toml"))).isEqualTo(Language.PYTHON);
    assertThat(StarterDockerfile.language(Set.of("build.gradle.kts"))).isEqualTo(Language.JAVA);
    assertThat(StarterDockerfile.language(Set.of("go.mod"))).isNull();
  }

  @Test
  void packagesAreInstalledFromTheLockFileWhereThereIsOne() {
    assertThat(of(NODE, Language.NODE, "package.json", "package-lock.json"))
        .isEqualTo(
            """
            # An approved base, as it was approved: `drydock base suggest Dockerfile` tells when there is a newer one.
            FROM r.example/bases/debian:1@sha256:ab
            WORKDIR /app

            COPY package.json package-lock.json ./
            RUN npm ci --omit=dev
            COPY . .

            # Not root: what breaks into the application owns nothing else.
            USER 10001:10001
            # How it starts: name the file.
            CMD ["node", "index.js"]
            """);
    assertThat(of(NODE, Language.NODE, "package.json"))
        .contains("COPY package.json ./\nRUN npm install --omit=dev\n");
  }

  @Test
  void aBaseWithoutTheManagerIsNotAskedToInstall() {
    BomFixture small = BomFixture.on("debian", "12").language("generic", "node", "20.11.1");

    assertThat(of(small, Language.NODE, "package.json", "package-lock.json"))
        .doesNotContain("RUN ")
        .contains("COPY . .");
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyOneIsADockerfileWhoseUserIsNotRoot(Language language) throws Exception {
    Dockerfile file = Dockerfile.parse("Dockerfile", of(NODE, language, "pom.xml"));

    List<String> keywords =
        file.target().instructions().stream().map(Instruction::keyword).toList();
    assertThat(keywords).startsWith("WORKDIR").contains("COPY", "USER").endsWith("CMD");
  }

  @Test
  void theBaseHasToHaveTheEnvironment() {
    ApprovedBase base = FitTest.base("node", NODE.bom());

    assertThat(StarterDockerfile.fit(base, Language.NODE).kind()).isEqualTo(Fit.Kind.FITS);
    assertThat(StarterDockerfile.fit(base, null).kind()).isEqualTo(Fit.Kind.FITS);
    assertThat(StarterDockerfile.fit(base, Language.JAVA))
        .isEqualTo(new Fit(Fit.Kind.DOES_NOT_FIT, List.of("it has no Java")));
  }
}
