package dev.drydock.change.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.change.host.PullRequest.State;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the two interfaces of Bitbucket are asked, byte for byte where it matters, and what is made
/// of their answers.
class BitbucketPullRequestsTest {
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
  void bitbucketCloudFindsOwnRequestsOfTheBranch() throws Exception {
    String made = bitbucketRequest(7, "OPEN", "{a}");
    PullRequests requests = host.requests(HostKind.BITBUCKET, "space/repo");
    host.reply(
        200,
        "{\"pagelen\": 50, \"values\": ["
            + String.join(
                ",",
                bitbucketRequest(3, "MERGED", "{a}"),
                bitbucketRequest(4, "DECLINED", "{a}"),
                bitbucketRequest(5, "OPEN", "{b}"),
                bitbucketRequest(6, "SUPERSEDED", "{a}"),
                made)
            + "]}");
    assertThat(requests.find(BRANCH))
        .containsExactly(
            request(7, "https://example.org/pr/7", State.OPEN),
            request(3, "https://example.org/pr/3", State.MERGED),
            request(4, "https://example.org/pr/4", State.CLOSED),
            request(6, "https://example.org/pr/6", State.CLOSED));
    StubHost.Asked asked = host.one();
    assertAsked(asked, "GET", "/2.0/repositories/space/repo/pullrequests");
    assertThat(asked.query())
        .isEqualTo(
            "state=OPEN&state=MERGED&state=DECLINED&state=SUPERSEDED&pagelen=50&sort=-created_on"
                + "&q=source.branch.name = \"drydock/raise\"");
    assertThat(asked.headers()).containsEntry("Authorization", "Bearer " + StubHost.TOKEN);
  }

  @Test
  void bitbucketCloudMakesAndRenewsRequests() throws Exception {
    String made = bitbucketRequest(7, "OPEN", "{a}");
    PullRequests requests = host.requests(HostKind.BITBUCKET, "space/repo");
    host.reply(201, made);
    PullRequest open = requests.create(PROPOSAL);
    StubHost.Asked asked = host.one();
    assertAsked(asked, "POST", "/2.0/repositories/space/repo/pullrequests");
    assertThat(asked.json())
        .isEqualTo(
            json(
                """
                {"title": "Raise \\"it\\"", "description": "Why\\n\\n- ä 😀\\n",
                 "source": {"branch": {"name": "drydock/raise"}},
                 "destination": {"branch": {"name": "main"}}, "close_source_branch": true}"""));

    host.reply(
            200,
            made.replace(
                "\"id\": 7",
                "\"id\": 7, \"reviewers\": [{\"uuid\": \"{r1}\"}, {\"uuid\": \"{r2}\"}]"))
        .reply(200, made);
    requests.update(open, PROPOSAL);
    assertAsked(host.asked().removeFirst(), "GET", "/2.0/repositories/space/repo/pullrequests/7");
    asked = host.one();
    assertAsked(asked, "PUT", "/2.0/repositories/space/repo/pullrequests/7");
    // the reviewers, and the target that someone chose, stay
    assertThat(asked.json())
        .isEqualTo(
            json(
                """
                {"title": "Raise \\"it\\"", "description": "Why\\n\\n- ä 😀\\n",
                 "destination": {"branch": {"name": "release"}},
                 "reviewers": [{"uuid": "{r1}"}, {"uuid": "{r2}"}]}"""));
  }

  @Test
  void bitbucketCloudDeclinesARequestAfterItsLastWords() throws Exception {
    PullRequests requests = host.requests(HostKind.BITBUCKET, "space/repo");
    String made = bitbucketRequest(7, "OPEN", "{a}");
    host.reply(200, made).reply(200, made).reply(200, bitbucketRequest(7, "DECLINED", "{a}"));
    PullRequest open = request(7, "https://example.org/pr/7", State.OPEN);
    assertThat(requests.close(open, PROPOSAL))
        .isEqualTo(request(7, "https://example.org/pr/7", State.CLOSED));
    String path = "/2.0/repositories/space/repo/pullrequests/7";
    assertAsked(host.asked().removeFirst(), "GET", path);
    StubHost.Asked words = host.asked().removeFirst();
    assertAsked(words, "PUT", path);
    assertThat(words.json().text("description")).isEqualTo(PROPOSAL.body());
    StubHost.Asked decline = host.one();
    assertAsked(decline, "POST", path + "/decline");
    assertThat(decline.body()).isEmpty();
    assertThat(decline.headers()).doesNotContainKey("Content-Type");
  }

  private static String bitbucketRequest(int number, String state, String source) {
    return """
    {"type": "pullrequest", "id": %d, "state": "%s", "title": "T", "description": "B",
     "links": {"html": {"href": "https://example.org/pr/%d"}},
     "source": {"branch": {"name": "drydock/raise"}, "repository": {"uuid": "%s"}},
     "destination": {"branch": {"name": "release"}, "repository": {"uuid": "{a}"}}}"""
        .formatted(number, state, number, source);
  }

