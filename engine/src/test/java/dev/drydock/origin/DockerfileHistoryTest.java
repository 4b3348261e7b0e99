package dev.drydock.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Bom.HistoryEntry;
import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.dockerfile.resolution.BuildArguments;
import dev.drydock.dockerfile.resolution.Resolution;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.origin.BaseImage.Evidence;
import dev.drydock.origin.BaseRecognition.DockerfileOrigin;
import dev.drydock.testkit.Tools;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerfileHistoryTest {
  private static final String DOCKERFILE =
      """
      ARG NODE=18
      FROM node:${NODE} AS build
      WORKDIR /src
      COPY . .
      RUN npm run build

      FROM node:${NODE}-slim AS base
      ARG MODE=production
      ENV NODE_ENV=$MODE PATH="/opt/bin:$PATH"
      LABEL maintainer="a team" \\
            version='1'
      RUN apt-get update \\
          # what curl is for
          && apt-get install -y curl \\
          && rm -rf /var/lib/apt/lists/*
      FROM base
      WORKDIR app
      COPY --from=build --chown=node:node /src/dist ./dist/
      RUN ["npm", "prune", "--production"]
      VOLUME /data
      EXPOSE 8080 9090/udp
      USER node
      HEALTHCHECK --interval=30s CMD curl -f http://localhost/ || exit 1
      STOPSIGNAL SIGTERM
      ENTRYPOINT ["node", "--title=a & b"]
      CMD npm start
      """;

  /// `-` before an entry: it made no layer.
  private static Bom.Subject image(List<String> history) {
    List<HistoryEntry> entries = new ArrayList<>();
    List<Bom.LayerSummary> layers = new ArrayList<>();
    for (String line : history) {
      boolean empty = line.startsWith("-");
      entries.add(new HistoryEntry(empty ? line.substring(1) : line, null, empty));
      if (!empty) {
        layers.add(new Bom.LayerSummary(layers.size(), null, "sha256:" + layers.size(), null));
      }
    }
    return new Bom.Subject(
        "app:1", null, null, "linux/amd64", null, layers, entries, Map.of(), List.of());
  }

  private static final List<String> BUILDKIT =
      List.of(
          "ADD rootfs.tar / # buildkit",
          "-CMD [\"bash\"]",
          "-ARG MODE=test",
          "-ENV NODE_ENV=test PATH=/opt/bin:/usr/bin:/bin",
          "-LABEL maintainer=a team version=1",
          "RUN |1 MODE=test /bin/sh -c apt-get update     && apt-get install -y curl     && rm -rf"
              + " /var/lib/apt/lists/* # buildkit",
          "WORKDIR /app",
          "COPY --chown=node:node /src/dist ./dist/ # buildkit",
          "RUN |1 MODE=test npm prune --production # buildkit",
          "-VOLUME [/data]",
          "-EXPOSE map[8080/tcp:{} 9090/udp:{}]",
          "-USER node",
          "-HEALTHCHECK &{[\"CMD-SHELL\" \"curl -f http://localhost/ || exit 1\"] \"30s\" \"0s\""
              + " \"0s\" \"0s\" '\\x00'}",
          "-STOPSIGNAL SIGTERM",
          "-ENTRYPOINT [\"node\" \"--title=a & b\"]",
          "-CMD [\"/bin/sh\" \"-c\" \"npm start\"]");

  private static final List<String> CLASSIC =
      List.of(
          "/bin/sh -c #(nop) ADD file:aa in / ",
          "-/bin/sh -c #(nop)  CMD [\"bash\"]",
          "-/bin/sh -c #(nop)  ARG MODE=production",
          "-/bin/sh -c #(nop)  ENV NODE_ENV=production PATH=/opt/bin:/usr/bin",
          "-/bin/sh -c #(nop)  LABEL maintainer=a team version=1",
          "|1 MODE=production /bin/sh -c apt-get update     && apt-get install -y curl     && rm -rf"
              + " /var/lib/apt/lists/*",
          "-/bin/sh -c #(nop) WORKDIR /app",
          "/bin/sh -c #(nop) COPY --chown=node:nodedir:bb in ./dist/ ",
          "npm prune --production",
          "-/bin/sh -c #(nop)  VOLUME [/data]",
          "-/bin/sh -c #(nop)  EXPOSE 8080 9090/udp",
          "-/bin/sh -c #(nop)  USER node",
          "-/bin/sh -c #(nop)  HEALTHCHECK &{[\"CMD-SHELL\" \"curl -f http://localhost/ || exit"
              + " 1\"] \"30s\" \"0s\" \"0s\" '\\x00'}",
          "-/bin/sh -c #(nop)  STOPSIGNAL SIGTERM",
          "-/bin/sh -c #(nop)  ENTRYPOINT [\"node\" \"--title=a \\u0026 b\"]",
          "-/bin/sh -c #(nop)  CMD [\"/bin/sh\" \"-c\" \"npm start\"]",
          "-/bin/sh -c #(nop)  LABEL com.example.built=by command line");

  private static final List<String> BUILDAH =
      List.of(
          "/bin/sh -c #(nop) ADD file:aa in / ",
          "-/bin/sh -c #(nop) CMD [\"bash\"]",
          "-/bin/sh -c #(nop) ARG MODE",
          "-/bin/sh -c #(nop) ENV NODE_ENV=$MODE PATH=\"/opt/bin:$PATH\"",
          "-/bin/sh -c #(nop) LABEL maintainer=\"a team\"       version='1'",
          "|1 MODE=production /bin/sh -c apt-get update     && apt-get install -y curl     && rm"
              + " -rf /var/lib/apt/lists/*",
          "-/bin/sh -c #(nop) WORKDIR app",
          "/bin/sh -c #(nop) COPY dir:bb in ./dist/ ",
          "npm prune --production",
          "-/bin/sh -c #(nop) VOLUME /data",
          "-/bin/sh -c #(nop) EXPOSE 8080 9090/udp",
          "-/bin/sh -c #(nop) USER node",
          "-/bin/sh -c #(nop) HEALTHCHECK --interval=30s CMD curl -f http://localhost/ || exit 1",
          "-/bin/sh -c #(nop) STOPSIGNAL SIGTERM",
          "-/bin/sh -c #(nop) ENTRYPOINT [\"node\", \"--title=a & b\"]",
          "-/bin/sh -c #(nop) CMD npm start");

  private static final List<String> KANIKO =
      List.of(
          "/bin/sh -c #(nop) ADD file:aa in / ",
          "-/bin/sh -c #(nop)  CMD [\"bash\"]",
          "RUN apt-get update     && apt-get install -y curl     && rm -rf /var/lib/apt/lists/*",
          "COPY --from=build --chown=node:node /src/dist ./dist/",
          "RUN [\"npm\", \"prune\", \"--production\"]");

  private static DockerfileHistory of(String dockerfile, List<String> history)
      throws DockerfileException {
    Dockerfile file = Dockerfile.parse("Dockerfile", dockerfile);
    return DockerfileHistory.of(
        image(history), Resolution.of(file, BuildArguments.none()), file.target());
  }

  private static Map<Integer, Integer> lines(DockerfileHistory history) {
    Map<Integer, Integer> lines = new TreeMap<>();
    ((DockerfileHistory.Fits) history)
        .accounted()
        .forEach((entry, instruction) -> lines.put(entry, instruction.firstLine()));
    return lines;
  }

  @Test
  void everyBuildersEntriesLeadToTheirLines() throws DockerfileException {
    for (List<String> builder : List.of(BUILDKIT, CLASSIC, BUILDAH)) {
      DockerfileHistory history = of(DOCKERFILE, builder);

      assertThat(history).as(builder.toString()).isInstanceOf(DockerfileHistory.Fits.class);
      assertThat(lines(history).values())
          .containsExactly(8, 9, 10, 12, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26);
      assertThat(lines(history).keySet())
          .containsExactly(2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
      assertThat(((DockerfileHistory.Fits) history).origin())
          .isEqualTo(new DockerfileOrigin("node:18-slim", builder.size() - 2));
    }
  }

  @Test
  void kanikoWritesOnlyWhatMadeALayer() throws DockerfileException {
    DockerfileHistory history = of(DOCKERFILE, KANIKO);

    assertThat(lines(history)).isEqualTo(Map.of(2, 12, 3, 18, 4, 19));
    assertThat(((DockerfileHistory.Fits) history).origin())
        .isEqualTo(new DockerfileOrigin("node:18-slim", 3));
  }

  @Test
  void aLayerLeadsToTheLineThatMadeIt() throws DockerfileException {
    DockerfileHistory.Fits buildkit = (DockerfileHistory.Fits) of(DOCKERFILE, BUILDKIT);
    DockerfileHistory.Fits classic = (DockerfileHistory.Fits) of(DOCKERFILE, CLASSIC);

    assertThat(lineOfLayers(buildkit, 5)).containsExactly(0, 12, 17, 18, 19);
    assertThat(lineOfLayers(classic, 4)).containsExactly(0, 12, 18, 19);
    assertThat(buildkit.lineOfLayer(-1)).isEmpty();
    assertThat(buildkit.lineOfLayer(5)).isEmpty();
  }

  private static List<Integer> lineOfLayers(DockerfileHistory.Fits history, int layers) {
    List<Integer> lines = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      lines.add(history.lineOfLayer(i).orElse(0));
    }
    return lines;
  }

  @Test
  void aLayerOfSeveralInstructionsHasNoLine() throws DockerfileException {
    String text = "FROM scratch\nCOPY a /a\nCOPY b /b\nCMD [\"/a\"]\n";
    // what Buildah writes without --layers
    DockerfileHistory.Fits both =
        (DockerfileHistory.Fits)
            of(
                text,
                List.of(
                    "-/bin/sh -c #(nop) COPY file:1 in /a ",
                    "-/bin/sh -c #(nop) COPY file:2 in /b ",
                    "/bin/sh -c #(nop) CMD [\"/a\"]"));
    assertThat(both.entries()).isEqualTo(3);
    assertThat(both.lineOfLayer(0)).isEmpty();

    DockerfileHistory.Fits one =
        (DockerfileHistory.Fits)
            of(
                text.replace("COPY b /b\n", ""),
                List.of("-/bin/sh -c #(nop) COPY file:1 in /a ", "/bin/sh -c #(nop) CMD [\"/a\"]"));
    assertThat(one.lineOfLayer(0)).contains(2);
  }

  @Test
  void heredocsAreWhatTheShellGets() throws DockerfileException {
    String text =
        """
        FROM debian:12
        RUN <<EOF
        apt-get update
        apt-get install -y curl
        EOF
        RUN cat <<A >/a && cat <<-'B' >/b
        one
        A
        \ttwo
        \tB
        RUN <<SCRIPT
        #!/usr/bin/env python3
        print(1)
        SCRIPT
        COPY <<-"F" <<G /dir/
        f
        F
        g
        G
        """;

    DockerfileHistory history =
        of(
            text,
            List.of(
                "ADD x / # buildkit",
                "RUN /bin/sh -c apt-get update\napt-get install -y curl\n # buildkit",
                "RUN /bin/sh -c cat <<A >/a && cat <<-'B' >/b\none\nA\n\ttwo\nB # buildkit",
                "RUN /dev/pipes/SCRIPT # buildkit",
                "COPY <<F <<G /dir/ # buildkit"));

    assertThat(lines(history)).isEqualTo(Map.of(1, 2, 2, 6, 3, 11, 4, 15));
  }

  /// Each takes one entry of the history, or a line of the file, from what fits.
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = ';',
      value = {
        "FROM a:1|RUN x;ADD r / # buildkit|RUN /bin/sh -c y # buildkit;line 2 (RUN) is not what the history says there",
        "FROM a:1|RUN x;ADD r / # buildkit|RUN /bin/sh -c x y # buildkit;line 2 (RUN) is not what the history says there",
        "FROM a:1|RUN x;ADD r / # buildkit|RUN /bin/sh -c yx # buildkit;line 2 (RUN) is not what the history says there",
        "FROM a:1|RUN x;ADD r / # buildkit;line 2 (RUN) is not what the history says there",
        "FROM a:1|RUN x|RUN y;RUN /bin/sh -c y # buildkit;line 2 (RUN): the history has fewer entries than the Dockerfile has instructions",
        "FROM a:1|RUN x;RUN /bin/sh -c x # buildkit|merged;line 2 (RUN) is not what the history says there",
        "FROM a:1|RUN x;ADD r / # buildkit|-;line 2 (RUN) is not what the history says there",
        "FROM a:1|COPY a /b;ADD r / # buildkit|COPY a /c # buildkit;line 2 (COPY) is not what the history says there",
        "FROM a:1|COPY a /b;ADD r / # buildkit|/bin/sh -c #(nop) COPY file:1 in /c ;line 2 (COPY) is not what the history says there",
        "FROM a:1|ENV A=1;ADD r / # buildkit|-ENV A=2;line 2 (ENV) is not what the history says there",
        "FROM a:1|ARG A=1;ADD r / # buildkit|-ARG AB=1;line 2 (ARG) is not what the history says there",
        "FROM a:1|EXPOSE 80;ADD r / # buildkit|-EXPOSE map[81/tcp:{}];line 2 (EXPOSE) is not what the history says there",
        "FROM a:1|USER a;ADD r / # buildkit|-USER b;line 2 (USER) is not what the history says there",
        "FROM a:1|WORKDIR /a;ADD r / # buildkit|WORKDIR /b/a;line 2 (WORKDIR) is not what the history says there",
        "FROM a:1|CMD [~a~];ADD r / # buildkit|-CMD [~b~ ~a~];line 2 (CMD) is not what the history says there",
        "FROM scratch|COPY a /;ADD r / # buildkit|COPY a / # buildkit;the Dockerfile builds upon scratch, and the history has 1 entries more",
        "FROM a:1|CMD x;;line 2 (CMD): the history has fewer entries than the Dockerfile has instructions",
      })
  void whatDoesNotFitIsSaid(String text, String history, String reason) throws DockerfileException {
    List<String> entries = history == null ? List.of() : List.of(history.split("\\|", -1));

    assertThat(of(text.replace('|', '\n'), entries))
        .isEqualTo(new DockerfileHistory.DoesNotFit(reason));
  }

  @Test
  void variablesMayBeAnything() throws DockerfileException {
    String text =
        "FROM a:${T}\nARG V\nENV A=x-${V}-y B=$C\nCOPY app-${V}.jar $DIR/app.jar\nWORKDIR ${DIR:-/x}\nUSER $U:0\n"
            + "ENV LONG the rest\nONBUILD RUN x\n";

    DockerfileHistory history =
        of(
            text,
            List.of(
                "-ARG V=3",
                "-ENV A=x-3-y B=",
                "COPY app-3.jar /opt/app.jar # buildkit",
                "WORKDIR /opt",
                "-USER 7:0",
                "-ENV LONG=the rest"));

    assertThat(lines(history).values()).containsExactly(2, 3, 4, 5, 6, 7);
    assertThat(((DockerfileHistory.Fits) history).origin())
        .isEqualTo(new DockerfileOrigin(null, 6));
    assertThat(
            of(
                text,
                List.of(
                    "-ARG V=3",
                    "-ENV A=x-3-z B=",
                    "COPY app-3.jar /opt/app.jar # buildkit",
                    "WORKDIR /opt",
                    "-USER 7:0",
                    "-ENV LONG=the rest")))
        .isEqualTo(
            new DockerfileHistory.DoesNotFit("line 3 (ENV) is not what the history says there"));
  }

  @Test
  void recognitionTakesItsWord() throws DockerfileException {
    DockerfileHistory.Fits history = (DockerfileHistory.Fits) of(DOCKERFILE, BUILDKIT);

    assertThat(new BaseRecognition(List.of(), history.origin()).of(image(BUILDKIT)).base())
        .isEqualTo(new BaseImage("node:18-slim", null, 1, Evidence.DOCKERFILE));
  }

  @Test
  void aDockerfileOfOnlyABaseAccountsForNothing() throws DockerfileException {
    DockerfileHistory history = of("FROM debian:12\n", BUILDKIT);

    assertThat(((DockerfileHistory.Fits) history).origin())
        .isEqualTo(new DockerfileOrigin("debian:12", 0));
    assertThat(((DockerfileHistory.Fits) history).lineOfLayer(0)).isEmpty();
  }

  @Test
  void slowTextsAreCompared() throws DockerfileException {
    String many = "a".repeat(200_000);

    DockerfileHistory history =
        of(
            "FROM a\nENV A=${X}" + many + "b${X}" + many + "\n",
            List.of("-ENV A=" + many + many + many));

    assertThat(history)
        .isEqualTo(
            new DockerfileHistory.DoesNotFit("line 2 (ENV) is not what the history says there"));
  }

  @Test
  void buildahsHistoriesLeadToTheirLines(@TempDir Path temporary) throws Exception {
    Path directory = Files.createDirectory(temporary.resolve("context"));
    Path buildah = Tools.require("buildah", "buildah");
    String text =
        """
        ARG V=1
        FROM scratch AS base
        ARG MODE=a
        ENV A=b C="d e"
        COPY x /x
        FROM base
        LABEL "k"="v $MODE" \\
          # why
          n=m
        ENV Q r s
        ADD x z* /dir/
        COPY --chown=1:1 . ./w/
        WORKDIR /w
        EXPOSE 80 90/udp
        VOLUME /data
        USER 1001
        HEALTHCHECK --interval=30s CMD echo hi
        STOPSIGNAL SIGTERM
        SHELL ["/bin/sh","-ec"]
        ONBUILD RUN echo
        ENTRYPOINT ["/x", "a && b"]
        CMD echo hi
        """;
    Files.writeString(directory.resolve("Dockerfile"), text);
    Files.writeString(directory.resolve("x"), "x");
    Files.writeString(directory.resolve("z1"), "z");
    for (boolean layers : List.of(true, false)) {
      Bom.Subject image = built(buildah, directory, layers);
      Dockerfile file = Dockerfile.parse("Dockerfile", text);

      DockerfileHistory history =
          DockerfileHistory.of(image, Resolution.of(file, BuildArguments.none()), file.target());

      assertThat(history).as(image.history().toString()).isInstanceOf(DockerfileHistory.Fits.class);
      assertThat(lines(history).values())
          .containsExactly(3, 4, 5, 7, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22);
      DockerfileHistory.Fits fits = (DockerfileHistory.Fits) history;
      assertThat(fits.entries()).isEqualTo(image.history().size());
      assertThat(fits.lineOfLayer(0)).contains(5);
      assertThat(fits.lineOfLayer(1)).isEqualTo(layers ? Optional.of(11) : Optional.empty());
    }
  }

  private static Bom.Subject built(Path buildah, Path directory, boolean layers) throws Exception {
    String root = directory.resolveSibling("storage").toString();
    List<String> storage =
        List.of(
            buildah + "", "--storage-driver", "vfs", "--root", root, "--runroot", root + "-run");
    String name = layers ? "layers" : "whole";
    List<String> build = new ArrayList<>(storage);
    build.addAll(
        List.of(
            "build",
            "--isolation",
            "chroot",
            "--layers=" + layers,
            "-t",
            name,
            "--label",
            "by=us",
            "."));
    run(directory, build);
    List<String> inspect = new ArrayList<>(storage);
    inspect.addAll(List.of("inspect", "--type", "image", name));
    byte[] document = run(directory, inspect).getBytes(StandardCharsets.UTF_8);
    Json config = new JsonReader(Limits.defaults()).read(document, name).get("OCIv1").orElseThrow();
    List<String> history = new ArrayList<>();
    for (Json entry : config.items("history")) {
      boolean empty = entry.get("empty_layer").isPresent();
      history.add((empty ? "-" : "") + entry.text("created_by"));
    }
    Bom.Subject image = image(history);
    assertThat(image.layers()).hasSize(config.get("rootfs").orElseThrow().items("diff_ids").size());
    return image;
  }

  private static String run(Path directory, List<String> command) throws Exception {
    Path log = directory.resolveSibling("log");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    return Files.readString(log);
  }
}
