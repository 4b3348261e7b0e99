package dev.drydock.change.host;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The Git host that the pipeline in which this runs belongs to, as its environment tells.
///
/// @param address of its web pages
record PipelineServer(HostKind kind, URI address) {

  /// `null` where this is no pipeline of a Git host that says so.
  static @Nullable PipelineServer of(Map<String, String> environment) {
    if (isTrue(environment, "GITLAB_CI")) {
      return of(HostKind.GITLAB, environment.get("CI_SERVER_URL"));
    }
    if (isTrue(environment, "GITEA_ACTIONS") || isTrue(environment, "FORGEJO_ACTIONS")) {
      return of(HostKind.GITEA, environment.get("GITHUB_SERVER_URL"));
    }
    if (isTrue(environment, "GITHUB_ACTIONS")) {
      return of(HostKind.GITHUB, environment.get("GITHUB_SERVER_URL"));
    }
    return null;
  }

  private static boolean isTrue(Map<String, String> environment, String name) {
    return "true".equals(environment.get(name));
  }

  private static @Nullable PipelineServer of(HostKind kind, @Nullable String address) {
    try {
      URI uri = URI.create(String.valueOf(address));
      return uri.getHost() == null ? null : new PipelineServer(kind, uri);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  String host() {
    return address.getHost().toLowerCase(Locale.ROOT);
  }
}
