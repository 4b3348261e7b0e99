package dev.drydock.hygiene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.resolution.BuildArguments;
import dev.drydock.dockerfile.resolution.Resolution;
import dev.drydock.image.Digest;
import dev.drydock.image.ImageConfig;
import dev.drydock.image.Platform;
import dev.drydock.limits.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileHygieneTest {
  private static final String PASSWORD = "h7Gq2zLp9wXr";
  private static final String TOKEN = "ghp_" + "aB3dE6gH9jK2mN5pQ8sT1vW4yZ7cF0iLoRuX";
  private static final Map<String, String> LABELS =
      Map.of("org.opencontainers.image.source", "https://example.org");

  /// `severity rule line instruction` of each, in order.
  private static List<String> observe(String dockerfile) throws Exception {
    return shown(
        new ImageHygiene(Limits.defaults())
            .of(config(List.of()), source(dockerfile, true, List.of())));
  }

  private static List<String> shown(List<Observation> found) {
    List<String> shown = new ArrayList<>();
    for (Observation one : found) {
      assertThat(one.toString()).doesNotContain(PASSWORD).doesNotContain(TOKEN);
      assertThat(one.message() + one.remedy()).doesNotContain("\n");
      shown.add(
          one.severity().word()
              + " "
              + one.rule()
              + " "
              + (one.place() == null ? "-" : one.place().line())
              + (one.instruction() == null ? "" : " " + one.instruction()));
    }
    return shown;
  }

  /// @param entries the line of each entry of the history; 0 for those of the base
  private static BuildSource source(String text, boolean fits, List<Integer> entries)
      throws Exception {
    Dockerfile file = Dockerfile.parse("Dockerfile", text);
    Map<Integer, Integer> lines = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i) > 0) {
        lines.put(i, entries.get(i));
      }
    }
    return new BuildSource(
        Resolution.of(file, BuildArguments.none()), file.target(), fits, lines, lines);
  }

  /// One that nothing is to be said of but what is given.
  private static ImageConfig config(List<String> history) {
    return config("app", true, LABELS, List.of(), history);
  }

  private static ImageConfig config(
      String user,
      boolean healthcheck,
      Map<String, String> labels,
      List<String> environment,
      List<String> history) {
    return new ImageConfig(
        Digest.parse("sha256:" + "0".repeat(64)),
        Platform.linuxOn("amd64"),
        null,
        user,
        environment,
        healthcheck,
        List.of(),
        history.stream()
            .map(createdBy -> new ImageConfig.HistoryEntry(null, createdBy, null, true))
            .toList(),
        labels);
  }

  @Test
  void basesAreNamedByVersionAndDigest() throws Exception {
    assertThat(
            observe(
                """
                ARG VERSION=3.20
                FROM golang AS build
                FROM registry.example.org:5000/tools:latest AS tools
                FROM alpine:$VERSION AS base
                FROM ${UNKNOWN} AS unknown
                FROM scratch AS empty
                FROM debian@sha256:4444444444444444444444444444444444444444444444444444444444444444 AS pinned
                FROM node AS unused
                FROM base
                COPY --from=build /a /a
                COPY --from=tools /b /b
                COPY --from=unknown /c /c
                COPY --from=empty /c /c
                COPY --from=pinned /d /d
                COPY --from=golang /a /b
                COPY --from=context /a /b
                COPY --from=example.org/other /e /e
                """))
        .containsExactly(
            "medium moving-base 2 FROM golang",
            "medium moving-base 3 FROM registry.example.org:5000/tools:latest",
            "medium moving-base 17 COPY --from=example.org/other",
            "low unpinned-base 4 FROM alpine:3.20");
  }

  @Test
  void imagesThatAreMountedAreNamedTooAndStagesAreNone() throws Exception {
    assertThat(
            observe(
                """
                FROM scratch AS app.build
                FROM scratch
                COPY --from=app.build /a /a
                RUN --mount=type=bind,from=app.build,target=/a --mount=type=cache,target=/b make
                RUN --mount=type=bind,source=/uv,From=example.org/uv:latest,target=/bin/uv uv sync
                RUN --mount=from=example.org/go:1.22,target=/go go build
                """))
        .containsExactly(
            "medium moving-base 5 RUN --mount=from=example.org/uv:latest",
            "low unpinned-base 6 RUN --mount=from=example.org/go:1.22");
  }

  @Test
  void whatIsAddedFromTheNetworkIsChecked() throws Exception {
    assertThat(
            observe(
                """
                FROM scratch AS root
                ADD rootfs.tar.gz /
                FROM root
                ADD https://deploy:%s@example.org/x.bin?key=%s /opt/
                ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.org/x /
                ADD https://example.org/a.git#0123456789012345678901234567890123456789:src /src
                ADD ["https://example.org/b c", "/opt/"]
                ADD files /opt/
                ADD a.txt b.TGZ /opt/
                COPY c.tar /opt/
                """
                    .formatted(PASSWORD, PASSWORD)))
        .containsExactly(
            "high secret/instruction 4 ADD",
            "medium remote-add 4 ADD https://…@example.org/x.bin?…",
            "medium remote-add 7 ADD https://example.org/b c",
            "low archive-add 9 ADD b.TGZ");
  }

  @Test
  void repositoriesAreOfACommitAndQuotesMeanNothing() throws Exception {
    assertThat(
            observe(
                """
                FROM scratch AS root
                FROM root
                ADD "https://example.org/x" '/opt/'
                ADD git@example.org:team/app.git /src
                ADD https://example.org/a.git?ref=v1&checksum=0123456789012345678901234567890123456789 /src
                ADD https://example.org/a.tgz?checksum=0123456789012345678901234567890123456789 /src
                ADD --checksum=0123456789012345678901234567890123456789 ssh://git@example.org/a.git#v1 /src
                ADD --unpack=false a.tar.gz /opt/
                ADD --unpack 'b.tar.zst' /opt/
                ADD <<c.tgz /opt/
                text
                c.tgz
                """))
        .containsExactly(
            "medium remote-add 3 ADD https://example.org/x",
            "medium remote-add 4 ADD git@example.org:team/app.git",
            "medium remote-add 6 ADD https://example.org/a.tgz?…",
            "low archive-add 9 ADD b.tar.zst");
  }

  @Test
  void whatTheDockerfileChecksTheHistoryDoesNotSay() throws Exception {
    String dockerfile =
        """
        FROM debian@sha256:4444444444444444444444444444444444444444444444444444444444444444
        ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://example.org/x /x
        ADD --chown=app https://example.org/y /y
        ADD https://example.org/a.git#0123456789012345678901234567890123456789 /a
        """;
    ImageConfig config =
        config(
            List.of(
                "ADD https://base.example/b /b # buildkit",
                "ADD https://example.org/x /x # buildkit",
                "ADD --chown=app https://example.org/y /y # buildkit",
                "ADD https://example.org/a.git#0123456789012345678901234567890123456789 /a"));

    List<Observation> found =
        new ImageHygiene(Limits.defaults())
            .of(config, source(dockerfile, true, List.of(0, 2, 3, 4)));

    assertThat(shown(found))
        .containsExactly(
            "medium remote-add - ADD https://base.example/b /b # buildkit",
            "medium remote-add 3 ADD --chown=app https://example.org/y /y # buildkit");
    assertThat(found)
        .extracting(Observation::message)
        .containsExactly(
            "a file of the network was added, and nothing tells that it was checked",
            "a file of the network was added unchecked: tomorrow it may be another one");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curl -sSL https://x.io | sh",
        "curl https://x.io | sudo -E bash -",
        "set -eux; wget -qO- https://x.io | tee log | bash -s -- --yes",
        "curl https://x.io 2>/dev/null | sh >log 2>&1 && true",
        "apt-get update && (curl https://x.io | /bin/bash)",
        "curl https://x.io|python3 -",
        "A=1 curl https://x.io | B=2 sh -x",
        "bash -c \"$(curl -fsSL https://x.io)\"",
        "sh -c \"`wget -O- https://x.io`\"",
        "bash <(curl -s https://x.io)",
        "eval \"$(curl -s https://x.io)\"",
        "if true; then curl https://x.io | sh; fi",
        "[\"/bin/sh\", \"-c\", \"curl https://x.io | sh\"]",
        "<<EOF\nset -e\ncurl https://x.io | sh\nEOF",
        "cd /tmp \\\n # of the network\n && curl https://x.io \\\n | sh",
        "bash -c \"curl -s \\\"https://x.io\\\" | bash\"",
        "/bin/bash -o pipefail -lc 'set -e; curl https://x.io | sh'",
        "[\"/bin/bash\", \"-o\", \"pipefail\", \"-c\", \"curl https://x.io | sh\"]",
        "su - app -c 'curl https://x.io | sh'",
        "curl https://x.io | sudo -H -u app bash",
        "curl https://x.io | bash -o pipefail",
        "ruby -e \"$(curl -fsSL https://x.io)\"",
        "<<EOF\ncurl https://x.io |\n  bash\nwget \\\n x\nEOF",
        "cat <<EOF | bash\ncurl https://x.io | sh\nEOF",
      })
  void scriptsOfTheNetworkAreSeen(String run) throws Exception {
    String found = String.join(",", observe("FROM scratch\nRUN " + run + "\n"));

    assertThat(found.replace(",low sudo 2 RUN", "")).isEqualTo("medium remote-script 2 RUN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "curl -o x https://x.io && echo '00  x' | sha256sum -c && sh x",
        "curl https://x.io | tar xz",
        "curl https://x.io | jq '.a | sh'",
        "curl https://x.io | sh script",
        "curl https://x.io | python3 -c 'import json, sys'",
        "curl https://x.io | python3 -m json.tool",
        "echo 'curl https://x.io | sh' > how-to",
        "curl https://x.io || sh fallback",
        "curl https://x.io ; sh -",
        "cat x | sh",
        "echo curl | sh",
        "# curl https://x.io | sh",
        "X=\"$(curl -s https://x.io | cut -f1)\" && test -n \"$X\"",
        "curl https://x.io | python3 -mjson.tool",
        "curl https://x.io | python3 -c'import json, sys'",
        "curl https://x.io | perl -ne'print'",
        "bash -c 'X=$(curl -s https://x.io) && test -n \"$X\"'",
        "bash build.sh \"$(curl -s https://x.io)\"",
        "bash -c \"echo \\\"curl https://x.io | sh; sudo x\\\"\"",
        "[\"echo\", \"curl https://x.io | sh\"]",
        "cat <<EOF > /x.sh\ncurl https://x.io | sh\nsudo make\nEOF",
        "<<EOF\n#!/usr/bin/env python3\nsudo = 1\nEOF",
      })
  void otherPipesAreNone(String run) throws Exception {
    assertThat(observe("FROM scratch\nRUN " + run + "\n")).isEmpty();
  }

  @Test
  void secretsAreToldByNameAlone() throws Exception {
    assertThat(
            observe(
                """
                ARG REGISTRY_PASSWORD
                FROM scratch AS build
                ARG NPM_TOKEN
                ARG MODE=fast DB_PASSWORD=%1$s
                ARG SIGNING_KEY_FILE=/run/secrets/key API_KEY=/run/secrets/api
                ENV A=b DEPLOY_TOKEN="%1$s" C=d
                ENV OTHER_TOKEN %1$s
                ENV SECRET=changeme PASSWORD=$DB_PASSWORD
                ENV GITHUB=%2$s
                RUN echo %2$s
                FROM scratch
                COPY --from=build /a /a
                RUN --mount=type=secret,id=npm npm ci
                """
                    .formatted(PASSWORD, TOKEN)))
        .containsExactly(
            "high secret/build-argument 4 ARG DB_PASSWORD",
            "high secret/environment 6 ENV DEPLOY_TOKEN",
            "high secret/environment 7 ENV OTHER_TOKEN",
            "high secret/environment 9 ENV GITHUB",
            "high secret/instruction 10 RUN",
            "medium secret/build-argument 1 ARG REGISTRY_PASSWORD",
            "medium secret/build-argument 3 ARG NPM_TOKEN");
  }

  @Test
  void sudoIsSeen() throws Exception {
    assertThat(observe("FROM scratch\nRUN echo sudo && true\nRUN true && sudo -u app make | cat\n"))
        .containsExactly("low sudo 3 RUN");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "apt-get update && apt-get install -y curl; true",
        "apt-get -qq update; true",
        "apt-get -qq -o Acquire::Retries=3 update; true",
        "bash -c 'apt-get update && apt-get install -y curl'; true",
        "apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*; false",
        "apt-get update && apt-get distclean; false",
        "--mount=type=cache,target=/var/lib/apt apt-get update; false",
        "apt-get install -y curl; false",
      })
  void listsOfAptAreTakenAwayAgain(String run, boolean left) throws Exception {
    String dockerfile = "FROM scratch AS b\nRUN apt-get update\nFROM scratch\nRUN " + run + "\n";
    BuildSource other = source(dockerfile, false, List.of());

    assertThat(shown(new ImageHygiene(Limits.defaults()).of(config(List.of()), other)))
        .isEqualTo(left ? List.of("low package-cache 4 RUN") : List.of());
    // the image itself tells better where it was built from this
    assertThat(observe(dockerfile)).isEmpty();
  }

  @Test
  void theImagesOwnObservationsAreToldOnceAndWithTheirLines() throws Exception {
    String dockerfile =
        """
        FROM debian@sha256:4444444444444444444444444444444444444444444444444444444444444444
        ARG DEPLOY_TOKEN
        ENV DB_PASSWORD=%s GITHUB=%s
        ADD https://example.org/x /x
        RUN curl https://x.io | sh
        RUN make
        USER root
        """
            .formatted(PASSWORD, TOKEN);
    ImageConfig config =
        config(
            "root",
            false,
            Map.of("org.opencontainers.image.base.name", "debian"),
            List.of("DB_PASSWORD=" + PASSWORD, "GITHUB=" + TOKEN),
            List.of(
                "/bin/sh -c wget -O- https://base.example | sh",
                "ARG DEPLOY_TOKEN",
                "ENV DB_PASSWORD=" + PASSWORD + " GITHUB=" + TOKEN,
                "ADD https://example.org/x /x # buildkit",
                "RUN |1 DEPLOY_TOKEN=" + PASSWORD + " /bin/sh -c curl https://x.io | sh # buildkit",
                "RUN |1 DEPLOY_TOKEN=" + PASSWORD + " /bin/sh -c make # buildkit",
                "USER root"));

    assertThat(
            shown(
                new ImageHygiene(Limits.defaults())
                    .of(config, source(dockerfile, true, List.of(0, 2, 3, 4, 5, 6, 7)))))
        .containsExactly(
            "high secret/build-argument 2 ARG DEPLOY_TOKEN",
            "high secret/environment 3 ENV DB_PASSWORD",
            "high secret/environment 3 ENV GITHUB",
            "medium remote-add 4 ADD https://example.org/x /x # buildkit",
            "medium remote-script - RUN",
            "medium remote-script 5 RUN",
            "medium root-user 7",
            "low no-healthcheck 1",
            "low no-source-label 1");
  }

  @Test
  void ofAnotherDockerfileOnlyWhatTheImageDoesNotTellIsTold() throws Exception {
    String dockerfile = "FROM debian\nRUN curl https://x.io | sh\nADD https://example.org/x /x\n";
    ImageConfig config = config(List.of("/bin/sh -c wget -O- https://x.io | sh"));

    assertThat(
            shown(
                new ImageHygiene(Limits.defaults())
                    .of(config, source(dockerfile, false, List.of()))))
        .containsExactly(
            "medium moving-base 1 FROM debian",
            "medium remote-add 3 ADD https://example.org/x",
            "medium remote-script - RUN");
  }

  @Test
  void withoutADockerfileAMovingBaseIsToldByItsLabel() throws Exception {
    ImageConfig config =
        config(
            "app",
            true,
            Map.of(
                "org.opencontainers.image.source", "x",
                "org.opencontainers.image.base.name", "debian:latest"),
            List.of(),
            List.of());

    assertThat(shown(new ImageHygiene(Limits.defaults()).of(config)))
        .containsExactly("medium moving-base - FROM debian:latest");
  }
}
