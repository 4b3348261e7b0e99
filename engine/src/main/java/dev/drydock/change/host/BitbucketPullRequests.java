package dev.drydock.change.host;

import static dev.drydock.change.host.HostInterface.encoded;

import dev.drydock.change.host.PullRequest.State;
import dev.drydock.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Bitbucket Cloud's REST interface, version 2.0:
/// `/repositories/{workspace}/{repo_slug}/pullrequests`.
final class BitbucketPullRequests implements PullRequests {
  private final HostInterface host;
  private final String pulls;

  BitbucketPullRequests(HostProject project, HostInterface host) {
    this.host = host;
    this.pulls =
        "/repositories/"
            + encoded(project.owner())
            + "/"
            + encoded(project.name())
            + "/pullrequests";
  }

  @Override
  public List<PullRequest> find(String branch) throws IOException, InterruptedException {
    String query = encoded("source.branch.name = \"" + branch.replace("\"", "\\\"") + "\"");
    Json page =
        host.get(
            pulls
                + "?state=OPEN&state=MERGED&state=DECLINED&state=SUPERSEDED&pagelen=50"
                + "&sort=-created_on&q="
                + query,
            Map.of());
    return host.requests(
        host.array(page.get("values").orElse(null)).stream().filter(one -> isFrom(one, branch)),
        BitbucketPullRequests::read);
  }

  private static boolean isFrom(Json request, String branch) {
    Optional<String> from = repository(request, "source");
    return from.isPresent()
        && from.equals(repository(request, "destination"))
        && request
            .get("source")
            .flatMap(source -> source.get("branch"))
            .filter(one -> branch.equals(one.text("name")))
            .isPresent();
  }

  private static Optional<String> repository(Json request, String end) {
    return request
        .get(end)
        .flatMap(one -> one.get("repository"))
        .flatMap(one -> one.get("uuid"))
        .flatMap(Json::text);
  }

  private static Optional<PullRequest> read(Json request) {
    String state = request.text("state");
    return HostInterface.of(
        request.integer("id"),
        request
            .get("links")
            .flatMap(links -> links.get("html"))
            .map(html -> html.text("href"))
            .orElse(null),
        "OPEN".equals(state) ? State.OPEN : "MERGED".equals(state) ? State.MERGED : State.CLOSED,
        request.text("title"),
        request.text("description"));
  }

  @Override
  public PullRequest create(Proposal proposal) throws IOException, InterruptedException {
    return host.request(
        host.send(
            "POST",
            pulls,
            Map.of(),
            json -> {
              json.member("title", proposal.title()).member("description", proposal.body());
              json.object("source").object("branch").member("name", proposal.branch());
              json.end().end();
              json.object("destination").object("branch").member("name", proposal.target());
              json.end().end();
              json.member("close_source_branch", true);
            }),
        BitbucketPullRequests::read);
  }

  /// Reviewers who are not sent along would be taken off the request, and lists do not tell them.
  @Override
  public PullRequest update(PullRequest present, Proposal proposal)
      throws IOException, InterruptedException {
    String path = pulls + "/" + present.number();
    Json now = host.get(path, Map.of());
    String target =
        now.get("destination")
            .flatMap(one -> one.get("branch"))
            .map(one -> one.text("name"))
            .orElse(proposal.target());
    return host.request(
        host.send(
            "PUT",
            path,
            Map.of(),
            json -> {
              json.member("title", proposal.title()).member("description", proposal.body());
              json.object("destination").object("branch").member("name", target);
              json.end().end();
              json.array("reviewers");
              for (Json reviewer : now.items("reviewers")) {
                json.object().member("uuid", reviewer.text("uuid")).end();
              }
              json.end();
            }),
        BitbucketPullRequests::read);
  }

  @Override
  public PullRequest close(PullRequest present, Proposal proposal)
      throws IOException, InterruptedException {
    update(present, proposal);
    return host.request(
        host.post(pulls + "/" + present.number() + "/decline", Map.of()),
        BitbucketPullRequests::read);
  }

  @Override
  public int longestBody() {
    return 32_000;
  }
}
