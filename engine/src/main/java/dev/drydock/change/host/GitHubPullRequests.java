package dev.drydock.change.host;

import static dev.drydock.change.host.HostInterface.encoded;

import dev.drydock.change.host.PullRequest.State;
import dev.drydock.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// GitHub's REST interface, version 2022-11-28: `/repos/{owner}/{repo}/pulls`.
final class GitHubPullRequests implements PullRequests {
  static final Map<String, String> HEADERS =
      Map.of("Accept", "application/vnd.github+json", "X-GitHub-Api-Version", "2022-11-28");

  private final HostProject project;
  private final HostInterface host;
  private final String pulls;

  GitHubPullRequests(HostProject project, HostInterface host) {
    this.project = project;
    this.host = host;
    this.pulls = "/repos/" + encoded(project.owner()) + "/" + encoded(project.name()) + "/pulls";
  }

  @Override
  public List<PullRequest> find(String branch) throws IOException, InterruptedException {
    String head = encoded(project.owner() + ":" + branch);
    Json list = host.get(pulls + "?state=all&per_page=100&head=" + head, HEADERS);
    // a filter that GitHub does not understand is no filter
    return host.requests(
        host.array(list).stream().filter(one -> isFrom(one, branch)), GitHubPullRequests::read);
  }

  private static boolean isFrom(Json request, String branch) {
    Optional<Json> head = request.get("head");
    Optional<Long> from = head.flatMap(one -> one.get("repo")).flatMap(one -> one.integer("id"));
    Optional<Long> to =
        request.get("base").flatMap(one -> one.get("repo")).flatMap(one -> one.integer("id"));
    return from.isPresent()
        && from.equals(to)
        && head.filter(one -> branch.equals(one.text("ref"))).isPresent();
  }

  private static Optional<PullRequest> read(Json request) {
    State state =
        "open".equals(request.text("state"))
            ? State.OPEN
            : request.get("merged_at").isPresent() ? State.MERGED : State.CLOSED;
    return HostInterface.of(
        request.integer("number"),
        request.text("html_url"),
        state,
        request.text("title"),
        request.text("body"));
  }

  @Override
  public PullRequest create(Proposal proposal) throws IOException, InterruptedException {
    return host.request(
        host.send(
            "POST",
            pulls,
            HEADERS,
            json ->
                json.member("title", proposal.title())
                    .member("head", proposal.branch())
                    .member("base", proposal.target())
                    .member("body", proposal.body())),
        GitHubPullRequests::read);
  }

  @Override
  public PullRequest update(PullRequest present, Proposal proposal)
      throws IOException, InterruptedException {
    return host.request(
        host.send(
            "PATCH",
            pulls + "/" + present.number(),
            HEADERS,
            json -> json.member("title", proposal.title()).member("body", proposal.body())),
        GitHubPullRequests::read);
  }

  @Override
  public PullRequest close(PullRequest present, Proposal proposal)
      throws IOException, InterruptedException {
    return host.request(
        host.send(
            "PATCH",
            pulls + "/" + present.number(),
            HEADERS,
            json ->
                json.member("title", proposal.title())
                    .member("body", proposal.body())
                    .member("state", "closed")),
        GitHubPullRequests::read);
  }

  @Override
  public int longestBody() {
    return 65_536;
  }
}
