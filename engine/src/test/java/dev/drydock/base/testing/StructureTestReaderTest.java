package dev.drydock.base.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.base.testing.StructureTests.Executor;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StructureTestReaderTest {
  private static StructureTests read(String text) throws IOException, InvalidTestsException {
    return StructureTestReader.read(
        text.getBytes(StandardCharsets.UTF_8), "tests.yaml", Limits.defaults());
  }

  private static List<String> problems(String text) throws IOException {
    try {
      read(text);
      return List.of();
    } catch (InvalidTestsException e) {
      return e.problems().stream().map(Object::toString).toList();
    }
  }

  @Test
  void everythingOfTheLanguage() throws Exception {
    StructureTests tests =
        read(
            """
            schemaVersion: "2.0.0"
            globalEnvVars:
              - { key: VIRTUAL_ENV, value: /env }
              - { key: EMPTY, value: "" }
            commandTests:
              - name: python works
                setup: [["touch", "/tmp/x"], ["true"]]
                teardown: [["rm", "/tmp/x"]]
                command: python3
                args: [-c, "print(1)", ""]
                envVars: [{ key: A, value: 1 }]
                expectedOutput: ["^1$", true]
                excludedOutput: [Error]
                expectedError: []
                excludedError: [".+"]
                exitCode: 3
            fileExistenceTests:
              - { name: no apt, path: /usr/bin/apt, shouldExist: false }
              - name: a program
                path: /bin/app
                permissions: -rwxr-xr-x
                uid: 0
                gid: 33
                isExecutableBy: group
            fileContentTests:
              - { name: release, path: /etc/os-release, expectedContents: [ID=debian], excludedContents: [x] }
            metadataTest:
              envVars: [{ key: PATH, value: "/usr/bin.*", isRegex: true }]
              labels: [{ key: a, value: b }]
              entrypoint: []
              cmd: [/bin/app, --serve]
              exposedPorts: ["8080"]
              unexposedPorts: [22]
              volumes: [/data]
              unmountedVolumes: [/none]
              workdir: /srv
              user: app
            licenseTests:
              - { debian: true, files: [/usr/share/doc/x/copyright] }
            containerRunOptions: { privileged: true }
            """);
    assertThat(tests.variables()).extracting("key").containsExactly("VIRTUAL_ENV", "EMPTY");
    assertThat(tests.commands()).hasSize(1);
    StructureTests.CommandTest command = tests.commands().getFirst();
    assertThat(command.name()).isEqualTo("python works");
    assertThat(command.setup()).containsExactly(List.of("touch", "/tmp/x"), List.of("true"));
    assertThat(command.teardown()).containsExactly(List.of("rm", "/tmp/x"));
    assertThat(command.words()).containsExactly("python3", "-c", "print(1)", "");
    assertThat(command.variables()).extracting("key", "value").hasToString("[(\"A\", \"1\")]");
    assertThat(command.output().expected()).hasToString("[^1$, true]");
    assertThat(command.output().excluded()).hasToString("[Error]");
    assertThat(command.errors().expected()).isEmpty();
    assertThat(command.errors().excluded()).hasToString("[.+]");
    assertThat(command.exitCode()).isEqualTo(3);
    assertThat(tests.existence())
        .containsExactly(
            new StructureTests.ExistenceTest("no apt", "/usr/bin/apt", false, null, -1, -1, null),
            new StructureTests.ExistenceTest(
                "a program", "/bin/app", true, "-rwxr-xr-x", 0, 33, Executor.GROUP));
    assertThat(tests.contents()).hasSize(1);
    assertThat(tests.contents().getFirst().texts().expected()).hasToString("[ID=debian]");
    StructureTests.MetadataTest metadata = Objects.requireNonNull(tests.metadata());
    assertThat(metadata.variables().getFirst().pattern()).hasToString("/usr/bin.*");
    assertThat(metadata.labels()).containsExactly(new StructureTests.Variable("a", "b", null));
    assertThat(metadata.entrypoint()).isEmpty();
    assertThat(metadata.command()).containsExactly("/bin/app", "--serve");
    assertThat(metadata.ports()).containsExactly("8080");
    assertThat(metadata.closedPorts()).containsExactly("22");
    assertThat(metadata.volumes()).containsExactly("/data");
    assertThat(metadata.noVolumes()).containsExactly("/none");
    assertThat(metadata.workingDirectory()).isEqualTo("/srv");
    assertThat(metadata.user()).isEqualTo("app");
    assertThat(tests.licences())
        .containsExactly(
            new StructureTests.LicenceTest(true, List.of("/usr/share/doc/x/copyright")));
    assertThat(tests.notes())
        .singleElement()
        .asString()
        .startsWith("tests.yaml:40:1: containerRunOptions is not supported");
  }

  @Test
  void mistakesAreToldWithTheirPlaces() throws IOException {
    assertThat(
            problems(
                """
                schemaVersion: 1.0.0
                commandTest: []
                commandTests:
                  - { name: a, comand: b }
                  - { name: a, command: b, expectedOutput: ["("], exitCode: zero, setup: [a] }
                fileExistenceTests:
                  - { name: a, path: /b, permissions: 0644, isExecutableBy: everybody }
                  - { path: /b }
                metadataTest:
                  envVars: [{ key: A }]
                """))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("tests.yaml:1:16: schemaVersion is '1.0.0'"),
            line -> assertThat(line).endsWith("'commandTest'; did you mean commandTests?"),
            line ->
                assertThat(line)
                    .endsWith(":4:5: a test of a command needs command: add `command: ...`"),
            line -> assertThat(line).endsWith("'comand'; did you mean command?"),
            line ->
                assertThat(line).contains(":5:45: expectedOutput: '(' is no regular expression: "),
            line -> assertThat(line).endsWith("exitCode is a number, here is 'zero'"),
            line -> assertThat(line).contains("a command of setup is a list of words"),
            line -> assertThat(line).contains("permissions are written as Go does"),
            line ->
                assertThat(line)
                    .endsWith("cannot be 'everybody'; it can be owner, group, other or any"),
            line -> assertThat(line).endsWith(":8:5: a test of a file needs name: add `name: ...`"),
            line ->
                assertThat(line).endsWith(":10:13: one of envVars needs value: add `value: ...`"));
    assertThat(problems("- a")).hasSize(2);
    assertThat(problems("a: [")).singleElement().asString().contains("this is no YAML");
  }

  @Test
  void hostileFilesEndSoon() {
    assertThatThrownBy(() -> read("schemaVersion: " + "[".repeat(100_000)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read("#".repeat(2 << 20))).hasMessageContaining("larger than 1 MiB");
    String bomb =
        "schemaVersion: 2.0.0\na: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\n"
            + "c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\n"
            + "e: [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\n";
    assertThatThrownBy(() -> read(bomb)).isInstanceOf(IOException.class);
  }
}
