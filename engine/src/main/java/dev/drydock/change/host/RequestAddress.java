package dev.drydock.change.host;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a pull request is.
///
/// @param project URL of its project, as a Git remote would have it
/// @param number within the project
public record RequestAddress(String project, long number) {
  private static final int MAX_URL = 4096;
  private static final Pattern PAGE =
      Pattern.compile(
          "(https?://[^/]+/.+?)/(?:(?:-/)?merge_requests|pulls?|pull-requests)/([0-9]{1,18})"
              + "(?:[/?#].*)?");
  private static final Pattern SERVER_PROJECT =
      Pattern.compile("(https?://[^/]+(?:/.+)?)/(projects/|users/)([^/]+)/repos/([^/]+)");
  private static final Pattern REF = Pattern.compile("refs/pull/([0-9]{1,18})/(?:merge|head)");
  private static final Pattern OPEN = Pattern.compile("([^!,]+)!([0-9]{1,18})(?:,.*)?");
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

  /// The request whose page has that address; empty where it is none of a host that is known.
  public static Optional<RequestAddress> parse(String url) {
    if (url.length() > MAX_URL) {
      return Optional.empty();
    }
    Matcher page = PAGE.matcher(url.strip());
    return page.matches()
        ? Optional.of(new RequestAddress(project(page.group(1)), Long.parseLong(page.group(2))))
        : Optional.empty();
  }

  /// Bitbucket Data Center shows projects elsewhere than it has them cloned from.
  private static String project(String page) {
    Matcher server = SERVER_PROJECT.matcher(page);
    return server.matches()
        ? server.group(1)
            + "/scm/"
            + (server.group(2).equals("users/") ? "~" : "")
            + server.group(3)
            + "/"
            + server.group(4)
        : page;
  }

  /// The request that a CI job builds, as its environment tells; empty where it builds none.
  public static Optional<RequestAddress> ofPipeline(Map<String, String> environment) {
    Matcher ref = REF.matcher(environment.getOrDefault("GITHUB_REF", ""));
    if (ref.matches()) {
      return of(pipelineProject(environment).orElse(null), ref.group(1));
    }
    // of a merge request from a fork, CI_PROJECT_PATH is the fork
    Optional<RequestAddress> gitlab =
        of(
            onServer(environment, "CI_SERVER_URL", "CI_MERGE_REQUEST_PROJECT_PATH"),
            environment.get("CI_MERGE_REQUEST_IID"));
    Matcher open = OPEN.matcher(environment.getOrDefault("CI_OPEN_MERGE_REQUESTS", ""));
    if (gitlab.isEmpty() && open.matches() && environment.get("CI_SERVER_URL") != null) {
      gitlab = of(environment.get("CI_SERVER_URL") + "/" + open.group(1), open.group(2));
    }
    return gitlab
        .or(() -> ofBuild(environment, "BITBUCKET_PR_ID"))
        .or(() -> ofBuild(environment, "CI_COMMIT_PULL_REQUEST"))
        .or(() -> ofBuild(environment, "SYSTEM_PULLREQUEST_PULLREQUESTNUMBER"))
        .or(() -> parse(environment.getOrDefault("CHANGE_URL", "")))
        .or(() -> parse(environment.getOrDefault("CIRCLE_PULL_REQUEST", "")));
  }

  private static Optional<RequestAddress> ofBuild(
      Map<String, String> environment, String variable) {
    return of(pipelineProject(environment).orElse(null), environment.get(variable));
  }

  private static Optional<RequestAddress> of(@Nullable String project, @Nullable String number) {
    return project == null || number == null || !NUMBER.matcher(number).matches()
        ? Optional.empty()
        : Optional.of(new RequestAddress(project, Long.parseLong(number)));
  }

  /// URL of the project that a CI job builds, as its environment tells.
  public static Optional<String> pipelineProject(Map<String, String> environment) {
    String bitbucket = environment.get("BITBUCKET_REPO_FULL_NAME");
    return Optional.ofNullable(onServer(environment, "GITHUB_SERVER_URL", "GITHUB_REPOSITORY"))
        .or(() -> Optional.ofNullable(onServer(environment, "CI_SERVER_URL", "CI_PROJECT_PATH")))
        .or(() -> Optional.ofNullable(bitbucket).map(name -> "https://bitbucket.org/" + name))
        // Woodpecker, Azure Pipelines
        .or(() -> Optional.ofNullable(environment.get("CI_REPO_URL")))
        .or(() -> Optional.ofNullable(environment.get("BUILD_REPOSITORY_URI")));
  }

  private static @Nullable String onServer(
      Map<String, String> environment, String server, String path) {
    String address = environment.get(server);
    String name = environment.get(path);
    return address == null || name == null ? null : address + "/" + name;
  }
}
