package dev.drydock.change.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What each interface is asked for comments, and what is made of its answers.
class RequestCommentsTest {
  private static final String MARKER = "<!-- drydock:shop:linux/amd64 -->";
  private static final String MARKED = MARKER + "\\n## Drydock\\n";
  private static final String TEXT = MARKER + "\n## Drydock\n";

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
  void gitHubFindsItsOwnersComments() throws Exception {
    RequestComments comments = host.comments(HostKind.GITHUB, "Own/re.po", 7);
    host.reply(
            200,
            array(
                gitHubComment(1, 5, "User", "Fine"),
                gitHubComment(2, 6, "User", MARKED),
                gitHubComment(3, 5, "User", "quoting " + MARKED),
                gitHubComment(4, 5, "User", "\\r\\n" + MARKED),
                "{\"id\": 9, \"user\": null, \"body\": \"" + MARKED + "\"}",
                "{\"id\": 10, \"user\": {\"id\": 5}}"))
        .reply(200, "{\"login\": \"bot\", \"id\": 5, \"type\": \"User\"}");

    assertThat(comments.marked(MARKER))
        .containsExactly(new RequestComment(4, "5", false, "\r\n" + TEXT));
    StubHost.Asked asked = host.asked().removeFirst();
    assertAsked(asked, "GET", "/api/v3/repos/Own/re.po/issues/7/comments");
    assertThat(asked.query()).isEqualTo("per_page=100&page=1");
    assertThat(asked.headers())
        .containsEntry("Authorization", "Bearer " + StubHost.TOKEN)
        .containsEntry("Accept", "application/vnd.github+json");
    assertAsked(host.one(), "GET", "/api/v3/user");
  }

  @Test
  void aWorkflowsTokenTakesNoPersonsCommentForItsOwn() throws Exception {
    RequestComments comments = host.comments(HostKind.GITHUB, "own/repo", 7);
    host.reply(
            200,
            array(gitHubComment(2, 6, "User", MARKED), gitHubComment(3, 41898282, "Bot", MARKED)))
        .reply(403, "{\"message\": \"Resource not accessible by integration\"}");

    assertThat(comments.marked(MARKER))
        .containsExactly(new RequestComment(3, "41898282", true, TEXT));
  }

  @Test
  void gitHubCommentsAreMadeAndEdited() throws Exception {
    RequestComments comments = host.comments(HostKind.GITHUB, "own/repo", 7);
    host.reply(201, gitHubComment(3, 5, "User", MARKED));
    comments.add("A \"text\" 😀");
    assertSent(
        "POST", "/api/v3/repos/own/repo/issues/7/comments", "{\"body\": \"A \\\"text\\\" 😀\"}");
    host.reply(200, gitHubComment(3, 5, "User", MARKED));
    comments.replace(new RequestComment(3, "5", false, TEXT), "B");
    assertSent("PATCH", "/api/v3/repos/own/repo/issues/comments/3", "{\"body\": \"B\"}");
    assertThat(comments.takesHtml()).isTrue();
    assertThat(comments.longestBody()).isEqualTo(65_000);
  }

  private static String gitHubComment(long id, long user, String type, String body) {
    return """
    {"id": %d, "html_url": "https://github.com/own/repo/pull/7#issuecomment-%d", "body": "%s",
     "user": {"login": "u", "id": %d, "type": "%s"}, "author_association": "NONE"}"""
        .formatted(id, id, body, user, type);
  }

  @Test
  void pagesAreTurnedToTheLastOne() throws Exception {
    RequestComments comments = host.comments(HostKind.GITHUB, "own/repo", 7);
    String full =
        array(
            IntStream.range(0, 100)
                .mapToObj(i -> gitHubComment(i, 6, "User", "talk"))
                .toArray(String[]::new));
    host.reply(200, full)
        .reply(200, array(gitHubComment(101, 5, "User", MARKED)))
        .reply(200, "{\"id\": 5}");
    assertThat(comments.marked(MARKER)).extracting(RequestComment::id).containsExactly(101L);
    assertThat(host.asked())
        .extracting(StubHost.Asked::query)
        .containsExactly("per_page=100&page=1", "per_page=100&page=2", "");

    host.asked().clear();
    for (int i = 0; i < 30; i++) {
      host.reply(200, full);
    }
    assertThat(comments.marked(MARKER)).isEmpty();
    assertThat(host.asked()).hasSize(20);
  }

