package dev.drydock.project.golang;

import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.golang.GoModFile.Block;
import dev.drydock.project.golang.GoModFile.Line;
import dev.drydock.project.golang.GoModFile.Word;
import dev.drydock.project.source.SourceText;
import dev.drydock.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// One go.mod. Its dependencies are those that it requires directly; indirect ones can be raised
/// and taken out too. The standard library counts as the dependency `stdlib`.
final class GoMod implements ProjectManifest {
  private static final String TIDY = "`go mod tidy` renews go.sum";

  private final GoModFile file;
  private final SourceText source;
  private final Toolchain toolchain;

  /// By the module that is replaced.
  private final Map<String, List<Line>> replacements;

  GoMod(GoModFile file) {
    this.file = file;
    this.source = file.source();
    this.toolchain = new Toolchain(file);
    this.replacements =
        file.of("replace").stream().collect(Collectors.groupingBy(line -> line.word(0).text()));
  }

  @Override
  public String path() {
    return source.path();
  }

  @Override
  public List<DeclaredDependency> dependencies() {
    List<DeclaredDependency> found = new ArrayList<>();
    toolchain.dependency().ifPresent(found::add);
    for (Line line : file.of("require")) {
      if (!line.isIndirect()) {
        String name = line.word(0).text();
        String version = decidingVersion(name, line.word(1).text());
        found.add(
            new DeclaredDependency(
                name, version, ModuleVersion.of(version), source.line(line.start()), false));
      }
    }
    return found;
  }

  /// That of a replacement by another version of the same module.
  private String decidingVersion(String name, String version) {
    return replacement(name, version)
        .map(Line::words)
        .filter(words -> words.size() > 3 && words.get(words.size() - 2).text().equals(name))
        .map(words -> words.getLast().text())
        .orElse(version);
  }

  /// Of several requirements of one module the highest, which is the one that holds.
  private Optional<Line> required(String name) {
    return file.of("require").stream()
        .filter(line -> line.word(0).text().equals(name))
        .reduce(
            (one, other) ->
                ModuleVersion.reaches(one.word(1).text(), other.word(1).text()) ? one : other);
  }

  @Override
  public ManifestEdit raise(String name, String version) {
    if (name.equals(Toolchain.STANDARD_LIBRARY)) {
      return toolchain.raise(version);
    }
    Optional<Line> required = required(name);
    if (required.isEmpty()) {
      return undeclared(name);
    }
    Optional<String> wanted = ModuleVersion.of(version);
    return wanted.isEmpty() ? noVersion(version) : raise(required.get(), wanted.get());
  }

  private ManifestEdit raise(Line required, String wanted) {
    String name = required.word(0).text();
    Optional<Line> replaced = replacement(name, required.word(1).text());
    if (replaced.isPresent()) {
      return raiseReplacement(replaced.get(), name, wanted);
    }
    return raise(required.word(1), name, wanted);
  }

  private ManifestEdit raise(Word present, String name, String version) {
    if (ModuleVersion.reaches(present.text(), version)) {
      return new ManifestEdit.Satisfied();
    }
    Optional<String> wanted = ModuleVersion.at(name, version, present.text());
    if (wanted.isEmpty()) {
      return new ManifestEdit.Refused(
          "%s %s is another module, %s: require that one and change the imports"
              .formatted(name, version, ModuleVersion.otherPath(name, version)));
    }
    Optional<Line> excluded =
        file.of("exclude").stream()
            .filter(
                line ->
                    line.word(0).text().equals(name) && line.word(1).text().equals(wanted.get()))
            .findFirst();
    if (excluded.isPresent()) {
      return new ManifestEdit.Refused(
          "%s %s is excluded in line %d of %s: take another version"
              .formatted(name, wanted.get(), source.line(excluded.get().start()), path()));
    }
    return source.changed(
        List.of(source.replacement(present.start(), present.end(), wanted.get())), TIDY);
  }

  /// The `replace` that holds for a module at a version.
  private Optional<Line> replacement(String name, String version) {
    return replacements.getOrDefault(name, List.of()).stream()
        .filter(line -> line.word(1).text().equals("=>") || line.word(1).text().equals(version))
        .findFirst();
  }

  /// A replacement by another version of the same module is what decides.
  private ManifestEdit raiseReplacement(Line replaced, String name, String wanted) {
    int arrow = replaced.words().stream().map(Word::text).toList().indexOf("=>");
    Word target = replaced.word(arrow + 1);
    if (target.text().equals(name) && replaced.words().size() > arrow + 2) {
      return raise(replaced.word(arrow + 2), name, wanted);
    }
    return new ManifestEdit.Refused(
        "%s is replaced by %s in line %d of %s: bring the fix in there"
            .formatted(name, target.text(), source.line(replaced.start()), path()));
  }

  private ManifestEdit undeclared(String name) {
    return new ManifestEdit.Refused("%s is not required in %s".formatted(printable(name), path()));
  }

