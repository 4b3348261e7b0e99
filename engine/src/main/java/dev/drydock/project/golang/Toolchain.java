package dev.drydock.project.golang;

import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.golang.GoModFile.Line;
import dev.drydock.project.golang.GoModFile.Word;
import dev.drydock.text.TextEdit;
import java.util.List;
import java.util.Optional;

/// The Go release that a go.mod asks for, and with it the version of the standard library: its
/// `toolchain` line, else its `go` line ([Go Toolchains](https://go.dev/doc/toolchain)).
final class Toolchain {
  static final String STANDARD_LIBRARY = "stdlib";

  private final GoModFile file;

  Toolchain(GoModFile file) {
    this.file = file;
  }

  private Optional<Line> line(String directive) {
    return file.of(directive).stream()
        .filter(line -> isRelease(bare(line.word(0).text())))
        .findFirst();
  }

  private Optional<Line> deciding() {
    return line("toolchain").or(() -> line("go"));
  }

  Optional<DeclaredDependency> dependency() {
    return deciding()
        .map(
            line ->
                new DeclaredDependency(
                    STANDARD_LIBRARY,
                    line.word(0).text(),
                    Optional.of(bare(line.word(0).text())),
                    file.source().line(line.start()),
                    false));
  }

  private static String bare(String release) {
    return release.startsWith("go") ? release.substring(2) : release;
  }

  private static boolean isRelease(String release) {
    return !release.isEmpty()
        && release.length() < 40
        && release.charAt(0) >= '0'
        && release.charAt(0) <= '9'
        && release
            .chars()
            .allMatch(
                c ->
                    c >= '0' && c <= '9'
                        || c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c == '.'
                        || c == '-')
        && ModuleVersion.reaches("go" + release, "go0.1");
  }

  /// A `go` line of the same release line is raised; that of an older one stays, since it decides
  /// the language too, and gets a `toolchain` line.
  ManifestEdit raise(String version) {
    String wanted = bare(version.startsWith("v") ? version.substring(1) : version);
    if (!isRelease(wanted)) {
      return new ManifestEdit.Refused(
          quoted(version) + " is no release of Go: give one like 1.22.7");
    }
    Optional<Line> go = line("go");
    Optional<Line> toolchain = line("toolchain");
    if (isReached(go, wanted) || isReached(toolchain, wanted)) {
      return new ManifestEdit.Satisfied();
    }
    if (toolchain.isPresent()) {
      Word word = toolchain.get().word(0);
      return changed(file.source().replacement(word.start(), word.end(), "go" + wanted), wanted);
    }
    if (go.isEmpty()) {
      return new ManifestEdit.Refused(
          "%s has no go line: add \"go %s\"".formatted(file.source().path(), wanted));
    }
    Word word = go.get().word(0);
    if (releaseLine(word.text()).equals(releaseLine(wanted))) {
      return changed(file.source().replacement(word.start(), word.end(), wanted), wanted);
    }
    String newline = file.source().newline();
    return changed(
        TextEdit.insertion(
            file.source().lineEnd(word.start()), newline.repeat(2) + "toolchain go" + wanted),
        wanted);
  }

  /// `1.22` of `1.22.7` and of `1.22rc1`.
  private static String releaseLine(String release) {
    int dot = release.indexOf('.');
    int end = dot + 1;
    while (end < release.length() && release.charAt(end) >= '0' && release.charAt(end) <= '9') {
      end++;
    }
    return release.substring(0, end);
  }

  private static boolean isReached(Optional<Line> line, String wanted) {
    return line.map(each -> ModuleVersion.reaches("go" + bare(each.word(0).text()), "go" + wanted))
        .orElse(false);
  }

  private ManifestEdit changed(TextEdit edit, String wanted) {
    return file.source()
        .changed(
            List.of(edit),
            "build with Go %s or later, which the image of the build has to bring; `go mod tidy` checks go.mod"
                .formatted(wanted));
  }

  private static String quoted(String version) {
    String cut = version.length() > 40 ? version.substring(0, 40) + "…" : version;
    return "\"" + cut.replaceAll("\\p{Cntrl}", "?") + "\"";
  }
}
