package dev.drydock.change.host;

import static dev.drydock.change.host.HostInterface.encoded;

import dev.drydock.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Comments by GitLab's REST interface, version 4: `/projects/{id}/merge_requests/{iid}/notes`.
final class GitLabNotes implements HostComments {
  private static final int PAGE = 100;

  private final HostInterface host;
  private final String notes;

  GitLabNotes(HostProject project, long number, HostInterface host) {
    this.host = host;
    this.notes = "/projects/" + encoded(project.path()) + "/merge_requests/" + number + "/notes";
  }

  @Override
  public Page page(long at) throws IOException, InterruptedException {
    List<Json> list =
        host.array(
            host.get(
                notes + "?sort=asc&order_by=created_at&per_page=" + PAGE + "&page=" + (at + 1),
                Map.of()));
    return Page.of(list, GitLabNotes::read, list.size() < PAGE ? NONE : at + 1);
  }

  /// GitLab writes notes of its own on what people do.
  private static Optional<RequestComment> read(Json note) {
    return note.isTrue("system")
        ? Optional.empty()
        : RequestComment.of(
            note.integer("id"),
            HostComments.id(note.get("author").orElse(null)),
            false,
            note.text("body"));
  }

  @Override
  public Predicate<RequestComment> ours() throws IOException, InterruptedException {
    return HostComments.by(HostComments.id(host.getIfShown("/user", Map.of())));
  }

  @Override
  public void add(String body) throws IOException, InterruptedException {
    host.send("POST", notes, Map.of(), json -> json.member("body", body));
  }

  @Override
  public void replace(RequestComment present, String body)
      throws IOException, InterruptedException {
    host.send("PUT", notes + "/" + present.id(), Map.of(), json -> json.member("body", body));
  }
}
