package dev.drydock.change.host;

import java.io.IOException;
import java.util.List;

/// The pull requests of one project on one host.
public interface PullRequests {

  /// Those from a branch of the project itself, whatever their state; open ones first. Those of
  /// forks that have a branch of the same name are none of them.
  List<PullRequest> find(String branch) throws IOException, InterruptedException;

  PullRequest create(Proposal proposal) throws IOException, InterruptedException;

  /// Gives an open request another title and body; all else of it stays.
  PullRequest update(PullRequest present, Proposal proposal)
      throws IOException, InterruptedException;

  /// Gives an open request another title and body, and closes it without a merge.
  PullRequest close(PullRequest present, Proposal proposal)
      throws IOException, InterruptedException;

  /// Characters that a body may have.
  int longestBody();

  static PullRequests of(HostProject project, HostToken token, HostTransport transport) {
    HostInterface host = new HostInterface(project, token, HostTask.REQUESTS, transport);
    return switch (project.kind()) {
      case GITHUB -> new GitHubPullRequests(project, host);
      case GITLAB -> new GitLabMergeRequests(project, host);
      case BITBUCKET -> new BitbucketPullRequests(project, host);
      case BITBUCKET_SERVER -> new BitbucketServerPullRequests(project, host);
      case GITEA -> new GiteaPullRequests(project, host);
    };
  }
}
