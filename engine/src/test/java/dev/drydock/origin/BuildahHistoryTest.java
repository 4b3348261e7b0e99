package dev.drydock.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Bom.HistoryEntry;
import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.dockerfile.resolution.BuildArguments;
import dev.drydock.dockerfile.resolution.Resolution;
import dev.drydock.origin.BaseImage.Evidence;
import dev.drydock.secret.SecretText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Histories as Buildah 1.28.2, and so Podman, writes them for the Dockerfiles that stand beside
/// them, built with several options.
class BuildahHistoryTest {
  /// What came with the base, in one layer.
  private static final List<String> BASE =
      List.of(
          "-/bin/sh -c #(nop) COPY dir:24 in / ",
          "-/bin/sh -c #(nop) ENV PATH=/bin",
          "/bin/sh -c #(nop) CMD [\"/bin/sh\"]");

  private static final String SHOP =
      """
      ARG BASE=localhost/base
      FROM ${BASE} AS tools
      RUN touch /tool

      FROM ${BASE}
      ARG VERSION=1
      ENV NAME="the shop" \\
          MODE=${VERSION}
      RUN touch /one && \\
          touch /two
      RUN ["/bin/sh", "-c", "touch /five"]
      COPY --from=tools /tool /tool
      COPY a dir/ /opt/
      WORKDIR /srv
      ADD a .
      RUN --mount=type=bind,source=a,target=/mnt/a cat /mnt/a > /six
      USER 1000:1000
      EXPOSE 8080
      LABEL x=y
      HEALTHCHECK NONE
      CMD ["cat", "/six"]
      """;

  private static final List<String> SHOP_ENTRIES =
      List.of(
          "-/bin/sh -c #(nop) ARG VERSION",
          "-/bin/sh -c #(nop) ENV NAME=\"the shop\"     MODE=${VERSION}",
          "|1 VERSION=1 /bin/sh -c touch /one &&     touch /two",
          "|1 VERSION=1 /bin/sh -c [\"/bin/sh\", \"-c\", \"touch /five\"]",
          "/bin/sh -c #(nop) COPY file:7c in /tool ",
          "/bin/sh -c #(nop) COPY multi:b3 in /opt/ ",
          "-/bin/sh -c #(nop) WORKDIR /srv",
          "/bin/sh -c #(nop) ADD file:5f in . ",
          "|1 VERSION=1 /bin/sh -c --mount=type=bind,source=a,target=/mnt/a cat /mnt/a > /six",
          "-/bin/sh -c #(nop) USER 1000:1000",
          "-/bin/sh -c #(nop) EXPOSE 8080",
          "-/bin/sh -c #(nop) LABEL x=y",
          "-/bin/sh -c #(nop) HEALTHCHECK NONE",
          "-/bin/sh -c #(nop) CMD [\"cat\", \"/six\"]");

  private static List<String> join(List<String> one, List<String> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  /// As `--layers=false` does: the last entry has the layer of all.
  private static List<String> inOneLayer(List<String> entries) {
    List<String> one = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      String plain = entries.get(i).startsWith("-") ? entries.get(i).substring(1) : entries.get(i);
      one.add(i == entries.size() - 1 ? plain : "-" + plain);
    }
    return one;
  }

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

  private static DockerfileHistory of(String text, List<String> history)
      throws DockerfileException {
    Dockerfile file = Dockerfile.parse("Dockerfile", text);
    return DockerfileHistory.of(
        image(history), Resolution.of(file, BuildArguments.none()), file.target());
  }

  /// The line of each layer; 0 where it has none.
  private static List<Integer> lines(String text, List<String> history) throws DockerfileException {
    DockerfileHistory read = of(text, history);
    assertThat(read).isInstanceOf(DockerfileHistory.Fits.class);
    List<Integer> lines = new ArrayList<>();
    for (int i = 0; i < image(history).layers().size(); i++) {
      lines.add(((DockerfileHistory.Fits) read).lineOfLayer(i).orElse(0));
    }
    return lines;
  }

  private static BaseImage base(String text, List<String> history) throws DockerfileException {
    DockerfileHistory.Fits fits = (DockerfileHistory.Fits) of(text, history);
    return Objects.requireNonNull(
        new BaseRecognition(List.of(), fits.origin()).of(image(history)).base());
  }

