package dev.drydock.change.host;

import dev.drydock.change.ChangeException;
import dev.drydock.change.ChangeException.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What shows a Git host who asks.
///
/// @param variable of the environment that it is from, for people
/// @param authorization the header's value; never shown
public record HostToken(String variable, String authorization) {

  /// The token for a project's host.
  ///
  /// @throws ChangeException where the environment has none
  public static HostToken of(HostProject project, HostTask task, Map<String, String> environment)
      throws ChangeException {
    for (String variable : variables(project, environment)) {
      String value = environment.get(variable);
      if (value != null && !value.isBlank()) {
        return of(project.kind(), variable, value.strip(), environment.get("BITBUCKET_USERNAME"));
      }
    }
    HostKind kind = project.kind();
    String job = environment.get("CI_JOB_TOKEN");
    if (kind == HostKind.GITLAB && job != null && !job.isBlank()) {
      throw new ChangeException(
          Kind.REFUSED,
          "GitLab's CI_JOB_TOKEN may not "
              + (task == HostTask.REQUESTS ? "open" : "comment on")
              + " merge requests; make a project access token with "
              + kind.rights(task)
              + ", and give it to the job as the masked variable GITLAB_TOKEN");
    }
    throw new ChangeException(
        Kind.REFUSED,
        "there is no token for "
            + project.host()
            + "; set "
            + String.join(" or ", kind.variables())
            + " to one with "
            + kind.rights(task));
  }

  /// A GitHub of one's own has variables of its own, as GitHub's command line has them; actions of
  /// Gitea and Forgejo call their token as GitHub does.
  private static List<String> variables(HostProject project, Map<String, String> environment) {
    List<String> variables = new ArrayList<>();
    String host = project.host();
    if (project.kind() == HostKind.GITHUB
        && !host.equals("github.com")
        && !host.endsWith(".ghe.com")) {
      variables.addAll(List.of("GH_ENTERPRISE_TOKEN", "GITHUB_ENTERPRISE_TOKEN"));
    }
    variables.addAll(project.kind().variables());
    PipelineServer server = PipelineServer.of(environment);
    if (project.kind() == HostKind.GITEA
        && server != null
        && server.kind() == HostKind.GITEA
        && server.host().equals(host)) {
      variables.add("GITHUB_TOKEN");
    }
    return variables;
  }

  private static HostToken of(HostKind kind, String variable, String token, @Nullable String user)
      throws ChangeException {
    // a header with other characters would be refused with the token in the message
    if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new ChangeException(
          Kind.REFUSED,
          variable + " has characters that no token has; copy the token again, without spaces");
    }
    return new HostToken(
        variable,
        switch (kind) {
          case GITHUB, GITLAB, BITBUCKET_SERVER -> "Bearer " + token;
          case BITBUCKET ->
              user == null || user.isBlank() ? "Bearer " + token : basic(user.strip(), token);
          case GITEA -> "token " + token;
        });
  }

  private static String basic(String user, String password) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String toString() {
    return "token of " + variable;
  }
}
