package dev.drydock.project.gradle;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.edit.SourceText;
import java.util.List;

/// A build script with what it declares and where.
///
/// @param dependencies in the order of the file
/// @param isLocking whether it asks Gradle to keep lock files
record BuildScript(
    String path,
    SourceText source,
    boolean kotlin,
    List<ScriptToken> tokens,
    List<ScriptBlock> blocks,
    ScriptVariables variables,
    List<ScriptDependency> dependencies,
    boolean isLocking) {
  private static final int MOST_TOKENS = 2_000_000;

  static BuildScript read(String path, String text, boolean kotlin, Limits limits)
      throws ManifestException {
    if (text.length() > limits.documentBytes()) {
      throw new ManifestException(
          "%s goes over the limit of %,d characters".formatted(path, limits.documentBytes()));
    }
    SourceText source = new SourceText(text);
    List<ScriptToken> tokens = ScriptScanner.scan(text, kotlin);
    if (tokens.size() > MOST_TOKENS) {
      throw new ManifestException("%s is longer than people write".formatted(path));
    }
    ScriptStructure structure = ScriptStructure.of(path, source, tokens, limits);
    ScriptVariables variables = ScriptDefinitions.read(text, kotlin, tokens, structure);
    List<ScriptDependency> dependencies =
        new ScriptDependencies(text, kotlin, tokens, structure, variables).read();
    dependencies.sort((one, other) -> Integer.compare(one.start(), other.start()));
    boolean isLocking =
        tokens.stream()
            .anyMatch(
                token ->
                    token.isWord("dependencyLocking")
                        || token.isWord("activateDependencyLocking")
                        || token.isWord("lockAllConfigurations"));
    return new BuildScript(
        path,
        source,
        kotlin,
        tokens,
        structure.blocks(),
        variables,
        List.copyOf(dependencies),
        isLocking);
  }

  List<ScriptDependency> named(String name) {
    return dependencies.stream().filter(one -> one.name().equals(name)).toList();
  }

  int line(int offset) {
    return source.line(offset);
  }
}