  @Test
  void withLayersEachHasItsLine() throws DockerfileException {
    List<String> history = join(BASE, SHOP_ENTRIES);

    assertThat(lines(SHOP, history)).containsExactly(0, 9, 11, 12, 13, 15, 16);
    assertThat(base(SHOP, history))
        .isEqualTo(new BaseImage("localhost/base", null, 1, Evidence.DOCKERFILE));
  }

  @Test
  void linesAreFoundInAHistoryWithoutItsSecrets() throws DockerfileException {
    String file =
        """
        FROM localhost/base
        ENV MODE=x DB_PASSWORD="h7Gq2zLp9"
        ENV API_TOKEN h7Gq2zLp9wXr
        RUN fetch --password=h7Gq2zLp9 && \\
            make
        RUN ["git", "clone", "https://ann:h7Gq2zLp9@git.corp/x"]
        LABEL from="https://ann:h7Gq2zLp9@git.corp/x"
        CMD ["serve", "--api-key=h7Gq2zLp9"]
        """;
    List<String> history =
        List.of(
            "-/bin/sh -c #(nop) ENV MODE=x DB_PASSWORD=%s",
            "-/bin/sh -c #(nop) ENV API_TOKEN=%swXr",
            "|1 NPM_TOKEN=%s /bin/sh -c fetch --password=%s &&     make",
            "|1 NPM_TOKEN=%s /bin/sh -c [\"git\", \"clone\", \"https://ann:%s@git.corp/x\"]",
            "-/bin/sh -c #(nop) LABEL from=\"https://ann:%s@git.corp/x\"",
            "-/bin/sh -c #(nop) CMD [\"serve\", \"--api-key=%s\"]");
    List<String> whole = history.stream().map(one -> one.replace("%s", "h7Gq2zLp9")).toList();

    assertThat(lines(file, join(BASE, whole))).containsExactly(0, 4, 6);
    assertThat(lines(file, join(BASE, whole.stream().map(SecretText::withoutSecrets).toList())))
        .containsExactly(0, 4, 6);
  }

  @Test
  void valuesOfTheBuildStandBeforeCommands() throws DockerfileException {
    List<String> history =
        join(
            BASE,
            SHOP_ENTRIES.stream().map(one -> one.replace("VERSION=1", "VERSION=a b")).toList());

    assertThat(lines(SHOP, history)).containsExactly(0, 9, 11, 12, 13, 15, 16);
  }

  @Test
  void withoutLayersTheBaseIsStillKnown() throws DockerfileException {
    List<String> history = join(BASE, inOneLayer(SHOP_ENTRIES));

    assertThat(lines(SHOP, history)).containsExactly(0, 0);
    assertThat(base(SHOP, history))
        .isEqualTo(new BaseImage("localhost/base", null, 1, Evidence.DOCKERFILE));
  }

  @Test
  void squashedWithTheBaseOnlyItsNameIsKnown() throws DockerfileException {
    List<String> history = inOneLayer(SHOP_ENTRIES);

    assertThat(lines(SHOP, history)).containsExactly(0);
    assertThat(base(SHOP, history))
        .isEqualTo(new BaseImage("localhost/base", null, 1, Evidence.LOWEST_LAYER));
    // with --layers there is one entry for all, and it names only the last instruction
    assertThat(of(SHOP, List.of("/bin/sh -c #(nop) CMD [\"cat\", \"/six\"]")))
        .isEqualTo(
            new DockerfileHistory.DoesNotFit(
                "line 20 (HEALTHCHECK): the history has fewer entries than the Dockerfile has"
                    + " instructions"));
  }

  @Test
  void oneCommandInOneLayerHasItsLine() throws DockerfileException {
    String text = "FROM localhost/base\nRUN touch /five\nCMD [\"x\"]\n";
    List<String> entries = List.of("-/bin/sh -c touch /five", "/bin/sh -c #(nop) CMD [\"x\"]");

    assertThat(lines(text, join(BASE, entries))).containsExactly(0, 2);
    assertThat(lines(text, entries)).containsExactly(2);
  }

