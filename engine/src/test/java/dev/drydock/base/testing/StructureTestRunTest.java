package dev.drydock.base.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.base.testing.CommandRunner.Command;
import dev.drydock.base.testing.CommandRunner.Ended;
import dev.drydock.base.view.ImageView;
import dev.drydock.base.view.Images;
import dev.drydock.base.view.Unpacking;
import dev.drydock.image.Digest;
import dev.drydock.image.Image;
import dev.drydock.image.ImageConfig;
import dev.drydock.image.ImageConfig.Start;
import dev.drydock.image.Platform;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StructureTestRunTest {
  @TempDir private Path directory;
  private final List<Command> commands = new ArrayList<>();
  private final Deque<Ended> answers = new ArrayDeque<>();
  private String user = "app:www";

  private static TarWriter files() {
    return new TarWriter()
        .file("etc/passwd", "root:x:0:0::/root:/bin/sh\napp:x:10001:10002::/:/bin/sh\n")
        .file("etc/group", "www:x:33:\n")
        .file("etc/os-release", "ID=debian\nVERSION_ID=12\n")
        .mode(04755)
        .pax("uid", "7")
        .file("usr/bin/tool", "#!")
        .symlink("bin", "usr/bin")
        .symlink("usr/bin/link", "tool")
        .mode(01777)
        .directory("tmp")
        .file("usr/share/doc/a/copyright", "MIT")
        .file("usr/share/doc/b/copyright", "GNU Affero, AGPL-3")
        .file("usr/share/doc/libgnutls30/copyright", "AGPL")
        .directory("usr/share/doc/c");
  }

  private ImageConfig config() {
    return new ImageConfig(
        Digest.of("sha256", new byte[0]),
        Platform.parse("linux/amd64"),
        null,
        user,
        List.of("PATH=/usr/bin", "HOME_OF=/usr"),
        false,
        List.of(),
        List.of(),
        Map.of("team", "base"),
        new Start(
            List.of("/usr/bin/tool"),
            List.of("--serve"),
            List.of("8080/tcp"),
            List.of("/data"),
            "/tmp"));
  }

  private List<String> run(String text) throws Exception {
    StructureTests tests =
        StructureTestReader.read(
            text.getBytes(StandardCharsets.UTF_8), "tests.yaml", Limits.defaults());
    try (Image image = Images.of(directory, files())) {
      ImageView view = ImageView.of(image, Limits.defaults());
      TestedImage.Roots roots =
          () -> {
            Path root = Files.createTempDirectory(directory, "root");
            Unpacking.unpack(image, view, root, 1 << 20, false);
            return root;
          };
      CommandRunner runner =
          command -> {
            commands.add(command);
            Ended ended = answers.poll();
            if (ended == null) {
              throw new IOException("nothing more was expected");
            }
            return ended;
          };
      return new StructureTestRun(new TestedImage(view, config(), roots), runner)
          .run(tests).stream()
              .map(
                  result ->
                      result.kind().word()
                          + " "
                          + result.name()
                          + ": "
                          + (result.passed() ? "passed" : String.join("; ", result.reasons())))
              .toList();
    }
  }

  @Test
  void ofFiles() throws Exception {
    assertThat(
            run(
                """
                schemaVersion: 2.0.0
                fileExistenceTests:
                  - { name: a, path: /bin/tool, permissions: urwxr-xr-x, uid: 7, gid: 0, isExecutableBy: any }
                  - { name: b, path: $HOME_OF/bin/tool, permissions: -rwxr-xr-x, uid: 1, gid: 2 }
                  - { name: c, path: /none }
                  - { name: d, path: /none, shouldExist: false }
                  - { name: e, path: "${HOME_OF}/bin/tool", shouldExist: no }
                  - { name: f, path: tmp, permissions: dtrwxrwxrwx }
                  - { name: g, path: /usr/bin/link, permissions: Lrw-r--r--, isExecutableBy: other }
                  - { name: h, path: /etc/passwd, isExecutableBy: owner }
                fileContentTests:
                  - { name: i, path: /etc/os-release, expectedContents: ["(?m)^ID=debian$"], excludedContents: [alpine] }
                  - { name: j, path: /etc/os-release, expectedContents: [alpine], excludedContents: ["VERSION_ID=\\\\d+"] }
                  - { name: k, path: /tmp, expectedContents: [x] }
                licenseTests: [{ debian: true, files: [/etc/os-release] }]
                """))
        .containsExactly(
            "file a: passed",
            "file b: /usr/bin/tool is urwxr-xr-x, and should be -rwxr-xr-x; /usr/bin/tool belongs to"
                + " user 7, and should to 1; /usr/bin/tool belongs to group 0, and should to 2",
            "file c: /none is not there",
            "file d: passed",
            "file e: /usr/bin/tool is there, and should not be",
            "file f: passed",
            "file g: passed",
            "file h: /etc/passwd is -rw-r--r--, and should be executable by owner",
            "content i: passed",
            "content j: /etc/os-release has no `alpine`; /etc/os-release has `VERSION_ID=\\d+`, and"
                + " should not",
            "content k: /tmp is no file",
            "licence licences: usr/share/doc/b/copyright speaks of AGPL; usr/share/doc/c/copyright is"
                + " not there, so nobody knows the licence");
  }

  @Test
  void ofMetadata() throws Exception {
    assertThat(
            run(
                """
                schemaVersion: 2.0.0
                metadataTest:
                  envVars: [{ key: PATH, value: "^/usr", isRegex: true }, { key: NONE, value: a }]
                  labels: [{ key: team, value: shop }]
                  entrypoint: [/usr/bin/tool]
                  cmd: []
                  exposedPorts: ["8080", 22/tcp]
                  unexposedPorts: [8080/tcp]
                  volumes: [/data]
                  unmountedVolumes: [/data]
                  workdir: /tmp
                  user: root
                """))
        .containsExactly(
            "metadata metadata: the variable NONE is not set; the label team is base, and should be"
                + " shop; cmd is [--serve], and should be []; the port 22/tcp is not exposed; the"
                + " port 8080/tcp is exposed; the volume /data is declared; user is app:www, and"
                + " should be root");
  }

  @Test
  void ofCommands() throws Exception {
    answers.add(new Ended(0, "", ""));
    answers.add(new Ended(3, "version 12\n", "warning: x\nfatal: y\n"));
    answers.add(new Ended(0, "", ""));
    answers.add(new Ended(1, "", "no"));
    answers.add(new Ended(0, "ok", ""));
    assertThat(
            run(
                """
                schemaVersion: 2.0.0
                globalEnvVars: [{ key: PATH, value: "$PATH:/opt" }]
                commandTests:
                  - name: a
                    setup: [[touch, /tmp/x]]
                    teardown: [[rm, /tmp/x]]
                    command: tool
                    args: [--at, $HOME_OF]
                    envVars: [{ key: A, value: "1" }]
                    expectedOutput: ["version 1[0-9]", nothing]
                    excludedError: [fatal]
                  - { name: b, setup: [["false"]], command: tool }
                  - { name: c, command: tool, expectedOutput: [ok] }
                """))
        .containsExactly(
            "command a: it ended with 3, and should with 0 (fatal: y); its output has no `nothing`;"
                + " its error output has `fatal`, and should not",
            "command b: setup failed with 1: false (no)",
            "command c: passed");
    assertThat(commands)
        .extracting(Command::words)
        .containsExactly(
            List.of("touch", "/tmp/x"),
            List.of("tool", "--at", "/usr"),
            List.of("rm", "/tmp/x"),
            List.of("false"),
            List.of("tool"));
    assertThat(commands.get(1).environment())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("PATH", "/usr/bin:/opt", "HOME", "/", "HOME_OF", "/usr", "A", "1"));
    assertThat(commands.get(1).user()).isEqualTo(10001);
    assertThat(commands.get(1).group()).isEqualTo(33);
    assertThat(commands.get(1).workingDirectory()).isEqualTo("/tmp");
    assertThat(commands.get(0).root()).isEqualTo(commands.get(2).root());
    assertThat(commands.get(3).root()).isNotEqualTo(commands.get(0).root());
    assertThat(commands.get(4).root()).isNotIn(commands.get(0).root(), commands.get(3).root());
  }

  @Test
  void aUserThatIsNotThereIsTold() throws Exception {
    user = "nobody-knows";
    assertThat(run("schemaVersion: 2.0.0\ncommandTests: [{ name: a, command: b }]\n"))
        .containsExactly(
            "command a: the image runs as nobody-knows, and has no such user; add it, or name a"
                + " number");
  }
}
