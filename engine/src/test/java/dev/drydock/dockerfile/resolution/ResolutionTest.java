package dev.drydock.dockerfile.resolution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.dockerfile.Stage;
import dev.drydock.dockerfile.Word;
import dev.drydock.dockerfile.resolution.Variable.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResolutionTest {
  private static Base base(String text, BuildArguments arguments) throws DockerfileException {
    Dockerfile file = Dockerfile.parse("Dockerfile", text.replace('|', '\n'));
    return Resolution.of(file, arguments).base(file.target());
  }

  private static String said(Base base) {
    return switch (base) {
      case Base.Image image -> image.reference();
      case Base.EarlierStage earlier -> "stage " + earlier.stage().index();
      case Base.Scratch scratch -> "scratch";
      case Base.Unresolved unresolved -> "? " + unresolved.reason();
    };
  }

  /// `|` stands for the end of a line. `T` is given to the build as `given`, `E` as nothing.
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = ';',
      value = {
        "FROM a:1;a:1",
        "FROM scratch;scratch",
        "ARG X=scratch|FROM $X;scratch",
        "FROM SCRATCH;SCRATCH",
        "FROM a AS b|FROM B;stage 0",
        "FROM a AS b|FROM b:1;b:1",
        "ARG X=b|FROM a AS b|FROM ${X};stage 0",
        "FROM b|FROM a AS b;a",
        "ARG X=1|FROM a:$X;a:1",
        "ARG X=1|FROM a:${X}_b;a:1_b",
        "ARG X=1|FROM a:$X_b;? no ARG before the first FROM declares X_b",
        "ARG X=1|FROM \"a:$X\";a:1",
        "ARG X=1|FROM 'a:$X';a:$X",
        "ARG X=1|FROM a:\\$X;a:$X",
        "ARG X='1' Y=\"2\" Z=3\\ 4|FROM $X$Y;12",
        "ARG X|FROM a:${X};? X has no default: give it (--build-arg X=…)",
        "ARG X|FROM a:${X:-1};a:1",
        "ARG X|FROM a:${X-1};a:1",
        "ARG X=|FROM a:${X:-1};a:1",
        "ARG X=|FROM a${X-:1};a",
        "ARG X=2|FROM a:${X:-1};a:2",
        "ARG X=2|FROM a${X:+:$X};a:2",
        "ARG X=|FROM a${X:+:1};a",
        "ARG X=|FROM a${X+:1};a:1",
        "ARG X|FROM a${X+:1};a",
        "ARG X=2|FROM a:${X:?sayit};a:2",
        "ARG X|FROM a:${X:?sayit};? X must be given: X has no default: give it (--build-arg X=…)",
        "ARG X=|FROM a:${X?};a:",
        "ARG X=1|ARG Y=${X}.2|FROM a:$Y;a:1.2",
        "ARG Y=${X}.2|ARG X=1|FROM a:$Y;? no ARG before the first FROM declares X",
        "ARG X=1|ARG X=2|FROM a:$X;a:2",
        "ARG X=1|ARG X|FROM a:$X;a:1",
        "ARG T=1|FROM a:$T;a:given",
        "ARG T|FROM a:$T;a:given",
        "FROM a:$T;? no ARG before the first FROM declares T",
        "ARG E=1|FROM a$E;a",
        "ARG E=1|FROM $E;? FROM names nothing: its variables are empty",
        "FROM a-$TARGETARCH$TARGETVARIANT;a-arm64v8",
        "FROM a-${TARGETOS};a-linux",
        "ARG TARGETARCH|FROM a-${TARGETARCH};a-arm64",
        "ARG TARGETARCH=x|FROM a-${TARGETARCH};a-x",
        "FROM a-${TARGETPLATFORM#*/};a-arm64/v8",
        "FROM a-${BUILDARCH};? BUILDARCH depends on the platform, which nobody told",
        "FROM a:${BUILDARCH:-x};? BUILDARCH depends on the platform, which nobody told",
        // patterns
        "ARG X=v1.2.3|FROM a:${X#v};a:1.2.3",
        "ARG X=v1.2.3|FROM a:${X#x};a:v1.2.3",
        "ARG X=v1.2.3|FROM a:${X#*.};a:2.3",
        "ARG X=v1.2.3|FROM a:${X##*.};a:3",
        "ARG X=v1.2.3|FROM a:${X%.*};a:v1.2",
        "ARG X=v1.2.3|FROM a:${X%%.*};a:v1",
        "ARG X=v1.2.3|FROM a:${X#?};a:1.2.3",
        "ARG X=a*b|FROM a:${X#a\\*};a:b",
        "ARG X=1.2.3|FROM a:${X/./-};a:1-2.3",
        "ARG X=1.2.3|FROM a:${X//./-};a:1-2-3",
        "ARG X=1.2.3|FROM a:${X//?./};a:3",
        "ARG X=a/b|FROM a:${X/\\//-};a:a-b",
        "ARG X=1|FROM a:${X#\\q};? the pattern \\q has an escape that is not known",
        "ARG X=1|FROM a:${X:0:1};? ${X…} has a form that is not known",
        "ARG X=1|FROM a:${X^^};? ${X…} has a form that is not known",
        "FROM a:${;? a variable without a name, or without its closing }",
        "FROM a:${};? a variable without a name, or without its closing }",
        "ARG X=1|FROM a:${X;? a variable without a name, or without its closing }",
        "ARG X=1|FROM a:${X:-;? a variable's closing } is missing",
        "ARG X|FROM a:${X:-1;? a variable's closing } is missing",
        "FROM \"a;? a closing quote is missing",
        "ARG X=\"1|FROM a:$X;? a closing quote is missing",
        "FROM a:$;a:$",
        "ARG X=2|FROM a:${Y:-${X:-1}};a:2",
        "ARG X=2|FROM a:${X:-${Y:-\"}\"}};a:2",
      })
  void referencesAreResolved(String text, String expected) throws DockerfileException {
    assertThat(
            said(
                base(
                    text,
                    new BuildArguments(Map.of("T", "given", "E", ""), "linux/arm64/v8", null))))
        .isEqualTo(expected);
  }

  @Test
  void variablesThatTookPartAreNamedWithTheirPlace() throws DockerfileException {
    Base base =
        base(
            "ARG R=node|ARG T='18' U=1|ARG G=x|FROM ${R}:${T}-${G}-${TARGETARCH}${N:-}",
            new BuildArguments(Map.of("G", "given"), "linux/amd64", null));

    assertThat(base)
        .isEqualTo(
            new Base.Image(
                "node:18-given-amd64",
                List.of(
                    new Variable("R", "node", Source.DEFAULT, new Word("node", 6, 10), 1),
                    new Variable("T", "18", Source.DEFAULT, new Word("'18'", 17, 21), 2),
                    new Variable("G", "given", Source.BUILD, new Word("x", 32, 33), 3),
                    new Variable("TARGETARCH", "amd64", Source.PLATFORM, null, 0))));
  }

  @Test
  void chainsAndNeedsAreFollowed() throws DockerfileException {
    Dockerfile file =
        Dockerfile.parse(
            "Dockerfile",
            """
            FROM a AS tools
            FROM b AS base
            FROM base AS build
            RUN --mount=type=bind,from=tools,target=/t --mount=from=x:1 make
            FROM c AS unused
            FROM base AS app
            COPY --from=build /a /a
            COPY --from=nginx:1 /b /b
            COPY --from=$WHERE /c /c
            COPY --from=later /d /d
            FROM d AS later
            """);
    Resolution resolution = Resolution.of(file, BuildArguments.none());
    Stage app = file.stage("app").orElseThrow();

    assertThat(resolution.chain(app)).extracting(Stage::index).containsExactly(1, 4);
    StageNeeds needs = resolution.needs(app);
    assertThat(needs.stages()).extracting(Stage::index).containsExactly(0, 1, 2, 4);
    assertThat(needs.images()).containsExactly("later", "nginx:1", "x:1");
    assertThat(needs.undecided()).containsExactly("$WHERE");
    assertThat(file.target().name()).isEqualTo("later");
  }

  @Test
  void variablesCannotGrowWithoutABound() throws DockerfileException {
    StringBuilder text = new StringBuilder("ARG A0=0123456789\n");
    for (int i = 1; i < 60; i++) {
      text.append("ARG A%d=$A%d$A%d\n".formatted(i, i - 1, i - 1));
    }
    text.append("FROM $A59\n");

    assertThat(said(base(text.toString(), BuildArguments.none())))
        .isEqualTo("? its variables make it longer than 2,048 characters");
    assertThat(
            said(
                base(
                    "ARG A=1|FROM " + "${B:-".repeat(40) + "x" + "}".repeat(40),
                    BuildArguments.none())))
        .isEqualTo("? its variables lie too deep in each other");
  }

  @Test
  void patternsCannotTakeForever() throws DockerfileException {
    String value = "a".repeat(2000);
    String slow = "${A//" + "*a".repeat(1000) + "b/}";
    String text = "ARG A=" + value + "\nARG B=" + slow.repeat(200) + "\nFROM x:$B\n";

    assertThat(said(base(text, BuildArguments.none())))
        .isEqualTo("? the variables of this file come to too much text");
  }
}
