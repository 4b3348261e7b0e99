package dev.drydock.dockerfile.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.dockerfile.edit.PackageEdit.Reason;
import dev.drydock.dockerfile.resolution.BuildArguments;
import dev.drydock.dockerfile.resolution.Resolution;
import dev.drydock.text.TextEdit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageEditTest {
  private static PackageEdit edit(
      String text, PackageManager manager, @Nullable String user, String... upgrades)
      throws DockerfileException {
    Dockerfile file = Dockerfile.parse("Dockerfile", text);
    List<PackageUpgrade> wanted =
        List.of(upgrades).stream()
            .map(upgrade -> upgrade.split(" ", 2))
            .map(parts -> new PackageUpgrade(parts[0], parts[1]))
            .toList();
    return new DockerfileEditor(Resolution.of(file, BuildArguments.none()))
        .upgradePackages(file.target(), manager, wanted, user);
  }

  private static String applied(String text, PackageEdit edit) {
    assertThat(edit).isInstanceOf(PackageEdit.Changed.class);
    return TextEdit.apply(text, ((PackageEdit.Changed) edit).edits());
  }

  /// `|` stands for the end of a line.
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = ';',
      value = {
        "APT;apt-get install -y curl=7.74.0-1 git;curl 7.88.1-10;apt-get install -y curl=7.88.1-10"
            + " git",
        "APT;apt-get install -y curl:amd64=7.74.0-1;curl 7.88.1-10;apt-get install -y"
            + " curl:amd64=7.88.1-10",
        "APT;apt-get install -y 'curl=7.74.0-1';curl 7.88.1-10;apt-get install -y 'curl=7.88.1-10'",
        "APT;apt-get install -y curl=7.74.*;curl 7.88.1-10;apt-get install -y curl=7.88.*",
        "APT;apt-get install -y curl=7*;curl 8.1-10;apt-get install -y curl=8*",
        "APT;DEBIAN_FRONTEND=noninteractive /usr/bin/apt-get -o A=b -qq install curl=1 >/dev/null"
            + " 2>&1;curl 2;DEBIAN_FRONTEND=noninteractive /usr/bin/apt-get -o A=b -qq install"
            + " curl=2 >/dev/null 2>&1",
        "APT;apt-get install libcurl4=1 curl=1;curl 2;apt-get install libcurl4=1 curl=2",
        "APT;apt-get install -y \\|    git \\|    # why|    curl=1 \\|    vim;curl 2;apt-get"
            + " install -y \\|    git \\|    # why|    curl=2 \\|    vim",
        "APK;apk add --no-cache curl=8.0.1-r0;curl 8.5.0-r1;apk add --no-cache curl=8.5.0-r1",
        "APK;apk add curl~=8.0;curl 8.5.0-r1;apk add curl~=8.5",
        "APK;apk add curl~8;curl 9.1-r0;apk add curl~9",
        "APK;apk add -t .build -X http://x curl=8.0.1-r0;curl 8.5.0-r1;apk add -t .build -X"
            + " http://x curl=8.5.0-r1",
        "DNF;dnf install -y curl-7.76.1-14.el9;curl 7.76.1-26.el9_3;dnf install -y"
            + " curl-7.76.1-26.el9_3",
        "DNF;dnf install -y curl-7.76.1-14.el9.x86_64;curl 7.76.1-26.el9_3;dnf install -y"
            + " curl-7.76.1-26.el9_3.x86_64",
        "YUM;yum -y install curl-7.76.1;curl 7.79.0-26.el9_3;yum -y install curl-7.79.0",
        "DNF;dnf install -y openssl-1:3.0.1-1.el9;openssl 1:3.0.7-27.el9;dnf install -y"
            + " openssl-1:3.0.7-27.el9",
        "DNF;dnf install -y openssl-3.0.1-1.el9;openssl 1:3.0.7-27.el9;dnf install -y"
            + " openssl-3.0.7-27.el9",
        "MICRODNF;microdnf install curl-7.76.1-14.el9 && microdnf clean all;curl 7.76.1-26;microdnf"
            + " install curl-7.76.1-26 && microdnf clean all",
        "TDNF;tdnf install -y curl-7.76.1;curl 8.1.2-3.azl3;tdnf install -y curl-8.1.2",
        "ZYPPER;zypper -n in curl=7.76.1-14;curl 7.79-1;zypper -n in curl=7.79-1",
        "APK;apk add curl@edge=8.5.0-r0;curl 8.9.1-r2;apk add curl@edge=8.9.1-r2",
        "APK;apk add 'curl@edge~8.5';curl 8.9.1-r2;apk add 'curl@edge~8.9'",
        "APT;bash -c 'apt-get install -y curl=7.1-1';curl 7.2-1;bash -c 'apt-get install -y"
            + " curl=7.2-1'",
        "APT;bash -o pipefail -lc \"set -e && \\| apt-get install -y curl=7.1-1 git\";curl"
            + " 7.2-1;bash -o pipefail -lc \"set -e && \\| apt-get install -y curl=7.2-1 git\"",
      })
  void aPinnedVersionChangesInItsStyle(
      PackageManager manager, String command, String upgrade, String after)
      throws DockerfileException {
    String before = "FROM base:1\nRUN " + command.replace('|', '\n') + "\nCMD [\"x\"]\n";

    PackageEdit edit = edit(before, manager, null, upgrade);

    assertThat(applied(before, edit))
        .isEqualTo("FROM base:1\nRUN " + after.replace('|', '\n') + "\nCMD [\"x\"]\n");
    PackageEdit.Changed changed = (PackageEdit.Changed) edit;
    assertThat(changed.pinned()).containsExactly(upgrade.substring(0, upgrade.indexOf(' ')));
    assertThat(changed.upgraded()).isEmpty();
    assertThat(changed.renewedByRebuild()).isEmpty();
    assertThat(changed.refused()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = ';',
      value = {
        "APT;apt-get install -y curl",
        "APT;apt-get install -y curl:amd64",
        "APT;apt-get install -y curl/bookworm-backports",
        "APT;apt-get install -y curl=8.5.*",
        "APT;apt-get install -y curl=8.5.0-r1",
        "APT;apt-get update && apt-get upgrade -y && rm -rf /var/lib/apt/lists/*",
        "APT;apt-get -y dist-upgrade",
        "APT;apt-get install --only-upgrade -y curl",
        "APK;apk add --no-cache curl",
        "APK;apk add curl@edge",
        "APK;apk add curl>8",
        "APK;apk add curl~=8.5",
        "APK;apk --no-cache upgrade",
        "APK;apk -U upgrade --available && apk add git",
        "DNF;dnf -y update && dnf clean all",
        "DNF;dnf install -y curl.x86_64",
        "MICRODNF;microdnf upgrade -y",
        "YUM;yum update -y --security",
        "ZYPPER;zypper --non-interactive patch",
        "ZYPPER;zypper -n up",
        "PACMAN;pacman -Syu --noconfirm git",
        "PACMAN;pacman -S --noconfirm curl",
      })
  void whatIsNotPinnedIsRenewedByARebuild(PackageManager manager, String command)
      throws DockerfileException {
    assertThat(edit("FROM base:1\nRUN " + command + "\n", manager, null, "curl 8.5.0-r1"))
        .isEqualTo(new PackageEdit.Rebuild(List.of("curl"), List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = ';',
      value = {
        "APT;RUN apt-get update && apt-get install -y --only-upgrade zlib1g && rm -rf /x;RUN"
            + " apt-get update && apt-get install -y --only-upgrade zlib1g curl libssl3 && rm -rf"
            + " /x",
        "APK;RUN apk upgrade --no-cache zlib;RUN apk upgrade --no-cache zlib curl libssl3",
        "APK;RUN apk add -uU zlib;RUN apk add -uU zlib curl libssl3",
        "APK;RUN apk add --no-cache --upgrade \\|        a \\|        zlib|RUN x;RUN apk add"
            + " --no-cache --upgrade \\|        a \\|        zlib \\|        curl \\|       "
            + " libssl3|RUN x",
        "DNF;RUN dnf upgrade -y zlib && dnf clean all;RUN dnf upgrade -y zlib curl libssl3 && dnf"
            + " clean all",
        "DNF;RUN [\"dnf\", \"upgrade\", \"-y\", \"zlib\"];RUN [\"dnf\", \"upgrade\", \"-y\","
            + " \"zlib\", \"curl\", \"libssl3\"]",
        "DNF;RUN [\"sh\", \"-c\", \"dnf upgrade -y zlib\"];RUN [\"sh\", \"-c\", \"dnf upgrade -y"
            + " zlib curl libssl3\"]",
        "ZYPPER;RUN zypper -n update zlib;RUN zypper -n update zlib curl libssl3",
        "DNF;RUN <<EOF|set -e|dnf upgrade -y \\|  zlib|EOF;RUN <<EOF|set -e|dnf upgrade -y \\| "
            + " zlib \\|  curl \\|  libssl3|EOF",
      })
  void anUpgradeThatIsThereIsExtended(PackageManager manager, String run, String after)
      throws DockerfileException {
    String before = "FROM base:1\n" + run.replace('|', '\n') + "\n";

    PackageEdit edit = edit(before, manager, null, "curl 2", "libssl3 3");

    assertThat(applied(before, edit)).isEqualTo("FROM base:1\n" + after.replace('|', '\n') + "\n");
    assertThat(((PackageEdit.Changed) edit).upgraded()).containsExactly("curl", "libssl3");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      delimiter = ';',
      value = {
        "APT;RUN apt-get update \\|    && apt-get install -y --no-install-recommends --only-upgrade"
            + " a curl \\|    && rm -rf /var/lib/apt/lists/*",
        "APK;RUN apk upgrade --no-cache a curl",
        "DNF;RUN dnf upgrade -y a curl && dnf clean all",
        "MICRODNF;RUN microdnf update -y a curl && microdnf clean all",
        "YUM;RUN yum update -y a curl && yum clean all",
        "TDNF;RUN tdnf update -y a curl && tdnf clean all",
        "ZYPPER;RUN zypper --non-interactive update a curl && zypper clean --all",
        "PACMAN;RUN pacman -Syu --noconfirm && rm -rf /var/cache/pacman/pkg/*",
      })
  void packagesOfTheBaseGetOneInstructionBehindFrom(PackageManager manager, String run)
      throws DockerfileException {
    String before = "FROM base:1 AS x\n\nCOPY . .\n";

    PackageEdit edit = edit(before, manager, null, "curl 2", "a 1");

    assertThat(applied(before, edit))
        .isEqualTo("FROM base:1 AS x\n" + run.replace('|', '\n') + "\n\nCOPY . .\n");
    PackageEdit.Changed changed = (PackageEdit.Changed) edit;
    assertThat(changed.upgraded()).containsExactly("curl", "a");
    assertThat(changed.line()).isEqualTo(2);
    assertThat(changed.edits()).hasSize(1);
  }

  @Test
  void itStandsBehindWhatOnlySetsValuesAndKeepsTheFilesWays() throws DockerfileException {
    String before =
        "FROM base:1\r\n"
            + "ARG A=1\r\n"
            + "ENV B=2\r\n"
            + "LABEL c=d\r\n"
            + "SHELL [\"/bin/bash\", \"-c\"]\r\n"
            + "WORKDIR /x";
    assertThat(applied(before, edit(before, PackageManager.APK, null, "a 1")))
        .isEqualTo(before.replace("WORKDIR", "RUN apk upgrade --no-cache a\r\nWORKDIR"));

    String lower = "  from base:1\n  run make\n";
    assertThat(applied(lower, edit(lower, PackageManager.APK, null, "a 1")))
        .isEqualTo("  from base:1\n  run apk upgrade --no-cache a\n  run make\n");

    String open = "FROM base:1";
    assertThat(applied(open, edit(open, PackageManager.APK, "app", "a 1")))
        .isEqualTo("FROM base:1\nUSER root\nRUN apk upgrade --no-cache a\nUSER app");

    String odd = "FROM base:1\nSHELL [\"python3\", \"-c\"]\nRUN print(1)\n";
    assertThat(applied(odd, edit(odd, PackageManager.APK, null, "a 1")))
        .isEqualTo(odd.replace("SHELL", "RUN apk upgrade --no-cache a\nSHELL"));

    String backtick = "# escape=`\nFROM base:1\nRUN x\n";
    assertThat(applied(backtick, edit(backtick, PackageManager.APT, null, "a 1")))
        .contains("RUN apt-get update `\n    && apt-get");
  }

  @Test
  void manyPackagesStandOneOnALine() throws DockerfileException {
    String before = "FROM base:1\n";

    PackageEdit edit =
        edit(
            before,
            PackageManager.APK,
            null,
            "zlib-a-long-name-of-a-package 1",
            "libcrypto-a-long-name-of-a-package 2",
            "busybox-a-long-name-of-a-package 3");

    assertThat(applied(before, edit))
        .isEqualTo(
            """
            FROM base:1
            RUN apk upgrade --no-cache \\
                    busybox-a-long-name-of-a-package \\
                    libcrypto-a-long-name-of-a-package \\
                    zlib-a-long-name-of-a-package
            """);
  }

  @Test
  void theUserComesBack() throws DockerfileException {
    String before = "FROM base:1\nRUN x\n";
    assertThat(applied(before, edit(before, PackageManager.APK, "1001:0", "a 1")))
        .isEqualTo("FROM base:1\nUSER root\nRUN apk upgrade --no-cache a\nUSER 1001:0\nRUN x\n");
    for (String root : List.of("", "root", "0", "0:0", "root:root")) {
      assertThat(applied(before, edit(before, PackageManager.APK, root, "a 1")))
          .isEqualTo("FROM base:1\nRUN apk upgrade --no-cache a\nRUN x\n");
    }
    // root already
    String switched = "FROM base:1\nENV A=b\nUSER root\nRUN x\nUSER app\n";
    assertThat(applied(switched, edit(switched, PackageManager.APK, "app", "a 1")))
        .isEqualTo(switched.replace("RUN x", "RUN apk upgrade --no-cache a\nRUN x"));
    // the user that an earlier stage leaves
    String staged = "FROM base:1 AS b\nUSER app\nFROM b\nRUN x\n";
    assertThat(applied(staged, edit(staged, PackageManager.APK, null, "a 1")))
        .isEqualTo(
            staged.replace(
                "FROM b\n", "FROM b\nUSER root\nRUN apk upgrade --no-cache a\nUSER app\n"));
  }

  @Test
  void aVersionInAVariableChangesWhereItIsSet() throws DockerfileException {
    String argument =
        """
        ARG NGINX=1.25.3
        FROM base:1
        ARG NGINX
        ARG PACKAGE=1~bookworm
        RUN apt-get install -y nginx=${NGINX}-${PACKAGE} "nginx-module=$NGINX-$PACKAGE"
        """;
    assertThat(
            applied(
                argument,
                edit(
                    argument,
                    PackageManager.APT,
                    null,
                    "nginx 1.25.5-1~bookworm",
                    "nginx-module 1.25.5-1~bookworm")))
        .isEqualTo(argument.replace("1.25.3", "1.25.5"));
    String environment = "FROM base:1\nENV V 1.0-r1\nRUN apk add a=$V\n";
    assertThat(applied(environment, edit(environment, PackageManager.APK, null, "a 2.0-r0")))
        .isEqualTo(environment.replace("1.0-r1", "2.0-r0"));
  }

  @Test
  void aVariableThatTwoPackagesNeedOtherwiseIsSaid() throws DockerfileException {
    String text = "FROM base:1\nARG V=1-r0\nRUN apk add a=$V b=$V\n";

    PackageEdit edit = edit(text, PackageManager.APK, null, "a 2-r0", "b 3-r0");

    assertThat(applied(text, edit)).isEqualTo(text.replace("V=1-r0", "V=2-r0"));
    assertThat(((PackageEdit.Changed) edit).refused())
        .containsExactly(
            new Reason("b", "its version is a variable that another package needs otherwise"));
  }

  @Test
  void whatTheShellPutsTogetherIsRefusedWithItsLine() throws DockerfileException {
    assertThat(edit("FROM base:1\nRUN V=1 && apk add a=$V\n", PackageManager.APK, null, "a 2"))
        .isEqualTo(
            new PackageEdit.Rebuild(
                List.of(),
                List.of(
                    new Reason(
                        "a", "line 2: its version cannot be told: no ARG or ENV declares V"))));
  }

  @Test
  void listsGroupsAndConditionsAreLookedInto() throws DockerfileException {
    String text =
        "FROM base:1\n"
            + "RUN set -e; if ! which curl; then (cd / && { sudo apt install curl=1; }) | tee x;"
            + " else true; fi\n";

    assertThat(applied(text, edit(text, PackageManager.APT, null, "curl 2")))
        .isEqualTo(text.replace("curl=1", "curl=2"));
  }

  @Test
  void oneEditForAll() throws DockerfileException {
    String text =
        """
        FROM debian:12 AS base
        RUN apt-get update && apt-get install -y curl=7.88.1-10 git
        FROM base
        COPY app /app
        """;

    PackageEdit edit =
        edit(text, PackageManager.APT, null, "curl 7.88.1-12", "git 2", "libssl3 3.0.11", "x 1;rm");

    assertThat(applied(text, edit))
        .isEqualTo(
            """
            FROM debian:12 AS base
            RUN apt-get update && apt-get install -y curl=7.88.1-12 git
            FROM base
            RUN apt-get update \\
                && apt-get install -y --no-install-recommends --only-upgrade libssl3 \\
                && rm -rf /var/lib/apt/lists/*
            COPY app /app
            """);
    PackageEdit.Changed changed = (PackageEdit.Changed) edit;
    assertThat(changed.line()).isEqualTo(2);
    assertThat(changed.pinned()).containsExactly("curl");
    assertThat(changed.upgraded()).containsExactly("libssl3");
    assertThat(changed.renewedByRebuild()).containsExactly("git");
    assertThat(changed.refused())
        .containsExactly(new Reason("x", "its name or version is not one that a command takes"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "curl<8.6;it is held by <8.6: see by hand whether that allows 8.9",
        "curl<=8.5.0-r1;it is held by <=8.5.0-r1: see by hand whether that allows 8.9",
        "curl><Q1abc;it is held by ><Q1abc: see by hand whether that allows 8.9",
      })
  void whatIsHeldBelowAVersionIsForPeopleToChange(String pin, String reason)
      throws DockerfileException {
    assertThat(
            edit("FROM base:1\nRUN apk add '" + pin + "'\n", PackageManager.APK, null, "curl 8.9"))
        .isEqualTo(new PackageEdit.Rebuild(List.of(), List.of(new Reason("curl", reason))));
  }

  @Test
  void othersCommandsDoNotCount() throws DockerfileException {
    for (String run :
        List.of(
            "echo apt-get install curl=1",
            "bash -x build.sh 'apt-get install curl=1'",
            "cat <<EOF > /x\napt-get install curl=1\nEOF",
            "python3 <<EOF\napt-get install curl=1\nEOF",
            "apt-get remove curl=1",
            "# apt-get install curl=1\n true",
            "dnf install --installroot /x curl-1.0",
            "apk add curl=1")) {
      String text = "FROM base:1\nRUN " + run.replace("# ", "true \\\n# ") + "\n";
      PackageManager manager = run.startsWith("dnf") ? PackageManager.DNF : PackageManager.APT;
      PackageEdit edit = edit(text, manager, null, "curl 2");
      assertThat(((PackageEdit.Changed) edit).upgraded()).as(run).containsExactly("curl");
    }
  }

  @Test
  void whatWouldBeReadOtherwiseIsRefused() throws DockerfileException {
    for (String open :
        List.of("FROM base:1 \\", "FROM base:1\nENV A=b \\", "FROM base:1 \\\n# x")) {
      assertThat(edit(open, PackageManager.APK, null, "a 1"))
          .as(open)
          .isEqualTo(
              new PackageEdit.Refused(
                  "line %d: its packages are written in a way that is not changed safely"
                      .formatted(open.lines().count())));
    }
  }

  @Test
  void scratchHasNoPackages() throws DockerfileException {
    assertThat(edit("FROM scratch\nCOPY x /x\n", PackageManager.APT, null, "a 1"))
        .isEqualTo(
            new PackageEdit.Refused(
                "stage 0 builds upon scratch: its packages come from what is copied into it"));
  }
}
