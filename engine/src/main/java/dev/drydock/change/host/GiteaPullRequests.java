package dev.drydock.change.host;

import static dev.drydock.change.host.HostInterface.encoded;

import dev.drydock.change.host.PullRequest.State;
import dev.drydock.json.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The REST interface of Gitea and Forgejo, version 1: `/repos/{owner}/{repo}/pulls`. It knows no
/// question for the requests of a branch, so pages of all are looked through.
final class GiteaPullRequests implements PullRequests {
  private static final int PAGE = 50;
  private static final int MOST_OPEN = 40;
  private static final int MOST_CLOSED = 6;

  private final HostInterface host;
  private final String pulls;

  GiteaPullRequests(HostProject project, HostInterface host) {
    this.host = host;
    this.pulls = "/repos/" + encoded(project.owner()) + "/" + encoded(project.name()) + "/pulls";
  }

  @Override
  public List<PullRequest> find(String branch) throws IOException, InterruptedException {
    List<Json> found = pages("open", MOST_OPEN, branch);
    if (found.isEmpty()) {
      found = pages("closed", MOST_CLOSED, branch);
    }
    return host.requests(found.stream(), GiteaPullRequests::read);
  }

  private List<Json> pages(String state, int most, String branch)
      throws IOException, InterruptedException {
    List<Json> found = new ArrayList<>();
    for (int page = 1; page <= most; page++) {
      List<Json> list =
          host.array(
              host.get(
                  pulls + "?state=" + state + "&sort=recentupdate&limit=" + PAGE + "&page=" + page,
                  Map.of()));
      list.stream().filter(one -> isFrom(one, branch)).forEach(found::add);
      // a host may hand out fewer at once than were asked for
      if (list.isEmpty()) {
        break;
      }
    }
    return found;
  }

  private static boolean isFrom(Json request, String branch) {
    Optional<Json> head = request.get("head");
    Optional<Long> from = head.flatMap(one -> one.integer("repo_id"));
    return from.isPresent()
        && from.equals(request.get("base").flatMap(one -> one.integer("repo_id")))
        && head.filter(one -> branch.equals(one.text("ref"))).isPresent();
  }

  private static Optional<PullRequest> read(Json request) {
    return HostInterface.of(
        request.integer("number"),
        request.text("html_url"),
        request.isTrue("merged")
            ? State.MERGED
            : "open".equals(request.text("state")) ? State.OPEN : State.CLOSED,
        request.text("title"),
        request.text("body"));
  }

  @Override
  public PullRequest create(Proposal proposal) throws IOException, InterruptedException {
    return host.request(
        host.send(
            "POST",
            pulls,
            Map.of(),
            json ->
                json.member("title", proposal.title())
                    .member("head", proposal.branch())
                    .member("base", proposal.target())
                    .member("body", proposal.body())),
        GiteaPullRequests::read);
  }

  @Override
  public PullRequest update(PullRequest present, Proposal proposal)
      throws IOException, InterruptedException {
    return host.request(
        host.send(
            "PATCH",
            pulls + "/" + present.number(),
            Map.of(),
            json -> json.member("title", proposal.title()).member("body", proposal.body())),
        GiteaPullRequests::read);
  }

  @Override
  public PullRequest close(PullRequest present, Proposal proposal)
      throws IOException, InterruptedException {
    return host.request(
        host.send(
            "PATCH",
            pulls + "/" + present.number(),
            Map.of(),
            json ->
                json.member("title", proposal.title())
                    .member("body", proposal.body())
                    .member("state", "closed")),
        GiteaPullRequests::read);
  }

  @Override
  public int longestBody() {
    return 65_000;
  }
}
