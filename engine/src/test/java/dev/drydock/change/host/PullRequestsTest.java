package dev.drydock.change.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.change.host.PullRequest.State;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What each interface is asked, byte for byte where it matters, and what is made of its answers.
class PullRequestsTest {
  private static final String BRANCH = "drydock/raise";
  private static final Proposal PROPOSAL =
      new Proposal(BRANCH, "main", "Raise \"it\"", "Why\n\n- ä 😀\n");

  private StubHost host;

  @BeforeEach
  void start() throws Exception {
    host = new StubHost();
  }

  @AfterEach
  void stop() {
    host.close();
  }

  @Test
  void gitHubFindsOwnRequestsOfTheBranch() throws Exception {
    String made = gitHubRequest(7, "open", "null", 1, BRANCH);
    PullRequests requests = host.requests(HostKind.GITHUB, "Own/re.po");
    host.reply(
        200,
        "["
            + String.join(
                ",",
                gitHubRequest(3, "closed", "\"2026-01-02T03:04:05Z\"", 1, BRANCH),
                gitHubRequest(4, "closed", "null", 1, BRANCH),
                gitHubRequest(5, "open", "null", 2, BRANCH),
                gitHubRequest(6, "open", "null", 1, "drydock/raise-2"),
                gitHubRequest(8, "open", "null", 1, BRANCH)
                    .replace("{\"id\": 1}}, \"base", "null}, \"base"),
                made)
            + "]");
    assertThat(requests.find(BRANCH))
        .containsExactly(
            request(7, "https://example.org/pull/7", State.OPEN),
            request(3, "https://example.org/pull/3", State.MERGED),
            request(4, "https://example.org/pull/4", State.CLOSED));
    StubHost.Asked asked = host.one();
    assertAsked(asked, "GET", "/api/v3/repos/Own/re.po/pulls");
    assertThat(asked.query()).isEqualTo("state=all&per_page=100&head=Own:drydock/raise");
    assertThat(asked.headers())
        .containsEntry("Authorization", "Bearer " + StubHost.TOKEN)
        .containsEntry("Accept", "application/vnd.github+json")
        .containsEntry("X-GitHub-Api-Version", "2022-11-28")
        .containsEntry("User-Agent", "drydock/test")
        .doesNotContainKey("Content-Type");
  }

  @Test
  void gitHubMakesAndRenewsRequests() throws Exception {
    String made = gitHubRequest(7, "open", "null", 1, BRANCH);
    PullRequests requests = host.requests(HostKind.GITHUB, "Own/re.po");
    host.reply(201, made);
    PullRequest open = requests.create(PROPOSAL);
    assertThat(open).isEqualTo(request(7, "https://example.org/pull/7", State.OPEN));
    StubHost.Asked asked = host.one();
    assertAsked(asked, "POST", "/api/v3/repos/Own/re.po/pulls");
    assertThat(asked.headers()).containsEntry("Content-Type", "application/json");
    assertThat(asked.json())
        .isEqualTo(
            json(
                """
                {"title": "Raise \\"it\\"", "head": "drydock/raise", "base": "main",
                 "body": "Why\\n\\n- ä 😀\\n"}"""));

    host.reply(200, made);
    assertThat(requests.update(open, PROPOSAL)).isEqualTo(open);
    asked = host.one();
    assertAsked(asked, "PATCH", "/api/v3/repos/Own/re.po/pulls/7");
    assertThat(asked.json())
        .isEqualTo(json("{\"title\": \"Raise \\\"it\\\"\", \"body\": \"Why\\n\\n- ä 😀\\n\"}"));
  }

  @Test
  void gitHubClosesARequestWithItsLastWords() throws Exception {
    PullRequests requests = host.requests(HostKind.GITHUB, "Own/re.po");
    host.reply(200, gitHubRequest(7, "closed", "null", 1, BRANCH));
    PullRequest open = request(7, "https://example.org/pull/7", State.OPEN);
    assertThat(requests.close(open, PROPOSAL))
        .isEqualTo(request(7, "https://example.org/pull/7", State.CLOSED));
    StubHost.Asked asked = host.one();
    assertAsked(asked, "PATCH", "/api/v3/repos/Own/re.po/pulls/7");
    assertThat(asked.json())
        .isEqualTo(
            json(
                """
                {"title": "Raise \\"it\\"", "body": "Why\\n\\n- ä 😀\\n", "state": "closed"}"""));
  }