  private static ManifestEdit noVersion(String version) {
    return new ManifestEdit.Refused(
        "\"%s\" is no version of a Go module: give one like v1.2.3".formatted(printable(version)));
  }

  private static String printable(String text) {
    String cut = text.length() > 100 ? text.substring(0, 100) + "…" : text;
    return cut.replaceAll("\\p{Cntrl}", "?");
  }

  @Override
  public ManifestEdit override(String name, String version) {
    if (name.equals(Toolchain.STANDARD_LIBRARY) || required(name).isPresent()) {
      return raise(name, version);
    }
    Optional<String> wanted = ModuleVersion.of(version);
    if (wanted.isEmpty()) {
      return noVersion(version);
    }
    if (!ModuleVersion.isPath(name)) {
      return noPath(name);
    }
    Optional<String> written = ModuleVersion.at(name, wanted.get(), "");
    Optional<Line> replaced = replacement(name, wanted.get());
    if (replaced.isPresent()) {
      return raiseReplacement(replaced.get(), name, wanted.get());
    }
    return written.isEmpty()
        ? new ManifestEdit.Refused(
            "%s %s is another module, %s: name that one"
                .formatted(name, wanted.get(), ModuleVersion.otherPath(name, wanted.get())))
        : source.changed(List.of(indirect(name, written.get())), TIDY);
  }

  private static ManifestEdit noPath(String name) {
    return new ManifestEdit.Refused("\"%s\" is no module path".formatted(printable(name)));
  }

  /// In the block of indirect requirements, in order; else in a line of its own after the last
  /// requirement.
  private TextEdit indirect(String name, String version) {
    String requirement = name + " " + version + " // indirect";
    List<Line> requirements = file.of("require");
    int block =
        requirements.stream()
            .filter(line -> line.isIndirect() && line.block() >= 0)
            .mapToInt(Line::block)
            .max()
            .orElse(-1);
    if (block < 0) {
      return alone(requirements, requirement);
    }
    List<Line> there = requirements.stream().filter(line -> line.block() == block).toList();
    for (Line line : there) {
      if (line.word(0).text().compareTo(name) > 0) {
        return TextEdit.insertion(
            source.lineStart(line.start()),
            source.indentation(line.start()) + requirement + source.newline());
      }
    }
    int last = there.getLast().start();
    return TextEdit.insertion(
        source.lineEnd(last), source.newline() + source.indentation(last) + requirement);
  }

  private TextEdit alone(List<Line> requirements, String requirement) {
    String newline = source.newline();
    Line last = requirements.isEmpty() ? file.lines().getLast() : requirements.getLast();
    int end = source.lineEnd(last.start());
    if (last.block() >= 0) {
      end = source.lineEnd(file.blocks().get(last.block()).end());
    }
    boolean single = last.block() < 0 && last.directive().equals("require");
    return TextEdit.insertion(end, newline.repeat(single ? 1 : 2) + "require " + requirement);
  }

  @Override
  public ManifestEdit replace(String name, String replacement, String version) {
    Optional<Line> required = required(name);
    if (required.isEmpty()) {
      return undeclared(name);
    }
    Optional<String> wanted =
        ModuleVersion.of(version).flatMap(each -> ModuleVersion.at(replacement, each, ""));
    if (wanted.isEmpty()) {
      return noVersion(version);
    }
    if (!ModuleVersion.isPath(replacement)) {
      return noPath(replacement);
    }
    if (replacement.equals(name)) {
      return raise(name, version);
    }
    String next = "change the imports of %s to %s, then %s".formatted(name, replacement, TIDY);
    if (required(replacement).isPresent()) {
      return switch (raise(required(replacement).get(), wanted.get())) {
        case ManifestEdit.Refused refused -> refused;
        case ManifestEdit.Satisfied _ -> source.changed(List.of(removal(required.get())), next);
        case ManifestEdit.Changed(List<TextEdit> edits, int _, String _) -> {
          List<TextEdit> all = new ArrayList<>(edits);
          all.add(removal(required.get()));
          yield source.changed(all, next);
        }
      };
    }
    Word path = required.get().word(0);
    Word present = required.get().word(1);
    return source.changed(
        List.of(
            new TextEdit(path.start(), path.end(), replacement),
            new TextEdit(present.start(), present.end(), wanted.get())),
        next);
  }

  @Override
  public ManifestEdit remove(String name) {
    Optional<Line> required = required(name);
    return required.isEmpty()
        ? undeclared(name)
        : source.changed(List.of(removal(required.get())), TIDY);
  }

  /// With the block where nothing else is in it.
  private TextEdit removal(Line line) {
    boolean alone =
        line.block() >= 0
            && file.lines().stream().filter(each -> each.block() == line.block()).count() == 1;
    if (!alone) {
      return new TextEdit(source.lineStart(line.start()), source.nextLine(line.start()), "");
    }
    Block block = file.blocks().get(line.block());
    return new TextEdit(source.lineStart(block.start()), source.nextLine(block.end()), "");
  }
}
