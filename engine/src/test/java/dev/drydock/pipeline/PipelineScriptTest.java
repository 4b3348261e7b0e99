package dev.drydock.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.change.git.TestRepository;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The script itself, run by a POSIX shell that has no more than POSIX, with stand-ins for Drydock
/// and for what builds and pushes. Each of them writes down what it was asked, a line for a word.
@Timeout(60)
class PipelineScriptTest {
  private static final String BUILDER =
      "#!/bin/sh\nprintf '<%s> ' buildah \"$@\" >>\"$CALLS\"\necho >>\"$CALLS\"\n"
          + "while [ $# -gt 0 ]; do\n"
          + "  case $1 in\n"
          + "    --iidfile) echo sha256:1234 >\"$2\" ;;\n"
          + "    --digestfile) echo sha256:abcd >\"$2\" ;;\n"
          + "    oci-archive:*) echo image >\"${1#oci-archive:}\" ;;\n"
          + "  esac\n"
          + "  shift\n"
          + "done\n";
  private static final String DRYDOCK =
      "#!/bin/sh\nprintf '<%s> ' drydock \"$@\" >>\"$CALLS\"\necho >>\"$CALLS\"\n"
          + "[ \"$1\" != gate ] || exit \"${VERDICT:-0}\"\n";

  @TempDir Path scratch;
  private TestRepository git;
  private Path programs;
  private Path calls;
  private Map<String, String> environment;

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void repository() throws Exception {
    git = new TestRepository(Files.createDirectory(scratch.resolve("a b")));
    git.put("my app/Docker file", "FROM scratch\n");
    programs = Files.createDirectory(scratch.resolve("programs"));
    calls = scratch.resolve("calls");
    program("buildah", BUILDER);
    program("drydock", DRYDOCK);
    for (String tool :
        List.of(
            "git",
            "cat",
            "rm",
            "rmdir",
            "mkdir",
            "mktemp",
            "dirname",
            "cp",
            "mv",
            "tar",
            "gzip",
            "sha256sum",
            "cut",
            "tr",
            "cmp",
            "base64",
            "uname",
            "grep",
            "sleep")) {
      program(tool, "#!/bin/sh\nexec " + Tools.require(tool, "coreutils") + " \"$@\"\n");
    }
    environment = new HashMap<>();
    environment.put("PATH", programs.toString());
    environment.put("HOME", Files.createDirectory(scratch.resolve("home")).toString());
    environment.put("CALLS", calls.toString());
    environment.put("DRYDOCK", programs.resolve("drydock").toString());
    write(null);
  }

