package dev.drydock.change.host;

import static dev.drydock.change.host.HostInterface.encoded;

import dev.drydock.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Comments by GitHub's REST interface, version 2022-11-28: `/repos/{owner}/{repo}/issues`, since
/// every pull request is an issue too.
final class GitHubComments implements HostComments {
  private static final int PAGE = 100;

  private final HostInterface host;
  private final String issues;
  private final String comments;

  GitHubComments(HostProject project, long number, HostInterface host) {
    this.host = host;
    this.issues = "/repos/" + encoded(project.owner()) + "/" + encoded(project.name()) + "/issues";
    this.comments = issues + "/" + number + "/comments";
  }

  @Override
  public Page page(long at) throws IOException, InterruptedException {
    List<Json> list =
        host.array(
            host.get(
                comments + "?per_page=" + PAGE + "&page=" + (at + 1), GitHubPullRequests.HEADERS));
    return Page.of(list, GitHubComments::read, list.size() < PAGE ? NONE : at + 1);
  }

  private static Optional<RequestComment> read(Json comment) {
    Json user = comment.get("user").orElse(null);
    return RequestComment.of(
        comment.integer("id"),
        HostComments.id(user),
        user != null && "Bot".equals(user.text("type")),
        comment.text("body"));
  }

  /// A workflow's token may not ask who it is, but it is a program. It may edit the comments of
  /// everybody, so a person's must not be taken for its own.
  @Override
  public Predicate<RequestComment> ours() throws IOException, InterruptedException {
    String self = HostComments.id(host.getIfShown("/user", GitHubPullRequests.HEADERS));
    return self == null ? RequestComment::program : HostComments.by(self);
  }

  @Override
  public void add(String body) throws IOException, InterruptedException {
    host.send("POST", comments, GitHubPullRequests.HEADERS, json -> json.member("body", body));
  }

  @Override
  public void replace(RequestComment present, String body)
      throws IOException, InterruptedException {
    host.send(
        "PATCH",
        issues + "/comments/" + present.id(),
        GitHubPullRequests.HEADERS,
        json -> json.member("body", body));
  }
}
