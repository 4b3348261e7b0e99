package dev.drydock.project.npm;

import dev.drydock.project.json.JsonDeclaration;
import dev.drydock.project.requirement.RequirementSyntax;
import java.util.Optional;

/// What a dependency of package.json may name besides versions
/// ([npm-package-arg](https://docs.npmjs.com/cli/using-npm/package-spec), and yarn's and pnpm's own
/// protocols).
final class NpmSources implements JsonDeclaration.Sources {

  @Override
  public Optional<String> refusal(String requirement) {
    String text = requirement.strip();
    int colon = text.indexOf(':');
    String protocol = colon < 0 ? "" : text.substring(0, colon);
    return switch (protocol) {
      case "" -> withoutProtocol(text);
      case "npm" -> Optional.of("stands for %s: raise that alias by hand".formatted(text));
      case "workspace" ->
          Optional.of(
              "is a package of this workspace (%s): raise its version where it is made"
                  .formatted(text));
      case "catalog" ->
          Optional.of(
              "takes its version from the catalog (%s): raise it there, in pnpm-workspace.yaml or .yarnrc.yml"
                  .formatted(text));
      case "file", "link", "portal" ->
          Optional.of("comes from a directory (%s): raise it there".formatted(text));
      case "patch" ->
          Optional.of("is patched (%s): make the patch again for the new version".formatted(text));
      default -> Optional.of(elsewhere(text));
    };
  }

  private static Optional<String> withoutProtocol(String text) {
    boolean local =
        text.startsWith(".")
            || text.startsWith("/")
            || text.startsWith("~/")
            || text.endsWith(".tgz");
    if (local) {
      return Optional.of("comes from a file or directory (%s): raise it there".formatted(text));
    }
    if (text.indexOf('/') >= 0) {
      return Optional.of(elsewhere(text));
    }
    return text.isEmpty() || RequirementSyntax.NPM.parse(text).isPresent() || isTag(text)
        ? Optional.empty()
        : Optional.of(
            "is declared as \"%s\", which is no range of versions: mend it first".formatted(text));
  }

  private static String elsewhere(String text) {
    return "comes from %s and not from the registry: point it at a release with the fix there"
        .formatted(text);
  }

  /// `latest`, `next`.
  private static boolean isTag(String text) {
    return Character.isLetter(text.charAt(0))
        && text.chars()
            .allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.');
  }
}