  @Test
  void gitLabHasNotes() throws Exception {
    RequestComments comments = host.comments(HostKind.GITLAB, "group/sub/pro.ject", 7);
    String path = "/api/v4/projects/group%2Fsub%2Fpro.ject/merge_requests/7/notes";
    host.reply(
            200,
            array(
                gitLabNote(1, 5, true, MARKED),
                gitLabNote(2, 6, false, MARKED),
                gitLabNote(3, 5, false, MARKED)))
        .reply(200, "{\"id\": 5, \"username\": \"project_1_bot\", \"bot\": true}");
    assertThat(comments.marked(MARKER)).containsExactly(new RequestComment(3, "5", false, TEXT));
    StubHost.Asked asked = host.asked().removeFirst();
    assertAsked(asked, "GET", path);
    assertThat(asked.query()).isEqualTo("sort=asc&order_by=created_at&per_page=100&page=1");
    assertAsked(host.one(), "GET", "/api/v4/user");

    host.reply(201, gitLabNote(3, 5, false, MARKED));
    comments.add("A");
    assertSent("POST", path, "{\"body\": \"A\"}");
    host.reply(200, gitLabNote(3, 5, false, MARKED));
    comments.replace(new RequestComment(3, "5", false, TEXT), "B");
    assertSent("PUT", path + "/3", "{\"body\": \"B\"}");
    assertThat(comments.takesHtml()).isTrue();
  }

  private static String gitLabNote(long id, long author, boolean system, String body) {
    return """
    {"id": %d, "body": "%s", "system": %s, "noteable_type": "MergeRequest", "noteable_iid": 7,
     "author": {"id": %d, "username": "u", "state": "active"}}"""
        .formatted(id, body, system, author);
  }

  @Test
  void giteaGivesAllCommentsAtOnce() throws Exception {
    RequestComments comments = host.comments(HostKind.GITEA, "own/repo", 7);
    String path = "/api/v1/repos/own/repo/issues/7/comments";
    String[] all =
        IntStream.range(0, 150).mapToObj(i -> giteaComment(i, 6, "talk")).toArray(String[]::new);
    all[140] = giteaComment(140, 5, MARKED);
    all[141] = giteaComment(141, 6, MARKED);
    host.reply(200, array(all)).reply(200, "{\"id\": 5, \"login\": \"ci\"}");
    assertThat(comments.marked(MARKER)).containsExactly(new RequestComment(140, "5", false, TEXT));
    assertAsked(host.asked().removeFirst(), "GET", path);
    assertAsked(host.one(), "GET", "/api/v1/user");

    // a token that may not ask who it is
    host.reply(200, array(giteaComment(140, 5, MARKED), giteaComment(141, 6, MARKED)))
        .reply(403, "{\"message\": \"token does not have at least one of required scope(s)\"}");
    assertThat(comments.marked(MARKER)).extracting(RequestComment::id).containsExactly(140L, 141L);
    host.asked().clear();

    host.reply(201, giteaComment(3, 5, MARKED));
    comments.add("A");
    assertSent("POST", path, "{\"body\": \"A\"}");
    host.reply(200, giteaComment(3, 5, MARKED));
    comments.replace(new RequestComment(3, "5", false, TEXT), "B");
    assertSent("PATCH", "/api/v1/repos/own/repo/issues/comments/3", "{\"body\": \"B\"}");
  }

  private static String giteaComment(long id, long user, String body) {
    return """
    {"id": %d, "body": "%s", "user": {"id": %d, "login": "u"},
     "pull_request_url": "https://git.example.org/own/repo/pulls/7"}"""
        .formatted(id, body, user);
  }

  @Test
  void bitbucketCloudTellsOfItsNextPage() throws Exception {
    RequestComments comments = host.comments(HostKind.BITBUCKET, "own/repo", 7);
    String path = "/2.0/repositories/own/repo/pullrequests/7/comments";
    String next = ", \"next\": \"https://elsewhere.example.org/?page=2\"";
    host.reply(
            200,
            "{\"values\": "
                + array(
                    bitbucketComment(1, "{a}", true, MARKED),
                    bitbucketComment(2, "{b}", false, MARKED))
                + next
                + "}")
        .reply(200, "{\"values\": " + array(bitbucketComment(3, "{a}", false, MARKED)) + "}")
        .reply(200, "{\"uuid\": \"{a}\", \"display_name\": \"CI\"}");
    assertThat(comments.marked(MARKER)).containsExactly(new RequestComment(3, "{a}", false, TEXT));
    assertThat(host.asked())
        .extracting(asked -> asked.path() + "?" + asked.query())
        .containsExactly(
            path + "?sort=created_on&pagelen=100&page=1",
            path + "?sort=created_on&pagelen=100&page=2",
            "/2.0/user?");
    host.asked().clear();

    host.reply(201, bitbucketComment(3, "{a}", false, MARKED));
    comments.add("A");
    assertSent("POST", path, "{\"content\": {\"raw\": \"A\"}}");
    host.reply(200, bitbucketComment(3, "{a}", false, MARKED));
    comments.replace(new RequestComment(3, "{a}", false, TEXT), "B");
    assertSent("PUT", path + "/3", "{\"content\": {\"raw\": \"B\"}}");
    assertThat(comments.takesHtml()).isFalse();
    assertThat(comments.longestBody()).isEqualTo(32_000);
  }

