package dev.drydock.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.cli.Run;
import dev.drydock.cli.Shop;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateCommandTest {
  private static final Map<String, String> TIME = Map.of("SOURCE_DATE_EPOCH", "1787400000");

  @TempDir private Path home;
  private Shop shop;

  @BeforeEach
  void openShop() throws IOException {
    shop = new Shop(home);
  }

  private Run run(String command, String... more) {
    return run(TIME, command, more);
  }

  private Run run(Map<String, String> environment, String command, String... more) {
    List<String> all = new ArrayList<>(List.of(command, "--offline", "--advisories", shop.feeds));
    all.addAll(List.of(more));
    all.add(shop.image);
    return Run.in(home, environment, all.toArray(String[]::new));
  }

  private String policy(String text) throws IOException {
    return Files.writeString(home.resolve("policy.yaml"), text).toString();
  }

  private String rule(String rule) throws IOException {
    return policy("policy: 1\nrules:\n  a: " + rule + "\n");
  }

  private static Json json(String document) throws IOException {
    return new JsonReader(Limits.defaults())
        .read(document.getBytes(StandardCharsets.UTF_8), "what gate wrote");
  }

  @Test
  void theGateSaysNoAndWhatMendsIt() {
    Run run = run("gate", "--policy", "drydock:default", "--dockerfile", shop.dockerfile());

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
    assertThat(run.out().replace(shop.image, "IMAGE").replaceAll("by 1 rule:\\s+", "by 1 rule: "))
        .isEqualTo(
            """
            BLOCKED by 1 rule: IMAGE
            Policy: Drydock's own

            fixable-critical: it is critical, within reach over the network, and a fix is
                there
                CVE-2024-5535 in libssl1.1 1.1.1w-0+deb11u1
                CVE-2021-44906 in minimist 1.2.5
                CVE-2022-24999 in qs 6.5.1
              → Upgrade openssl 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2 (Dockerfile:3)
              → Upgrade minimist 1.2.5 → 1.2.6 (app/package.json:5)
              → Upgrade qs 6.5.1 → 6.5.3 (app/package.json:6)

            Warning: exploited-without-fix: someone is attacking through it, and no fix is
              there yet
                CVE-2022-37434 in zlib1g 1:1.2.11-1
            Warning: careless: it makes an attack easier, or worse
                the process runs as root: whoever breaks into it may do everything in the
                  container
            """);
  }

  @Test
  void anImageThatBreaksNothingPasses() throws IOException {
    Run run = run("gate", "--policy", rule("{ deny: findings, when: { ransomware: yes } }"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.out()).startsWith("PASSED: ").contains("policy.yaml\n").hasLineCount(2);
  }

  @Test
  void aPolicyThatIsWrongJudgesNothingAndAllMistakesAreTold() throws IOException {
    String file = policy("policy: 1\nrules:\n  a: { denny: findings }\n  b: { deny: finding }\n");
    Run run = run("gate", "--policy", file);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().replace(file, "FILE"))
        .isEqualTo(
            """
            drydock: FILE:3:8: a rule has no key 'denny'; did you mean deny?
            drydock: FILE:4:14: deny cannot be 'finding'; did you mean findings?
            """);
    assertThat(run("gate", "--policy", home.resolve("none.yaml").toString()).exitCode())
        .isEqualTo(2);
  }

  @Test
  void whatCannotBeReadIsNeverAPass() throws IOException {
    String policy = rule("{ deny: findings, when: { ransomware: yes } }");
    Run missing = Run.in(home, TIME, "gate", "--offline", "--policy", policy, "no-such-image:1");
    assertThat(missing.exitCode()).isEqualTo(3);
    assertThat(missing.out()).isEmpty();
    assertThat(missing.err()).hasLineCount(1);

    String open = policy("policy: 1\nextends: drydock:default\non-unreachable: pass\n");
    Run passed =
        Run.in(
            home,
            TIME,
            "gate",
            "--offline",
            "--advisories",
            shop.feeds,
            "--policy",
            open,
            "no-such-image:1");
    assertThat(passed.exitCode()).isZero();
    assertThat(passed.err())
        .startsWith("drydock: PASSED without a look, as the policy says (on-unreachable: pass): ");
    // a file that is broken is not a registry that does not answer
    Path broken = Files.writeString(home.resolve("broken.tar"), "no tar at all");
    assertThat(
            Run.in(
                    home,
                    TIME,
                    "gate",
                    "--offline",
                    "--advisories",
                    shop.feeds,
                    "--policy",
                    open,
                    broken.toString())
                .exitCode())
        .isEqualTo(3);
    assertThat(
            Run.in(
                    home,
                    TIME,
                    "gate",
                    "--offline",
                    "--advisories",
                    home.resolve("none").toString(),
                    "--policy",
                    open,
                    shop.image)
                .exitCode())
        .isEqualTo(3);
  }

  @Test
  void theJsonIsThatOfTheScanAndTheVerdict() throws IOException {
    Run run = run("gate", "-f", "json", "--policy", "drydock:default");
    Json document = json(run.out());
    Json verdict = document.get("verdict").orElseThrow();

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(document.items("findings")).hasSize(4);
    assertThat(verdict.isTrue("passes")).isFalse();
    assertThat(verdict.items("violations"))
        .extracting(
            one -> one.text("rule"),
            one -> one.text("level"),
            one -> one.get("subject").orElseThrow().text("id"),
            one -> one.texts("actions"))
        .containsExactly(
            tuple(
                "fixable-critical",
                "deny",
                "CVE-2024-5535",
                List.of("Upgrade openssl 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2")),
            tuple(
                "fixable-critical",
                "deny",
                "CVE-2021-44906",
                List.of("Upgrade minimist 1.2.5 → 1.2.6")),
            tuple(
                "fixable-critical", "deny", "CVE-2022-24999", List.of("Upgrade qs 6.5.1 → 6.5.3")),
            tuple("exploited-without-fix", "warn", "CVE-2022-37434", List.of()),
            tuple(
                "attend",
                "warn",
                "CVE-2024-5535",
                List.of("Upgrade openssl 1.1.1w-0+deb11u1 → 1.1.1w-0+deb11u2")),
            tuple("attend", "warn", "CVE-2021-44906", List.of("Upgrade minimist 1.2.5 → 1.2.6")),
            tuple("attend", "warn", "CVE-2022-24999", List.of("Upgrade qs 6.5.1 → 6.5.3")),
            tuple("careless", "warn", "root-user", List.of()));
  }

  @Test
  void aBaselineLessensWhatItHasToo() throws IOException {
    Path scan = home.resolve("before.json");
    Run scanned = run("scan", "-f", "json", "-o", scan.toString());
    assertThat(scanned.exitCode()).isZero();
    String better = shop.base("better.tar", "1.1.1w-0+deb11u1", "");

    Run same = run("gate", "--policy", "drydock:default", "--baseline", scan.toString());
    assertThat(same.exitCode()).isZero();
    assertThat(same.out()).contains("(not new: " + scan);
    Run more = run("gate", "--policy", "drydock:default", "--baseline", "docker-archive:" + better);
    assertThat(more.exitCode()).isEqualTo(1);
    assertThat(more.out())
        .contains("CVE-2021-44906 in minimist")
        .containsOnlyOnce("CVE-2024-5535 in libssl1.1");
    assertThat(stopping(more)).doesNotContain("CVE-2024-5535");
    Run base = run("gate", "--policy", "drydock:default", "--baseline", "base");
    assertThat(base.exitCode()).isEqualTo(1);
    assertThat(stopping(base)).contains("CVE-2021-44906").doesNotContain("CVE-2024-5535");
    assertThat(run("gate", "--baseline", "nothing-there.json").exitCode()).isEqualTo(3);
  }

  /// What is told before the warnings.
  private static String stopping(Run run) {
    return run.out().substring(0, run.out().indexOf("\nWarning: "));
  }

  @Test
  void theCommandLineSaysWhereTheGateStands() throws IOException {
    String policy =
        rule(
            "{ deny: findings, when: { fix-available: yes }, scope: { branches: main, teams: a,"
                + " environments: production } }");
    Map<String, String> elsewhere =
        Map.of("SOURCE_DATE_EPOCH", "1787400000", "GITHUB_REF_NAME", "feature");
    Map<String, String> ci =
        Map.of(
            "SOURCE_DATE_EPOCH",
            "1787400000",
            "CI_COMMIT_REF_NAME",
            "main",
            "DRYDOCK_TEAM",
            "a",
            "CI_ENVIRONMENT_NAME",
            "production");

    assertThat(run("gate", "--policy", policy).exitCode()).isEqualTo(1);
    assertThat(run(elsewhere, "gate", "--policy", policy).exitCode()).isZero();
    assertThat(run(ci, "gate", "--policy", policy).exitCode()).isEqualTo(1);
    assertThat(run(ci, "gate", "--policy", policy, "--team", "b").exitCode()).isZero();
    assertThat(run(elsewhere, "gate", "--policy", policy, "--branch", "main").exitCode())
        .isEqualTo(1);
    assertThat(run(ci, "gate", "--policy", policy, "--environment", "test").exitCode()).isZero();
  }

  @Test
  void aScanThatWasWrittenDownGetsTheSameVerdict() throws IOException {
    Path scans = Files.createDirectories(home.resolve("scans"));
    run("scan", "-f", "json", "-o", scans.resolve("a.json").toString());
    Files.writeString(scans.resolve("other.txt"), "no scan");

    Run run =
        Run.in(home, "policy", "test", "--scans", scans.toString(), "--policy", "drydock:default");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    assertThat(run.out().replace(shop.image, "IMAGE"))
        .isEqualTo(
            """
            Policy: Drydock's own

            BLOCKED     a.json  IMAGE: fixable-critical (3), 5 warnings

            It would have stopped 1 of 1 image.
                fixable-critical stops 1 image
            """);

    Files.writeString(scans.resolve("b.json"), "{}");
    Run damaged =
        Run.in(home, "policy", "test", "--scans", scans.toString(), "--policy", "drydock:default");
    assertThat(damaged.exitCode()).isEqualTo(3);
    assertThat(damaged.out()).contains("UNREADABLE  b.json is no scan; ");
  }
}
