package dev.drydock.cli.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Run;
import dev.drydock.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InitCommandTest {
  private static final String KNOWN =
      "github, gitlab, jenkins, circleci, bitbucket, azure, tekton, git-hooks, shell";
  private static final String WHERE_FROM =
      "drydock: where Drydock comes from: set DRYDOCK_ARCHIVE (a URL or file) and DRYDOCK_SHA256 in"
          + " the CI system; distribution/make in a checkout of Drydock makes the archive and tells"
          + " the SHA-256\n";

  private static final Map<String, String> PATH =
      Map.of("PATH", String.valueOf(System.getenv("PATH")));

  @TempDir private Path home;
  private Path directory;

  @BeforeEach
  void repository() throws Exception {
    directory = Files.createDirectory(home.resolve("my shop"));
    Process git =
        new ProcessBuilder(
                Tools.require("git", "git").toString(), "init", "--quiet", "-b", "main", ".")
            .directory(directory.toFile())
            .start();
    assertThat(git.waitFor()).isZero();
    Files.writeString(directory.resolve("Dockerfile"), "FROM scratch\n");
  }

  private Run init(String... more) {
    String[] args = Stream.concat(Stream.of("init"), Stream.of(more)).toArray(String[]::new);
    return Run.in(home, directory, PATH, args);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString())
          .filter(file -> !file.startsWith(".git/"))
          .sorted()
          .toList();
    }
  }

  @Test
  void writesWhatIsMissingAndSaysWhatIsNext() throws IOException {
    assertThat(init("github"))
        .isEqualTo(
            new Run(
                0,
                "",
                "drydock: wrote ci/drydock.sh\ndrydock: wrote .github/workflows/drydock.yml\n"
                    + WHERE_FROM));
    assertThat(files())
        .containsExactly(".github/workflows/drydock.yml", "Dockerfile", "ci/drydock.sh");
    assertThat(directory.resolve("ci/drydock.sh")).isExecutable();
    assertThat(directory.resolve(".github/workflows/drydock.yml")).isNotEmptyFile();

    String own = "mine\n";
    Files.writeString(directory.resolve(".github/workflows/drydock.yml"), own);
    Run again = init();
    assertThat(again.exitCode()).isZero();
    assertThat(again.err())
        .isEqualTo(
            "drydock: this repository uses GitHub Actions\ndrydock: ci/drydock.sh is there"
                + " already\n"
                + WHERE_FROM
                + "drydock: .github/workflows/drydock.yml is there and stays as it is; add this"
                + " line to it: - run: ci/drydock.sh all\n");
    assertThat(directory.resolve(".github/workflows/drydock.yml")).hasContent(own);
  }

  @Test
  void showsWithoutWriting() throws IOException {
    Run run = init("tekton", "--dry-run", "--quiet");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .startsWith("==> ci/drydock.sh would be written\n#!/bin/sh\n")
        .contains("\n==> ci/drydock.tekton.yml would be written\n# Builds");
    assertThat(files()).containsExactly("Dockerfile");
  }

  @Test
  void writesTheDigestOfAnArchive() throws IOException {
    Path archive = Files.writeString(home.resolve("drydock.tar.gz"), "abc");
    String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    assertThat(init("shell", "--archive", "../drydock.tar.gz", "--sha256", "0".repeat(64)))
        .isEqualTo(
            new Run(
                3,
                "",
                "drydock: the SHA-256 of ../drydock.tar.gz is "
                    + abc
                    + ", not what --sha256 says; get the archive again\n"));
    assertThat(files()).containsExactly("Dockerfile");
    assertThat(init("shell", "--archive", "../drydock.tar.gz"))
        .isEqualTo(
            new Run(
                0, "", "drydock: wrote ci/drydock.sh\ndrydock: to run it: ci/drydock.sh all\n"));
    assertThat(directory.resolve("ci/drydock.sh"))
        .content()
        .contains("default_archive='" + archive + "'\ndefault_sha256='" + abc + "'\n");
  }

  @Test
  void wrongUseIsToldInOneLineAndWritesNothing() throws IOException {
    assertThat(init("travis"))
        .isEqualTo(
            new Run(
                2, "", "drydock: there is no pipeline for 'travis'; it can be " + KNOWN + "\n"));
    assertThat(init("gitub").err()).contains(" (did you mean github?); it can be ");
    assertThat(init())
        .isEqualTo(
            new Run(
                2,
                "",
                "drydock: nothing here tells which CI system is used; say it: " + KNOWN + "\n"));
    assertThat(init("shell", "--sha256", "0").err())
        .isEqualTo("drydock: --sha256 belongs to --archive, which is missing\n");
    assertThat(init("shell", "--archive", "https://example.org/d.tar.gz").exitCode()).isEqualTo(2);
    Run secret =
        init("shell", "--archive", "https://u:hunter2@example.org/d", "--sha256", "0".repeat(64));
    assertThat(secret.exitCode()).isEqualTo(2);
    assertThat(secret.err()).doesNotContain("hunter2").hasLineCount(1);
    Files.writeString(directory.resolve("Jenkinsfile"), "pipeline {}\n");
    Files.writeString(directory.resolve("azure-pipelines.yml"), "steps: []\n");
    assertThat(init().err())
        .isEqualTo(
            "drydock: this repository uses Jenkins and Azure Pipelines; say for which, for instance"
                + " `drydock init jenkins`\n");
    Run outside = Run.in(home, home, PATH, "init", "shell");
    assertThat(outside.exitCode()).isEqualTo(3);
    assertThat(outside.err()).contains("is in no Git repository").hasLineCount(1);
    assertThat(files()).containsExactly("Dockerfile", "Jenkinsfile", "azure-pipelines.yml");
  }
}
