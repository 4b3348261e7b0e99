package dev.drydock.change.host;

import static dev.drydock.change.host.HostInterface.encoded;

import dev.drydock.change.host.PullRequest.State;
import dev.drydock.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// GitLab's REST interface, version 4: `/projects/{id}/merge_requests`, the id being the project's
/// path.
final class GitLabMergeRequests implements PullRequests {
  private final HostInterface host;
  private final String requests;

  GitLabMergeRequests(HostProject project, HostInterface host) {
    this.host = host;
    this.requests = "/projects/" + encoded(project.path()) + "/merge_requests";
  }

  @Override
  public List<PullRequest> find(String branch) throws IOException, InterruptedException {
    Json list =
        host.get(requests + "?state=all&per_page=100&source_branch=" + encoded(branch), Map.of());
    return host.requests(
        host.array(list).stream().filter(one -> isFrom(one, branch)), GitLabMergeRequests::read);
  }

  private static boolean isFrom(Json request, String branch) {
    Optional<Long> from = request.integer("source_project_id");
    return from.isPresent()
        && from.equals(request.integer("target_project_id"))
        && branch.equals(request.text("source_branch"));
  }

  private static Optional<PullRequest> read(Json request) {
    String state = request.text("state");
    return HostInterface.of(
        request.integer("iid"),
        request.text("web_url"),
        "opened".equals(state)
            ? State.OPEN
            // `locked` is a request that is just being merged
            : "closed".equals(state) ? State.CLOSED : State.MERGED,
        request.text("title"),
        request.text("description"));
  }

  @Override
  public PullRequest create(Proposal proposal) throws IOException, InterruptedException {
    return host.request(
        host.send(
            "POST",
            requests,
            Map.of(),
            json ->
                json.member("source_branch", proposal.branch())
                    .member("target_branch", proposal.target())
                    .member("title", proposal.title())
                    .member("description", proposal.body())
                    .member("remove_source_branch", true)),
        GitLabMergeRequests::read);
  }

  @Override
  public PullRequest update(PullRequest present, Proposal proposal)
      throws IOException, InterruptedException {
    return host.request(
        host.send(
            "PUT",
            requests + "/" + present.number(),
            Map.of(),
            json -> json.member("title", proposal.title()).member("description", proposal.body())),
        GitLabMergeRequests::read);
  }

  @Override
  public PullRequest close(PullRequest present, Proposal proposal)
      throws IOException, InterruptedException {
    return host.request(
        host.send(
            "PUT",
            requests + "/" + present.number(),
            Map.of(),
            json ->
                json.member("title", proposal.title())
                    .member("description", proposal.body())
                    .member("state_event", "close")),
        GitLabMergeRequests::read);
  }

  @Override
  public int longestBody() {
    return 1_000_000;
  }
}