  private static String gitHubRequest(
      int number, String state, String merged, int headRepository, String branch) {
    return """
    {"number": %d, "state": "%s", "html_url": "https://example.org/pull/%d", "title": "T",
     "body": "B", "merged_at": %s,
     "head": {"ref": "%s", "repo": {"id": %d}}, "base": {"ref": "main", "repo": {"id": 1}}}"""
        .formatted(number, state, number, merged, branch, headRepository);
  }

  @Test
  void gitLabFindsOwnRequestsOfTheBranch() throws Exception {
    String made = gitLabRequest(7, "opened", 1, BRANCH);
    PullRequests requests = host.requests(HostKind.GITLAB, "group/sub/pro.ject");
    host.reply(
        200,
        "["
            + String.join(
                ",",
                gitLabRequest(3, "merged", 1, BRANCH),
                gitLabRequest(4, "closed", 1, BRANCH),
                gitLabRequest(5, "opened", 2, BRANCH),
                gitLabRequest(6, "locked", 1, BRANCH),
                made)
            + "]");
    assertThat(requests.find(BRANCH))
        .containsExactly(
            request(7, "https://example.org/mr/7", State.OPEN),
            request(3, "https://example.org/mr/3", State.MERGED),
            request(4, "https://example.org/mr/4", State.CLOSED),
            request(6, "https://example.org/mr/6", State.MERGED));
    StubHost.Asked asked = host.one();
    assertAsked(asked, "GET", "/api/v4/projects/group%2Fsub%2Fpro.ject/merge_requests");
    assertThat(asked.query()).isEqualTo("state=all&per_page=100&source_branch=drydock/raise");
    assertThat(asked.headers()).containsEntry("Authorization", "Bearer " + StubHost.TOKEN);
  }

  @Test
  void gitLabMakesAndRenewsRequests() throws Exception {
    String made = gitLabRequest(7, "opened", 1, BRANCH);
    PullRequests requests = host.requests(HostKind.GITLAB, "group/sub/pro.ject");
    host.reply(201, made);
    PullRequest open = requests.create(PROPOSAL);
    assertThat(open).isEqualTo(request(7, "https://example.org/mr/7", State.OPEN));
    StubHost.Asked asked = host.one();
    assertAsked(asked, "POST", "/api/v4/projects/group%2Fsub%2Fpro.ject/merge_requests");
    assertThat(asked.json())
        .isEqualTo(
            json(
                """
                {"source_branch": "drydock/raise", "target_branch": "main",
                 "title": "Raise \\"it\\"", "description": "Why\\n\\n- ä 😀\\n",
                 "remove_source_branch": true}"""));

    host.reply(200, made);
    requests.update(open, PROPOSAL);
    asked = host.one();
    assertAsked(asked, "PUT", "/api/v4/projects/group%2Fsub%2Fpro.ject/merge_requests/7");
    assertThat(asked.json())
        .isEqualTo(
            json("{\"title\": \"Raise \\\"it\\\"\", \"description\": \"Why\\n\\n- ä 😀\\n\"}"));
  }

  @Test
  void gitLabClosesARequestWithItsLastWords() throws Exception {
    PullRequests requests = host.requests(HostKind.GITLAB, "group/sub/pro.ject");
    host.reply(200, gitLabRequest(7, "closed", 1, BRANCH));
    PullRequest open = request(7, "https://example.org/mr/7", State.OPEN);
    assertThat(requests.close(open, PROPOSAL))
        .isEqualTo(request(7, "https://example.org/mr/7", State.CLOSED));
    StubHost.Asked asked = host.one();
    assertAsked(asked, "PUT", "/api/v4/projects/group%2Fsub%2Fpro.ject/merge_requests/7");
    assertThat(asked.json())
        .isEqualTo(
            json(
                """
                {"title": "Raise \\"it\\"", "description": "Why\\n\\n- ä 😀\\n",
                 "state_event": "close"}"""));
  }

  private static String gitLabRequest(int number, String state, int source, String branch) {
    return """
    {"id": 1000, "iid": %d, "state": "%s", "web_url": "https://example.org/mr/%d",
     "title": "T", "description": "B", "source_branch": "%s", "target_branch": "main",
     "source_project_id": %d, "target_project_id": 1}"""
        .formatted(number, state, number, branch, source);
  }