  @Test
  void everyInstructionIsRecognised() throws DockerfileException {
    String text =
        """
        FROM localhost/base
        from localhost/base as app
        run ["/bin/sh", "-c", "touch /five"]
        RUN touch '/a b' \\
            # a comment
            && touch "/c"
        ENV A b c
        ENV EMPTY=
        COPY --chown=1:1 --chmod=600 a /opt/a
        SHELL ["/bin/sh", "-ec"]
        RUN touch /six
        RUN	touch   /tab
        COPY ["a", "/x y/"]
        MAINTAINER me
        ENTRYPOINT /bin/sh -c "echo $A"
        VOLUME ["/data", "/more"]
        STOPSIGNAL 9
        HEALTHCHECK --interval=5s --retries=2 CMD ["/bin/cat", "/six"]
        ONBUILD COPY . /x
        WORKDIR $A
        EXPOSE $A/tcp 80-81
        USER $A
        CMD echo $A
        """;
    List<String> entries =
        List.of(
            "/bin/sh -c [\"/bin/sh\", \"-c\", \"touch /five\"]",
            "/bin/sh -c touch '/a b'     && touch \"/c\"",
            "-/bin/sh -c #(nop) ENV A b c",
            "-/bin/sh -c #(nop) ENV EMPTY=",
            "/bin/sh -c #(nop) COPY file:df in /opt/a ",
            "-/bin/sh -c #(nop) SHELL [\"/bin/sh\", \"-ec\"]",
            "/bin/sh -c touch /six",
            "/bin/sh -c touch   /tab",
            "/bin/sh -c #(nop) COPY file:5f in /x y/ ",
            "-/bin/sh -c #(nop) MAINTAINER me",
            "-/bin/sh -c #(nop) ENTRYPOINT /bin/sh -c \"echo $A\"",
            "-/bin/sh -c #(nop) VOLUME [\"/data\", \"/more\"]",
            "-/bin/sh -c #(nop) STOPSIGNAL 9",
            "-/bin/sh -c #(nop) HEALTHCHECK --interval=5s --retries=2 CMD [\"/bin/cat\", \"/six\"]",
            "-/bin/sh -c #(nop) ONBUILD COPY . /x",
            "-/bin/sh -c #(nop) WORKDIR $A",
            "-/bin/sh -c #(nop) EXPOSE $A/tcp 80-81",
            "-/bin/sh -c #(nop) USER $A",
            "-/bin/sh -c #(nop) CMD echo $A");

    assertThat(lines(text, join(BASE, entries))).containsExactly(0, 3, 4, 9, 11, 12, 13);
  }

  @Test
  void argumentsAreWrittenWithThoseBeforeThem() throws DockerfileException {
    String text =
        """
        ARG G=1
        FROM localhost/base
        ARG Z=1
        ARG M
        ARG A=2 B=3
        ARG G
        ARG Z=3
        RUN touch /x
        """;
    List<String> given =
        List.of(
            "-/bin/sh -c #(nop) ARG Z",
            "-/bin/sh -c #(nop) ARG M Z",
            "-/bin/sh -c #(nop) ARG A B M Z",
            "-/bin/sh -c #(nop) ARG A B G M Z",
            "-/bin/sh -c #(nop) ARG A B G M Z",
            "|5 A=2 B=3 G=1 M=a Z=3 /bin/sh -c touch /x");
    List<String> without =
        List.of(
            "-/bin/sh -c #(nop) ARG Z",
            "-/bin/sh -c #(nop) ARG Z",
            "-/bin/sh -c #(nop) ARG A B Z",
            "-/bin/sh -c #(nop) ARG A B G Z",
            "-/bin/sh -c #(nop) ARG A B G Z",
            "|4 A=2 B=3 G=1 Z=3 /bin/sh -c touch /x");

    assertThat(lines(text, join(BASE, given))).containsExactly(0, 8);
    assertThat(lines(text, join(BASE, without))).containsExactly(0, 8);
    assertThat(of(text.replace("ARG Z=1", "ARG Y=1"), join(BASE, given)))
        .isEqualTo(
            new DockerfileHistory.DoesNotFit("line 3 (ARG) is not what the history says there"));
  }

