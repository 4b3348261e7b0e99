package dev.drydock.dockerfile.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.dockerfile.resolution.BuildArguments;
import dev.drydock.dockerfile.resolution.Resolution;
import dev.drydock.text.TextEdit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemovalEditTest {
  private static RemovalEdit edit(
      String text,
      PackageManager manager,
      @Nullable String user,
      Set<String> installed,
      String... names)
      throws DockerfileException {
    Dockerfile file = Dockerfile.parse("Dockerfile", text);
    return new DockerfileEditor(Resolution.of(file, BuildArguments.none()))
        .removePackages(file.target(), manager, List.of(names), installed, user);
  }

  private static String applied(String text, RemovalEdit edit) {
    assertThat(edit).isInstanceOf(RemovalEdit.Changed.class);
    return TextEdit.apply(text, ((RemovalEdit.Changed) edit).edits());
  }

  /// `|` stands for the end of a line.
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = ';',
      value = {
        "APT;RUN apt-get install -y git curl;RUN apt-get install -y curl",
        "APT;RUN apt-get install -y curl git;RUN apt-get install -y curl",
        "APT;RUN apt-get install -y curl git=1:2.30.2-1 jq;RUN apt-get install -y curl jq",
        "APT;RUN apt-get install -y git -t stable curl;RUN apt-get install -y -t stable curl",
        "APT;RUN apt-get update && apt-get install -y \\|    curl \\|    git \\| && rm -rf /var/lib/apt/lists/*;RUN apt-get update && apt-get install -y \\|    curl \\| && rm -rf /var/lib/apt/lists/*",
        "APT;RUN apt-get install -y \\|    # to clone|    git \\|    curl;RUN apt-get install -y \\|    curl",
        "APK;RUN apk add --no-cache git curl;RUN apk add --no-cache curl",
        "APK;RUN apk add --no-cache curl 'git>2';RUN apk add --no-cache curl",
        "DNF;RUN dnf install -y git curl && dnf clean all;RUN dnf install -y curl && dnf clean all",
        "APT;RUN apt-get install -y git curl && useradd app|RUN mkdir /app;RUN apt-get install -y curl && useradd app|RUN mkdir /app",
      })
  void whatAnInstructionInstallsIsTakenOutOfIt(PackageManager manager, String before, String after)
      throws DockerfileException {
    String text = "FROM debian:11\n" + before.replace('|', '\n') + "\nCMD [\"app\"]\n";

    RemovalEdit edit = edit(text, manager, null, Set.of("git"), "git");

    assertThat(applied(text, edit))
        .isEqualTo("FROM debian:11\n" + after.replace('|', '\n') + "\nCMD [\"app\"]\n");
    assertThat(((RemovalEdit.Changed) edit).takenOut()).containsExactly("git");
    assertThat(((RemovalEdit.Changed) edit).removed()).isEmpty();
  }

  @Test
  void anInstructionThatInstallsNothingElseGoesAsAWhole() throws DockerfileException {
    String text =
        """
        FROM debian:11
        RUN apt-get update \\
            && apt-get install -y git curl \\
            && rm -rf /var/lib/apt/lists/*
        COPY app /app
        """;

    assertThat(
            applied(
                text, edit(text, PackageManager.APT, null, Set.of("git", "curl"), "git", "curl")))
        .isEqualTo("FROM debian:11\nCOPY app /app\n");
  }

  /// Each of these may call it.
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = ';',
      value = {
        "RUN apt-get install -y git curl && git clone https://example.org/app",
        "RUN apt-get install -y git curl|RUN make",
        "RUN apt-get install -y git curl|RUN pip install git+https://example.org/app",
        "RUN apt-get install -y git curl|RUN echo $(git --version)",
        "RUN apt-get install -y git curl|RUN [\"make\", \"-j2\"]",
        "RUN apt-get install -y git curl|RUN <<EOF|#!/usr/bin/env python3|print(1)|EOF",
        "RUN apt-get install -y git && useradd app",
        "RUN [\"apt-get\", \"install\", \"-y\", \"git\", \"curl\"]",
        "RUN apt-get install -y >/dev/null git curl",
      })
  void whatMayBeCalledIsRemovedBehindTheLastRun(String written) throws DockerfileException {
    String runs = written.replace('|', '\n') + "\n";
    String text = "FROM debian:11\n" + runs + "COPY app /app\n";

    RemovalEdit edit = edit(text, PackageManager.APT, null, Set.of("git"), "git");

    assertThat(applied(text, edit))
        .isEqualTo(
            "FROM debian:11\n"
                + runs
                + "RUN apt-get purge -y --auto-remove git && rm -rf /var/lib/apt/lists/*\n"
                + "COPY app /app\n");
    assertThat(((RemovalEdit.Changed) edit).removed()).containsExactly("git");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "APT;RUN apt-get purge -y --auto-remove curl git && rm -rf /var/lib/apt/lists/*",
        "APK;RUN apk del curl git",
        "DNF;RUN dnf remove -y curl git && dnf clean all",
        "MICRODNF;RUN microdnf remove -y curl git && microdnf clean all",
        "YUM;RUN yum remove -y curl git && yum clean all",
        "TDNF;RUN tdnf remove -y curl git && tdnf clean all",
        "ZYPPER;RUN zypper --non-interactive remove --clean-deps curl git && zypper clean --all",
        "PACMAN;RUN pacman -Rns --noconfirm curl git",
      })
  void whatTheBaseBringsIsRemovedInTheWordsOfItsManager(PackageManager manager, String run)
      throws DockerfileException {
    String text = "FROM base\nENV A=b\nCOPY app /app\n";

    assertThat(applied(text, edit(text, manager, null, Set.of(), "git", "curl")))
        .isEqualTo("FROM base\nENV A=b\n" + run + "\nCOPY app /app\n");
  }

  @Test
  void itIsDoneAsRootAndTheUserComesBack() throws DockerfileException {
    String text = "FROM base\nRUN true\nUSER app\nRUN make\nCMD [\"app\"]\n";

    assertThat(applied(text, edit(text, PackageManager.APK, null, Set.of(), "git")))
        .isEqualTo(
            "FROM base\nRUN true\nUSER app\nRUN make\nUSER root\nRUN apk del git\nUSER app\n"
                + "CMD [\"app\"]\n");
    assertThat(
            applied("FROM base\n", edit("FROM base\n", PackageManager.APK, "app", Set.of(), "git")))
        .isEqualTo("FROM base\nUSER root\nRUN apk del git\nUSER app\n");
    assertThat(
            applied(
                "FROM base\nUSER root\nCOPY a b\n",
                edit(
                    "FROM base\nUSER root\nCOPY a b\n",
                    PackageManager.APK,
                    "app",
                    Set.of(),
                    "git")))
        .isEqualTo("FROM base\nUSER root\nRUN apk del git\nCOPY a b\n");
  }

  @Test
  void anotherStageThatBuildsUponTheSameKeepsIt() throws DockerfileException {
    String text =
        """
        FROM debian:11 AS common
        RUN apt-get install -y git curl
        FROM common AS tests
        RUN git clone https://example.org/tests
        FROM common
        COPY app /app
        """;

    assertThat(applied(text, edit(text, PackageManager.APT, null, Set.of("git"), "git")))
        .isEqualTo(
            text.replace(
                "FROM common\nCOPY",
                "FROM common\n"
                    + "RUN apt-get purge -y --auto-remove git && rm -rf /var/lib/apt/lists/*\nCOPY"));
  }

  @Test
  void someAreTakenOutAndOthersRemoved() throws DockerfileException {
    String text = "FROM debian:11\nRUN apt-get install -y git jq\nCOPY app /app\n";

    RemovalEdit edit = edit(text, PackageManager.APT, null, Set.of("git"), "git", "curl");

    assertThat(applied(text, edit))
        .isEqualTo(
            "FROM debian:11\nRUN apt-get install -y jq\n"
                + "RUN apt-get purge -y --auto-remove curl && rm -rf /var/lib/apt/lists/*\n"
                + "COPY app /app\n");
  }

  @Test
  void oddNamesAndScratchAreRefused() throws DockerfileException {
    assertThat(edit("FROM base\n", PackageManager.APT, null, Set.of(), "git;reboot"))
        .isInstanceOf(RemovalEdit.Refused.class);
    assertThat(edit("FROM scratch\n", PackageManager.APT, null, Set.of(), "git"))
        .isInstanceOf(RemovalEdit.Refused.class);
  }
}