  private void program(String name, String text) throws IOException {
    Path file = Files.writeString(programs.resolve(name), text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private void write(@Nullable Distribution distribution) throws Exception {
    Repository repository =
        new RepositoryReader(git.program(), Limits.defaults())
            .read(git.directory(), git.directory().resolve("my app/Docker file"), null);
    Pipeline pipeline =
        Pipeline.of(CiSystem.named("shell").orElseThrow(), repository, distribution);
    git.put(CiSystem.SCRIPT, pipeline.files().getFirst().text());
  }

  private Ended run(String... arguments) throws Exception {
    return told("", arguments);
  }

  private Ended told(String input, String... arguments) throws Exception {
    Files.deleteIfExists(calls);
    Files.createFile(calls);
    Path out = scratch.resolve("out");
    Path err = scratch.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(Tools.require("dash", "dash").toString(), CiSystem.SCRIPT)
            .directory(git.directory().toFile())
            .redirectInput(Files.writeString(scratch.resolve("in"), input).toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.command().addAll(List.of(arguments));
    builder.environment().clear();
    builder.environment().putAll(environment);
    int code = builder.start().waitFor();
    return new Ended(code, Files.readString(out), Files.readString(err));
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(calls).stream().map(String::strip).toList();
  }

  private String head() throws Exception {
    return git.git("rev-parse", "HEAD");
  }

  @Test
  void greenIsBuiltJudgedPushedAndSigned() throws Exception {
    environment.put("DRYDOCK_IMAGE", "registry.example.org/team/shop");
    environment.put("DRYDOCK_KEY", "-----BEGIN PRIVATE KEY-----\nsecret\n");
    Ended run = run("all");

    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out()).isEqualTo("registry.example.org/team/shop@sha256:abcd\n");
    List<String> calls = calls();
    assertThat(calls).hasSize(9);
    assertThat(calls.get(0))
        .startsWith(
            "<buildah> <build> <--file> <my app/Docker file> <--tag> <registry.example.org/team/shop:"
                + head()
                + "> <--iidfile> <")
        .endsWith("<org.opencontainers.image.revision=" + head() + "> <--> <my app>");
    assertThat(calls.get(1))
        .isEqualTo("<buildah> <push> <--quiet> <1234> <oci-archive:.drydock/image.tar>");
    assertThat(calls.get(2))
        .startsWith(
            "<drydock> <gate> <--no-progress> <--dockerfile> <my app/Docker file> <--project> <.>"
                + " <--report> <json=drydock-reports/drydock.json> ")
        .endsWith(" <--branch=main> <--> <.drydock/image.tar>");
    assertThat(calls.get(3)).endsWith("<docker://registry.example.org/team/shop:" + head() + ">");
    assertThat(calls.get(4)).endsWith("<docker://registry.example.org/team/shop:main>");
    assertThat(calls.get(5))
        .isEqualTo(
            "<drydock> <sign> <--key=env://DRYDOCK_KEY> <--no-progress> <-->"
                + " <registry.example.org/team/shop@sha256:abcd>");
    assertThat(calls.subList(6, 9))
        .allMatch(call -> call.startsWith("<drydock> <attest> <--key=env://DRYDOCK_KEY> "));
    assertThat(String.join("\n", calls) + run.out() + run.err()).doesNotContain("secret");
    assertThat(git.git("status", "--porcelain")).isEqualTo("?? ci/\n?? \"my app/\"");
  }

  @Test
  void redKeepsItsReportsAndItsExitCodeAndPublishesNothing() throws Exception {
    environment.put("DRYDOCK_IMAGE", "registry.example.org/team/shop");
    for (int verdict : new int[] {1, 2, 3}) {
      environment.put("VERDICT", String.valueOf(verdict));
      Ended run = run("all");
      assertThat(run.code()).isEqualTo(verdict);
      assertThat(calls()).hasSize(3);
      assertThat(run.err().lines().toList().getLast())
          .startsWith(
              verdict == 1 ? "drydock.sh: red: " : "drydock.sh: nothing was judged (exit code ");
      Ended publish = run("publish");
      assertThat(publish.code()).isEqualTo(3);
      assertThat(publish.err()).contains("has not passed the gate");
      assertThat(calls()).isEmpty();
    }
    assertThat(git.directory().resolve("drydock-reports")).isDirectory();
  }

  @Test
  void onlyTheDefaultBranchIsPublishedAndNoRequestOrTagOfItsName() throws Exception {
    environment.put("DRYDOCK_IMAGE", "registry.example.org/team/shop");
    assertThat(run("all").code()).isZero();
    for (Map<String, String> elsewhere :
        List.of(
            Map.of("GITHUB_HEAD_REF", "main"),
            Map.of("CHANGE_ID", "7"),
            Map.of("CI_MERGE_REQUEST_IID", "7"),
            Map.of("GITHUB_REF_TYPE", "tag", "GITHUB_REF_NAME", "main"),
            Map.of("CI_COMMIT_TAG", "main"),
            Map.of("BUILD_SOURCEBRANCH", "refs/tags/main"),
            Map.of("DRYDOCK_BRANCH", "$(touch pwned); `touch pwned` '\" x"))) {
      environment.putAll(elsewhere);
      Ended run = run("publish");
      assertThat(run)
          .as("%s", elsewhere)
          .isEqualTo(
              new Ended(
                  0,
                  "",
                  "drydock.sh: nothing is published from here; that is for the branch main\n"));
      assertThat(calls()).isEmpty();
      assertThat(run("gate").code()).isZero();
      String branch = elsewhere.get("DRYDOCK_BRANCH");
      assertThat(calls().getFirst())
          .contains(
              " <--branch="
                  + (branch == null ? elsewhere.getOrDefault("BUILD_SOURCEBRANCH", "main") : branch)
                  + "> ");
      elsewhere.keySet().forEach(environment::remove);
    }
    assertThat(git.directory().resolve("pwned")).doesNotExist();
    environment.put("BUILD_SOURCEBRANCH", "refs/heads/main");
    assertThat(run("publish").out()).isEqualTo("registry.example.org/team/shop@sha256:abcd\n");
  }

  @Test
  void buildArgumentsStayAsTheyAre() throws Exception {
    environment.put("DRYDOCK_BUILD_ARGS", "A=b c\nB=$HOME `id`,x\n");
    assertThat(run("build").code()).isZero();
    assertThat(calls().getFirst())
        .contains(" <--build-arg> <A=b c> <--build-arg> <B=$HOME `id`,x> ");
    assertThat(run("gate").code()).isZero();
    assertThat(calls().getFirst()).contains(" <--build-arg> <A=b c> <--branch=main> ");
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  /// An archive as `distribution/make` lays it out, with a program that tells its version.
  private Path archive(String program) throws Exception {
    Path root = Files.createDirectories(scratch.resolve("dist/drydock-1-linux"));
    Path launcher = Files.writeString(root.resolve("drydock"), program);
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
    Path archive = scratch.resolve("the archive.tar.gz");
    Process tar =
        new ProcessBuilder(
                "tar",
                "-C",
                scratch.resolve("dist").toString(),
                "-czf",
                archive.toString(),
                "drydock-1-linux")
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    return archive;
  }

  @Test
  void nothingOfAnArchiveRunsBeforeItsDigestIsRight() throws Exception {
    environment.remove("DRYDOCK");
    Path ran = scratch.resolve("ran");
    Path archive = archive("#!/bin/sh\necho x >>'" + ran + "'\necho drydock 1\n");
    environment.put("DRYDOCK_ARCHIVE", archive.toString());

    assertThat(run("install").code()).isEqualTo(3);
    for (String wrong : List.of("0".repeat(64), "0".repeat(63), "z".repeat(64))) {
      environment.put("DRYDOCK_SHA256", wrong);
      Ended run = run("install");
      assertThat(run.code()).isEqualTo(wrong.equals("0".repeat(64)) ? 3 : 2);
      assertThat(run.err()).startsWith("drydock.sh: ").hasLineCount(1).doesNotContain("install");
      assertThat(ran).doesNotExist();
    }
    environment.remove("DRYDOCK_ARCHIVE");
    environment.remove("DRYDOCK_SHA256");
    write(new Distribution(archive.toString(), sha256(archive)));
    assertThat(run("install")).isEqualTo(new Ended(0, "", "drydock.sh: installed drydock 1\n"));
    Files.delete(archive);
    assertThat(run("install")).isEqualTo(new Ended(0, "", ""));
    try (var left = Files.list(scratch.resolve("home/.cache/drydock-pipeline"))) {
      assertThat(left).hasSize(2);
    }
  }

  @Test
  void anArchiveThatDoesNotRunHereLeavesNothing() throws Exception {
    environment.remove("DRYDOCK");
    Path archive = archive("#!/bin/sh\nexit 126\n");
    environment.put("DRYDOCK_ARCHIVE", archive.toString());
    environment.put("DRYDOCK_SHA256", sha256(archive));
    Ended run = run("install");

    assertThat(run.code()).isEqualTo(3);
    assertThat(run.err()).startsWith("drydock.sh: Drydock does not start here; ");
    assertThat(scratch.resolve("home/.cache/drydock-pipeline")).isEmptyDirectory();
  }

  @Test
  void aPushIsLookedAtWhereItChangesDependencies() throws Exception {
    String nothing = "0".repeat(40);
    String before = head();
    git.put("README", "other\n");
    git.git("commit", "--quiet", "-am", "Words");
    assertThat(told("a " + head() + " b " + before + "\n", "pre-push", "origin").code()).isZero();
    assertThat(told("a " + nothing + " b " + before + "\n", "pre-push", "origin").code()).isZero();
    assertThat(told("a " + head() + " b " + nothing + "\n", "pre-push", "origin").code()).isZero();
    assertThat(calls()).isEmpty();

    git.put("web/package-lock.json", "{}\n");
    git.git("add", "web");
    git.git("commit", "--quiet", "-m", "Dependencies");
    environment.put("VERDICT", "1");
    for (String old : List.of(before, nothing, "1".repeat(40))) {
      assertThat(told("a " + head() + " b " + old + "\n", "pre-push", "origin").code())
          .isEqualTo(1);
      assertThat(calls()).hasSize(3);
    }
  }

  @Test
  void theLoginOfOneRegistryIsNotGivenToAnother() throws Exception {
    program(
        "skopeo",
        "#!/bin/sh\nprintf '<%s> ' skopeo \"$@\" >>\"$CALLS\"\n"
            + "cat \"${REGISTRY_AUTH_FILE:-/dev/null}\" >>\"$CALLS\"\necho >>\"$CALLS\"\n");
    program(
        "drydock",
        "#!/bin/sh\n[ \"$1\" != gate ] || exit 1\nwhile [ $# -gt 0 ]; do\n"
            + "  [ \"$1\" != --output ] || echo 'diff --git a/x b/x' >\"$2\"\n  shift\ndone\n");
    environment.put("DRYDOCK_PATCHED_IMAGE", "yes");
    environment.put("DRYDOCK_IMAGE", "registry.example.org/team/shop");
    environment.put("DRYDOCK_REGISTRY_USER", "ada");
    environment.put("DRYDOCK_REGISTRY_PASSWORD", "s3cret");
    String login = "YWRhOnMzY3JldA==";
    for (String host : List.of("registry.example.org", "development.example.org")) {
      environment.put("DRYDOCK_PATCHED_TO", host + "/shop");
      Ended run = run("all");
      assertThat(run.code()).as(run.err()).isEqualTo(1);
      assertThat(run.err()).contains("to try it: " + host + "/shop:" + head() + "-patched");
      String pushed = String.join("\n", calls());
      assertThat(pushed).contains("<docker://" + host + "/shop:" + head() + "-patched>");
      assertThat(pushed.contains(login)).isEqualTo(host.equals("registry.example.org"));
      assertThat(run.out() + run.err()).doesNotContain(login, "s3cret");
    }
  }

  @Test
  void anUnknownWordIsWrongUsage() throws Exception {
    assertThat(run("deploy").code()).isEqualTo(2);
    assertThat(run().err()).startsWith("drydock.sh: say what to do: ").hasLineCount(1);
  }
}