  @Test
  void aStageUponAStageHasTheLinesOfBoth() throws DockerfileException {
    String text =
        """
        FROM localhost/base AS first
        ARG A="x y"
        RUN echo $A > /one
        RUN --mount=type=tmpfs,target=/t touch /two
        FROM first
        ARG TARGETARCH
        RUN touch /${TARGETARCH}
        """;

    assertThat(
            lines(
                text,
                join(
                    BASE,
                    List.of(
                        "-/bin/sh -c #(nop) ARG A",
                        "|1 A=x y /bin/sh -c echo $A > /one",
                        "|1 A=x y /bin/sh -c --mount=type=tmpfs,target=/t touch /two",
                        "-/bin/sh -c #(nop) ARG TARGETARCH",
                        "|1 TARGETARCH=amd64 /bin/sh -c touch /${TARGETARCH}"))))
        .containsExactly(0, 3, 4, 7);
  }

  @Test
  void labelsOfTheCommandLineAreNobodysLine() throws DockerfileException {
    String text = "FROM localhost/base\nCOPY a /a\n";

    assertThat(
            lines(
                text,
                join(
                    BASE,
                    List.of(
                        "/bin/sh -c #(nop) COPY file:5f in /a ",
                        "-/bin/sh -c #(nop) LABEL \"by\"=\"us\""))))
        .containsExactly(0, 2);
    // without --layers that label has the layer
    assertThat(
            lines(
                text,
                join(
                    BASE,
                    List.of(
                        "-/bin/sh -c #(nop) COPY file:5f in /a ",
                        "/bin/sh -c #(nop) LABEL \"by\"=\"us\""))))
        .containsExactly(0, 2);
  }

  private static final String HEREDOCS =
      """
      FROM scratch AS rootfs
      ADD r.tar /

      FROM rootfs
      ARG WHO=me
      RUN <<EOF
      echo one > /one
      echo two > /two
      EOF
      COPY <<A <<B /opt/
      first
      A
      second
      B
      RUN cat <<X > /three && cat <<-"Y" > /four
      hello ${WHO}
      X
      \ttabbed
      \tY
      RUN --mount=type=tmpfs,target=/t <<EOF
      echo six > /six

      EOF
      CMD ["sh"]
      """;

  /// As Buildah 1.39.3 writes them; 1.28 does not know heredocs.
  private static final List<String> HEREDOC_ENTRIES =
      List.of(
          "/bin/sh -c #(nop) ADD file:0e in / ",
          "-/bin/sh -c #(nop) ARG WHO",
          "|1 WHO=me /bin/sh -c <<EOF",
          "/bin/sh -c #(nop) COPY multi:13 in /opt/ ",
          "|1 WHO=me /bin/sh -c cat <<X > /three && cat <<-\"Y\" > /four",
          "|1 WHO=me /bin/sh -c --mount=type=tmpfs,target=/t <<EOF",
          "-/bin/sh -c #(nop) CMD [\"sh\"]");

  @Test
  void heredocsAreKnownByTheirFirstLine() throws DockerfileException {
    assertThat(lines(HEREDOCS, HEREDOC_ENTRIES)).containsExactly(2, 6, 10, 15, 20);
    assertThat(lines(HEREDOCS, inOneLayer(HEREDOC_ENTRIES))).containsExactly(0);
    assertThat(of(HEREDOCS.replace("cat <<X > /three", "cat <<X > /3"), HEREDOC_ENTRIES))
        .isEqualTo(
            new DockerfileHistory.DoesNotFit("line 15 (RUN) is not what the history says there"));
  }

  /// As Buildah's main branch writes them (`imagebuildah/stage_executor.go`).
  @Test
  void heredocsWithTheirBodiesAreKnownToo() throws DockerfileException {
    List<String> entries = new ArrayList<>(HEREDOC_ENTRIES);
    entries.set(2, entries.get(2) + "\necho one > /one\necho two > /two");
    entries.set(4, entries.get(4) + "\nhello ${WHO}\ntabbed");
    entries.set(5, entries.get(5) + "\necho six > /six");

    assertThat(lines(HEREDOCS, entries)).containsExactly(2, 6, 10, 15, 20);
    entries.set(2, entries.get(2).replace("two > /two", "two > /2"));
    assertThat(of(HEREDOCS, entries))
        .isEqualTo(
            new DockerfileHistory.DoesNotFit("line 6 (RUN) is not what the history says there"));
  }
}
