package dev.drydock.change.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.change.ChangeException;
import dev.drydock.change.ChangeException.Kind;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostProjectTest {

  @ParameterizedTest
  @CsvSource({
    "https://github.com/a/b.git, GITHUB, https://api.github.com, a/b",
    "https://github.com/a/b, GITHUB, https://api.github.com, a/b",
    "https://GitHub.com/a/b/, GITHUB, https://api.github.com, a/b",
    "https://user:p%40ss@github.com/a/b.git, GITHUB, https://api.github.com, a/b",
    "https://x-access-token:ghs_a|b^c@github.com/a/b.git, GITHUB, https://api.github.com, a/b",
    "git@github.com:a/b.git, GITHUB, https://api.github.com, a/b",
    "github.com:a/b, GITHUB, https://api.github.com, a/b",
    "git@github.com:/a/b.git, GITHUB, https://api.github.com, a/b",
    "ssh://git@github.com/a/b.git, GITHUB, https://api.github.com, a/b",
    "ssh://git@ssh.github.com:443/a/b.git, GITHUB, https://api.github.com, a/b",
    "git+ssh://git@github.com/a/b.dots.git, GITHUB, https://api.github.com, a/b.dots",
    "git@octo.ghe.com:a/b.git, GITHUB, https://api.octo.ghe.com, a/b",
    "https://gitlab.com/g/s/t/b.git, GITLAB, https://gitlab.com/api/v4, g/s/t/b",
    "git@gitlab.com:g/s/b.git, GITLAB, https://gitlab.com/api/v4, g/s/b",
    "ssh://git@altssh.gitlab.com:443/g/b, GITLAB, https://gitlab.com/api/v4, g/b",
    "https://me@bitbucket.org/w/b.git, BITBUCKET, https://api.bitbucket.org/2.0, w/b",
    "git@bitbucket.org:w/b.git, BITBUCKET, https://api.bitbucket.org/2.0, w/b",
    "https://codeberg.org/a/b.git, GITEA, https://codeberg.org/api/v1, a/b"
  })
  void publicHostsAreKnown(String url, HostKind kind, URI api, String path) throws Exception {
    HostProject project = HostProject.of(url, null, null, Map.of());
    assertThat(project.kind()).isEqualTo(kind);
    assertThat(project.api()).isEqualTo(api);
    assertThat(project.path()).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource({
    "https://git.example.org/a/b.git, GITHUB, https://git.example.org/api/v3, a/b",
    "git@git.example.org:a/b.git, GITHUB, https://git.example.org/api/v3, a/b",
    "https://git.example.org:8443/g/s/b, GITLAB, https://git.example.org:8443/api/v4, g/s/b",
    "ssh://git@git.example.org:2222/g/s/b, GITLAB, https://git.example.org/api/v4, g/s/b",
    "https://git.example.org/scm/KEY/b.git, BITBUCKET_SERVER,"
        + " https://git.example.org/rest/api/1.0, KEY/b",
    "https://git.example.org/bit/scm/~me/b.git, BITBUCKET_SERVER,"
        + " https://git.example.org/bit/rest/api/1.0, ~me/b",
    "ssh://git@git.example.org:7999/KEY/b.git, BITBUCKET_SERVER,"
        + " https://git.example.org/rest/api/1.0, KEY/b",
    "https://git.example.org/a/b.git, GITEA, https://git.example.org/api/v1, a/b",
    "http://127.0.0.1:3000/a/b.git, GITEA, http://127.0.0.1:3000/api/v1, a/b",
    "http://[::1]:3000/a/b.git, GITEA, http://[::1]:3000/api/v1, a/b"
  })
  void hostsOfOnesOwnAreWhatTheUserSays(String url, HostKind kind, URI api, String path)
      throws Exception {
    HostProject project = HostProject.of(url, kind, null, Map.of());
    assertThat(project.kind()).isEqualTo(kind);
    assertThat(project.api()).isEqualTo(api);
    assertThat(project.path()).isEqualTo(path);
  }

  @Test
  void addressOfTheHostCanBeGiven() throws Exception {
    URI below = URI.create("https://example.org/gitlab/");
    assertThat(
            HostProject.of("https://example.org/gitlab/g/b.git", HostKind.GITLAB, below, Map.of()))
        .isEqualTo(
            new HostProject(
                HostKind.GITLAB,
                "example.org",
                URI.create("https://example.org/gitlab/api/v4"),
                "g/b"));
    assertThat(HostProject.of("git@inner:g/b.git", HostKind.GITLAB, below, Map.of()).api())
        .isEqualTo(URI.create("https://example.org/gitlab/api/v4"));
    assertThat(
            HostProject.of(
                    "https://example.org/bit/scm/K/b.git",
                    HostKind.BITBUCKET_SERVER,
                    URI.create("https://example.org/bit"),
                    Map.of())
                .api())
        .isEqualTo(URI.create("https://example.org/bit/rest/api/1.0"));
  }

  @Test
  void pipelineKnowsItsOwnHostAndNoOther() throws Exception {
    Map<String, String> gitlab =
        Map.of("GITLAB_CI", "true", "CI_SERVER_URL", "https://git.example.org/lab");
    assertThat(HostProject.of("https://git.example.org/lab/g/b.git", null, null, gitlab))
        .isEqualTo(
            new HostProject(
                HostKind.GITLAB,
                "git.example.org",
                URI.create("https://git.example.org/lab/api/v4"),
                "g/b"));
    Map<String, String> forgejo =
        Map.of(
            "FORGEJO_ACTIONS",
            "true",
            "GITHUB_ACTIONS",
            "true",
            "GITHUB_SERVER_URL",
            "https://git.example.org");
    assertThat(HostProject.of("https://git.example.org/a/b", null, null, forgejo).kind())
        .isEqualTo(HostKind.GITEA);
    Map<String, String> github =
        Map.of("GITHUB_ACTIONS", "true", "GITHUB_SERVER_URL", "https://git.example.org");
    assertThat(HostProject.of("https://git.example.org/a/b", null, null, github).kind())
        .isEqualTo(HostKind.GITHUB);
    for (Map<String, String> environment : List.of(gitlab, forgejo, github)) {
      assertRefused(
          "https://gitlab.example.com/a/b",
          null,
          environment,
          Kind.UNSUPPORTED,
          "gitlab.example.com may be any Git host; say which with --host-kind (github, gitlab,"
              + " bitbucket, bitbucket-server, gitea), and it gets the token of that kind");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/srv/git/a/b.git",
        "../b.git",
        "file:///srv/git/a/b.git",
        "git://github.com/a/b.git",
        "ext::sh -c touch% x",
        "https://github.com/a/../b",
        "https://github.com//a//b",
        "https://github.com/a/b?x=y",
        "https://github.com/a/b#c",
        "https://github.com",
        "https:///a/b",
        "https://exa mple.org/a/b",
        "c:/repositories/b",
        "a/b:c/d",
        "git@git\u0000hub.com:a/b",
        ""
      })
  void whatIsNoProjectOfAHostIsSaidToBeNone(String url) {
    assertRefused(
        url,
        HostKind.GITHUB,
        Map.of(),
        Kind.UNSUPPORTED,
        "the remote is no project of a Git host (neither https nor ssh); choose another with"
            + " --remote, or make the branch only");
  }

  @Test
  void kindThatTheHostCannotBeIsRefused() {
    assertRefused(
        "https://github.com/a/b",
        HostKind.GITLAB,
        Map.of(),
        Kind.UNSUPPORTED,
        "github.com is GitHub; leave --host-kind out");
    assertRefused(
        "https://git.example.org/a/b",
        HostKind.BITBUCKET,
        Map.of(),
        Kind.UNSUPPORTED,
        "git.example.org is not Bitbucket Cloud, which is bitbucket.org; say --host-kind"
            + " bitbucket-server");
  }

  @Test
  void pathHasAsManySegmentsAsTheHostWants() {
    for (HostKind kind : List.of(HostKind.GITHUB, HostKind.BITBUCKET_SERVER, HostKind.GITEA)) {
      assertRefused(
          "https://git.example.org/a/b/c",
          kind,
          Map.of(),
          Kind.UNSUPPORTED,
          "the remote's path is no project of "
              + kind.title()
              + "; check the remote, --host-kind and --host-url");
    }
    assertRefused(
        "https://gitlab.com/a",
        null,
        Map.of(),
        Kind.UNSUPPORTED,
        "the remote's path is no project of GitLab; check the remote, --host-kind and --host-url");
  }

  @Test
  void tokensAreNotSentWithoutEncryption() {
    assertRefused(
        "http://git.example.org/a/b",
        HostKind.GITEA,
        Map.of(),
        Kind.REFUSED,
        "git.example.org is reached without encryption, and the token would be seen; name its"
            + " https address with --host-url");
  }

  @Test
  void addressThatIsNoneIsRefused() {
    for (String address :
        List.of(
            "ftp://example.org", "https://me:secret@example.org", "https:///x", "example.org")) {
      assertThatThrownBy(
              () ->
                  HostProject.of(
                      "https://example.org/a/b", HostKind.GITEA, URI.create(address), Map.of()))
          .isInstanceOf(ChangeException.class)
          .hasMessage("the address of the Git host is none; write --host-url https://HOST");
    }
  }

  @Test
  void tokenIsThatOfTheKind() throws Exception {
    assertToken("https://github.com/a/b", null, Map.of("GITHUB_TOKEN", " t \n"), "Bearer t");
    assertToken(
        "https://github.com/a/b", null, Map.of("GITHUB_TOKEN", "t", "GH_TOKEN", "u"), "Bearer u");
    assertToken(
        "https://git.example.org/a/b",
        HostKind.GITHUB,
        Map.of("GITHUB_TOKEN", "t", "GH_ENTERPRISE_TOKEN", "e"),
        "Bearer e");
    assertToken(
        "https://gitlab.com/a/b",
        null,
        Map.of("GITLAB_TOKEN", "t", "CI_JOB_TOKEN", "j"),
        "Bearer t");
    assertToken("https://bitbucket.org/a/b", null, Map.of("BITBUCKET_TOKEN", "t"), "Bearer t");
    assertToken(
        "https://bitbucket.org/a/b",
        null,
        Map.of("BITBUCKET_TOKEN", "t", "BITBUCKET_USERNAME", "me@example.org"),
        "Basic bWVAZXhhbXBsZS5vcmc6dA==");
    assertToken("https://codeberg.org/a/b", null, Map.of("FORGEJO_TOKEN", "t"), "token t");
    assertToken(
        "https://codeberg.org/a/b",
        null,
        Map.of(
            "GITHUB_TOKEN",
            "t",
            "FORGEJO_ACTIONS",
            "true",
            "GITHUB_SERVER_URL",
            "https://codeberg.org"),
        "token t");
  }

  private static void assertToken(
      String url, @Nullable HostKind kind, Map<String, String> environment, String authorization)
      throws Exception {
    HostToken token =
        HostToken.of(HostProject.of(url, kind, null, environment), HostTask.REQUESTS, environment);
    assertThat(token.authorization()).isEqualTo(authorization);
    assertThat(token.toString()).startsWith("token of ").doesNotContain(authorization);
  }

  @Test
  void missingTokenIsAskedForByName() throws Exception {
    HostProject github = HostProject.of("https://github.com/a/b", null, null, Map.of());
    assertThatThrownBy(
            () ->
                HostToken.of(
                    github, HostTask.REQUESTS, Map.of("GITLAB_TOKEN", "t", "GH_TOKEN", " ")))
        .hasMessage(
            "there is no token for github.com; set GH_TOKEN or GITHUB_TOKEN to one with contents:"
                + " write and pull-requests: write (the scope repo of a classic token)");
    // that of GitHub is not for Codeberg
    HostProject codeberg = HostProject.of("https://codeberg.org/a/b", null, null, Map.of());
    assertThatThrownBy(
            () ->
                HostToken.of(
                    codeberg,
                    HostTask.REQUESTS,
                    Map.of(
                        "GITHUB_TOKEN",
                        "t",
                        "GITHUB_ACTIONS",
                        "true",
                        "GITHUB_SERVER_URL",
                        "https://github.com")))
        .hasMessage(
            "there is no token for codeberg.org; set GITEA_TOKEN or FORGEJO_TOKEN to one with the"
                + " scope write:repository");
    HostProject gitlab = HostProject.of("https://gitlab.com/a/b", null, null, Map.of());
    assertThatThrownBy(() -> HostToken.of(gitlab, HostTask.REQUESTS, Map.of("CI_JOB_TOKEN", "t")))
        .hasMessage(
            "GitLab's CI_JOB_TOKEN may not open merge requests; make a project access token with"
                + " the scope api and the role Developer, and give it to the job as the masked"
                + " variable GITLAB_TOKEN");
    assertThatThrownBy(() -> HostToken.of(gitlab, HostTask.COMMENTS, Map.of("CI_JOB_TOKEN", "t")))
        .hasMessageStartingWith("GitLab's CI_JOB_TOKEN may not comment on merge requests; make a");
    assertThatThrownBy(() -> HostToken.of(codeberg, HostTask.COMMENTS, Map.of()))
        .hasMessageEndingWith("to one with the scopes write:issue and read:user");
    assertThatThrownBy(
            () -> HostToken.of(gitlab, HostTask.REQUESTS, Map.of("GITLAB_TOKEN", "a\r\nEvil: b")))
        .hasMessage(
            "GITLAB_TOKEN has characters that no token has; copy the token again, without spaces");
  }

  private static void assertRefused(
      String url,
      @Nullable HostKind kind,
      Map<String, String> environment,
      Kind expected,
      String message) {
    assertThatThrownBy(() -> HostProject.of(url, kind, null, environment))
        .isInstanceOfSatisfying(
            ChangeException.class,
            refused -> {
              assertThat(refused).hasMessage(message);
              assertThat(refused.kind()).isEqualTo(expected);
            });
  }
}
