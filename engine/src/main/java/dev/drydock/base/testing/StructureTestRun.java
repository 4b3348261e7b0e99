package dev.drydock.base.testing;

import dev.drydock.base.testing.StructureTests.CommandTest;
import dev.drydock.base.testing.StructureTests.ContentTest;
import dev.drydock.base.testing.StructureTests.ExistenceTest;
import dev.drydock.base.testing.StructureTests.LicenceTest;
import dev.drydock.base.testing.StructureTests.Texts;
import dev.drydock.base.testing.pattern.InvalidPatternException;
import dev.drydock.base.testing.pattern.TextPattern;
import dev.drydock.base.view.FileNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Runs tests on an image. What is about files and metadata reads our own view of it, and comes
/// first: commands may change what they find.
public final class StructureTestRun {
  private static final String DOCUMENTATION = "usr/share/doc";

  /// What container-structure-test refuses in licences.
  private static final List<String> UNWANTED = List.of("AGPL", "WTFPL");

  /// Whose text names one of them for another reason.
  private static final String NOT_LOOKED_AT = "libgnutls30";

  private final TestedImage image;
  private final CommandRunner runner;
  private final Substitution substitution;
  private final List<TestResult> results = new ArrayList<>();

  public StructureTestRun(TestedImage image, CommandRunner runner) {
    this.image = image;
    this.runner = runner;
    this.substitution = new Substitution(Substitution.variables(image.config().environment()));
  }

  /// @throws IOException where a test could not be run at all
  public List<TestResult> run(StructureTests tests) throws IOException, InterruptedException {
    for (ExistenceTest test : tests.existence()) {
      results.add(new TestResult(TestResult.Kind.EXISTENCE, test.name(), existence(test)));
    }
    if (tests.metadata() != null) {
      results.add(
          new TestResult(
              TestResult.Kind.METADATA,
              "metadata",
              new MetadataCheck(image.config()).of(tests.metadata())));
    }
    if (tests.contents().isEmpty() && tests.licences().isEmpty() && tests.commands().isEmpty()) {
      return List.copyOf(results);
    }
    Path root = image.roots().fresh();
    for (ContentTest test : tests.contents()) {
      results.add(new TestResult(TestResult.Kind.CONTENT, test.name(), content(root, test)));
    }
    for (LicenceTest test : tests.licences()) {
      results.add(new TestResult(TestResult.Kind.LICENCE, "licences", licences(root, test)));
    }
    CommandTestRun commands = new CommandTestRun(image, root, runner, tests.variables());
    for (CommandTest test : tests.commands()) {
      results.add(new TestResult(TestResult.Kind.COMMAND, test.name(), commands.run(test)));
    }
    return List.copyOf(results);
  }

  private List<String> existence(ExistenceTest test) {
    String path = substitution.in(test.path());
    Optional<FileNode> found = image.view().at(path);
    if (found.isEmpty() || !test.expected()) {
      return found.isPresent() == test.expected()
          ? List.of()
          : List.of(path + (test.expected() ? " is not there" : " is there, and should not be"));
    }
    List<String> reasons = new ArrayList<>();
    FileNode file = found.get();
    String mode = GoFileMode.of(file);
    if (test.permissions() != null && !test.permissions().equals(mode)) {
      reasons.add(path + " is " + mode + ", and should be " + test.permissions());
    }
    if (test.executor() != null
        && !test.executor().may(image.view().behind(path).orElse(file).mode())) {
      reasons.add(path + " is " + mode + ", and should be executable by " + test.executor().word());
    }
    if (test.user() >= 0 && test.user() != file.owner().user()) {
      reasons.add(
          path + " belongs to user " + file.owner().user() + ", and should to " + test.user());
    }
    if (test.group() >= 0 && test.group() != file.owner().group()) {
      reasons.add(
          path + " belongs to group " + file.owner().group() + ", and should to " + test.group());
    }
    return reasons;
  }

  private List<String> content(Path root, ContentTest test) throws IOException {
    String path = substitution.in(test.path());
    String content = image.content(root, path);
    return content == null ? List.of(path + " is no file") : texts(test.texts(), content, path);
  }

  /// @param what has the text, for people
  static List<String> texts(Texts texts, String text, String what) {
    List<String> reasons = new ArrayList<>();
    for (TextPattern expected : texts.expected()) {
      find(expected, text, true, what, reasons);
    }
    for (TextPattern excluded : texts.excluded()) {
      find(excluded, text, false, what, reasons);
    }
    return reasons;
  }

  private static void find(
      TextPattern pattern, String text, boolean wanted, String what, List<String> reasons) {
    try {
      if (pattern.find(text) != wanted) {
        reasons.add(
            what
                + (wanted ? " has no `" : " has `")
                + pattern
                + (wanted ? "`" : "`, and should not"));
      }
    } catch (InvalidPatternException e) {
      reasons.add(what + ": `" + pattern + "`: " + e.getMessage());
    }
  }

  private List<String> licences(Path root, LicenceTest test) throws IOException {
    List<String> files = new ArrayList<>();
    if (test.debian()) {
      image
          .view()
          .list(DOCUMENTATION)
          .forEach(
              (name, file) -> {
                if (file.isDirectory() && !name.equals(NOT_LOOKED_AT)) {
                  files.add(DOCUMENTATION + "/" + name + "/copyright");
                }
              });
    }
    files.addAll(test.files());
    List<String> reasons = new ArrayList<>();
    for (String path : files) {
      String content = image.content(root, path);
      if (content == null) {
        reasons.add(path + " is not there, so nobody knows the licence");
        continue;
      }
      String capitals = content.toUpperCase(Locale.ROOT);
      for (String unwanted : UNWANTED) {
        if (capitals.contains(unwanted)) {
          reasons.add(path + " speaks of " + unwanted);
        }
      }
    }
    return reasons;
  }
}
