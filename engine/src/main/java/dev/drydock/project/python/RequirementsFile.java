package dev.drydock.project.python;

import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.declaration.Change;
import dev.drydock.project.declaration.Declarations;
import dev.drydock.project.requirement.RequirementSyntax;
import dev.drydock.project.source.SourceText;
import dev.drydock.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One requirements file. Options (`-r`, `--index-url`, …) are passed over; what they include is a
/// file of its own.
final class RequirementsFile implements ProjectManifest {
  private static final PythonNames NAMES = new PythonNames();
  private static final String KIND = "a requirements file";
  private static final String HASHED =
      "is pinned with hashes: `pip-compile --generate-hashes --upgrade-package %s==VERSION` renews"
          + " version and hashes";

  private final SourceText source;
  private final List<SpecifierDeclaration> found = new ArrayList<>();
  private final Declarations declarations;
  private final boolean development;
  private boolean hashed;

  RequirementsFile(SourceText source) throws ManifestException {
    this.source = source;
    this.development = DevelopmentNames.isOne(source.fileName());
    List<RequirementLines.Line> lines = new RequirementLines(source).read();
    List<DependencySpecifier> specifiers = new ArrayList<>();
    List<RequirementLines.Line> meant = new ArrayList<>();
    for (RequirementLines.Line line : lines) {
      Optional<DependencySpecifier> specifier = specifier(line);
      if (specifier.isPresent()) {
        specifiers.add(specifier.get());
        meant.add(line);
      }
    }
    String pin = specifiers.stream().anyMatch(each -> each.requirement().isExact()) ? "==" : ">=";
    for (int i = 0; i < meant.size(); i++) {
      found.add(declaration(specifiers.get(i), meant.get(i), pin));
    }
    this.declarations = new Declarations(source, found, NAMES, _ -> next());
  }

  private Optional<DependencySpecifier> specifier(RequirementLines.Line line)
      throws ManifestException {
    String text = source.text();
    int start = line.start();
    if (text.charAt(start) == '-') {
      return text.startsWith("-e ", start) || text.startsWith("--editable", start)
          ? egg(line)
          : Optional.empty();
    }
    Optional<DependencySpecifier> specifier =
        DependencySpecifier.read(text, start, optionsStart(line));
    boolean file = isFile(text.substring(start, line.end()));
    if (specifier.isPresent() && !(file && specifier.get().address().isEmpty())) {
      return specifier;
    }
    if (file) {
      return egg(line);
    }
    throw source.broken(start, KIND, "no requirement");
  }

  /// Options of one requirement come last, `--hash=…`.
  private int optionsStart(RequirementLines.Line line) {
    int at = source.text().indexOf("--", line.start(), line.end());
    return at > line.start()
            && at < line.end()
            && Character.isWhitespace(source.text().charAt(at - 1))
        ? at
        : line.end();
  }

  /// A path or an address.
  private static boolean isFile(String line) {
    String path = line.split("[\\s;]", 2)[0];
    return path.contains("://")
        || path.startsWith(".")
        || path.startsWith("/")
        || path.contains("/")
        || path.endsWith(".whl")
        || path.endsWith(".zip")
        || path.endsWith(".tar.gz");
  }

  /// The name after `#egg=` of an address; an address without one declares no name.
  private Optional<DependencySpecifier> egg(RequirementLines.Line line) {
    String text = source.text();
    int egg = text.indexOf("egg=", line.start(), line.end());
    if (egg < 0 || egg >= line.end() || egg == 0 || "#&".indexOf(text.charAt(egg - 1)) < 0) {
      return Optional.empty();
    }
    int start = egg + 4;
    int end = start;
    while (end < line.end() && PythonNames.isNameCharacter(text.charAt(end))) {
      end++;
    }
    String name = text.substring(start, end);
    String address = text.substring(line.start(), line.end());
    return NAMES.isName(name)
        ? Optional.of(
            new DependencySpecifier(
                name,
                address.substring(address.lastIndexOf(' ') + 1),
                RequirementSyntax.PEP440.parse("").orElseThrow(),
                line.start(),
                end,
                end,
                end,
                line.end()))
        : Optional.empty();
  }

  private SpecifierDeclaration declaration(
      DependencySpecifier specifier, RequirementLines.Line line, String pin) {
    boolean hashes = source.text().substring(optionsStart(line), line.end()).contains("--hash");
    hashed |= hashes;
    Optional<String> refusal =
        hashes ? Optional.of(HASHED.formatted(specifier.name())) : Optional.empty();
    return new SpecifierDeclaration(
        source,
        specifier,
        pin,
        development,
        refusal,
        new TextEdit(line.from(), withComments(line), ""));
  }

  /// The comments below a requirement that pip-compile wrote for it: ` # via flask`.
  private int withComments(RequirementLines.Line line) {
    int to = line.to();
    while (to < source.length()
        && !source.indentation(to).isEmpty()
        && source.text().startsWith("#", to + source.indentation(to).length())) {
      to = source.nextLine(to);
    }
    return to;
  }

  private String next() {
    String head = source.text().substring(0, Math.min(400, source.length()));
    return head.contains("autogenerated by")
        ? "this file is compiled: raise it in its input too where that holds it back, then `pip install -r %s`"
            .formatted(source.fileName())
        : "";
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

  @Override
  public ManifestEdit override(String name, String version) {
    return declarations.override(name, version, () -> added(name, version));
  }

  private Change added(String name, String version) {
    if (hashed) {
      String why = "is not in %s, where all is " + HASHED.substring("is ".length());
      return new Change.Refusal(
          name + " " + why.formatted(source.path(), name).replace("VERSION", version));
    }
    String pin = found.isEmpty() ? ">=" : found.getFirst().pin();
    return Change.of(insertion(name, name + pin + version));
  }

  /// In order where the file is, else after the last requirement.
  private TextEdit insertion(String name, String line) {
    String canonical = NAMES.canonical(name);
    boolean ordered = found.size() > 2;
    Optional<SpecifierDeclaration> later = Optional.empty();
    for (int i = 0; i < found.size(); i++) {
      String here = NAMES.canonical(found.get(i).specifier().name());
      ordered &=
          i == 0 || NAMES.canonical(found.get(i - 1).specifier().name()).compareTo(here) <= 0;
      if (later.isEmpty() && here.compareTo(canonical) > 0) {
        later = Optional.of(found.get(i));
      }
    }
    if (ordered && later.isPresent()) {
      return TextEdit.insertion(later.get().removal().start(), line + source.newline());
    }
    int at = found.isEmpty() ? source.length() : found.getLast().removal().end();
    boolean lineEnded = at == 0 || "\r\n".indexOf(source.text().charAt(at - 1)) >= 0;
    return TextEdit.insertion(at, lineEnded ? line + source.newline() : source.newline() + line);
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