  @Test
  void giteaFindsOwnRequestsOfTheBranch() throws Exception {
    String made = giteaRequest(7, "open", false, 1, BRANCH);
    PullRequests requests = host.requests(HostKind.GITEA, "own/repo");
    String others =
        "["
            + String.join(
                ",",
                IntStream.range(100, 150)
                    .mapToObj(i -> giteaRequest(i, "open", false, 1, "b" + i))
                    .toList())
            + "]";
    host.reply(200, others)
        .reply(200, "[" + giteaRequest(5, "open", false, 2, BRANCH) + "," + made + "]")
        .reply(200, "[]");
    assertThat(requests.find(BRANCH))
        .containsExactly(request(7, "https://example.org/pr/7", State.OPEN));
    for (int page = 1; page <= 3; page++) {
      StubHost.Asked asked = host.asked().removeFirst();
      assertAsked(asked, "GET", "/api/v1/repos/own/repo/pulls");
      assertThat(asked.query()).isEqualTo("state=open&sort=recentupdate&limit=50&page=" + page);
      assertThat(asked.headers()).containsEntry("Authorization", "token " + StubHost.TOKEN);
    }
    host.reply(200, "[]")
        .reply(
            200,
            "["
                + giteaRequest(3, "closed", true, 1, BRANCH)
                + ","
                + giteaRequest(4, "closed", false, 1, BRANCH)
                + "]")
        .reply(200, "[]");
    assertThat(requests.find(BRANCH))
        .containsExactly(
            request(3, "https://example.org/pr/3", State.MERGED),
            request(4, "https://example.org/pr/4", State.CLOSED));
    assertThat(host.asked().stream().map(StubHost.Asked::query))
        .containsExactly(
            "state=open&sort=recentupdate&limit=50&page=1",
            "state=closed&sort=recentupdate&limit=50&page=1",
            "state=closed&sort=recentupdate&limit=50&page=2");
    host.asked().clear();
  }

  @Test
  void giteaMakesAndRenewsRequests() throws Exception {
    String made = giteaRequest(7, "open", false, 1, BRANCH);
    PullRequests requests = host.requests(HostKind.GITEA, "own/repo");
    host.reply(201, made);
    PullRequest open = requests.create(PROPOSAL);
    StubHost.Asked asked = host.one();
    assertAsked(asked, "POST", "/api/v1/repos/own/repo/pulls");
    assertThat(asked.json())
        .isEqualTo(
            json(
                """
                {"title": "Raise \\"it\\"", "head": "drydock/raise", "base": "main",
                 "body": "Why\\n\\n- ä 😀\\n"}"""));
    host.reply(201, made);
    requests.update(open, PROPOSAL);
    asked = host.one();
    assertAsked(asked, "PATCH", "/api/v1/repos/own/repo/pulls/7");
    assertThat(asked.json())
        .isEqualTo(json("{\"title\": \"Raise \\\"it\\\"\", \"body\": \"Why\\n\\n- ä 😀\\n\"}"));
  }

  @Test
  void giteaClosesARequestWithItsLastWords() throws Exception {
    PullRequests requests = host.requests(HostKind.GITEA, "own/repo");
    host.reply(201, giteaRequest(7, "closed", false, 1, BRANCH));
    PullRequest open = request(7, "https://example.org/pr/7", State.OPEN);
    assertThat(requests.close(open, PROPOSAL))
        .isEqualTo(request(7, "https://example.org/pr/7", State.CLOSED));
    StubHost.Asked asked = host.one();
    assertAsked(asked, "PATCH", "/api/v1/repos/own/repo/pulls/7");
    assertThat(asked.json())
        .isEqualTo(
            json(
                """
                {"title": "Raise \\"it\\"", "body": "Why\\n\\n- ä 😀\\n", "state": "closed"}"""));
  }

  private static String giteaRequest(
      int number, String state, boolean merged, int source, String branch) {
    return """
    {"number": %d, "state": "%s", "merged": %s, "html_url": "https://example.org/pr/%d",
     "title": "T", "body": "B", "head": {"ref": "%s", "repo_id": %d},
     "base": {"ref": "main", "repo_id": 1}}"""
        .formatted(number, state, merged, number, branch, source);
  }

  @Test
  void pagesOfGiteaEndSomewhere() throws Exception {
    String endless = "[" + giteaRequest(1, "open", false, 1, "other") + "]";
    for (int i = 0; i < 100; i++) {
      host.reply(200, endless);
    }
    assertThat(host.requests(HostKind.GITEA, "own/repo").find(BRANCH)).isEmpty();
    assertThat(host.asked()).hasSize(46);
  }

  private static PullRequest request(long number, String address, State state) {
    return new PullRequest(number, address, state, "T", "B");
  }

  private static void assertAsked(StubHost.Asked asked, String method, String path) {
    assertThat(List.of(asked.method(), asked.path())).containsExactly(method, path);
  }

  private static Json json(String text) throws Exception {
    return new JsonReader(Limits.defaults())
        .read(text.getBytes(StandardCharsets.UTF_8), "expected");
  }
}
