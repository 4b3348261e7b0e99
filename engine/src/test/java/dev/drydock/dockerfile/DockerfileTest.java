package dev.drydock.dockerfile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.limits.Limits;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerfileTest {
  private static Dockerfile parse(String text) throws DockerfileException {
    return Dockerfile.parse("Dockerfile", text);
  }

  private static Instruction last(String text) throws DockerfileException {
    Dockerfile file = parse(text);
    List<Instruction> instructions = file.target().instructions();
    return instructions.isEmpty() ? file.target().from() : instructions.getLast();
  }

  @Test
  void linesCommentsAndInstructionsArePieces() throws DockerfileException {
    String text =
        "# syntax=docker/dockerfile:1\n# why\n\nARG A=1\nFROM a AS B\nRUN x \\\n  # y\n\n  z\n";

    Dockerfile file = parse(text);

    assertThat(file.pieces().stream().map(Piece::raw))
        .containsExactly(
            "# syntax=docker/dockerfile:1\n",
            "# why\n",
            "\n",
            "ARG A=1\n",
            "FROM a AS B\n",
            "RUN x \\\n  # y\n\n  z\n");
    assertThat(file.pieces().subList(0, 3))
        .extracting(piece -> ((Trivia) piece).kind())
        .containsExactly(Trivia.Kind.DIRECTIVE, Trivia.Kind.COMMENT, Trivia.Kind.BLANK);
    assertThat(file.directives())
        .containsExactly(new Directive("syntax", "docker/dockerfile:1", 1));
    assertThat(file.globals()).extracting(Instruction::keyword).containsExactly("ARG");
    Stage stage = file.target();
    assertThat(stage.name()).isEqualTo("b");
    assertThat(stage.title()).isEqualTo("stage \"b\"");
    assertThat(stage.reference()).isEqualTo(new Word("a", 49, 50));
    Instruction run = stage.instructions().getFirst();
    assertThat(run.logical().text()).isEqualTo("RUN x   z");
    assertThat(run.argumentText()).isEqualTo("x   z");
    assertThat(run.firstLine()).isEqualTo(6);
    assertThat(run.lastLine()).isEqualTo(9);
    assertThat(text.substring(run.start(), run.end())).isEqualTo(run.raw());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "RUN a \\|  b,RUN a   b",
        "RUN a \\  |b,RUN a b",
        "RUN a \\||  |b,RUN a b",
        "RUN a \\|# c|  # d \\|b,RUN a b",
        "RUN a\\\\|b,~RUN a\\\\~",
        "RUN a \\|,~RUN a ~",
        "~  run  a  ~,~run  a  ~",
        "RUN a # b,RUN a # b",
        "\\|RUN a,RUN a",
      })
  void continuedLinesAreJoined(String text, String logical) throws DockerfileException {
    List<Instruction> instructions =
        parse(
                "FROM x\n"
                    + text.replace('|', '\n')
                        .replace("\nb", text.contains("\\\\") ? "\nRUN b" : "\nb"))
            .target()
            .instructions();

    assertThat(instructions.getFirst().logical().text()).isEqualTo(logical);
  }

  @Test
  void theEscapeCharacterCanBeABacktick() throws DockerfileException {
    Instruction run = last("# escape=`\nFROM x\nRUN dir c:\\ `\n  more\n");

    assertThat(run.logical().text()).isEqualTo("RUN dir c:\\   more");
    assertThat(parse("#escape=\\\nFROM x").escape()).isEqualTo('\\');
    // after a comment, a blank line or an instruction it is a comment
    for (String before : List.of("# x\n", "\n", "# unknown=1\n", "ARG A\n")) {
      assertThat(parse(before + "# escape=`\nFROM x").escape()).isEqualTo('\\');
    }
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = ';',
      value = {
        "COPY --from=build --chown=1:2 a b;from=build chown=1:2;a b",
        "COPY --link a b;link;a b",
        "RUN --mount=type=cache,target=/x  --network=none  cmd --flag;mount=type=cache,target=/x network=none;cmd --flag",
        "RUN --mount=type=bind,source=\"a b\" cmd;mount=type=bind,source=a b;cmd",
        "COPY --chown=a\\ b x y;chown=a b;x y",
        "COPY -- --a b;;--a b",
        "HEALTHCHECK --interval=5s \\|  --retries=3 CMD x;interval=5s retries=3;CMD x",
        "RUN \\|  --mount=a \\|  x;mount=a;x",
        "CMD -x --y;;-x --y",
      })
  void flagsStandBeforeArguments(String text, String flags, String arguments)
      throws DockerfileException {
    Instruction instruction = last("FROM x\n" + text.replace('|', '\n') + "\n");

    assertThat(
            String.join(
                " ",
                instruction.flags().stream()
                    .map(flag -> flag.name() + (flag.value() == null ? "" : "=" + flag.value()))
                    .toList()))
        .isEqualTo(flags == null ? "" : flags);
    assertThat(instruction.argumentText()).isEqualTo(arguments);
    for (Flag flag : instruction.flags()) {
      assertThat(
              parse("FROM x\n" + text.replace('|', '\n') + "\n")
                  .text()
                  .substring(flag.start(), flag.end()))
          .startsWith("--" + flag.name());
    }
  }

  @Test
  void jsonFormsHavePlaces() throws DockerfileException {
    String text = "FROM x\nCMD [ \"a\", \"b \\\"c\\\" \\u0041\\n\" ,\\\n \"\" ]\n";

    Instruction command = last(text);

    List<Word> words = requireNonNull(command.exec());
    assertThat(words.stream().map(Word::text)).containsExactly("a", "b \"c\" A\n", "");
    assertThat(words.stream().map(word -> text.substring(word.start(), word.end())))
        .containsExactly("a", "b \\\"c\\\" \\u0041\\n", "");
    assertThat(last("FROM x\nCMD []\n").exec()).isEmpty();
    for (String none :
        List.of(
            "[a]",
            "['a']",
            "[\"a\"",
            "[\"a\" \"b\"]",
            "[\"a\",]",
            "[\"a\"] x",
            "[1]",
            "[\"\\x\"]",
            "x",
            "[",
            "[\"a",
            "[\"\\u00",
            "[\"a\\")) {
      assertThat(last("FROM x\nCMD " + none + "\n").exec()).as(none).isNull();
    }
  }

  @Test
  void heredocsBelongToTheirInstruction() throws DockerfileException {
    String text =
        "FROM x\nRUN <<A cat >/a && 3<<-\"B C\" cat\n# 1\nA\n\t\ttwo \\\n\tB C\nCOPY << 'D' /d\nD\nCMD <<E\n";

    List<Instruction> all = parse(text).target().instructions();

    assertThat(all).extracting(Instruction::keyword).containsExactly("RUN", "COPY", "CMD");
    int a = text.indexOf("# 1");
    int b = text.indexOf("\t\ttwo");
    int d = text.indexOf("D\nCMD");
    assertThat(all.get(0).heredocs())
        .containsExactly(
            new Heredoc("A", true, false, a, a + 4, "# 1\n"),
            new Heredoc("B C", false, true, b, b + 8, "\t\ttwo \\\n"));
    assertThat(all.get(0).lastLine()).isEqualTo(6);
    assertThat(all.get(1).heredocs()).containsExactly(new Heredoc("D", false, false, d, d, ""));
    assertThat(all.get(2).heredocs()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "RUN echo '<<A'", "RUN echo \"<<A\"", "RUN echo \\<\\<A", "RUN x<<A", "RUN echo <<<A",
            "RUN echo << ",
        "RUN echo $((1 << 4))", "RUN it's <<A", "RUN ${x:-<<A}", "RUN [\"<<A\"]", "ENV A=<<A",
            "LABEL a=<<A",
        "RUN echo \\", "RUN echo ${", "RUN echo 1<<",
      })
  void theseAreNoHeredocs(String instruction) throws DockerfileException {
    assertThat(last("FROM x\n" + instruction + "\n").heredocs()).isEmpty();
  }

  @Test
  void triggersAreInstructionsOfTheirOwn() throws DockerfileException {
    Instruction trigger =
        requireNonNull(last("FROM x\nONBUILD  COPY --chown=1 \\\n a b\n").trigger());

    assertThat(trigger.keyword()).isEqualTo("COPY");
    assertThat(trigger.flag("chown")).contains("1");
    assertThat(trigger.argumentText()).isEqualTo("a b");
    assertThat(requireNonNull(last("FROM x\nonbuild run <<A\nb\nA\n").trigger()).heredocs())
        .hasSize(1);
  }

  @Test
  void otherGrammarsMayHaveInstructionsOfTheirOwn() throws DockerfileException {
    Dockerfile file = parse("# syntax=example/include:1\nINCLUDE a\nFROM x\nINCLUDE+ b\nRUN c\n");

    assertThat(file.globals()).extracting(Instruction::keyword).containsExactly("INCLUDE");
    assertThat(file.target().instructions())
        .extracting(Instruction::keyword)
        .containsExactly("INCLUDE+", "RUN");
  }

  /// `|` stands for the end of a line.
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = ';',
      nullValues = "none",
      value = {
        "~~;1: no FROM: nothing says what to build upon",
        "# only|# comments;1: no FROM: nothing says what to build upon",
        "ARG A;1: no FROM: nothing says what to build upon",
        "RUN x|FROM y;1: RUN before the first FROM: move it below",
        "FROM;1: FROM needs an image, and may have AS and a name behind it",
        "FROM a b;1: FROM needs an image, and may have AS and a name behind it",
        "FROM a is b;1: FROM needs an image, and may have AS and a name behind it",
        "FROM a AS b c;1: FROM needs an image, and may have AS and a name behind it",
        "FROM a AS 1b;1: 1b is no name for a stage: take letters, digits, and - _ . after a letter",
        "FROM a AS b/c;1: b/c is no name for a stage: take letters, digits, and - _ . after a letter",
        "FROM a|RNU x;2: unknown instruction RNU",
        "# syntax=docker/dockerfile:1|FROM a|INCLUDE x;3: unknown instruction INCLUDE",
        "FROM a|x\u0007\u00e4 y;2: unknown instruction X??",
        "FROM a|COPY x;2: COPY needs a source and a destination",
        "FROM a|COPY [\"x\"];2: COPY needs a source and a destination",
        "FROM a|ENV;2: ENV has no arguments",
        "FROM a|ONBUILD;2: ONBUILD has no instruction",
        "FROM a|ONBUILD ONBUILD RUN x;2: ONBUILD cannot be the instruction of an ONBUILD",
        "FROM a|ONBUILD FROM x;2: FROM cannot be the instruction of an ONBUILD",
        "FROM a|RUN <<A|b;2: the heredoc is not ended: a line with only A is missing",
        "FROM a|RUN <<-A|b| A;2: the heredoc is not ended: a line with only A is missing",
        "FROM a|\\;2: a continued line with no instruction: remove it",
        "# escape=x|FROM a;1: # escape= must be ` or \\",
        "# escape=`|# escape=`|FROM a;2: a second # escape= directive: remove one",
      })
  void whatNoBuilderTakesIsRefusedInOneLine(String text, String message) {
    assertThatThrownBy(() -> Dockerfile.parse("my/Dockerfile", text.replace('|', '\n')))
        .isInstanceOf(DockerfileException.class)
        .hasMessage("my/Dockerfile:" + message);
  }

  @Test
  void sizesAreBounded() {
    String text = "FROM a\n" + "#".repeat(Limits.DOCKERFILE_CHARACTERS);
    assertThatThrownBy(() -> parse(text))
        .hasMessage("Dockerfile:1: is longer than 1,048,576 characters");
    assertThatThrownBy(() -> parse("FROM a\n".repeat(1001)))
        .hasMessage("Dockerfile:1001: more than 1,000 stages");
  }

  @Test
  void stagesAreFoundByNameAndNumber() throws DockerfileException {
    Dockerfile file = parse("FROM a AS One\nFROM b\nFROM c AS one\n");

    assertThat(file.stage("ONE")).contains(file.stages().get(2));
    assertThat(file.stage("1")).contains(file.stages().get(1));
    assertThat(file.stage("3")).isEmpty();
    assertThat(file.stage("99999999999")).isEmpty();
    assertThat(file.stage("")).isEmpty();
    assertThat(file.stages().get(1).title()).isEqualTo("stage 1");
  }
}
