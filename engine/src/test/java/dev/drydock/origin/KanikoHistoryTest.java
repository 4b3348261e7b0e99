package dev.drydock.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Bom.HistoryEntry;
import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.dockerfile.resolution.BuildArguments;
import dev.drydock.dockerfile.resolution.Resolution;
import dev.drydock.origin.BaseRecognition.DockerfileOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Histories as kaniko writes them (`pkg/executor/build.go`): each layer with its instruction as
/// the Dockerfile has it, continued lines put together and bodies of heredocs left out; nothing for
/// what made no layer.
class KanikoHistoryTest {
  /// Of Docker's builder and of BuildKit, as bases mostly are.
  private static final List<HistoryEntry> BASE =
      List.of(
          new HistoryEntry("/bin/sh -c #(nop) ADD file:aa in / ", null, false),
          new HistoryEntry("RUN /bin/sh -c make base # buildkit", "buildkit.dockerfile.v0", false),
          new HistoryEntry("WORKDIR /base", "buildkit.dockerfile.v0", false),
          new HistoryEntry("CMD [\"bash\"]", "buildkit.dockerfile.v0", true));

  private static final String SHOP =
      """
      FROM debian:12 AS build
      RUN make

      FROM node:24-slim
      ARG MODE=production
      ENV NODE_ENV=${MODE}
      WORKDIR /app
      RUN apt-get update \\
          # what the shop calls
          && apt-get install -y \\
             curl
      COPY --from=build --chown=node:node /src/${MODE} ./dist/
      VOLUME /data
      RUN test -n "$MODE"
      RUN <<EOF
      npm prune
      npm cache clean
      EOF
      COPY <<A <<B /etc/shop/
      one
      A
      other
      B
      USER node
      CMD ["node", "dist"]
      """;

  private static final String[] ENTRIES = {
    "WORKDIR /app",
    "RUN apt-get update     && apt-get install -y        curl",
    "COPY --from=build --chown=node:node /src/${MODE} ./dist/",
    "VOLUME /data",
    "RUN <<EOF",
    "COPY <<A <<B /etc/shop/",
  };

  private static Bom.Subject image(List<HistoryEntry> base, String... entries) {
    List<HistoryEntry> history = new ArrayList<>(base);
    Stream.of(entries).forEach(one -> history.add(new HistoryEntry(one, null, false)));
    List<Bom.LayerSummary> layers = new ArrayList<>();
    for (HistoryEntry entry : history) {
      if (!entry.emptyLayer()) {
        layers.add(new Bom.LayerSummary(layers.size(), null, "sha256:" + layers.size(), null));
      }
    }
    return new Bom.Subject(
        "app:1", null, null, "linux/amd64", null, layers, history, Map.of(), List.of());
  }

  private static DockerfileHistory of(String text, Bom.Subject image) throws DockerfileException {
    Dockerfile file = Dockerfile.parse("Dockerfile", text);
    return DockerfileHistory.of(image, Resolution.of(file, BuildArguments.none()), file.target());
  }

  /// The line of each layer; 0 where it has none.
  private static List<Integer> lines(String text, Bom.Subject image) throws DockerfileException {
    DockerfileHistory read = of(text, image);
    assertThat(read).as(read.toString()).isInstanceOf(DockerfileHistory.Fits.class);
    List<Integer> lines = new ArrayList<>();
    for (int i = 0; i < image.layers().size(); i++) {
      lines.add(((DockerfileHistory.Fits) read).lineOfLayer(i).orElse(0));
    }
    return lines;
  }

  @Test
  void everyLayerLeadsToItsLine() throws DockerfileException {
    Bom.Subject image = image(BASE, ENTRIES);

    assertThat(lines(SHOP, image)).containsExactly(0, 0, 0, 7, 8, 12, 0, 15, 19);
    assertThat(((DockerfileHistory.Fits) of(SHOP, image)).origin())
        .isEqualTo(new DockerfileOrigin("node:24-slim", 6));
  }

  @Test
  void ofABaseOfKanikoEveryInstructionThatMakesFilesIsLookedFor() throws DockerfileException {
    List<HistoryEntry> base = List.of(new HistoryEntry("COPY rootfs /", null, false));
    String all = SHOP.replace("RUN test -n \"$MODE\"\n", "");

    assertThat(lines(all, image(base, ENTRIES))).containsExactly(0, 7, 8, 12, 0, 14, 18);
    assertThat(of(SHOP, image(base, ENTRIES)))
        .isEqualTo(
            new DockerfileHistory.DoesNotFit("line 14 (RUN) is not what the history says there"));
  }

  @Test
  void withASingleSnapshotNoLineIsKnownButTheBaseIs() throws DockerfileException {
    String text = "FROM node:24\nRUN one\nCOPY a /a\nRUN other\n";
    Bom.Subject image = image(BASE, "RUN other");

    assertThat(lines(text, image)).containsExactly(0, 0, 0, 0);
    assertThat(((DockerfileHistory.Fits) of(text, image)).origin())
        .isEqualTo(new DockerfileOrigin("node:24", 1));
    assertThat(lines(text + "CMD [\"x\"]\n", image(BASE, "CMD [\"x\"]")))
        .containsExactly(0, 0, 0, 0);
  }

  @Test
  void withAllMetadataEveryInstructionHasALayer() throws DockerfileException {
    String text = "FROM node:24\nENV A=1\nRUN one\nUSER node\n";

    assertThat(lines(text, image(BASE, "ENV A=1", "RUN one", "USER node")))
        .containsExactly(0, 0, 0, 0, 3, 0);
  }

  /// Another state of the Dockerfile than the one that the image was built from.
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "RUN one|COPY a /a;RUN old|COPY a /a",
        "COPY a /a|RUN one;COPY old /a|RUN one",
        "COPY a /a|RUN one|RUN two;RUN one|RUN two",
        "RUN one|RUN x|RUN one;RUN x|RUN one",
        "RUN one;RUN old",
      })
  void aDockerfileOfAnotherStateDoesNotFit(String instructions, String history)
      throws DockerfileException {
    String text = "FROM node:24\n" + instructions.replace('|', '\n') + "\n";

    assertThat(of(text, image(BASE, history.split("\\|"))))
        .isInstanceOf(DockerfileHistory.DoesNotFit.class);
  }
}
