package dev.drydock.change.host;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A kind of Git host: one REST interface.
public enum HostKind {
  GITHUB(
      "github",
      "GitHub",
      "pull request",
      List.of("GH_TOKEN", "GITHUB_TOKEN"),
      "contents: write and pull-requests: write (the scope repo of a classic token)",
      "pull-requests: write (the scope repo of a classic token)"),
  GITLAB(
      "gitlab",
      "GitLab",
      "merge request",
      List.of("GITLAB_TOKEN"),
      "the scope api and the role Developer",
      "the scope api and the role Developer"),
  BITBUCKET(
      "bitbucket",
      "Bitbucket Cloud",
      "pull request",
      List.of("BITBUCKET_TOKEN"),
      "the scopes repository:write and pullrequest:write",
      "the scope pullrequest:write"),
  BITBUCKET_SERVER(
      "bitbucket-server",
      "Bitbucket Data Center",
      "pull request",
      List.of("BITBUCKET_TOKEN"),
      "the permission to write to the repository",
      "the permission to read the repository"),
  GITEA(
      "gitea",
      "Gitea or Forgejo",
      "pull request",
      List.of("GITEA_TOKEN", "FORGEJO_TOKEN"),
      "the scope write:repository",
      "the scopes write:issue and read:user");

  private final String word;
  private final String title;
  private final String noun;
  private final List<String> variables;
  private final String rights;
  private final String commentRights;

  HostKind(
      String word,
      String title,
      String noun,
      List<String> variables,
      String rights,
      String commentRights) {
    this.word = word;
    this.title = title;
    this.noun = noun;
    this.variables = variables;
    this.rights = rights;
    this.commentRights = commentRights;
  }

  /// As `--host-kind` takes it.
  public String word() {
    return word;
  }

  /// As its makers call it.
  public String title() {
    return title;
  }

  /// `pull request`, or what it is called there.
  public String noun() {
    return noun;
  }

  /// Environment variables that hold a token, the first one first.
  List<String> variables() {
    return variables;
  }

  /// What a token has to be good for.
  String rights(HostTask task) {
    return switch (task) {
      case REQUESTS -> rights;
      case COMMENTS -> commentRights;
    };
  }

  public static Optional<HostKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  /// All words, for people.
  public static String words() {
    return Arrays.stream(values()).map(HostKind::word).collect(Collectors.joining(", "));
  }
}
