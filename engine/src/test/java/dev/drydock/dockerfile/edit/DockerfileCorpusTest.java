package dev.drydock.dockerfile.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileCorpus;
import dev.drydock.dockerfile.DockerfileCorpus.Sample;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.LogicalLine;
import dev.drydock.dockerfile.Piece;
import dev.drydock.dockerfile.Stage;
import dev.drydock.dockerfile.Trivia;
import dev.drydock.dockerfile.Word;
import dev.drydock.dockerfile.resolution.Base;
import dev.drydock.dockerfile.resolution.BuildArguments;
import dev.drydock.dockerfile.resolution.Resolution;
import dev.drydock.dockerfile.resolution.StageNeeds;
import dev.drydock.text.TextEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds of every Dockerfile.
class DockerfileCorpusTest {
  private static final String DIGEST =
      "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  static List<Sample> all() {
    return DockerfileCorpus.all();
  }

  @Test
  void thereAreEnoughOfThemAndNoTwoAreAlike() {
    assertThat(DockerfileCorpus.written()).hasSizeGreaterThanOrEqualTo(170);
    assertThat(all()).hasSizeGreaterThanOrEqualTo(330);
    assertThat(all().stream().map(Sample::name)).doesNotHaveDuplicates();
    assertThat(all().stream().map(Sample::text)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("all")
  void nothingIsLost(Sample sample) throws DockerfileException {
    for (Sample variant : variants(sample)) {
      Dockerfile file = variant.parse();
      StringBuilder text = new StringBuilder();
      int line = 1;
      for (Piece piece : file.pieces()) {
        assertThat(piece.start()).isEqualTo(text.length());
        text.append(piece.raw());
        assertThat(piece.end()).isEqualTo(text.length());
        int lines = (int) piece.raw().chars().filter(c -> c == '\n').count();
        switch (piece) {
          case Trivia trivia -> assertThat(trivia.line()).isEqualTo(line);
          case Instruction instruction -> {
            assertThat(instruction.firstLine()).isEqualTo(line);
            assertThat(instruction.lastLine())
                .isEqualTo(line + lines - (piece.raw().endsWith("\n") ? 1 : 0));
          }
        }
        line += lines;
      }
      assertThat(text.toString()).isEqualTo(variant.text());
      assertThat(TextEdit.apply(variant.text(), List.of())).isEqualTo(variant.text());
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyCharacterOfALogicalLineStandsWhereItSays(Sample sample) throws DockerfileException {
    for (Sample variant : variants(sample)) {
      for (Piece piece : variant.parse().pieces()) {
        if (piece instanceof Instruction instruction) {
          LogicalLine logical = instruction.logical();
          for (int i = 0; i < logical.length(); i++) {
            assertThat(variant.text().charAt(logical.offset(i))).isEqualTo(logical.charAt(i));
          }
          for (Word word : instruction.words()) {
            assertThat(variant.text().substring(word.start(), word.end()))
                .startsWith(word.text().substring(0, 1));
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void endsOfLinesAndMarksMeanNothing(Sample sample) throws DockerfileException {
    List<String> expected = meaning(sample.parse());
    for (Sample variant : variants(sample)) {
      assertThat(meaning(variant.parse())).as(variant.name()).isEqualTo(expected);
    }
  }

  private static List<String> meaning(Dockerfile file) {
    List<String> lines = new ArrayList<>();
    for (Piece piece : file.pieces()) {
      if (piece instanceof Instruction instruction) {
        lines.add(instruction.firstLine() + " " + instruction.logical().text());
        instruction
            .heredocs()
            .forEach(heredoc -> lines.add(heredoc.name() + heredoc.content().replace("\r", "")));
      }
    }
    return lines;
  }

  /// As written, with the ends of lines of Windows, with a byte order mark, without the last end of
  /// a line.
  private static List<Sample> variants(Sample sample) {
    String text = sample.text();
    return List.of(
        sample,
        sample.with(" of Windows", text.replace("\n", "\r\n")),
        sample.with(" with a mark", "\uFEFF" + text),
        sample.with(" without an end", text.replaceFirst("\\s+\\z", "")));
  }

  @ParameterizedTest
  @MethodSource("all")
  void aChangeOfTheBaseChangesWhatItShould(Sample sample) throws DockerfileException {
    for (Sample variant : variants(sample)) {
      Dockerfile file = variant.parse();
      Resolution resolution = Resolution.of(file, BuildArguments.none());
      Stage stage = resolution.chain(file.target()).getFirst();
      DockerfileEditor editor = new DockerfileEditor(resolution);
      if (!(resolution.base(stage) instanceof Base.Image image)) {
        assertThat(editor.changeBase(stage, "debian:99")).isInstanceOf(BaseEdit.Refused.class);
        continue;
      }
      ImageName name = ImageName.of(image.reference());
      for (String reference :
          List.of(
              name.repository() + ":99.9-x",
              "other.example:5000/base/image:1",
              "debian@" + DIGEST,
              name.repository() + (name.tag() == null ? "" : ":" + name.tag()) + "@" + DIGEST)) {
        BaseEdit edit = editor.changeBase(stage, reference);
        if (variant.fixedBase()) {
          assertThat(edit.getClass()).isIn(BaseEdit.Refused.class, BaseEdit.Changed.class);
          continue;
        }
        assertThat(edit).as(reference).isInstanceOf(BaseEdit.Changed.class);
        BaseEdit.Changed changed = (BaseEdit.Changed) edit;
        assertThat(changed.before()).isEqualTo(image.reference());
        String after = applied(variant, changed.edits());
        assertThat(linesOf(after)).hasSameSizeAs(linesOf(variant.text()));
        Dockerfile again = Dockerfile.parse("again", after);
        Resolution now = Resolution.of(again, BuildArguments.none());
        assertThat(now.base(again.stages().get(stage.index())))
            .isInstanceOfSatisfying(
                Base.Image.class, base -> assertThat(base.reference()).isEqualTo(reference));
        for (Stage other : file.stages()) {
          if (other.index() != stage.index()) {
            boolean same =
                described(resolution.base(other))
                    .equals(described(now.base(again.stages().get(other.index()))));
            assertThat(changed.alsoChanged().contains(other)).isNotEqualTo(same);
          }
        }
        assertThat(
                new DockerfileEditor(now).changeBase(again.stages().get(stage.index()), reference))
            .isEqualTo(new BaseEdit.Satisfied());
      }
    }
  }

  private static String described(Base base) {
    return switch (base) {
      case Base.Image image -> image.reference();
      case Base.EarlierStage earlier -> "stage " + earlier.stage().index();
      case Base.Scratch scratch -> "scratch";
      case Base.Unresolved unresolved -> "?";
    };
  }

  @ParameterizedTest
  @MethodSource("all")
  void anUpgradeChangesOnlyItsLines(Sample sample) throws DockerfileException {
    for (Sample variant : variants(sample)) {
      Dockerfile file = variant.parse();
      Resolution resolution = Resolution.of(file, BuildArguments.none());
      PackageManager manager = variant.manager() == null ? PackageManager.APT : variant.manager();
      PackageEdit edit =
          new DockerfileEditor(resolution)
              .upgradePackages(
                  file.target(),
                  manager,
                  List.of(
                      new PackageUpgrade("curl", "99.1-r9"),
                      new PackageUpgrade("libssl3", "99.2"),
                      new PackageUpgrade("zlib", "99.3")),
                  "1001");
      switch (edit) {
        case PackageEdit.Refused refused ->
            assertThat(resolution.base(resolution.chain(file.target()).getFirst()))
                .isInstanceOf(Base.Scratch.class);
        case PackageEdit.Rebuild rebuild -> {
          assertThat(rebuild.renewedByRebuild())
              .containsExactlyInAnyOrder("curl", "libssl3", "zlib");
          assertThat(rebuild.refused()).isEmpty();
        }
        case PackageEdit.Changed changed -> checkUpgrade(variant, file, manager, changed);
      }
    }
  }

  private static void checkUpgrade(
      Sample sample, Dockerfile file, PackageManager manager, PackageEdit.Changed changed)
      throws DockerfileException {
    assertThat(changed.refused()).isEmpty();
    List<String> said = new ArrayList<>(changed.pinned());
    said.addAll(changed.upgraded());
    said.addAll(changed.renewedByRebuild());
    assertThat(said).containsExactlyInAnyOrder("curl", "libssl3", "zlib");
    String after = applied(sample, changed.edits());
    Dockerfile again = Dockerfile.parse("again", after);
    assertThat(again.stages()).hasSameSizeAs(file.stages());
    // every line stays but those that an edit touches, in their order
    List<String> untouched = new ArrayList<>(linesOf(sample.text()));
    Set<Integer> touched = new TreeSet<>();
    for (TextEdit edit : changed.edits()) {
      int start = edit.start();
      boolean wholeLines =
          start == edit.end()
              && (edit.replacement().endsWith("\n") && sample.text().charAt(start - 1) == '\n'
                  || start == sample.text().length() && edit.replacement().contains("\n"));
      if (!wholeLines) {
        touched.add(linesOf(sample.text().substring(0, edit.start()) + "x").size() - 1);
      }
    }
    for (int line : new TreeSet<>(touched).descendingSet()) {
      untouched.remove(line);
    }
    assertThat(after.lines().toList())
        .containsSubsequence(
            untouched.stream().map(line -> line.lines().findFirst().orElse("")).toList());
    // what is named now need not be named again
    Resolution now = Resolution.of(again, BuildArguments.none());
    PackageEdit second =
        new DockerfileEditor(now)
            .upgradePackages(
                again.target(),
                manager,
                changed.upgraded().stream().map(n -> new PackageUpgrade(n, "99")).toList(),
                "1001");
    assertThat(second).isEqualTo(new PackageEdit.Rebuild(changed.upgraded(), List.of()));
  }

  private static String applied(Sample sample, List<TextEdit> edits) {
    return TextEdit.apply(sample.text(), edits);
  }

  private static List<String> linesOf(String text) {
    return List.of(text.split("(?<=\n)"));
  }

  @Test
  void theBasesAndNeedsAreThoseThatWeExpect() throws DockerfileException {
    StringBuilder all = new StringBuilder();
    for (Sample sample : DockerfileCorpus.written()) {
      Dockerfile file = sample.parse();
      Resolution resolution = Resolution.of(file, BuildArguments.none());
      all.append(sample.name()).append(':');
      for (Stage stage : file.stages()) {
        all.append(' ')
            .append(stage.name() == null ? stage.index() : stage.name())
            .append('<')
            .append(described(resolution.base(stage)).replace(' ', '-'));
      }
      StageNeeds needs = resolution.needs(file.target());
      all.append(" needs ");
      needs.stages().forEach(stage -> all.append(stage.index()).append(','));
      all.setLength(all.length() - 1);
      needs.images().forEach(image -> all.append(' ').append(image));
      needs.undecided().forEach(image -> all.append(" ?").append(image));
      all.append('\n');
    }
    assertThat(all.toString()).isEqualTo(DockerfileCorpus.resource("/dockerfile/stages.txt"));
  }
}
