package dev.drydock.change.host;

import static dev.drydock.change.host.HostInterface.encoded;

import dev.drydock.change.host.PullRequest.State;
import dev.drydock.json.Json;
import dev.drydock.json.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Bitbucket Data Center's REST interface, version 1.0:
/// `/projects/{projectKey}/repos/{repositorySlug}/pull-requests`.
final class BitbucketServerPullRequests implements PullRequests {
  private static final String HEADS = "refs/heads/";

  private final HostProject project;
  private final HostInterface host;
  private final String pulls;

  BitbucketServerPullRequests(HostProject project, HostInterface host) {
    this.project = project;
    this.host = host;
    this.pulls =
        "/projects/"
            + encoded(project.owner())
            + "/repos/"
            + encoded(project.name())
            + "/pull-requests";
  }

  @Override
  public List<PullRequest> find(String branch) throws IOException, InterruptedException {
    Json page =
        host.get(
            pulls
                + "?state=ALL&direction=OUTGOING&order=NEWEST&limit=100&at="
                + encoded(HEADS + branch),
            Map.of());
    return host.requests(
        host.array(page.get("values").orElse(null)).stream().filter(one -> isFrom(one, branch)),
        BitbucketServerPullRequests::read);
  }

  private static boolean isFrom(Json request, String branch) {
    Optional<Long> from = repository(request, "fromRef");
    return from.isPresent()
        && from.equals(repository(request, "toRef"))
        && request
            .get("fromRef")
            .filter(ref -> (HEADS + branch).equals(ref.text("id")))
            .isPresent();
  }

  private static Optional<Long> repository(Json request, String ref) {
    return request.get(ref).flatMap(one -> one.get("repository")).flatMap(one -> one.integer("id"));
  }

  private static Optional<PullRequest> read(Json request) {
    String state = request.text("state");
    return HostInterface.of(
        request.integer("id"),
        request.get("links").stream()
            .flatMap(links -> links.items("self").stream())
            .flatMap(self -> Optional.ofNullable(self.text("href")).stream())
            .findFirst()
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
              ref(json, "fromRef", proposal.branch());
              ref(json, "toRef", proposal.target());
            }),
        BitbucketServerPullRequests::read);
  }

  private void ref(JsonWriter json, String name, String branch) throws IOException {
    json.object(name).member("id", HEADS + branch);
    json.object("repository").member("slug", project.name());
    json.object("project").member("key", project.owner()).end();
    json.end().end();
  }

  /// The version says which state of the request is meant; reviewers who are not sent along would
  /// be taken off it.
  @Override
  public PullRequest update(PullRequest present, Proposal proposal)
      throws IOException, InterruptedException {
    String path = pulls + "/" + present.number();
    Json now = host.get(path, Map.of());
    return host.request(
        host.send(
            "PUT",
            path,
            Map.of(),
            json -> {
              json.member("version", now.integer("version").orElse(0L).longValue());
              json.member("title", proposal.title()).member("description", proposal.body());
              json.array("reviewers");
              for (Json reviewer : now.items("reviewers")) {
                String name = reviewer.get("user").map(one -> one.text("name")).orElse(null);
                json.object().object("user").member("name", name).end().end();
              }
              json.end();
            }),
        BitbucketServerPullRequests::read);
  }

  /// The new text makes a new version, which is the one to decline; older releases take its number
  /// from the query, newer ones from the body.
  @Override
  public PullRequest close(PullRequest present, Proposal proposal)
      throws IOException, InterruptedException {
    update(present, proposal);
    String path = pulls + "/" + present.number();
    long version = host.get(path, Map.of()).integer("version").orElse(0L);
    return host.request(
        host.send(
            "POST",
            path + "/decline?version=" + version,
            Map.of(),
            json -> json.member("version", version)),
        BitbucketServerPullRequests::read);
  }

  @Override
  public int longestBody() {
    return 32_000;
  }
}
