package dev.drydock.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.Run;
import dev.drydock.policy.reading.PolicyReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandsTest {
  private static final String POLICY =
      "# ours\npolicy: 1\nextends: drydock:default # for now\n\nrules:\n  rest: { level: off }\n";

  @TempDir private Path home;

  private String policy(String text) throws IOException {
    return Files.writeString(home.resolve("policy.yaml"), text).toString();
  }

  @Test
  void theDefaultPolicyIsPrintedAsItStands() throws IOException {
    String text = new String(PolicyReader.builtInText(), StandardCharsets.UTF_8);

    assertThat(Run.in(home, "policy", "show")).isEqualTo(new Run(0, text, ""));
    assertThat(Run.in(home, "policy", "show", "--policy", policy(POLICY)))
        .isEqualTo(new Run(0, POLICY, ""));
    assertThat(Run.in(home, "policy", "check", "--policy", policy(text)).exitCode()).isZero();
  }

  @Test
  void aPolicyIsChecked() throws IOException {
    String file = policy(POLICY);

    assertThat(Run.in(home, "policy", "check", "--policy", file))
        .isEqualTo(
            new Run(
                0,
                "The policy is right: 13 rules, 0 exceptions. "
                    + file
                    + ", after drydock:default\n",
                ""));
    Run wrong = Run.in(home, "policy", "check", "--policy", policy("policy: 1\nrule: {}\n"));
    assertThat(wrong.exitCode()).isEqualTo(2);
    assertThat(wrong.err())
        .isEqualTo(
            "drydock: "
                + file
                + ":1:1: a policy needs rules, or extends one that has some\ndrydock: "
                + file
                + ":2:1: a policy has no key 'rule'; did you mean rules?\n");
  }

  @Test
  void aPolicyIsSaidInPlainWords() throws IOException {
    String file = policy(POLICY);
    Run run = Run.in(home, "policy", "explain", "--policy", file);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .startsWith(
            "Policy: " + file + ", after drydock:default\n\nknown-exploited — stops the image\n")
        .contains(
            "    Every finding where it is known to be exploited (CISA KEV), and a fix is"
                + " available.\n    Because someone is attacking through it now, and a fix is"
                + " there.\n")
        .contains("\nrest — switched off\n")
        .contains(", changed by " + file + ":6:3.\n")
        .endsWith(
            "\nWhere the image cannot be reached\n    the gate stays closed (exit code 3).\n");
  }

  @Test
  void wrongUseIsSaidInOneLine() {
    assertThat(Run.in(home, "policy").err())
        .isEqualTo(
            "drydock: policy needs to know what to do: show, check, explain, test or push; see `drydock"
                + " policy --help`\n");
    assertThat(Run.in(home, "policy", "test", "--policy", "drydock:default").exitCode())
        .isEqualTo(2);
    assertThat(
            Run.in(home, "policy", "test", "--policy", "drydock:default", "--scans", "/none").err())
        .isEqualTo("drydock: /none of --scans is no directory; check the path\n");
    assertThat(
            Run.in(
                    home,
                    "policy",
                    "test",
                    "--policy",
                    "drydock:default",
                    "--scans",
                    home.toString())
                .err())
        .contains("there is no .json in ");
  }

  @Test
  void anExceptionIsWrittenAndEverythingElseStays() throws IOException {
    String file = policy(POLICY);
    String[] add = {
      "except",
      "CVE-2024-5535",
      "--policy",
      file,
      "--package",
      "openssl",
      "--owner",
      "shop@example.org",
      "--reason",
      "we offer no TLS",
      "--until",
      "2099-12-31"
    };

    assertThat(Run.in(home, add))
        .isEqualTo(
            new Run(
                0, "", "drydock: the exception is in " + file + "; look at it and commit it\n"));
    String one =
        POLICY
            + "\nexceptions:\n  - id: CVE-2024-5535\n    package: openssl\n    owner:"
            + " shop@example.org\n    reason: we offer no TLS\n    until: 2099-12-31\n";
    assertThat(Files.readString(Path.of(file))).isEqualTo(one);
    Run.in(home, add);
    assertThat(Files.readString(Path.of(file))).isEqualTo(one + one.substring(one.indexOf("  - ")));
  }

  @Test
  void aFileThatIsNotThereIsMade() throws IOException {
    Path file = home.resolve("new.yaml");
    Run run =
        Run.in(
            home,
            "except",
            "--observation",
            "root-user",
            "--policy",
            file.toString(),
            "--owner",
            "o",
            "--reason",
            "r",
            "--until",
            "2099-12-31",
            "--quiet");

    assertThat(run).isEqualTo(new Run(0, "", ""));
    assertThat(Files.readString(file))
        .isEqualTo(
            "policy: 1\nextends: drydock:default\n\nexceptions:\n  - observation: root-user\n"
                + "    owner: o\n    reason: r\n    until: 2099-12-31\n");
  }

  @Test
  void anExceptionThatWouldBeWrongIsNotWritten() throws IOException {
    String file = policy(POLICY);
    Run endless =
        Run.in(home, "except", "CVE-1", "--policy", file, "--owner", "o", "--reason", "r");
    assertThat(endless.exitCode()).isEqualTo(2);
    assertThat(endless.err())
        .startsWith("drydock: the exception would be wrong: an exception needs an end: ");
    assertThat(Run.in(home, "except", "CVE-1", "--policy", file, "--reason", "r").err())
        .isEqualTo(
            "drydock: an exception needs somebody who answers for it and a reason: add --owner\n");
    Run all =
        Run.in(
            home,
            "except",
            "--policy",
            file,
            "--owner",
            "o",
            "--reason",
            "r",
            "--until",
            "2099-12-31");
    assertThat(all.exitCode()).isEqualTo(2);
    assertThat(all.err()).contains("would excuse everything");
    assertThat(Files.readString(Path.of(file))).isEqualTo(POLICY);
  }

  @Test
  void exceptionsAreExportedAsVex() throws IOException {
    String file =
        policy(
            POLICY
                + "exceptions:\n- { id: CVE-1, package: 'pkg:npm/qs', owner: o, reason: r, until:"
                + " 2099-12-31 }\n- { id: CVE-2, owner: o, reason: r, until: 2099-12-31 }\n");
    Run run = Run.in(home, "except", "--export", "openvex", "--policy", file);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("\"name\": \"CVE-1\"").doesNotContain("CVE-2");
    assertThat(run.err()).hasLineCount(1).contains("left out: the exception for CVE-2");
    assertThat(Run.in(home, "except", "--export", "csaf", "--policy", file).exitCode())
        .isEqualTo(2);
    Run nothing = Run.in(home, "except", "--export", "openvex", "--policy", policy(POLICY));
    assertThat(nothing.exitCode()).isEqualTo(3);
    assertThat(nothing.err())
        .isEqualTo("drydock: no exception can be said in VEX; nothing is written\n");
  }
}
