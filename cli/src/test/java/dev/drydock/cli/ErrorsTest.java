package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every way to get it wrong has one line that says what to do, and its exit code.
class ErrorsTest {
  @TempDir private Path home;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          scna x                  | there is no command 'scna' (did you mean scan?); see `drydock --help`
          db statsu               | there is no command 'statsu' (did you mean status?); see `drydock db --help`
          launch                  | there is no command 'launch'; see `drydock --help`
          --verison               | drydock has no option --verison (did you mean --version?); see `drydock --help`
          scan --formt json x     | scan has no option --formt (did you mean --format?); see `drydock scan --help`
          scan --formt=json x     | scan has no option --formt (did you mean --format?); see `drydock scan --help`
          scan --zzz x            | scan has no option --zzz; see `drydock scan --help`
          scan                    | scan needs an image, such as debian:11, docker-archive:app.tar or oci-dir:build/image; see `drydock scan --help`
          scan a b                | scan takes one argument, here are 2: a b
          scan x --format         | --format needs a value; see `drydock scan --help`
          scan x --quiet=yes      | --quiet takes no value; see `drydock scan --help`
          scan x --format -q      | --format needs a value; see `drydock scan --help`
          scan -- --x y           | scan takes one argument, here are 2: --x y
          scan x -o a -o b        | --output is given twice; once is enough
          scan x --format xml     | scan writes no format 'xml' (did you mean html?); it can be table, json, markdown, html, sarif, junit, gitlab, gitlab-dependency, sonar, cyclonedx, csv, github
          scan x --format jsno    | scan writes no format 'jsno' (did you mean json?); it can be table, json, markdown, html, sarif, junit, gitlab, gitlab-dependency, sonar, cyclonedx, csv, github
          sbom x -f swid          | sbom writes no format 'swid'; it can be table, json, cyclonedx-json, cyclonedx-xml, cyclonedx-1.7-json, cyclonedx-1.7-xml, spdx-json, spdx-tv, spdx-3-json, cyclonedx, spdx
          sbom x --platform linux | not a platform: linux (write os/architecture, such as linux/amd64)
          db                      | db needs to know what to do: status, update, build, export or import; see `drydock db --help`
          db status now           | db status takes no argument, here is 'now'; see `drydock db status --help`
          db build                | db build needs a directory of feeds; see `drydock db build --help`
          db build feeds          | db build needs a file to write the index to: -o FILE
          db import               | db import needs the bundle of a `db export`; see `drydock db import --help`
          db export               | db export needs a file to write the bundle to; see `drydock db export --help`
          db update --offline     | db update needs the network and --offline forbids it; on a machine without one, use `drydock db import FILE`
          db update --mirror /mnt | --mirror wants the address of a mirror, such as https://mirror.example.org/feeds/, not /mnt; a directory is compiled with `drydock db build DIR -o FILE`
          """)
  void wrongUsageEndsWithTwo(String arguments, String line) {
    Run run = Run.in(home, arguments.split(" "));

    assertThat(run).isEqualTo(new Run(2, "", "drydock: " + line + "\n"));
  }

  @Test
  void noCommandAtAllShowsTheHelpAndIsWrongUsage() {
    Run run = Run.in(home);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).startsWith("drydock - ").contains("EXAMPLES");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void anOptionWithoutACommandIsWrongUsage() {
    assertThat(Run.in(home, "--quiet"))
        .isEqualTo(new Run(2, "", "drydock: no command given; see `drydock --help`\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          sbom ./no.tar           | ./no.tar is not there; check the path
          sbom docker-archive:    |
          sbom docker-archive:no  |
          sbom HOME/text          |
          sbom HOME/empty         |
          sbom HOME/half.tar      |
          sbom --offline debian:11 | debian:11 is no file here, and --offline forbids to ask a registry; name a file, or leave --offline out
          scan dir:HOME           | There are no advisories yet: get them with `drydock db update`, or `drydock db import FILE` where there is no network
          scan --advisories HOME/no x    |
          scan --advisories HOME/text x  |
          scan --advisories HOME/empty x |
          db status               | There are no advisories yet: get them with `drydock db update`, or `drydock db import FILE` where there is no network
          db build HOME/no -o HOME/x |
          db export HOME/x        | There are no advisories yet: get them with `drydock db update`, or `drydock db import FILE` where there is no network
          db import HOME/no       |
          db import HOME/text     |
          """)
  void whatCannotBeReadEndsWithThreeAndOneLine(String arguments, String line) throws IOException {
    Files.writeString(home.resolve("text"), "hello\n", StandardCharsets.UTF_8);
    Files.createFile(home.resolve("empty"));
    Files.write(home.resolve("half.tar"), new byte[700]);

    Run run = Run.in(home, arguments.replace("HOME", home.toString()).split(" "));

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .matches("drydock: [^\n]{20,}\n")
        .doesNotContain("Exception", "mistake in Drydock", "null");
    if (line != null) {
      assertThat(run.err()).isEqualTo("drydock: " + line + "\n");
    }
    assertThat(home.resolve("x")).doesNotExist();
  }

  @Test
  void aClockThatIsNoNumberIsNamed() {
    Run run = Run.in(home, Map.of("SOURCE_DATE_EPOCH", "yesterday"), "db", "status");

    assertThat(run)
        .isEqualTo(
            new Run(
                2,
                "",
                "drydock: SOURCE_DATE_EPOCH is 'yesterday', not a number of seconds since 1970;"
                    + " unset it\n"));
  }

  @Test
  void aControlCharacterOfTheUserDoesNotReachTheTerminal() {
    assertThat(Run.in(home, "sc\u001b[2Jan").err()).doesNotContain("\u001b");
  }

  @Test
  void debugShowsWhereItArose() {
    Run run = Run.in(home, "sbom", "--debug", "./no.tar");

    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.err())
        .startsWith("drydock: ./no.tar is not there")
        .contains("\tat dev.drydock.");
  }
}
