package dev.drydock.change.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.change.ChangeException;
import dev.drydock.change.ChangeException.Kind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Hosts that refuse, fail, or mean harm. No line that comes of it has the token in it.
@Timeout(60)
class HostileHostTest {
  private static final String BRANCH = "drydock/raise";
  private static final Proposal PROPOSAL = new Proposal(BRANCH, "main", "T", "B");

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
  void rightsThatAreMissingAreNamed() throws Exception {
    assertRefused(
        HostKind.GITHUB,
        401,
        "{\"message\": \"Bad credentials " + StubHost.TOKEN + "\"}",
        Kind.REFUSED,
        "127.0.0.1 does not take the token of GH_TOKEN; it may have ended: make a new one with"
            + " contents: write and pull-requests: write (the scope repo of a classic token)");
    assertRefused(
        HostKind.GITHUB,
        403,
        "{\"message\": \"Resource not accessible by integration\"}",
        Kind.REFUSED,
        "the workflow's token may not open pull requests; give the job permissions: contents: write"
            + " and pull-requests: write");
    assertRefused(
        HostKind.GITHUB,
        403,
        "{\"message\": \"GitHub Actions is not permitted to create or approve pull requests.\"}",
        Kind.REFUSED,
        "this project does not let GitHub Actions open pull requests; allow it in its settings"
            + " (Actions, General, Workflow permissions), or set GH_TOKEN to another token");
    assertRefused(
        HostKind.GITLAB,
        403,
        "{\"error\": \"insufficient_scope\", \"scope\": \"api\"}",
        Kind.REFUSED,
        "the token of GITLAB_TOKEN may not do this with own/repo on 127.0.0.1; it needs the scope"
            + " api and the role Developer");
    assertRefused(
        HostKind.GITEA,
        404,
        "{}",
        Kind.NOT_FOUND,
        "127.0.0.1 has no project own/repo, or does not show it to the token of GITEA_TOKEN; check"
            + " the remote, and that the token has the scope write:repository");
  }

  @Test
  void whatIsNotTakenIsExplained() throws Exception {
    assertRefused(
        HostKind.GITHUB,
        422,
        "{\"errors\": [{\"message\": \"A pull request already exists for own:drydock/raise.\"}]}",
        Kind.STALE,
        "the pull request on 127.0.0.1 is there already, or was changed meanwhile; run again");
    assertRefused(
        HostKind.GITLAB,
        409,
        "{\"message\": [\"Another open merge request already exists\"]}",
        Kind.STALE,
        "the merge request on 127.0.0.1 is there already, or was changed meanwhile; run again");
    assertRefused(
        HostKind.GITHUB,
        422,
        "{\"errors\": [{\"message\": \"No commits between main and drydock/raise\"}]}",
        Kind.INVALID,
        "127.0.0.1 sees no difference between the branch and its target; nothing is left to do");
    assertRefused(
        HostKind.BITBUCKET,
        400,
        "{\"type\": \"error\", \"error\": {\"message\": \"\u001b[31mdestination: gone\"}}",
        Kind.INVALID,
        "127.0.0.1 takes no such pull request (HTTP 400); check that its target branch is there and"
            + " that the project allows pull requests");
  }

  @Test
  void limitsOfRequestsSayUntilWhen() throws Exception {
    String start = "127.0.0.1 says that it is asked too often; ";
    assertLimited(
        403,
        Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1770000000"),
        start + "try again after 2026-02-02 02:40 UTC");
    assertLimited(403, Map.of("Retry-After", "60"), start + "try again in 60 s");
    assertLimited(
        429,
        Map.of("RateLimit-Reset", "1770000000"),
        start + "try again after 2026-02-02 02:40 UTC");
    assertLimited(429, Map.of(), start + "wait a little");
    assertLimited(
        429, Map.of("Retry-After", "Mon, 02 Feb 2026 02:40:00 GMT"), start + "wait a little");
    assertLimited(
        429,
        Map.of("RateLimit-Reset", "999999999999"),
        start + "try again after +33658-09-27 01:46 UTC");
    assertLimited(429, Map.of("RateLimit-Reset", "-1"), start + "wait a little");
  }

