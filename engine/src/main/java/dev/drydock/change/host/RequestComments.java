package dev.drydock.change.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The comments on one pull request.
public final class RequestComments {
  private static final int MOST_PAGES = 20;

  private final HostKind kind;
  private final HostComments host;

  private RequestComments(HostKind kind, HostComments host) {
    this.kind = kind;
    this.host = host;
  }

  /// @param number of the request within the project
  public static RequestComments of(
      HostProject project, long number, HostToken token, HostTransport transport) {
    HostInterface host = new HostInterface(project, token, HostTask.COMMENTS, transport);
    return new RequestComments(
        project.kind(),
        switch (project.kind()) {
          case GITHUB -> new GitHubComments(project, number, host);
          case GITLAB -> new GitLabNotes(project, number, host);
          case BITBUCKET -> new BitbucketComments(project, number, host);
          case BITBUCKET_SERVER -> new BitbucketServerComments(project, number, host);
          case GITEA -> new GiteaComments(project, number, host);
        });
  }

  /// Those that begin with a marker, the oldest first. Anybody can copy a marker: those of other
  /// people are left out as far as the host says who we are.
  public List<RequestComment> marked(String marker) throws IOException, InterruptedException {
    List<RequestComment> marked = new ArrayList<>();
    long at = 0;
    for (int page = 0; page < MOST_PAGES && at != HostComments.NONE; page++) {
      HostComments.Page read = host.page(at);
      read.comments().stream().filter(one -> one.beginsWith(marker)).forEach(marked::add);
      at = read.next();
    }
    return marked.isEmpty() ? List.of() : marked.stream().filter(host.ours()).toList();
  }

  public void add(String body) throws IOException, InterruptedException {
    host.add(body);
  }

  /// Gives a comment another text.
  public void replace(RequestComment present, String body)
      throws IOException, InterruptedException {
    host.replace(present, body);
  }

  /// Characters that a comment may have.
  public int longestBody() {
    return switch (kind) {
      case GITHUB, GITLAB, GITEA -> 65_000;
      case BITBUCKET, BITBUCKET_SERVER -> 32_000;
    };
  }

  /// Whether the host takes HTML within Markdown; others show its tags as they are written.
  public boolean takesHtml() {
    return switch (kind) {
      case GITHUB, GITLAB, GITEA -> true;
      case BITBUCKET, BITBUCKET_SERVER -> false;
    };
  }
}
