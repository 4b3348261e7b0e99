package dev.drydock.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.change.git.TestRepository;
import dev.drydock.limits.Limits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {
  @TempDir Path scratch;
  private TestRepository git;

  @BeforeEach
  void repository() throws Exception {
    git = new TestRepository(scratch);
  }

  private Repository read() throws Exception {
    return read(null, null);
  }

  private Repository read(@Nullable Path dockerfile, @Nullable String target) throws Exception {
    return new RepositoryReader(git.program(), Limits.defaults())
        .read(git.directory(), dockerfile, target);
  }

  private Pipeline pipeline(String system) throws Exception {
    return Pipeline.of(CiSystem.named(system).orElseThrow(), read(), null);
  }

  private static List<String> states(Pipeline pipeline) {
    return pipeline.files().stream().map(file -> file.path() + " " + file.state()).toList();
  }

  @Test
  void everySystemGetsTheScriptAndItsOwnFile() throws Exception {
    git.put("Dockerfile", "FROM scratch\n");
    for (CiSystem system : CiSystem.builtIn()) {
      Pipeline pipeline = pipeline(system.name());
      String path = system.path();
      assertThat(states(pipeline))
          .containsExactlyElementsOf(
              path == null
                  ? List.of("ci/drydock.sh NEW")
                  : List.of("ci/drydock.sh NEW", path + " NEW"));
      assertThat(pipeline.files().getFirst().executable()).isTrue();
      assertThat(pipeline.files().getFirst().text()).doesNotContainPattern("@[A-Z0-9]+@");
    }
  }

  @Test
  void theRepositoryTellsWhatItIs() throws Exception {
    git.git("remote", "set-url", "origin", "https://user:token@git.example.org/Team/My_Shop.git");
    git.git("checkout", "--quiet", "-b", "feature/x");
    git.put("services/shop/Dockerfile", "FROM scratch\n");

    assertThat(read())
        .isEqualTo(
            new Repository(
                git.directory().toRealPath(),
                "my-shop",
                "main",
                List.of("git.example.org"),
                null,
                new Recipe("services/shop/Dockerfile", null, "services/shop"),
                List.of()));
    // a token in the address of a remote stays there
    assertThat(pipeline("shell").files().getFirst().text()).doesNotContain("token");
  }

  @Test
  void composeTellsContextAndTarget() throws Exception {
    git.put("Dockerfile", "FROM scratch\n");
    git.put("app/docker/Dockerfile.prod", "FROM scratch AS run\n");
    String compose =
        "services:\n  db: {image: postgres}\n  app:\n    build: {context: app, dockerfile:"
            + " docker/Dockerfile.prod, target: run}\n";
    git.put("compose.yaml", compose);

    assertThat(read().recipe()).isEqualTo(new Recipe("app/docker/Dockerfile.prod", "run", "app"));
    assertThat(read(null, "test").recipe())
        .isEqualTo(new Recipe("app/docker/Dockerfile.prod", "test", "app"));
    assertThat(read(git.directory().resolve("Dockerfile"), null).recipe())
        .isEqualTo(new Recipe("Dockerfile", null, "."));
    for (String unclear :
        List.of(
            compose + "  b: {build: .}\n",
            compose.replace("context: app", "context: ../app"),
            compose.replace("context: app", "context: $PLACE"),
            compose.replace("context: app", "context: 'https://example.org/app.git'"),
            "services: [")) {
      git.put("compose.yaml", unclear);
      assertThat(read().recipe()).as(unclear).isEqualTo(new Recipe("Dockerfile", null, "."));
    }
  }

  @Test
  void severalDockerfilesAreAskedAboutAndNoneIsTold() throws Exception {
    assertThat(read().recipe()).isEqualTo(new Recipe("Dockerfile", null, "."));
    assertThat(read().notes())
        .containsExactly("there is no Dockerfile yet; the pipeline expects it at the root");
    git.put("b/Dockerfile", "FROM scratch\n");
    git.put("a/Containerfile", "FROM scratch\n");
    git.put("node_modules/x/Dockerfile", "FROM scratch\n");

    assertThatThrownBy(this::read)
        .isInstanceOf(PipelineException.class)
        .hasMessage(
            "there are several Dockerfiles; say which one is the image, --dockerfile FILE:"
                + " a/Containerfile, b/Dockerfile");
    Files.writeString(scratch.resolve("Dockerfile"), "FROM scratch\n");
    assertThatThrownBy(() -> read(scratch.resolve("Dockerfile"), null))
        .isInstanceOf(PipelineException.class)
        .hasMessageContaining("lies outside of the repository");
  }

  @Test
  void whatIsThereStays() throws Exception {
    git.put("Dockerfile", "FROM scratch\n");
    Pipeline first = pipeline("gitlab");
    for (PipelineFile file : first.files()) {
      git.put(file.path(), file.text());
    }
    assertThat(states(pipeline("gitlab")))
        .containsExactly("ci/drydock.sh SAME", ".gitlab-ci.yml SAME");

    git.put(".gitlab-ci.yml", "test: {script: [make]}\n");
    git.put("ci/drydock.sh", "#!/bin/sh\n");
    Pipeline beside = pipeline("gitlab");
    assertThat(states(beside))
        .containsExactly("ci/drydock.sh OTHER", "ci/drydock.gitlab-ci.yml NEW");
    assertThat(beside.steps())
        .containsExactly(
            "the ci/drydock.sh that is there stays as it is; `drydock init shell --dry-run` shows"
                + " what would be written",
            ".gitlab-ci.yml is there and stays as it is; add this line to it: include: {local:"
                + " ci/drydock.gitlab-ci.yml}",
            "in GitLab, set the variable DRYDOCK_JOB_IMAGE; the file says to what");

    git.put("Jenkinsfile", "pipeline {}\n");
    Pipeline line = pipeline("jenkins");
    assertThat(states(line)).containsExactly("ci/drydock.sh OTHER", "Jenkinsfile OTHER");
    assertThat(line.steps().getLast())
        .isEqualTo(
            "Jenkinsfile is there and stays as it is; add this line to it: sh 'ci/drydock.sh all'");
    git.put("Jenkinsfile", "sh 'ci/drydock.sh gate'\n");
    assertThat(pipeline("jenkins").steps()).hasSize(1);
  }

  @Test
  void aLinkThatLeadsOutIsNotFollowed() throws Exception {
    git.put("Dockerfile", "FROM scratch\n");
    Files.createSymbolicLink(
        git.directory().resolve("ci"), Files.createDirectory(scratch.resolve("elsewhere")));

    assertThatThrownBy(() -> pipeline("shell"))
        .isInstanceOf(PipelineException.class)
        .hasMessage("ci is a link that leads out of the repository; nothing is written");
  }

  @Test
  void hooksGoWhereTheRepositoryHasThem() throws Exception {
    git.put("Dockerfile", "FROM scratch\n");
    git.git("config", "core.hooksPath", ".husky");

    Pipeline pipeline = pipeline("git-hooks");
    assertThat(states(pipeline)).containsExactly("ci/drydock.sh NEW", ".husky/pre-push NEW");
    assertThat(pipeline.files()).allMatch(PipelineFile::executable);
    assertThat(pipeline.steps()).hasSize(1);
    git.git("config", "core.hooksPath", scratch.toString());
    assertThat(states(pipeline("git-hooks")))
        .containsExactly("ci/drydock.sh NEW", ".githooks/pre-push NEW");
  }

  @Test
  void filesTellTheSystemElseTheHostDoes() throws Exception {
    git.put("Dockerfile", "FROM scratch\n");
    assertThat(CiDetection.of(read())).isEmpty();
    git.git("remote", "set-url", "origin", "git@gitlab.example.org:team/shop.git");
    assertThat(CiDetection.of(read())).extracting(CiSystem::name).containsExactly("gitlab");
    git.put("Jenkinsfile", "pipeline {}\n");
    assertThat(CiDetection.of(read())).extracting(CiSystem::name).containsExactly("jenkins");
    git.put(".github/workflows/x.yml", "name: x\n");
    assertThat(CiDetection.of(read()))
        .extracting(CiSystem::name)
        .containsExactly("github", "jenkins");
  }

  @Test
  void theArchiveIsWrittenWithItsDigest() throws Exception {
    git.put("Dockerfile", "FROM scratch\n");
    String sha256 = "AB".repeat(32);
    Pipeline pipeline =
        Pipeline.of(
            CiSystem.named("shell").orElseThrow(),
            read(),
            new Distribution("https://example.org/it's.tar.gz", sha256));

    assertThat(pipeline.files().getFirst().text())
        .contains("default_archive='https://example.org/it'\\''s.tar.gz'\n")
        .contains("default_sha256='" + "ab".repeat(32) + "'\n");
    assertThat(pipeline.steps()).containsExactly("to run it: ci/drydock.sh all");
    assertThat(Distribution.objection("https://user:hunter2@example.org/d.tar.gz", sha256))
        .hasValueSatisfying(words -> assertThat(words).doesNotContain("hunter2"));
    assertThat(Distribution.objection("https://example.org/a@b", sha256)).isEmpty();
    assertThat(Distribution.objection("x", "ab")).isPresent();
    assertThat(Distribution.objection("x", "٣".repeat(64))).isPresent();
  }
}