  private void assertLimited(int status, Map<String, String> headers, String message)
      throws Exception {
    host.reply(status, headers, "{}");
    PullRequests requests = host.requests(HostKind.GITHUB, "own/repo");
    assertFailure(() -> requests.find(BRANCH), Kind.RATE_LIMITED, message);
  }

  @Test
  void hostThatIsIllIsSaidToBe() throws Exception {
    for (int status : List.of(500, 502, 503, 504)) {
      assertRefused(
          HostKind.GITLAB,
          status,
          "<html>",
          Kind.UNAVAILABLE,
          "127.0.0.1 cannot answer at the moment (HTTP " + status + "); try again later");
    }
    host.asked().clear();
  }

  @Test
  void answersThatAreNoneAreSaidToBeNone() throws Exception {
    String start = "127.0.0.1 does not answer as GitHub does: ";
    String end = "; check --host-kind and --host-url";
    for (String body : List.of("<html>sign in</html>", "", "[", "\"", "[".repeat(100_000))) {
      assertRefused(
          HostKind.GITHUB,
          200,
          body,
          Kind.UNSUPPORTED,
          start + "it does not answer with JSON" + end);
    }
    host.reply(200, "{\"message\": \"hello\"}");
    PullRequests requests = host.requests(HostKind.GITHUB, "own/repo");
    assertFailure(
        () -> requests.find(BRANCH),
        Kind.UNSUPPORTED,
        start + "it has no list where one belongs" + end);
    for (String body :
        List.of(
            "{}",
            "null",
            "{\"number\": \"7\", \"title\": \"T\", \"html_url\": \"https://a\"}",
            "{\"number\": 7, \"title\": \"T\", \"html_url\": \"javascript:x\"}",
            "{\"number\": 7, \"title\": \"T\", \"html_url\": \"https://a/\\u001b[2J\"}",
            "{\"number\": 99999999999999999999, \"title\": \"T\", \"html_url\": \"https://a\"}")) {
      host.reply(201, body);
      assertFailure(
          () -> requests.create(PROPOSAL),
          Kind.UNSUPPORTED,
          start + "it tells of no pull request" + end);
    }
    assertRefused(
        HostKind.GITHUB, 418, "{}", Kind.UNSUPPORTED, start + "it answers with HTTP 418" + end);
  }

  @Test
  void tokenGoesToNoOtherAddress() throws Exception {
    try (StubHost other = new StubHost()) {
      PullRequests requests = host.requests(HostKind.GITHUB, "own/repo");
      for (int status : List.of(301, 302, 303, 307, 308)) {
        for (String location :
            List.of(
                other.address() + "/x",
                host.address().replace("http:", "https:") + "/x",
                host.address().replace("//", "//user@") + "/x",
                "//example.org/x",
                "mailto:x",
                "::")) {
          host.reply(status, Map.of("Location", location), "");
          assertThatThrownBy(() -> requests.find(BRANCH))
              .hasMessage(
                  "127.0.0.1 does not answer as GitHub does: it sends us on to another address,"
                      + " which does not get the token; check --host-kind and --host-url");
        }
      }
      assertThat(other.asked()).isEmpty();
    }
  }

