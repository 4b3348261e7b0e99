package dev.drydock.project.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.ProjectManifest;
import dev.drydock.text.TextEdit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/// A project file with all that it declares and with what changes of it come to, line by line.
///
/// A case is a folder with the file and with an `expected.txt` of sections: `== declares`, then one
/// for each change, `== raise NAME VERSION` for instance, with the lines that go and come.
public record ManifestCase(String name, String text, Map<String, String> sections) {
  private static final Path RESOURCES = Path.of("src/test/resources/project");
  private static final String DECLARES = "declares";

  /// All cases of a kind.
  public static List<ManifestCase> of(String kind) {
    try (Stream<Path> folders = Files.list(RESOURCES.resolve(kind))) {
      List<ManifestCase> cases = new ArrayList<>();
      for (Path folder : folders.sorted().toList()) {
        cases.add(read(folder));
      }
      return cases;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ManifestCase read(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> manifests =
          files.filter(file -> !file.getFileName().toString().equals("expected.txt")).toList();
      assertThat(manifests).hasSize(1);
      Map<String, String> sections = new LinkedHashMap<>();
      Path expected = folder.resolve("expected.txt");
      if (Files.exists(expected)) {
        for (String section : Files.readString(expected).split("(?m)^== ", -1)) {
          int end = section.indexOf('\n');
          if (end > 0) {
            assertThat(sections.put(section.substring(0, end), section.substring(end + 1)))
                .isNull();
          }
        }
      }
      return new ManifestCase(
          manifests.getFirst().getFileName().toString(),
          Files.readString(manifests.getFirst()),
          sections);
    }
  }

  /// Holds a kind to this case: in its own line ends and in those of Windows, with and without a
  /// line end at the end.
  public void check(ManifestFormat format) throws ManifestException {
    assertThat(format.reads(name)).isTrue();
    assertThat(sections).containsKey(DECLARES);
    String windows = text.replace("\n", "\r\n");
    for (String variant : List.of(text, windows, text.stripTrailing())) {
      ProjectManifest manifest = format.read(name, variant);
      Map<String, String> found = new LinkedHashMap<>();
      for (String section : sections.keySet()) {
        found.put(section, found(format, manifest, variant, section));
      }
      assertThat(found).containsExactlyEntriesOf(sections);
      presentVersionsAreSatisfied(manifest);
    }
  }

  private static String found(
      ManifestFormat format, ProjectManifest manifest, String text, String section)
      throws ManifestException {
    if (section.equals(DECLARES)) {
      return listed(manifest.dependencies());
    }
    ManifestEdit edit = edit(manifest, section);
    return switch (edit) {
      case ManifestEdit.Satisfied() -> "satisfied\n";
      case ManifestEdit.Refused(String reason) -> {
        assertThat(reason).doesNotContain("\n").isNotBlank();
        yield "refused: " + reason + "\n";
      }
      case ManifestEdit.Changed(List<TextEdit> edits, int line, String next) -> {
        String after = TextEdit.apply(text, edits);
        if (text.contains("\r\n")) {
          assertThat(after.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
        }
        assertThat(after.endsWith("\n")).isEqualTo(text.endsWith("\n"));
        agrees(format.read(manifest.path(), after), section);
        String said = next.isEmpty() ? "" : "next: " + next + "\n";
        yield "line " + line + "\n" + LineDifference.of(text, after) + said;
      }
    };
  }

  private static String listed(List<DeclaredDependency> dependencies) {
    StringBuilder listed = new StringBuilder();
    for (DeclaredDependency one : dependencies) {
      listed.append(
          "%d | %s | %s | %s%s\n"
              .formatted(
                  one.line(),
                  one.name(),
                  one.requirement(),
                  one.version().orElse("-"),
                  one.development() ? " | development" : ""));
    }
    return listed.toString();
  }

  private static ManifestEdit edit(ProjectManifest manifest, String section) {
    String[] words = section.split(" ", -1);
    return switch (words[0]) {
      case "raise" -> manifest.raise(words[1], words[2]);
      case "override" -> manifest.override(words[1], words[2]);
      case "replace" -> manifest.replace(words[1], words[2], words[3]);
      case "remove" -> manifest.remove(words[1]);
      default -> throw new AssertionError(section);
    };
  }

  /// After a change the file says what was asked for, and asking again changes nothing.
  private static void agrees(ProjectManifest after, String section) {
    String[] words = section.split(" ", -1);
    boolean gone =
        words[0].equals("remove")
            || (words[0].equals("replace") && !words[1].equalsIgnoreCase(words[2]));
    if (gone) {
      assertThat(after.dependencies()).noneMatch(one -> one.name().equalsIgnoreCase(words[1]));
    } else {
      assertThat(edit(after, section)).isNotInstanceOf(ManifestEdit.Changed.class);
    }
    if (!words[0].equals("remove")) {
      String name = words[words.length - 2];
      String version = words[words.length - 1];
      assertThat(after.dependencies())
          .anyMatch(
              one ->
                  one.name().equalsIgnoreCase(name)
                      && (one.version().filter(version::equals).isPresent()
                          || isVersionElsewhere(one, words[0])));
    }
  }

  /// A package that takes the place of one without a version has none here either, and one whose
  /// version is chosen by conditions has no single one.
  private static boolean isVersionElsewhere(DeclaredDependency one, String change) {
    return (change.equals("replace") && one.requirement().isEmpty())
        || (change.equals("raise") && one.requirement().contains("$"));
  }

  private static void presentVersionsAreSatisfied(ProjectManifest manifest) {
    for (DeclaredDependency one : manifest.dependencies()) {
      boolean alone =
          manifest.dependencies().stream()
              .filter(other -> other.name().equalsIgnoreCase(one.name()))
              .allMatch(other -> other.version().equals(one.version()));
      if (alone && one.version().isPresent()) {
        assertThat(manifest.raise(one.name(), one.version().get()))
            .as(one.name())
            .isEqualTo(new ManifestEdit.Satisfied());
      }
    }
  }

  /// Damages the file in many ways, the same ways each time: each is refused or read, and what is
  /// read can be edited.
  ///
  /// @param marks of the syntax, which hurt most where they do not belong
  public void damage(ManifestFormat format, String marks, int times) {
    Random random = new Random(name.hashCode() * 31L + text.length());
    for (int i = 0; i < times; i++) {
      StringBuilder damaged = new StringBuilder(text);
      for (int hurt = random.nextInt(3); hurt >= 0 && !damaged.isEmpty(); hurt--) {
        int at = random.nextInt(damaged.length());
        int to = Math.min(damaged.length(), at + 1 + random.nextInt(40));
        switch (random.nextInt(4)) {
          case 0 -> damaged.setCharAt(at, marks.charAt(random.nextInt(marks.length())));
          case 1 -> damaged.insert(at, marks.charAt(random.nextInt(marks.length())));
          case 2 -> damaged.delete(at, to);
          default ->
              damaged.insert(random.nextInt(damaged.length() + 1), damaged.substring(at, to));
        }
      }
      edits(format, damaged.toString());
    }
    for (int end = 0; end < text.length(); end += Math.max(1, text.length() / 200)) {
      edits(format, text.substring(0, end));
    }
  }

  private void edits(ManifestFormat format, String damaged) {
    ProjectManifest manifest;
    try {
      manifest = format.read(name, damaged);
    } catch (ManifestException e) {
      assertThat(e).hasMessageStartingWith(name).hasMessageNotContaining("\n");
      return;
    }
    for (DeclaredDependency one : manifest.dependencies()) {
      String other = one.name().contains(":") ? "org.example:other" : "Other";
      apply(format, damaged, manifest.raise(one.name(), "999.1"));
      apply(format, damaged, manifest.override(one.name(), "999.1"));
      apply(format, damaged, manifest.replace(one.name(), other, "999.1"));
      apply(format, damaged, manifest.remove(one.name()));
    }
  }

  /// What an edit makes of a damaged file is such a file again.
  private void apply(ManifestFormat format, String text, ManifestEdit edit) {
    if (edit instanceof ManifestEdit.Changed(List<TextEdit> edits, int line, String _)) {
      String after = TextEdit.apply(text, edits);
      assertThat(after).isNotEqualTo(text);
      assertThat(line).isPositive();
      assertThatCode(() -> format.read(name, after))
          .as(() -> text + "\nbecomes\n" + after)
          .doesNotThrowAnyException();
    }
  }

  @Override
  public String toString() {
    return name + " " + sections.keySet();
  }
}
