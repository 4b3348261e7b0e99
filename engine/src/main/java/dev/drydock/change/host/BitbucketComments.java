package dev.drydock.change.host;

import static dev.drydock.change.host.HostInterface.encoded;

import dev.drydock.json.Json;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Comments by Bitbucket Cloud's REST interface, version 2.0:
/// `/repositories/{workspace}/{repo_slug}/pullrequests/{id}/comments`.
final class BitbucketComments implements HostComments {
  private final HostInterface host;
  private final String comments;

  BitbucketComments(HostProject project, long number, HostInterface host) {
    this.host = host;
    this.comments =
        "/repositories/"
            + encoded(project.owner())
            + "/"
            + encoded(project.name())
            + "/pullrequests/"
            + number
            + "/comments";
  }

  @Override
  public Page page(long at) throws IOException, InterruptedException {
    Json page = host.get(comments + "?sort=created_on&pagelen=100&page=" + (at + 1), Map.of());
    return Page.of(
        host.array(page.get("values").orElse(null)),
        BitbucketComments::read,
        page.text("next") == null ? NONE : at + 1);
  }

  private static Optional<RequestComment> read(Json comment) {
    return comment.isTrue("deleted")
        ? Optional.empty()
        : RequestComment.of(
            comment.integer("id"),
            comment.get("user").map(user -> user.text("uuid")).orElse(null),
            false,
            comment.get("content").map(content -> content.text("raw")).orElse(null));
  }

  @Override
  public Predicate<RequestComment> ours() throws IOException, InterruptedException {
    Json user = host.getIfShown("/user", Map.of());
    return HostComments.by(user == null ? null : user.text("uuid"));
  }

  @Override
  public void add(String body) throws IOException, InterruptedException {
    send("POST", comments, body);
  }

  @Override
  public void replace(RequestComment present, String body)
      throws IOException, InterruptedException {
    send("PUT", comments + "/" + present.id(), body);
  }

  private void send(String method, String path, String body)
      throws IOException, InterruptedException {
    host.send(method, path, Map.of(), json -> json.object("content").member("raw", body).end());
  }
}
