package dev.drydock.change.host;

/// What is done on a Git host, and so what its token has to be good for.
public enum HostTask {
  /// branches are made into pull requests
  REQUESTS,
  /// a pull request that is there is commented on
  COMMENTS
}