  @Test
  void bitbucketDataCenterFindsOwnRequestsOfTheBranch() throws Exception {
    String made = serverRequest(7, "OPEN", 1);
    PullRequests requests = host.requests(HostKind.BITBUCKET_SERVER, "scm/~ME/repo");
    host.reply(
        200,
        "{\"size\": 4, \"isLastPage\": true, \"values\": ["
            + String.join(
                ",",
                serverRequest(3, "MERGED", 1),
                serverRequest(4, "DECLINED", 1),
                serverRequest(5, "OPEN", 2),
                made)
            + "]}");
    assertThat(requests.find(BRANCH))
        .containsExactly(
            request(7, "https://example.org/pr/7", State.OPEN),
            request(3, "https://example.org/pr/3", State.MERGED),
            request(4, "https://example.org/pr/4", State.CLOSED));
    StubHost.Asked asked = host.one();
    assertAsked(asked, "GET", "/rest/api/1.0/projects/%7EME/repos/repo/pull-requests");
    assertThat(asked.query())
        .isEqualTo(
            "state=ALL&direction=OUTGOING&order=NEWEST&limit=100&at=refs/heads/drydock/raise");
    assertThat(asked.headers()).containsEntry("Authorization", "Bearer " + StubHost.TOKEN);
  }

  @Test
  void bitbucketDataCenterMakesAndRenewsRequests() throws Exception {
    String made = serverRequest(7, "OPEN", 1);
    PullRequests requests = host.requests(HostKind.BITBUCKET_SERVER, "scm/~ME/repo");
    host.reply(201, made);
    PullRequest open = requests.create(PROPOSAL);
    StubHost.Asked asked = host.one();
    assertAsked(asked, "POST", "/rest/api/1.0/projects/%7EME/repos/repo/pull-requests");
    assertThat(asked.json())
        .isEqualTo(
            json(
                """
                {"title": "Raise \\"it\\"", "description": "Why\\n\\n- ä 😀\\n",
                 "fromRef": {"id": "refs/heads/drydock/raise",
                  "repository": {"slug": "repo", "project": {"key": "~ME"}}},
                 "toRef": {"id": "refs/heads/main",
                  "repository": {"slug": "repo", "project": {"key": "~ME"}}}}"""));

    host.reply(
            200,
            made.replace(
                "\"id\": 7",
                "\"id\": 7, \"version\": 12, \"reviewers\": [{\"user\": {\"name\": \"r1\"}}]"))
        .reply(200, made);
    requests.update(open, PROPOSAL);
    assertAsked(
        host.asked().removeFirst(),
        "GET",
        "/rest/api/1.0/projects/%7EME/repos/repo/pull-requests/7");
    asked = host.one();
    assertAsked(asked, "PUT", "/rest/api/1.0/projects/%7EME/repos/repo/pull-requests/7");
    assertThat(asked.json())
        .isEqualTo(
            json(
                """
                {"version": 12, "title": "Raise \\"it\\"",
                 "description": "Why\\n\\n- ä 😀\\n",
                 "reviewers": [{"user": {"name": "r1"}}]}"""));
  }

  @Test
  void bitbucketDataCenterDeclinesTheVersionWithItsLastWords() throws Exception {
    PullRequests requests = host.requests(HostKind.BITBUCKET_SERVER, "scm/~ME/repo");
    String made = serverRequest(7, "OPEN", 1);
    host.reply(200, made.replace("\"id\": 7", "\"id\": 7, \"version\": 12"))
        .reply(200, made)
        .reply(200, made.replace("\"id\": 7", "\"id\": 7, \"version\": 13"))
        .reply(200, serverRequest(7, "DECLINED", 1));
    PullRequest open = request(7, "https://example.org/pr/7", State.OPEN);
    assertThat(requests.close(open, PROPOSAL))
        .isEqualTo(request(7, "https://example.org/pr/7", State.CLOSED));
    String path = "/rest/api/1.0/projects/%7EME/repos/repo/pull-requests/7";
    assertAsked(host.asked().removeFirst(), "GET", path);
    StubHost.Asked words = host.asked().removeFirst();
    assertAsked(words, "PUT", path);
    assertThat(words.json().text("description")).isEqualTo(PROPOSAL.body());
    assertAsked(host.asked().removeFirst(), "GET", path);
    StubHost.Asked decline = host.one();
    assertAsked(decline, "POST", path + "/decline");
    assertThat(decline.query()).isEqualTo("version=13");
    assertThat(decline.json()).isEqualTo(json("{\"version\": 13}"));
  }

  private static String serverRequest(int number, String state, int source) {
    return """
    {"id": %d, "state": "%s", "title": "T", "description": "B",
     "links": {"self": [{"href": "https://example.org/pr/%d"}]},
     "fromRef": {"id": "refs/heads/drydock/raise", "repository": {"id": %d}},
     "toRef": {"id": "refs/heads/main", "repository": {"id": 1}}}"""
        .formatted(number, state, number, source);
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
