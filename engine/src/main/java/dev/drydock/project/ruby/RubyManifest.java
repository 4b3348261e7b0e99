package dev.drydock.project.ruby;

import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.declaration.Change;
import dev.drydock.project.declaration.Declarations;
import dev.drydock.project.source.SourceText;
import dev.drydock.text.TextEdit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One Gemfile or gemspec.
final class RubyManifest implements ProjectManifest {
  private static final String DEVELOPMENT = "add_development_dependency";
  private static final Set<String> GEMSPEC =
      Set.of("add_dependency", "add_runtime_dependency", DEVELOPMENT);

  private final SourceText source;
  private final List<RubyCall> calls;
  private final boolean gemspec;
  private final Declarations declarations;

  private RubyManifest(SourceText source, List<RubyCall> calls, boolean gemspec) {
    this.source = source;
    this.calls = calls;
    this.gemspec = gemspec;
    this.declarations =
        new Declarations(
            source,
            calls.stream().map(this::declaration).toList(),
            new GemNames(),
            name -> "`bundle update --conservative %s` renews the lock file".formatted(name));
  }

  static RubyManifest gemfile(SourceText source) throws ManifestException {
    return new RubyManifest(source, RubyCalls.of(source, Set.of("gem"), "a Gemfile"), false);
  }

  static RubyManifest gemspec(SourceText source) throws ManifestException {
    return new RubyManifest(source, RubyCalls.of(source, GEMSPEC, "a gemspec"), true);
  }

  private GemDeclaration declaration(RubyCall call) {
    boolean development =
        gemspec
            ? source.text().substring(call.start(), call.name().start()).contains(DEVELOPMENT)
            : GemDeclaration.isForDevelopment(call);
    return new GemDeclaration(source, call, development);
  }

  @Override
  public String path() {
    return source.path();
  }

  @Override
  public List<DeclaredDependency> dependencies() {
    return declarations.dependencies();
  }

  @Override
  public ManifestEdit raise(String name, String version) {
    return declarations.raise(name, version);
  }

  /// Bundler has no place for what others bring: it becomes a line of its own in the Gemfile. In a
  /// gemspec it would be asked of everyone who uses the gem.
  @Override
  public ManifestEdit override(String name, String version) {
    return declarations.override(
        name,
        version,
        () ->
            gemspec
                ? new Change.Refusal(
                    "%s is not declared in %s, where it would be asked of all who use this gem: put it into the Gemfile"
                        .formatted(name, path()))
                : Change.of(added(name, version)));
  }

  /// After the last gem that stands in no block.
  private TextEdit added(String name, String version) {
    Optional<RubyCall> last =
        calls.stream().filter(call -> !call.nested()).reduce((_, later) -> later);
    char quote = quote();
    String line = "gem " + quote + name + quote + ", " + quote + ">= " + version + quote;
    if (last.isPresent()) {
      return TextEdit.insertion(source.lineEnd(last.get().end()), source.newline() + line);
    }
    int end = source.length();
    boolean lineEnded = end == 0 || "\r\n".indexOf(source.text().charAt(end - 1)) >= 0;
    return TextEdit.insertion(end, lineEnded ? line + source.newline() : source.newline() + line);
  }

  private char quote() {
    int doubled = source.text().indexOf('"');
    int single = source.text().indexOf('\'');
    return single >= 0 && (doubled < 0 || single < doubled) ? '\'' : '"';
  }

  @Override
  public ManifestEdit replace(String name, String replacement, String version) {
    return declarations.replace(name, replacement, version);
  }

  @Override
  public ManifestEdit remove(String name) {
    return declarations.remove(name);
  }
}
