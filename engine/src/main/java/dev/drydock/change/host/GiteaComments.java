package dev.drydock.change.host;

import static dev.drydock.change.host.HostInterface.encoded;

import dev.drydock.json.Json;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Comments by the REST interface of Gitea and Forgejo, version 1: `/repos/{owner}/{repo}/issues`,
/// which gives all comments at once.
final class GiteaComments implements HostComments {
  private final HostInterface host;
  private final String issues;
  private final String comments;

  GiteaComments(HostProject project, long number, HostInterface host) {
    this.host = host;
    this.issues = "/repos/" + encoded(project.owner()) + "/" + encoded(project.name()) + "/issues";
    this.comments = issues + "/" + number + "/comments";
  }

  @Override
  public Page page(long at) throws IOException, InterruptedException {
    return Page.of(host.array(host.get(comments, Map.of())), GiteaComments::read, NONE);
  }

  private static Optional<RequestComment> read(Json comment) {
    return RequestComment.of(
        comment.integer("id"),
        HostComments.id(comment.get("user").orElse(null)),
        false,
        comment.text("body"));
  }

  @Override
  public Predicate<RequestComment> ours() throws IOException, InterruptedException {
    return HostComments.by(HostComments.id(host.getIfShown("/user", Map.of())));
  }

  @Override
  public void add(String body) throws IOException, InterruptedException {
    host.send("POST", comments, Map.of(), json -> json.member("body", body));
  }

  @Override
  public void replace(RequestComment present, String body)
      throws IOException, InterruptedException {
    host.send(
        "PATCH", issues + "/comments/" + present.id(), Map.of(), json -> json.member("body", body));
  }
}
