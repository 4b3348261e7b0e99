package dev.drydock.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.testkit.Mutations;
import dev.drydock.text.TextEdit;
import dev.drydock.version.Version;
import dev.drydock.version.VersionScheme;
import dev.drydock.version.VersionSchemes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;

/// Project files with what they declare and what edits make of them, from a text file:
///
///     === a name for the case
///     the project file
///     --- declares
///     name | requirement | version or nothing | line | "development" or nothing
///     --- raise NAME VERSION (or override NAME VERSION, replace NAME OTHER VERSION, remove NAME)
///     -a line that goes
///     +a line that comes
///     > what has to be done next
///
/// Instead of changed lines an edit has `=` where the file says so already, or `! the reason` where
/// it is refused; instead of `--- declares` a case has `--- broken` and the message. `<no newline>`
/// as the last line of a file takes its line end away.
///
/// Each case is read as it stands and with `\r\n`, each edit is made twice, and damaged copies of
/// the file have to be survived.
public final class ManifestCases {
  private static final String NO_NEWLINE = "<no newline>\n";
  private static final int DAMAGED_COPIES = 60;

  private final ManifestFormat format;
  private final String path;
  private final VersionScheme scheme;
  private final List<Case> cases;

  private ManifestCases(ManifestFormat format, String path, String scheme, List<Case> cases) {
    this.format = format;
    this.path = path;
    this.scheme = VersionSchemes.of(scheme).orElseThrow();
    this.cases = cases;
  }

  /// @param broken the message, where it cannot be read
  public record Case(
      String name, String text, List<String> declares, Optional<String> broken, List<Edit> edits) {}

  /// @param words what is asked for
  /// @param expected the lines of the case
  public record Edit(List<String> words, List<String> expected) {
    @Override
    public String toString() {
      return String.join(" ", words);
    }
  }

  /// @param resource a file below `src/test/resources/project`
  /// @param path of each file
  public static ManifestCases of(ManifestFormat format, String path, String scheme, String resource)
      throws IOException {
    String all = Files.readString(Path.of("src/test/resources/project", resource));
    List<Case> cases = new ArrayList<>();
    for (String block : ("\n" + all).split("\n=== ")) {
      if (!block.isBlank()) {
        cases.add(parse(block));
      }
    }
    return new ManifestCases(format, path, scheme, cases);
  }

  public List<Case> cases() {
    return cases;
  }

  /// All files after each of their edits, for tools that judge whether they are still what they
  /// were.
  public List<String> edited() throws ManifestException {
    List<String> edited = new ArrayList<>();
    for (Case each : cases) {
      if (each.broken().isPresent()) {
        continue;
      }
      ProjectManifest manifest = format.read(path, each.text());
      for (Edit edit : each.edits()) {
        if (made(manifest, edit.words())
            instanceof ManifestEdit.Changed(List<TextEdit> edits, int _, String _)) {
          edited.add(TextEdit.apply(each.text(), edits));
        }
      }
    }
    return edited;
  }

  private static Case parse(String block) {
    String[] parts = block.split("\n--- ");
    int firstLine = parts[0].indexOf('\n');
    String name = firstLine < 0 ? parts[0] : parts[0].substring(0, firstLine);
    String text = firstLine < 0 ? "" : parts[0].substring(firstLine + 1) + "\n";
    if (text.endsWith(NO_NEWLINE)) {
      text = text.substring(0, text.length() - NO_NEWLINE.length() - 1);
    }
    List<String> declares = new ArrayList<>();
    Optional<String> broken = Optional.empty();
    List<Edit> edits = new ArrayList<>();
    for (String part : List.of(parts).subList(1, parts.length)) {
      List<String> lines = part.lines().filter(line -> !line.isEmpty()).toList();
      List<String> rest = lines.subList(1, lines.size());
      switch (lines.getFirst()) {
        case "declares" -> declares.addAll(rest);
        case "broken" -> broken = Optional.of(rest.getFirst());
        default -> edits.add(new Edit(List.of(lines.getFirst().split(" ")), rest));
      }
    }
    return new Case(name, text, declares, broken, edits);
  }

  /// One test for each case.
  public Stream<DynamicTest> tests() {
    assertThat(cases).hasSizeGreaterThanOrEqualTo(20);
    assertThat(cases.stream().map(Case::name)).doesNotHaveDuplicates();
    return cases.stream().map(each -> DynamicTest.dynamicTest(each.name(), () -> check(each)));
  }

  private void check(Case each) throws ManifestException {
    check(each, "\n");
    if (each.text().indexOf('\r') < 0) {
      check(each, "\r\n");
    }
  }

  private void check(Case each, String newline) throws ManifestException {
    String text = each.text().replace("\n", newline);
    if (each.broken().isPresent()) {
      assertThatThrownBy(() -> format.read(path, text))
          .isInstanceOf(ManifestException.class)
          .hasMessage(each.broken().get());
      return;
    }
    ProjectManifest manifest = format.read(path, text);
    assertThat(manifest.path()).isEqualTo(path);
    assertThat(manifest.dependencies().stream().map(ManifestCases::described))
        .containsExactlyElementsOf(
            each.declares().stream().map(line -> line.replaceAll("\\s+", " ")).toList());
    for (Edit edit : each.edits()) {
      check(edit, text, manifest);
    }
    checkPresentVersions(each, manifest);
  }

  private static String described(DeclaredDependency dependency) {
    String described =
        "%s | %s | %s | %d"
            .formatted(
                dependency.name(),
                dependency.requirement(),
                dependency.version().orElse(""),
                dependency.line());
    return described.replaceAll("\\s+", " ") + (dependency.development() ? " | development" : "");
  }

