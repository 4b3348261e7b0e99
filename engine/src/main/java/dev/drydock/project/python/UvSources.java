package dev.drydock.project.python;

import dev.drydock.project.toml.TomlDependency;
import dev.drydock.project.toml.TomlDocument;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where uv takes packages from that a pyproject.toml declares
/// ([dependency sources](https://docs.astral.sh/uv/concepts/projects/dependencies/#dependency-sources)).
///
///     [tool.uv.sources]
///     httpx = { git = "https://github.com/encode/httpx", tag = "0.27.0" }
///     core = { workspace = true }
///     torch = { index = "pytorch" }
final class UvSources {
  private static final List<String> SECTION = List.of("tool", "uv", "sources");

  /// Why versions cannot be changed, by canonical names.
  private final Map<String, String> refusals = new HashMap<>();

  UvSources(TomlDocument document) {
    for (TomlDependency source : TomlDependency.of(document, UvSources::level)) {
      refusal(source)
          .ifPresent(why -> refusals.put(Pyproject.NAMES.canonical(source.key().name()), why));
    }
  }

  private static int level(List<String> path) {
    return path.size() > SECTION.size() && path.subList(0, SECTION.size()).equals(SECTION)
        ? SECTION.size()
        : -1;
  }

  /// An index is where releases are, another one than usual.
  private static Optional<String> refusal(TomlDependency source) {
    return source.properties().containsKey("workspace")
        ? Optional.of("is a package of this workspace: raise its version where it is made")
        : Pyproject.elsewhere(source);
  }

  /// The declaration, with the reason where its version cannot be changed.
  SpecifierDeclaration of(SpecifierDeclaration declaration) {
    String refusal = refusals.get(Pyproject.NAMES.canonical(declaration.specifier().name()));
    return refusal == null ? declaration : declaration.because(refusal);
  }
}