  private static String bitbucketComment(long id, String user, boolean deleted, String body) {
    return """
    {"type": "pullrequest_comment", "id": %d, "deleted": %s,
     "content": {"type": "rendered", "raw": "%s", "markup": "markdown", "html": "<p></p>"},
     "user": {"type": "user", "uuid": "%s", "display_name": "CI"}}"""
        .formatted(id, deleted, body, user);
  }

  @Test
  void bitbucketDataCenterHasCommentsAmongActivities() throws Exception {
    RequestComments comments = host.comments(HostKind.BITBUCKET_SERVER, "scm/KEY/repo", 7);
    String path = "/rest/api/1.0/projects/KEY/repos/repo/pull-requests/7";
    host.reply(
            200,
            "{\"values\": "
                + array(
                    "{\"id\": 1, \"action\": \"OPENED\"}",
                    activity("DELETED", 2, MARKED),
                    activity("ADDED", 3, MARKED))
                + ", \"isLastPage\": false, \"nextPageStart\": 25}")
        .reply(
            200,
            "{\"values\": "
                + array(activity("ADDED", 4, "talk"))
                + ", \"isLastPage\": true, \"nextPageStart\": null}");
    assertThat(comments.marked(MARKER)).containsExactly(new RequestComment(3, "11", false, TEXT));
    assertThat(host.asked())
        .extracting(asked -> asked.path() + "?" + asked.query())
        .containsExactly(
            path + "/activities?limit=100&start=0", path + "/activities?limit=100&start=25");
    host.asked().clear();

    host.reply(201, "{\"id\": 3, \"version\": 0, \"text\": \"A\"}");
    comments.add("A");
    assertSent("POST", path + "/comments", "{\"text\": \"A\"}");
    host.reply(200, "{\"id\": 3, \"version\": 4, \"text\": \"A\"}")
        .reply(200, "{\"id\": 3, \"version\": 5, \"text\": \"B\"}");
    comments.replace(new RequestComment(3, "11", false, TEXT), "B");
    assertAsked(host.asked().removeFirst(), "GET", path + "/comments/3");
    assertSent("PUT", path + "/comments/3", "{\"text\": \"B\", \"version\": 4}");
    assertThat(comments.takesHtml()).isFalse();
  }

  private static String activity(String action, long id, String text) {
    return """
    {"id": 9%d, "action": "COMMENTED", "commentAction": "%s",
     "comment": {"id": %d, "version": 1, "text": "%s", "author": {"name": "ci", "id": 11}}}"""
        .formatted(id, action, id, text);
  }

  @Test
  void pagesThatLeadBackEnd() throws Exception {
    RequestComments comments = host.comments(HostKind.BITBUCKET_SERVER, "scm/KEY/repo", 7);
    host.reply(200, "{\"values\": [], \"nextPageStart\": 25}")
        .reply(200, "{\"values\": [], \"nextPageStart\": 25}");
    assertThat(comments.marked(MARKER)).isEmpty();
    assertThat(host.asked()).hasSize(2);
  }

  @Test
  void refusalsNameTheRightsOfComments() throws Exception {
    assertRefused(
        HostKind.GITHUB,
        403,
        "{\"message\": \"Resource not accessible by integration\"}",
        "the workflow's token may not comment on pull requests; give the job permissions:"
            + " pull-requests: write (those of forks never get it)");
    assertRefused(
        HostKind.GITLAB,
        404,
        "{\"message\": \"404 Not found\"}",
        "127.0.0.1 has no such merge request in own/repo, or does not show it to the token of"
            + " GITLAB_TOKEN; check its number, and that the token has the scope api and the role"
            + " Developer");
    assertRefused(
        HostKind.GITEA,
        403,
        "{}",
        "the token of GITEA_TOKEN may not do this with own/repo on 127.0.0.1; it needs the scopes"
            + " write:issue and read:user");
    assertRefused(
        HostKind.GITHUB,
        422,
        "{\"message\": \"Validation Failed\"}",
        "127.0.0.1 does not take the comment (HTTP 422); check that the pull request is open to"
            + " comments");
  }

  private void assertRefused(HostKind kind, int status, String body, String message)
      throws Exception {
    RequestComments comments = host.comments(kind, "own/repo", 7);
    host.reply(status, body);
    assertThatThrownBy(() -> comments.add("A")).hasMessage(message);
  }

  private static String array(String... items) {
    return "[" + String.join(",", items) + "]";
  }

  private void assertSent(String method, String path, String body) throws Exception {
    StubHost.Asked asked = host.one();
    assertAsked(asked, method, path);
    assertThat(asked.json()).isEqualTo(json(body));
  }

  private static void assertAsked(StubHost.Asked asked, String method, String path) {
    assertThat(List.of(asked.method(), asked.path())).containsExactly(method, path);
  }

  private static Json json(String text) throws Exception {
    return new JsonReader(Limits.defaults())
        .read(text.getBytes(StandardCharsets.UTF_8), "expected");
  }
}
