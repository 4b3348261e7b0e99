package dev.drydock.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.DockerfileCorpus.Sample;
import dev.drydock.dockerfile.edit.BaseEdit;
import dev.drydock.dockerfile.edit.DockerfileEditor;
import dev.drydock.dockerfile.edit.PackageEdit;
import dev.drydock.dockerfile.edit.PackageManager;
import dev.drydock.dockerfile.edit.PackageUpgrade;
import dev.drydock.dockerfile.resolution.Base;
import dev.drydock.dockerfile.resolution.BuildArguments;
import dev.drydock.dockerfile.resolution.Resolution;
import dev.drydock.limits.Limits;
import dev.drydock.text.TextEdit;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Dockerfiles that something went wrong with, and those that are made to hurt.
class DockerfileDamageTest {
  private static final String DIGEST =
      "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  /// A quarter of what is read at most: enough to tell time that grows with the square.
  private static final int LONG = Limits.DOCKERFILE_CHARACTERS / 4;

  private static final List<String> PIECES =
      List.of(
          "\\\n",
          "`",
          "\"",
          "'",
          "${",
          "}",
          "$",
          "<<EOF",
          "<<-",
          "\n",
          "\r",
          "\0",
          "#",
          "--",
          "=",
          "[",
          "]",
          "FROM ",
          "FROM a AS b\n",
          "ARG X=$X\n",
          "RUN <<A\n",
          "A\n",
          ":",
          "@",
          "&&",
          ";",
          "(",
          "\uFEFF",
          "\u2028",
          "\uD83D",
          "apt-get install curl=",
          "ONBUILD ",
          "%",
          "/",
          "*");

  @Test
  void damageIsRefusedOrReadWithoutALoss() {
    Random random = new Random(42);
    List<Sample> samples = DockerfileCorpus.written();
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 4_000; i++) {
      String text = damaged(samples.get(random.nextInt(samples.size())).text(), random);
      try {
        Dockerfile file = Dockerfile.parse("x", text);
        use(file, PackageManager.values());
        read++;
      } catch (DockerfileException e) {
        assertThat(e.getMessage()).matches("x:[0-9]+: [^\\p{Cntrl}]+");
        refused++;
      }
    }
    assertThat(read).isGreaterThan(1_500);
    assertThat(refused).isGreaterThan(500);
  }

  private static String damaged(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      int at = random.nextInt(damaged.length() + 1);
      int end = Math.min(damaged.length(), at + random.nextInt(1, 30));
      switch (random.nextInt(4)) {
        case 0 -> damaged.delete(at, end);
        case 1 -> damaged.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 2 -> damaged.insert(random.nextInt(damaged.length() + 1), damaged.substring(at, end));
        default -> damaged.setLength(at);
      }
    }
    return damaged.toString();
  }

  /// Everything that can be asked of a Dockerfile.
  private static void use(Dockerfile file, PackageManager... managers) throws DockerfileException {
    StringBuilder text = new StringBuilder();
    file.pieces().forEach(piece -> text.append(piece.raw()));
    assertThat(text.toString()).isEqualTo(file.text());
    Resolution resolution = Resolution.of(file, BuildArguments.none());
    DockerfileEditor editor = new DockerfileEditor(resolution);
    for (Stage stage : file.stages().subList(0, Math.min(3, file.stages().size()))) {
      resolution.needs(stage);
      check(file, stage, editor.changeBase(stage, "other:1"));
      check(file, stage, editor.pin(stage, DIGEST));
      for (PackageManager manager : managers) {
        PackageEdit edit =
            editor.upgradePackages(
                stage,
                manager,
                List.of(new PackageUpgrade("curl", "9-1"), new PackageUpgrade("a", "1")),
                "app");
        if (edit instanceof PackageEdit.Changed changed) {
          Dockerfile.parse("changed", TextEdit.apply(file.text(), changed.edits()));
        }
      }
    }
  }

  private static void check(Dockerfile file, Stage stage, BaseEdit edit)
      throws DockerfileException {
    if (edit instanceof BaseEdit.Changed changed) {
      Dockerfile now = Dockerfile.parse("changed", TextEdit.apply(file.text(), changed.edits()));
      assertThat(Resolution.of(now, BuildArguments.none()).base(now.stages().get(stage.index())))
          .isInstanceOfSatisfying(
              Base.Image.class, base -> assertThat(base.reference()).isEqualTo(changed.after()));
    } else if (edit instanceof BaseEdit.Refused refused) {
      assertThat(refused.reason()).doesNotContain("\n");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "FROM a\nRUN echo << x\n",
        "FROM a\nRUN $(\n",
        "FROM a\nRUN \"\n",
        "FROM a\nRUN ${\n",
        "FROM a\nCMD [\"\n",
        "FROM a AS b\n",
        "ARG A=$A\n",
        "RUN \\\n",
        "#\n",
        "\\\n",
        "ARG X=${X:-\n",
        "ONBUILD ",
        "COPY --from=b a b\n",
        "FROM $A\n",
        "ENV a=b\n",
        "apt-get install curl=1 && ",
        "'",
        "<<a ",
        "{",
        "$(",
        "--x ",
        "ENV A=$A\nRUN apt-get install curl=$A a=1\n",
        "FROM a\nRUN apt-get install curl=1\n",
      })
  void whateverIsRepeatedIsReadInTime(String piece) {
    String many = piece.repeat(LONG / piece.length());
    for (String text :
        List.of("FROM a\n" + many, "FROM a\nRUN " + many, "ARG A=1\nFROM a" + many)) {
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(30),
          () -> {
            try {
              use(Dockerfile.parse("x", text), PackageManager.APT);
            } catch (DockerfileException e) {
              assertThat(e.getMessage()).startsWith("x:");
            }
          });
    }
  }
}
