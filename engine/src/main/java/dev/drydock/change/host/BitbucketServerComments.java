package dev.drydock.change.host;

import static dev.drydock.change.host.HostInterface.encoded;

import dev.drydock.json.Json;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Comments by Bitbucket Data Center's REST interface, version 1.0:
/// `/projects/{projectKey}/repos/{repositorySlug}/pull-requests/{id}`. It lists comments of files
/// only; all others are among what happened to the request.
final class BitbucketServerComments implements HostComments {
  private final HostInterface host;
  private final String request;

  BitbucketServerComments(HostProject project, long number, HostInterface host) {
    this.host = host;
    this.request =
        "/projects/"
            + encoded(project.owner())
            + "/repos/"
            + encoded(project.name())
            + "/pull-requests/"
            + number;
  }

  @Override
  public Page page(long at) throws IOException, InterruptedException {
    Json page = host.get(request + "/activities?limit=100&start=" + at, Map.of());
    long next = page.integer("nextPageStart").orElse(NONE);
    return Page.of(
        host.array(page.get("values").orElse(null)),
        BitbucketServerComments::read,
        next > at ? next : NONE);
  }

  private static Optional<RequestComment> read(Json activity) {
    return "ADDED".equals(activity.text("commentAction"))
        ? activity
            .get("comment")
            .flatMap(
                comment ->
                    RequestComment.of(
                        comment.integer("id"),
                        HostComments.id(comment.get("author").orElse(null)),
                        false,
                        comment.text("text")))
        : Optional.empty();
  }

  /// It does not say who asks, and lets nobody edit another's comment.
  @Override
  public Predicate<RequestComment> ours() {
    return HostComments.by(null);
  }

  @Override
  public void add(String body) throws IOException, InterruptedException {
    host.send("POST", request + "/comments", Map.of(), json -> json.member("text", body));
  }

  /// The version says which state of the comment is meant.
  @Override
  public void replace(RequestComment present, String body)
      throws IOException, InterruptedException {
    String path = request + "/comments/" + present.id();
    long version = host.get(path, Map.of()).integer("version").orElse(0L);
    host.send("PUT", path, Map.of(), json -> json.member("text", body).member("version", version));
  }
}
