package dev.drydock.pipeline;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A CI system, or another thing that runs a pipeline: where its file lies, and what it looks like.
///
/// @param name as the user says it
/// @param title as its makers write it
/// @param path of its file in a repository; `null` where it has none but the script
/// @param template the resource that the file is made from
/// @param beside where the file goes when there is one at `path`, for systems whose file can
///   include another one
/// @param line what to add to a file that is there already
/// @param after what is left to do when the file is written; `null` where nothing is
/// @param signs files and directories of a repository that uses it
/// @param hosts what the name of a Git host has in it where this is the system of that host
public record CiSystem(
    String name,
    String title,
    @Nullable String path,
    @Nullable String template,
    @Nullable String beside,
    String line,
    @Nullable String after,
    List<String> signs,
    List<String> hosts) {
  /// Where the script of all of them lies.
  public static final String SCRIPT = "ci/drydock.sh";

  static final String HOOK = "pre-push";

  public CiSystem {
    signs = List.copyOf(signs);
    hosts = List.copyOf(hosts);
  }

  /// All that are known, in the order in which they are told.
  public static List<CiSystem> builtIn() {
    return List.of(
        plain("github", "GitHub Actions", ".github/workflows/drydock.yml", "github.yml")
            .line("- run: " + SCRIPT + " all")
            .signs(".github/workflows")
            .hosts("github"),
        plain("gitlab", "GitLab CI", ".gitlab-ci.yml", "gitlab.yml")
            .beside("ci/drydock.gitlab-ci.yml", "include: {local: ci/drydock.gitlab-ci.yml}")
            .after("in GitLab, set the variable DRYDOCK_JOB_IMAGE; the file says to what")
            .signs(".gitlab-ci.yml")
            .hosts("gitlab"),
        plain("jenkins", "Jenkins", "Jenkinsfile", "Jenkinsfile")
            .line("sh '" + SCRIPT + " all'")
            .signs("Jenkinsfile"),
        plain("circleci", "CircleCI", ".circleci/config.yml", "circleci.yml")
            .line("- run: " + SCRIPT + " all")
            .signs(".circleci"),
        plain("bitbucket", "Bitbucket Pipelines", "bitbucket-pipelines.yml", "bitbucket.yml")
            .line("- " + SCRIPT + " all")
            .signs("bitbucket-pipelines.yml")
            .hosts("bitbucket"),
        plain("azure", "Azure Pipelines", "azure-pipelines.yml", "azure.yml")
            .line("- script: " + SCRIPT + " all")
            .signs("azure-pipelines.yml")
            .hosts("dev.azure.com", "visualstudio.com"),
        plain("tekton", "Tekton", "ci/drydock.tekton.yml", "tekton.yml")
            .after("kubectl apply -f ci/drydock.tekton.yml")
            .signs(".tekton", "tekton"),
        plain("git-hooks", "Git hooks", ".githooks/" + HOOK, HOOK)
            .line(SCRIPT + " pre-push \"$@\"")
            .after(
                "to switch it on in this clone: git config core.hooksPath .githooks (hooks in"
                    + " .git/hooks are then no longer run)"),
        plain("shell", "a shell script", null, null));
  }

  private static CiSystem plain(
      String name, String title, @Nullable String path, @Nullable String template) {
    return new CiSystem(
        name, title, path, template, null, SCRIPT + " all", null, List.of(), List.of());
  }

  private CiSystem line(String words) {
    return new CiSystem(name, title, path, template, beside, words, after, signs, hosts);
  }

  private CiSystem beside(String other, String words) {
    return new CiSystem(name, title, path, template, other, words, after, signs, hosts);
  }

  private CiSystem after(String words) {
    return new CiSystem(name, title, path, template, beside, line, words, signs, hosts);
  }

  private CiSystem signs(String... files) {
    return new CiSystem(name, title, path, template, beside, line, after, List.of(files), hosts);
  }

  private CiSystem hosts(String... names) {
    return new CiSystem(name, title, path, template, beside, line, after, signs, List.of(names));
  }

  /// The one that is called so.
  public static Optional<CiSystem> named(String name) {
    return builtIn().stream().filter(system -> system.name.equals(name)).findFirst();
  }
}