  private static ManifestEdit made(ProjectManifest manifest, List<String> words) {
    return switch (words.getFirst()) {
      case "raise" -> manifest.raise(words.get(1), words.get(2));
      case "override" -> manifest.override(words.get(1), words.get(2));
      case "replace" -> manifest.replace(words.get(1), words.get(2), words.get(3));
      case "remove" -> manifest.remove(words.get(1));
      default -> throw new AssertionError("no edit: " + words);
    };
  }

  private void check(Edit edit, String text, ProjectManifest manifest) throws ManifestException {
    List<String> expected =
        edit.expected().stream().filter(line -> !line.startsWith("> ")).toList();
    ManifestEdit result = made(manifest, edit.words());
    switch (result) {
      case ManifestEdit.Satisfied _ -> assertThat(List.of("=")).as("%s", edit).isEqualTo(expected);
      case ManifestEdit.Refused(String reason) -> {
        assertThat(reason).doesNotContain("\n", "\r");
        assertThat(List.of("! " + reason)).as("%s", edit).isEqualTo(expected);
      }
      case ManifestEdit.Changed(List<TextEdit> edits, int line, String next) -> {
        String after = TextEdit.apply(text, edits);
        assertThat(LineDifference.of(text, after)).as("%s", edit).isEqualTo(expected);
        assertThat(line).as("line of %s", edit).isEqualTo(LineDifference.firstLine(text, after));
        edit.expected().stream()
            .filter(each -> each.startsWith("> "))
            .forEach(each -> assertThat("> " + next).isEqualTo(each));
        assertThat(next).doesNotContain("\n", "\r");
        if (text.contains("\r\n")) {
          assertThat(after.replace("\r\n", "")).doesNotContain("\n", "\r");
        }
        checkAgain(edit, format.read(path, after));
      }
    }
  }

  /// What is read after the edit says so, and there is nothing left to do.
  private void checkAgain(Edit edit, ProjectManifest after) {
    ManifestEdit again = made(after, edit.words());
    switch (edit.words().getFirst()) {
      case "raise", "override" ->
          assertThat(again).as("%s again", edit).isInstanceOf(ManifestEdit.Satisfied.class);
      default -> assertThat(again).as("%s again", edit).isInstanceOf(ManifestEdit.Refused.class);
    }
    boolean lower =
        after.dependencies().stream()
            .filter(each -> each.name().equals(edit.words().get(1)))
            .anyMatch(each -> isLower(each, edit));
    assertThat(lower).as("%s is there after %s", after.dependencies(), edit).isFalse();
  }

  private boolean isLower(DeclaredDependency dependency, Edit edit) {
    if (!edit.words().getFirst().equals("raise")) {
      return !edit.words().getFirst().equals("override");
    }
    String wanted = edit.words().get(2);
    return dependency.version().isPresent()
        && !dependency.version().get().equals(wanted)
        && parsed(dependency.version().get()).compareTo(parsed(wanted)) < 0;
  }

  private Version parsed(String version) {
    return scheme
        .parse(version)
        .or(() -> scheme.parse(version + ".0"))
        .or(() -> scheme.parse(version + ".0.0"))
        .orElseThrow(() -> new AssertionError("no version: " + version));
  }

  private void checkPresentVersions(Case each, ProjectManifest manifest) {
    Set<String> refused = new LinkedHashSet<>();
    for (Edit edit : each.edits()) {
      if (edit.expected().getFirst().startsWith("! ")) {
        refused.add(edit.words().get(1));
      }
    }
    List<String> names = manifest.dependencies().stream().map(DeclaredDependency::name).toList();
    for (DeclaredDependency dependency : manifest.dependencies()) {
      boolean once = names.stream().filter(dependency.name()::equals).count() == 1;
      if (dependency.version().isPresent() && once && !refused.contains(dependency.name())) {
        assertThat(manifest.raise(dependency.name(), dependency.version().get()))
            .as("%s raised to what it is", dependency)
            .isEqualTo(new ManifestEdit.Satisfied());
      }
    }
  }

  /// Damaged copies of all files: read or refused, and edited or refused, never anything else.
  public void surviveDamage() {
    for (Case each : cases) {
      byte[] bytes = each.text().getBytes(StandardCharsets.UTF_8);
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(60),
          () ->
              Mutations.of(bytes, each.name().hashCode(), DAMAGED_COPIES)
                  .forEach(copy -> survive(new String(copy, StandardCharsets.UTF_8))));
    }
  }

  /// Reads a text and tries every edit on it.
  public void survive(String text) {
    ProjectManifest manifest;
    try {
      manifest = format.read(path, text);
    } catch (ManifestException e) {
      assertThat(e.getMessage()).startsWith(path).doesNotContain("\n", "\r");
      return;
    }
    Set<String> names =
        manifest.dependencies().stream()
            .map(DeclaredDependency::name)
            .limit(20)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    names.add("other/one");
    for (String name : names) {
      for (ManifestEdit edit :
          List.of(
              manifest.raise(name, "99.1.2"),
              manifest.override(name, "99.1.2"),
              manifest.replace(name, "other/two", "99.1.2"),
              manifest.replace(name, "other", "99.1.2"),
              manifest.remove(name))) {
        if (edit instanceof ManifestEdit.Changed(List<TextEdit> edits, int _, String _)) {
          TextEdit.apply(text, edits);
        }
      }
    }
  }
}
