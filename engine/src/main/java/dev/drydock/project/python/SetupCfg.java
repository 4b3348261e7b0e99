package dev.drydock.project.python;

import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.declaration.Change;
import dev.drydock.project.declaration.Declarations;
import dev.drydock.project.python.IniFile.Header;
import dev.drydock.project.python.IniFile.Option;
import dev.drydock.project.python.IniFile.Piece;
import dev.drydock.project.source.SourceText;
import dev.drydock.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One setup.cfg. A list of several lines has one requirement in each, a list of one line has
/// semicolons between them.
final class SetupCfg implements ProjectManifest {
  private static final PythonNames NAMES = new PythonNames();
  private static final String INSTALL = "install_requires";

  private final SourceText source;
  private final IniFile.Content content;
  private final Declarations declarations;

  SetupCfg(SourceText source) throws ManifestException {
    this.source = source;
    this.content = new IniFile(source).read();
    List<SpecifierDeclaration> found = new ArrayList<>();
    for (Option option : content.options()) {
      if (isList(option) && !isInAFile(option)) {
        boolean development =
            option.section().equals("options")
                ? !option.key().equals(INSTALL)
                : DevelopmentNames.isOne(option.key());
        found.addAll(declarations(option, development));
      }
    }
    this.declarations = new Declarations(source, found, NAMES, _ -> "");
  }

  private static boolean isList(Option option) {
    return switch (option.section()) {
      case "options" ->
          option.key().equals(INSTALL)
              || option.key().equals("setup_requires")
              || option.key().equals("tests_require");
      case "options.extras_require" -> true;
      default -> false;
    };
  }

  /// `file: requirements.txt`, which is a file of its own.
  private boolean isInAFile(Option option) {
    return !option.pieces().isEmpty()
        && source.text().startsWith("file:", option.pieces().getFirst().start());
  }

  private List<SpecifierDeclaration> declarations(Option option, boolean development)
      throws ManifestException {
    boolean lines = isOfLines(option);
    List<Piece> pieces = lines ? option.pieces() : split(option);
    List<DependencySpecifier> specifiers = new ArrayList<>();
    for (Piece piece : pieces) {
      specifiers.add(
          DependencySpecifier.read(source.text(), piece.start(), piece.end())
              .orElseThrow(() -> source.broken(piece.start(), "a setup.cfg", "no requirement")));
    }
    String pin = TomlSpecifiers.pin(specifiers);
    List<SpecifierDeclaration> found = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      TextEdit removal = lines ? lineRemoval(pieces.get(i)) : removal(pieces, i);
      found.add(
          new SpecifierDeclaration(
              source, specifiers.get(i), pin, development, Optional.empty(), removal));
    }
    return found;
  }

  /// As setuptools sees it.
  private boolean isOfLines(Option option) {
    return option.pieces().stream()
        .anyMatch(piece -> source.line(piece.start()) > source.line(option.start()));
  }

  private List<Piece> split(Option option) {
    List<Piece> items = new ArrayList<>();
    for (Piece piece : option.pieces()) {
      int from = piece.start();
      while (from <= piece.end()) {
        int semicolon = source.text().indexOf(';', from, piece.end());
        int to = semicolon < 0 || semicolon > piece.end() ? piece.end() : semicolon;
        int start = from;
        int end = to;
        while (start < end && source.text().charAt(start) == ' ') {
          start++;
        }
        while (end > start && source.text().charAt(end - 1) == ' ') {
          end--;
        }
        if (start < end) {
          items.add(new Piece(start, end));
        }
        from = to + 1;
      }
    }
    return items;
  }

  /// What stands beside the key loses its text only.
  private TextEdit lineRemoval(Piece piece) {
    return source.beginsLine(piece.start())
        ? new TextEdit(source.lineStart(piece.start()), source.nextLine(piece.start()), "")
        : new TextEdit(piece.start(), piece.end(), "");
  }

  private static TextEdit removal(List<Piece> pieces, int index) {
    Piece piece = pieces.get(index);
    if (index + 1 < pieces.size()) {
      return new TextEdit(piece.start(), pieces.get(index + 1).start(), "");
    }
    return new TextEdit(index == 0 ? piece.start() : pieces.get(index - 1).end(), piece.end(), "");
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

  /// There is no place for what others bring: it becomes a requirement of its own.
  @Override
  public ManifestEdit override(String name, String version) {
    return declarations.override(name, version, () -> added(name + ">=" + version));
  }

  private Change added(String specifier) {
    Optional<Option> install =
        content.options().stream()
            .filter(each -> each.section().equals("options") && each.key().equals(INSTALL))
            .findFirst();
    if (install.isPresent() && isInAFile(install.get())) {
      return new Change.Refusal(
          "%s takes its dependencies from another file: put %s there"
              .formatted(source.path(), specifier));
    }
    if (install.isPresent()) {
      return Change.of(appended(install.get(), specifier));
    }
    Optional<Header> options =
        content.headers().stream().filter(each -> each.name().equals("options")).findFirst();
    return options
        .map(
            header ->
                Change.of(
                    TextEdit.insertion(
                        source.lineEnd(header.start()),
                        source.newline() + INSTALL + " =" + source.newline() + "    " + specifier)))
        .orElseGet(
            () ->
                new Change.Refusal(
                    "%s has no [options]: put %s where the dependencies are declared"
                        .formatted(source.path(), specifier)));
  }

  private TextEdit appended(Option option, String specifier) {
    if (option.pieces().isEmpty()) {
      return TextEdit.insertion(
          source.lineEnd(option.start()), source.newline() + "    " + specifier);
    }
    Piece last = option.pieces().getLast();
    return isOfLines(option)
        ? TextEdit.insertion(
            source.lineEnd(last.start()),
            source.newline() + source.indentation(last.start()) + specifier)
        : TextEdit.insertion(last.end(), "; " + specifier);
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
