package dev.drydock.change.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestAddressTest {

  @ParameterizedTest
  @CsvSource({
    "https://github.com/own/repo/pull/7, https://github.com/own/repo, 7",
    "https://github.com/own/pull/pull/7/files#diff-1, https://github.com/own/pull, 7",
    "https://gitlab.com/a/b/c/-/merge_requests/12?tab=x, https://gitlab.com/a/b/c, 12",
    "https://gitlab.example.org/git/a/b/merge_requests/12, https://gitlab.example.org/git/a/b, 12",
    "https://bitbucket.org/own/repo/pull-requests/3/overview, https://bitbucket.org/own/repo, 3",
    "https://codeberg.org/own/repo/pulls/3, https://codeberg.org/own/repo, 3",
    "http://127.0.0.1:81/own/repo/pulls/3, http://127.0.0.1:81/own/repo, 3",
    "https://b.org/projects/KEY/repos/r/pull-requests/9/overview, https://b.org/scm/KEY/r, 9",
    "https://b.org/x/users/bob/repos/r/pull-requests/9, https://b.org/x/scm/~bob/r, 9",
  })
  void pagesOfRequestsAreUnderstood(String url, String project, long number) {
    assertThat(RequestAddress.parse(url)).contains(new RequestAddress(project, number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "7",
        "false",
        "https://github.com/own/repo",
        "https://github.com/own/repo/pull/",
        "https://github.com/own/repo/pull/7x",
        "https://github.com/own/repo/pull/12345678901234567890",
        "https://github.com/own/repo/issues/7",
        "ssh://git@github.com/own/repo/pull/7",
        "https:///pull/7"
      })
  void whatIsNoPageOfARequestIsNone(String url) {
    assertThat(RequestAddress.parse(url)).isEmpty();
  }

  @Test
  void longTextIsLeftAlone() {
    assertThat(RequestAddress.parse("https://a/" + "pull/".repeat(1 << 20) + "pull/7")).isEmpty();
  }

  @Test
  void pipelinesTellWhichRequestTheyBuild() {
    assertRequest(
        "https://github.com/own/repo",
        7,
        "GITHUB_REF=refs/pull/7/merge GITHUB_REPOSITORY=own/repo"
            + " GITHUB_SERVER_URL=https://github.com");
    assertRequest(
        "https://git.example.org/own/repo",
        8,
        "GITEA_ACTIONS=true GITHUB_REF=refs/pull/8/head GITHUB_REPOSITORY=own/repo"
            + " GITHUB_SERVER_URL=https://git.example.org");
    assertRequest(
        "https://gitlab.com/a/b/target",
        9,
        "CI_MERGE_REQUEST_IID=9 CI_MERGE_REQUEST_PROJECT_PATH=a/b/target CI_PROJECT_PATH=me/fork"
            + " CI_SERVER_URL=https://gitlab.com");
    assertRequest(
        "https://gitlab.com/a/b",
        10,
        "CI_OPEN_MERGE_REQUESTS=a/b!10,c/d!11 CI_PROJECT_PATH=a/b"
            + " CI_SERVER_URL=https://gitlab.com");
    assertRequest(
        "https://bitbucket.org/own/repo",
        11,
        "BITBUCKET_PR_ID=11 BITBUCKET_REPO_FULL_NAME=own/repo");
    assertRequest(
        "https://codeberg.org/own/repo",
        12,
        "CI_COMMIT_PULL_REQUEST=12 CI_REPO_URL=https://codeberg.org/own/repo");
    assertRequest(
        "https://github.com/own/repo",
        13,
        "SYSTEM_PULLREQUEST_PULLREQUESTNUMBER=13 BUILD_REPOSITORY_URI=https://github.com/own/repo");
    assertRequest(
        "https://github.com/own/repo",
        14,
        "CHANGE_ID=14 CHANGE_URL=https://github.com/own/repo/pull/14");
    assertRequest(
        "https://github.com/own/repo",
        15,
        "CIRCLE_PULL_REQUEST=https://github.com/own/repo/pull/15");
  }

  @Test
  void otherPipelinesBuildNone() {
    assertRequest(null, 0, "");
    assertRequest(
        null,
        0,
        "GITHUB_REF=refs/heads/main GITHUB_REPOSITORY=own/repo"
            + " GITHUB_SERVER_URL=https://github.com");
    assertRequest(null, 0, "GITHUB_REF=refs/pull/7/merge");
    assertRequest(null, 0, "CI_PROJECT_PATH=a/b CI_SERVER_URL=https://gitlab.com");
    assertRequest(null, 0, "CI_OPEN_MERGE_REQUESTS=a/b!10");
    assertRequest(null, 0, "BITBUCKET_PR_ID=x BITBUCKET_REPO_FULL_NAME=own/repo");
    assertRequest(null, 0, "CI_COMMIT_PULL_REQUEST= CI_REPO_URL=https://codeberg.org/own/repo");
    assertRequest(null, 0, "CHANGE_URL=https://review.example.org/c/repo/+/14");
  }

  private static void assertRequest(@Nullable String project, long number, String variables) {
    Map<String, String> environment = new HashMap<>();
    for (String variable : variables.isEmpty() ? new String[0] : variables.split(" ")) {
      int equals = variable.indexOf('=');
      environment.put(variable.substring(0, equals), variable.substring(equals + 1));
    }
    assertThat(RequestAddress.ofPipeline(environment).orElse(null))
        .isEqualTo(project == null ? null : new RequestAddress(project, number));
  }
}
