package dev.drydock.repair;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.dockerfile.resolution.BuildArguments;
import dev.drydock.limits.Limits;
import dev.drydock.project.formats.ProjectFormats;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectReaderTest {
  @TempDir private Path root;

  private void put(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Project read(@Nullable String dockerfile) throws IOException {
    return read(dockerfile, ProjectBounds.usual());
  }

  private Project read(@Nullable String dockerfile, ProjectBounds bounds) throws IOException {
    return new ProjectReader(ProjectFormats.builtIn(), Limits.defaults(), bounds)
        .read(
            root,
            dockerfile == null ? null : root.resolve(dockerfile),
            "app",
            BuildArguments.none());
  }

  @Test
  void manifestsLocksAndTheDockerfileAreReadAndNothingElse() throws IOException {
    put("package.json", "{}");
    put("package-lock.json", "{\"a\":1}");
    put("services/api/pom.xml", "<project/>");
    put("README.md", "read me");
    put("src/main.js", "code");
    put("docker/Dockerfile.prod", "FROM x\r\n");
    put("docker/Dockerfile", "FROM y\n");

    Project project = read("docker/Dockerfile.prod");

    assertThat(project.texts())
        .containsOnlyKeys(
            "package.json", "package-lock.json", "services/api/pom.xml", "docker/Dockerfile.prod")
        .containsEntry("docker/Dockerfile.prod", "FROM x\r\n")
        .containsEntry("package-lock.json", "{\"a\":1}");
    assertThat(project.recipe())
        .isEqualTo(new Project.Recipe("docker/Dockerfile.prod", "app", BuildArguments.none()));
    assertThat(project.warnings()).isEmpty();
  }

  @Test
  void whereNoDockerfileIsNamedAllAreRead() throws IOException {
    put("Dockerfile", "FROM a\n");
    put("docker/app.Dockerfile", "FROM b\n");
    put("docker/Dockerfile.dockerignore", "*");
    put("build/Dockerfile", "FROM c\n");

    Project project = read(null);

    assertThat(project.recipe()).isNull();
    assertThat(project.texts()).containsOnlyKeys("Dockerfile", "docker/app.Dockerfile");
  }

  @Test
  void aDockerfileThatADocumentNamesIsReadWithinTheProjectOnly() throws IOException {
    put("outside/Dockerfile", "FROM out\n");
    Path outside = root.resolve("outside");
    root = Files.createDirectory(root.resolve("project"));
    put("build/Dockerfile", "FROM c\n");
    put("pom.xml", "<project/>");
    put("build/pom.xml", "<project/>");
    Files.write(root.resolve("build/binary.Dockerfile"), new byte[] {(byte) 0xff});
    Files.createSymbolicLink(root.resolve("away"), outside);
    Project project = read(null);
    ProjectReader reader = new ProjectReader(ProjectFormats.builtIn(), Limits.defaults());

    assertThat(reader.adding(project, root, "build/Dockerfile").texts())
        .containsOnlyKeys("build/Dockerfile", "pom.xml");
    for (String path :
        new String[] {
          "../outside/Dockerfile",
          "x/../build/Dockerfile",
          "/" + outside + "/Dockerfile",
          outside + "/Dockerfile",
          "away/Dockerfile",
          "build/pom.xml",
          "build/gone.Dockerfile",
          "build/binary.Dockerfile",
          "a\0.Dockerfile",
          "",
          "a".repeat(5000) + "/Dockerfile"
        }) {
      assertThat(reader.adding(project, root, path)).as(path).isSameAs(project);
    }
  }

  @Test
  void whatToolsHavePutThereIsPassedBy() throws IOException {
    put("node_modules/a/package.json", "{}");
    put(".git/package.json", "{}");
    put("target/classes/pom.xml", "<project/>");
    put("venv/lib/requirements.txt", "a");
    put("a/vendor/b/composer.json", "{}");
    put("a/go.mod", "module a\n");

    assertThat(read(null).texts()).containsOnlyKeys("a/go.mod");
  }

  @Test
  void aRootThatIsCalledLikeAToolsDirectoryIsRead() throws IOException {
    root = Files.createDirectory(root.resolve("build"));
    put("go.mod", "module a\n");

    assertThat(read(null).texts()).containsOnlyKeys("go.mod");
  }

  @Test
  void noLinkIsFollowed() throws IOException {
    Path outside = Files.createDirectories(root.resolve("outside"));
    Files.writeString(outside.resolve("package.json"), "{}");
    root = Files.createDirectory(root.resolve("project"));
    put("go.mod", "module a\n");
    Files.createSymbolicLink(root.resolve("away"), outside);
    Files.createSymbolicLink(root.resolve("package.json"), outside.resolve("package.json"));
    Files.createSymbolicLink(root.resolve("round"), root);

    assertThat(read(null).texts()).containsOnlyKeys("go.mod");
  }

  @Test
  void aDockerfileOutsideOfTheProjectIsRefused() throws IOException {
    put("Dockerfile", "FROM x\n");
    root = Files.createDirectory(root.resolve("project"));
    Files.createSymbolicLink(root.resolve("Dockerfile"), root.resolve("../Dockerfile"));

    for (String path : new String[] {"../Dockerfile", "Dockerfile"}) {
      assertThatThrownBy(() -> read(path))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(" lies outside of ")
          .hasMessageEndingWith("; name the directory that holds both with --project");
    }
  }

  @Test
  void aDockerfileThatIsNoneIsRefusedInOneLine() throws IOException {
    Files.createDirectory(root.resolve("docker"));
    Files.write(root.resolve("Dockerfile"), new byte[] {'F', (byte) 0xff, 0});

    assertThatThrownBy(() -> read("docker"))
        .isInstanceOf(IOException.class)
        .hasMessage(root.resolve("docker") + " is no file; name the Dockerfile itself");
    assertThatThrownBy(() -> read("Dockerfile"))
        .isInstanceOf(IOException.class)
        .hasMessage(root.resolve("Dockerfile") + " is no text in UTF-8; write it as one");
    assertThatThrownBy(() -> read("none")).isInstanceOf(IOException.class);
  }

  @Test
  void whatIsTooLargeOrNoTextCountsAsMissingAndIsSaid() throws IOException {
    put("package.json", "{}");
    put("yarn.lock", "x".repeat(1000));
    Files.write(root.resolve("pom.xml"), new byte[] {(byte) 0xfe, (byte) 0xff});

    Project project = read(null, new ProjectBounds(8, 100, 100, 500));

    assertThat(project.texts()).containsOnlyKeys("package.json");
    assertThat(project.warnings())
        .containsExactly(
            "pom.xml is no text in UTF-8, and counts as if it were not there",
            "yarn.lock is too large to be read, and counts as if it were not there");
  }

  @Test
  void oneFileMayNotBeLargerThanADocument() throws IOException {
    try (var file = new RandomAccessFile(root.resolve("package-lock.json").toFile(), "rw")) {
      file.setLength(Limits.defaults().documentBytes() + 1L);
    }
    put("package.json", "{}");

    assertThat(read(null, new ProjectBounds(8, 100, 100, Long.MAX_VALUE)).texts())
        .containsOnlyKeys("package.json");
  }

  @Test
  void whatLiesNearestIsReadFirstWhereThereIsTooMuch() throws IOException {
    put("a/a/package.json", "{}");
    put("a/package.json", "{}");
    put("b/package.json", "{}");
    put("package.json", "{}");
    ProjectBounds few = new ProjectBounds(8, 100, 3, 1 << 20);
    ProjectBounds entries = new ProjectBounds(8, 3, 100, 1 << 20);

    for (ProjectBounds bounds : new ProjectBounds[] {few, entries}) {
      Project project = read(null, bounds);
      assertThat(project.texts()).containsKey("package.json").doesNotContainKey("a/a/package.json");
      assertThat(project.warnings())
          .singleElement()
          .asString()
          .startsWith(root.toRealPath() + " holds more files than are looked at; ");
    }
    assertThat(read(null, few).texts())
        .containsOnlyKeys("package.json", "a/package.json", "b/package.json");
  }

  @Test
  void directoriesAreOnlyGoneIntoSoDeep() throws IOException {
    put("1/2/package.json", "{}");
    put("1/2/3/package.json", "{}");

    assertThat(read(null, new ProjectBounds(2, 100, 100, 1 << 20)).texts())
        .containsOnlyKeys("1/2/package.json");
  }
}
