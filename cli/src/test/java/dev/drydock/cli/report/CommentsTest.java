package dev.drydock.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.change.git.GitProgram;
import dev.drydock.cli.Run;
import dev.drydock.cli.Shop;
import dev.drydock.cli.StubGitea;
import dev.drydock.cli.surroundings.GitProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommentsTest {
  private static final String FIXABLE = "{ deny: findings, when: { fix-available: yes } }";
  private static final String RANSOMWARE = "{ deny: findings, when: { ransomware: yes } }";

  @TempDir private Path home;
  private Path directory = Path.of("");
  private Shop shop;
  private StubGitea gitea;
  private final Map<String, String> job = new HashMap<>();

  @BeforeEach
  void startJob() throws IOException {
    shop = new Shop(home);
    gitea = new StubGitea(home);
    job.put("SOURCE_DATE_EPOCH", "1787400000");
    job.put("GITEA_ACTIONS", "true");
    job.put("GITHUB_SERVER_URL", gitea.address());
    job.put("GITHUB_REPOSITORY", "own/shop");
    job.put("GITHUB_REF", "refs/pull/7/head");
    job.put("GITHUB_TOKEN", "t0ken");
  }

  @AfterEach
  void stopHost() {
    gitea.close();
  }

  private Run run(String command, String... more) {
    List<String> all = new ArrayList<>(List.of(command, "--advisories", shop.feeds));
    all.addAll(List.of(more));
    all.add(shop.image);
    return Run.in(home, directory, job, all.toArray(String[]::new));
  }

  private Run gate(String rule, String... more) throws IOException {
    Path policy = home.resolve("policy.yaml");
    Files.writeString(policy, "policy: 1\nrules:\n  a: " + rule + "\n");
    List<String> all = new ArrayList<>(List.of("--policy", policy.toString()));
    all.addAll(List.of(more));
    return run("gate", all.toArray(String[]::new));
  }

  @Test
  void redTurnsGreenInOneComment() throws IOException {
    Run red = gate(FIXABLE, "--comment");
    assertThat(red.err()).isEqualTo("drydock: commented on pull request 7\n");
    assertThat(red.exitCode()).isEqualTo(1);
    assertThat(red.out()).startsWith("BLOCKED by 1 rule: ");
    assertThat(gitea.comments()).hasSize(1);
    assertThat(gitea.comments().getFirst())
        .startsWith("<!-- drydock:")
        .containsSubsequence(
            "## Drydock: STOPPED", "### What to do: ", "What stops it: 3", "All 4 findings");

    Run same = gate(FIXABLE, "--comment", "--quiet");
    assertThat(same.exitCode()).isEqualTo(1);
    assertThat(same.err()).isEmpty();

    Run green = gate(RANSOMWARE, "--comment");
    assertThat(green.err()).isEqualTo("drydock: renewed the comment on pull request 7\n");
    assertThat(green.exitCode()).isZero();
    assertThat(gitea.comments()).hasSize(1);
    assertThat(gitea.comments().getFirst()).contains("## Drydock: PASSED");
    assertThat(gate(RANSOMWARE, "--comment").err())
        .isEqualTo("drydock: nothing new for the comment on pull request 7\n");
    assertThat(gitea.tokens()).containsExactly("token t0ken");
  }

  @Test
  void aScanCommentsToo() {
    Run scan = run("scan", "--comment");

    assertThat(scan.err()).isEqualTo("drydock: commented on pull request 7\n");
    assertThat(scan.exitCode()).isZero();
    assertThat(gitea.comments()).hasSize(1);
    assertThat(gitea.comments().getFirst()).contains("## Drydock: `").doesNotContain("STOPPED");
  }

  @Test
  void theRequestCanBeNamed() throws IOException {
    job.remove("GITHUB_REF");
    assertThat(gate(RANSOMWARE, "--comment-on", "#7").err())
        .isEqualTo("drydock: commented on pull request 7\n");
    job.remove("GITHUB_REPOSITORY");
    job.remove("GITEA_ACTIONS");
    job.put("GITEA_TOKEN", "other");
    String page = gitea.address() + "/own/shop/pulls/7/files";
    assertThat(gate(RANSOMWARE, "--comment-on", page, "--host-kind", "gitea").err())
        .isEqualTo("drydock: nothing new for the comment on pull request 7\n");
    assertThat(gitea.comments()).hasSize(1);
    assertThat(gitea.tokens()).containsExactly("token other", "token t0ken");
  }

  @Test
  void aBuildOfNoRequestSaysSo() throws IOException {
    job.put("GITHUB_REF", "refs/heads/main");
    for (String rule : List.of(FIXABLE, RANSOMWARE)) {
      Run run = gate(rule, "--comment");
      assertThat(run.exitCode()).isEqualTo(rule.equals(FIXABLE) ? 1 : 0);
      assertThat(run.err())
          .isEqualTo(
              "drydock: no comment: this is no build of a pull request (--comment-on names"
                  + " one)\n");
    }
    assertThat(gitea.comments()).isEmpty();
  }

  @Test
  void whateverBecomesOfTheCommentTheVerdictStands() throws IOException {
    job.put("GITHUB_REF", "refs/pull/8/head");
    assertVerdictStands(
        "127.0.0.1 has no such pull request in own/shop, or does not show it to the token of"
            + " GITHUB_TOKEN; check its number, and that the token has the scopes write:issue and"
            + " read:user");
    job.remove("GITHUB_TOKEN");
    assertVerdictStands(
        "there is no token for 127.0.0.1; set GITEA_TOKEN or FORGEJO_TOKEN to one with the scopes"
            + " write:issue and read:user");
    job.put("GITHUB_TOKEN", "t0ken");
    gitea.close();
    assertVerdictStands(
        "cannot ask 127.0.0.1: nothing answers there; look at the network and the proxy");
  }

  private void assertVerdictStands(String reason) throws IOException {
    for (String rule : List.of(FIXABLE, RANSOMWARE)) {
      Run run = gate(rule, "--comment");
      assertThat(run.err())
          .isEqualTo("drydock: no comment, " + reason + " (the result above stands as it is)\n");
      assertThat(run.exitCode()).isEqualTo(rule.equals(FIXABLE) ? 1 : 0);
      assertThat(run.out()).startsWith(rule.equals(FIXABLE) ? "BLOCKED" : "PASSED");
    }
  }

  @Test
  void aNumberAloneIsOfTheClonesRemote() throws Exception {
    job.remove("GITHUB_REPOSITORY");
    job.put("PATH", System.getenv("PATH"));
    job.put("HOME", home.toString());
    job.put("GIT_CONFIG_NOSYSTEM", "1");
    job.put("GIT_CEILING_DIRECTORIES", home.toString());
    directory = Files.createDirectories(home.resolve("clone"));
    assertThat(gate(RANSOMWARE, "--comment-on", "7").err())
        .startsWith("drydock: no comment, ")
        .hasLineCount(1);
    git("init", "--quiet");
    git("remote", "add", "origin", home.resolve("elsewhere.git").toString());
    assertThat(gate(RANSOMWARE, "--comment-on", "7").err())
        .isEqualTo(
            "drydock: no comment, the remote of this clone is on no Git host; give --comment-on the"
                + " address of the pull request's page (the result above stands as it is)\n");
    assertThat(gitea.comments()).isEmpty();
    git("remote", "set-url", "origin", gitea.address() + "/own/shop.git");
    assertThat(gate(RANSOMWARE, "--comment-on", "7").err())
        .isEqualTo("drydock: commented on pull request 7\n");
    assertThat(gitea.comments()).hasSize(1);
  }

  private void git(String... arguments) throws IOException, InterruptedException {
    GitProgram.Result result =
        new GitProcess(job).run(directory, Map.of(), new byte[0], List.of(arguments));
    assertThat(result.exit()).as(result.toString()).isZero();
  }

  @Test
  void whatMakesNoSenseIsToldBeforeTheScan() throws IOException {
    assertThat(gate(RANSOMWARE, "--comment", "--offline"))
        .isEqualTo(
            new Run(
                2,
                "",
                "drydock: a comment needs the network and --offline forbids it; leave one out\n"));
    assertThat(gate(RANSOMWARE, "--comment-on", "that one"))
        .isEqualTo(
            new Run(
                2,
                "",
                "drydock: --comment-on is 'that one'; write the number of a pull request, or the"
                    + " address of its page\n"));
    assertThat(gate(RANSOMWARE, "--comment", "--host-kind", "gogs").exitCode()).isEqualTo(2);
  }
}