  @Test
  void redirectsWithinTheHostAreFollowed() throws Exception {
    PullRequests requests = host.requests(HostKind.GITHUB, "own/repo");
    host.reply(301, Map.of("Location", host.address() + "/api/v3/repositories/9/pulls"), "")
        .reply(200, "[]");
    assertThat(requests.find(BRANCH)).isEmpty();
    assertThat(host.asked().stream().map(StubHost.Asked::path))
        .containsExactly("/api/v3/repos/own/repo/pulls", "/api/v3/repositories/9/pulls");
    host.asked().clear();
    host.reply(307, Map.of("Location", "/api/v3/repositories/9/pulls"), "")
        .reply(
            201,
            "{\"number\": 7, \"state\": \"open\", \"title\": \"T\", \"html_url\": \"https://a\"}");
    assertThat(requests.create(PROPOSAL).number()).isEqualTo(7);
    assertThat(host.asked().stream().map(asked -> asked.method() + " " + asked.path()))
        .containsExactly("POST /api/v3/repos/own/repo/pulls", "POST /api/v3/repositories/9/pulls");
    assertThat(host.asked().get(1).body()).isEqualTo(host.asked().get(0).body());
    host.asked().clear();
    host.reply(301, Map.of("Location", "/api/v3/repositories/9/pulls"), "");
    assertFailure(
        () -> requests.create(PROPOSAL),
        Kind.NOT_FOUND,
        "own/repo has moved on 127.0.0.1; set the remote's new URL");
    host.asked().clear();
    for (int i = 0; i < 10; i++) {
      host.reply(302, Map.of("Location", "/round"), "");
    }
    assertFailure(
        () -> requests.find(BRANCH),
        Kind.UNSUPPORTED,
        "127.0.0.1 does not answer as GitHub does: it sends us round in circles; check --host-kind"
            + " and --host-url");
    assertThat(host.asked()).hasSize(4);
  }

  @Test
  void answerThatIsTooLargeIsNotReadToItsEnd() throws Exception {
    PullRequests requests = host.requests(HostKind.GITHUB, "own/repo");
    host.reply(200, "[" + " ".repeat(17 << 20) + "]");
    assertFailure(
        () -> requests.find(BRANCH),
        Kind.UNAVAILABLE,
        "cannot ask 127.0.0.1: the connection broke, or the answer was too large; try again");
  }

  @Test
  void answerThatNeverEndsIsGivenUp() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (var connection = socket.accept()) {
                  connection
                      .getOutputStream()
                      .write(
                          "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n["
                              .getBytes(StandardCharsets.UTF_8));
                  Thread.sleep(20_000);
                } catch (Exception _) {
                  // the test is over
                }
              });
      HostProject project =
          HostProject.of(
              "http://127.0.0.1:" + socket.getLocalPort() + "/own/repo",
              HostKind.GITEA,
              null,
              Map.of());
      PullRequests requests =
          PullRequests.of(
              project,
              HostToken.of(project, HostTask.REQUESTS, Map.of("GITEA_TOKEN", StubHost.TOKEN)),
              new ClientTransport(
                  HttpClient.newHttpClient(), "drydock/test", Duration.ofMillis(300)));
      assertFailure(
          () -> requests.find(BRANCH),
          Kind.UNAVAILABLE,
          "cannot ask 127.0.0.1: it took too long; try again");
    }
  }

  @Test
  void hostThatIsNotThereIsSaidNotToBe() throws Exception {
    PullRequests requests = host.requests(HostKind.GITHUB, "own/repo");
    host.close();
    assertFailure(
        () -> requests.find(BRANCH),
        Kind.UNAVAILABLE,
        "cannot ask 127.0.0.1: nothing answers there; look at the network and the proxy");
  }

  @Test
  void clientThatFollowsRedirectsIsNotTaken() {
    HttpClient follows =
        HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ClientTransport(follows, "drydock", Duration.ofSeconds(1)));
  }

  @Test
  void requestsDoNotShowTheirHeaders() {
    assertThat(
            new HostTransport.Request(
                "GET", URI.create("https://a/b"), Map.of("Authorization", "secret"), new byte[0]))
        .hasToString("GET https://a/b");
  }

  private void assertRefused(HostKind kind, int status, String body, Kind expected, String message)
      throws Exception {
    PullRequests requests = host.requests(kind, "own/repo");
    host.reply(status, body);
    assertFailure(() -> requests.create(PROPOSAL), expected, message);
  }

  private static void assertFailure(ThrowingCallable call, Kind kind, String message) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ChangeException.class,
            failure -> {
              assertThat(failure).hasMessage(message);
              assertThat(failure.kind()).isEqualTo(kind);
              for (Throwable at = failure; at != null; at = at.getCause()) {
                assertThat(at.toString()).doesNotContain(StubHost.TOKEN);
              }
            });
  }
}
