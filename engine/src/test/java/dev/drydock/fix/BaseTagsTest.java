package dev.drydock.fix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tags as the repositories of well-known base images have them, and which of them are tried.
class BaseTagsTest {
  private static final List<String> DEBIAN =
      tags(
          "10 10.13 10-slim 10.13-slim 11 11.8 11.9 11.10 11.11 11-slim 11.8-slim 11.11-slim 12"
              + " 12.5 12.11 12-slim 12.5-slim 12.11-slim 13 13.1 13-slim 13.1-slim buster"
              + " buster-slim bullseye bullseye-slim bullseye-20240110 bullseye-20240110-slim"
              + " bullseye-20250630 bullseye-20250630-slim bullseye-backports bookworm"
              + " bookworm-slim bookworm-20250630 bookworm-20250630-slim bookworm-backports trixie"
              + " trixie-slim trixie-20250630 trixie-20250630-slim forky forky-slim sid sid-slim"
              + " sid-20250630 testing testing-slim unstable experimental experimental-20250630"
              + " rc-buggy rc-buggy-20250630 oldoldstable oldstable oldstable-slim stable"
              + " stable-slim stable-backports stable-20250630 latest");

  private static final List<String> UBUNTU =
      tags(
          "14.04 16.04 18.04 20.04 20.10 21.04 21.10 22.04 22.10 23.04 23.10 24.04 24.10 25.04"
              + " 26.04 trusty xenial bionic focal focal-20240123 focal-20250404 groovy jammy"
              + " jammy-20240111 jammy-20250730 kinetic lunar mantic noble noble-20250127.1"
              + " noble-20250730 oracular plucky questing devel rolling latest");

  private static final List<String> ALPINE =
      tags(
          "2.6 2.7 3 3.1 3.9 3.17 3.17.3 3.17.10 3.18 3.18.4 3.18.12 3.19 3.19.0 3.19.1 3.19.7"
              + " 3.20 3.20.0 3.20.6 3.21 3.21.3 3.22 3.22.0 3.22.1 20230901 20240315 20250108"
              + " edge latest");

  private static final List<String> NODE =
      tags(
          "16 16-slim 16-bullseye-slim 18 18-slim 18.19.0 18.20.8 18.20.8-slim 18-alpine"
              + " 18-alpine3.18 18-alpine3.21 18-bullseye 18-bullseye-slim 18-bookworm"
              + " 18-bookworm-slim 19 19-slim 19-bookworm-slim 20 20-slim 20.9.0-bookworm-slim"
              + " 20.10.0 20.10.0-alpine3.18 20.10.0-alpine3.19 20.11.1-alpine3.19"
              + " 20.19.4-alpine3.21 20.19.4-alpine3.22 20.10.0-bookworm-slim"
              + " 20.11.1-bookworm-slim 20.19.4-bookworm-slim 20.19.4-trixie-slim 20-alpine"
              + " 20-alpine3.18 20-alpine3.21 20-alpine3.22 20-bullseye 20-bullseye-slim"
              + " 20-bookworm 20-bookworm-slim 20-trixie 20-trixie-slim 21 21-slim"
              + " 21-bookworm-slim 22 22-slim 22-alpine 22-alpine3.22 22-bookworm"
              + " 22-bookworm-slim 22-trixie-slim 22.17.1-bookworm-slim 22.17.1-alpine3.22 23"
              + " 23-bookworm-slim 24 24-slim 24-alpine 24-alpine3.22 24-bookworm"
              + " 24-bookworm-slim 24.4.1-alpine3.22 25 25-slim 25-bookworm-slim bookworm"
              + " bookworm-slim trixie-slim slim alpine alpine3.21 alpine3.22 lts lts-alpine"
              + " lts-slim lts-bookworm-slim iron iron-slim jod jod-slim current current-slim"
              + " latest 20-buster-slim onbuild");

  private static final List<String> PYTHON =
      tags(
          "2.7 2.7-slim 3 3-slim 3.8 3.8-slim 3.8-slim-bullseye 3.11 3.11-slim 3.11-alpine"
              + " 3.11-bookworm 3.11-bullseye 3.11-slim-bookworm 3.11-slim-bullseye"
              + " 3.11-slim-trixie 3.11-trixie 3.11.4 3.11.4-slim 3.11.4-slim-bookworm 3.11.13"
              + " 3.11.13-slim 3.11.13-slim-bookworm 3.11.13-slim-trixie 3.12 3.12-slim"
              + " 3.12-slim-bookworm 3.12.0rc3-slim 3.12.11 3.12.11-slim 3.13 3.13-slim"
              + " 3.13-slim-bookworm 3.13.0a1-slim 3.13.0b4-slim 3.13.5 3.13.5-slim"
              + " 3.13.5-slim-bookworm 3.14-rc 3.14-rc-slim 3.14.0rc1 3.14.0rc1-slim"
              + " 3.14.0rc1-slim-bookworm 3.11-windowsservercore-ltsc2022 slim slim-bookworm"
              + " bookworm alpine latest");

  private static final List<String> TEMURIN =
      tags(
          "8-jdk 8-jre 8-jre-jammy 8-jre-alpine 8u392-b08-jdk 8u392-b08-jre-jammy"
              + " 8u412-b08-jdk 8u452-b09-jdk 8u452-b09-jre-jammy 11-jdk 11-jre 11-jre-jammy"
              + " 11.0.21_9-jre-jammy 17-jdk 17-jdk-jammy 17-jdk-noble 17-jre 17-jre-jammy"
              + " 17-jre-noble 17-jre-lunar 17-jre-alpine 17-jre-ubi9-minimal 17.0.8.1_1-jre-jammy"
              + " 17.0.9_9-jre-jammy 17.0.9_9-jdk-jammy 17.0.10_7-jre-jammy 17.0.16_8-jre-jammy"
              + " 17.0.16_8-jre-noble 17.0.16_8-jre-alpine-3.21 18-jre 18-jre-jammy"
              + " 18.0.2.1_1-jre-jammy 19-jre-jammy 20-jre-jammy 21-jdk 21-jre 21-jre-jammy"
              + " 21-jre-noble 21-jre-alpine 21_35-jre-jammy 21.0.8_9-jre-jammy"
              + " 21.0.8_9-jre-noble 22-jre-jammy 23-jre 24-jre 24-jre-noble 25-jre 25-jre-noble"
              + " 25_36-jre-noble 17-jdk-windowsservercore-ltsc2022 latest");

  private static final List<String> GOLANG =
      tags(
          "1 1-alpine 1.20 1.20-bullseye 1.21 1.21-alpine 1.21-alpine3.18 1.21-alpine3.19"
              + " 1.21-bookworm 1.21-bullseye 1.21.5 1.21.5-bookworm 1.21.13 1.21.13-bookworm"
              + " 1.21rc3 1.21rc3-bookworm 1.22 1.22-bookworm 1.22.12-bookworm 1.24"
              + " 1.24-bookworm 1.24-trixie 1.24.6-bookworm 1.24.6-trixie 1.25rc1"
              + " 1.25rc1-bookworm 1.25-rc-bookworm tip tip-20250101 tip-bookworm"
              + " 1.24-nanoserver latest alpine bookworm");

  private static final List<String> NGINX =
      tags(
          "1 1-alpine 1.24 1.24.0 1.24.0-alpine 1.24.0-alpine-slim 1.24.0-bullseye 1.25 1.25.3"
              + " 1.25.3-alpine 1.25.3-alpine-slim 1.25.3-alpine3.18 1.25.3-alpine3.18-slim"
              + " 1.25.3-bookworm 1.25.3-bookworm-perl 1.25.3-perl 1.25.3-otel 1.25.5"
              + " 1.25.5-alpine 1.25.5-alpine-slim 1.25.5-alpine3.19 1.25.5-alpine3.19-slim"
              + " 1.29 1.29.1 1.29.1-alpine 1.29.1-alpine-slim 1.29.1-alpine3.22"
              + " 1.29.1-alpine3.22-slim 1.29.1-bookworm-perl mainline mainline-alpine stable"
              + " stable-alpine stable-alpine3.20-slim stable-alpine3.21-slim latest");

  private static final List<String> POSTGRES =
      tags(
          "15 15-bookworm 15-bullseye 15-alpine 15-alpine3.18 15.4 15.4-bookworm 15.13"
              + " 15.13-bookworm 15.13-alpine3.22 16 16-bookworm 16-trixie 16-alpine3.22 16.1"
              + " 16.1-bookworm 16.1-alpine3.19 16.9 16.9-bookworm 16.9-alpine3.22 16beta1"
              + " 16beta1-bookworm 16rc1 17 17-bookworm 17.5 17.5-bookworm 17.5-alpine3.22"
              + " 18beta2 18beta2-bookworm bookworm bullseye alpine latest");

  private static final List<String> UBI9 =
      tags(
          "9.0.0 9.0.0-1468 9.3 9.3-1361 9.3-1361.1699548029 9.3-1552 9.3-1610 9.3-1610-source"
              + " 9.3-1552-source 9.4 9.4-947 9.4-1214.1726694543 9.5 9.5-1732804088"
              + " 9.5-1732804088-source 9.6 9.6-1752587672 latest"
              + " sha256-0a1b2c.sig sha256-0a1b2c.att");

  private static final List<String> DISTROLESS =
      tags(
          "latest nonroot debug debug-nonroot latest-amd64 latest-arm64 nonroot-amd64"
              + " nonroot-arm64 debug-amd64 sha256-1f.sig"
              + " sha256-1f580b0a1922c3e54ae15b0758b5747b260bd99d39d40c2edb3e7f6e2452298b.sig"
              + " 97e4a2a6e6a4d8ba5a4ba7a2a4e1b6a7ad3c1e45");

  private static final List<String> DOTNET =
      tags(
          "6.0 6.0-bullseye-slim 6.0-jammy 7.0 7.0-jammy 8.0 8.0.0-jammy 8.0.18-jammy 8.0-jammy"
              + " 8.0-jammy-amd64 8.0-jammy-arm64v8 8.0-jammy-chiseled 8.0-noble"
              + " 8.0.18-noble 8.0-noble-chiseled 8.0-bookworm-slim 8.0-bookworm-slim-amd64"
              + " 8.0.18-bookworm-slim-amd64 9.0 9.0-noble 9.0-bookworm-slim 9.0-preview"
              + " 9.0.0-preview.1-noble 10.0-preview 10.0 10.0-noble 10.0-bookworm-slim"
              + " 8.0-nanoserver-1809 latest");

  private static final List<String> BITNAMI =
      tags(
          "1.25.2-debian-11-r0 1.25.3-debian-11-r0 1.25.3-debian-11-r9 1.25.3-debian-11-r10"
              + " 1.25.4-debian-12-r3 1.27.0-debian-12-r1 2.0.0-debian-12-r0 latest 1 1.25");

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "11, 11-slim 12 13",
        "11-slim, 12-slim 13-slim",
        "11.8, 11.11 11.8-slim 12.11 13.1",
        "11.8-slim, 11.11-slim 12.11-slim 13.1-slim",
        "13, 13-slim",
        "13-slim, -",
        "bullseye, bullseye-slim bookworm trixie",
        "bullseye-slim, bookworm-slim trixie-slim",
        "bullseye-20240110-slim, bullseye-20250630-slim bookworm-20250630-slim"
            + " trixie-20250630-slim",
        "bullseye-20240110, bullseye-20250630 bullseye-20250630-slim bookworm-20250630"
            + " trixie-20250630",
        "bookworm-backports, -",
        "oldstable, oldstable-slim",
        "stable-slim, -",
        "latest, -",
        "testing, -",
        "sid-slim, -",
        "forky, forky-slim",
        "none-of-these, -"
      })
  void ofDebian(String tag, String expected) {
    check("library/debian", DEBIAN, tag, expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "20.04, 22.04 26.04",
        "22.10, 24.04 26.04",
        "26.04, -",
        "focal, jammy noble",
        "mantic, noble",
        "focal-20240123, focal-20250404 jammy-20250730 noble-20250730",
        "jammy-20250730, noble-20250730",
        "rolling, -",
        "devel, -"
      })
  void ofUbuntu(String tag, String expected) {
    check("library/ubuntu", UBUNTU, tag, expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "3.19, 3.22",
        "3.19.1, 3.19.7 3.22.1",
        "3.22.1, -",
        "3, -",
        "2.7, 3.22",
        "20240315, -",
        "edge, -",
        "latest, -"
      })
  void ofAlpine(String tag, String expected) {
    check("library/alpine", ALPINE, tag, expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "18-bookworm-slim, 20-bookworm-slim 24-bookworm-slim",
        "19-bookworm-slim, 20-bookworm-slim 24-bookworm-slim",
        "18-bullseye-slim, 18-bookworm-slim 20-bullseye-slim 24-bookworm-slim",
        "20-bookworm-slim, 20-trixie-slim 22-bookworm-slim 24-bookworm-slim",
        "20-bookworm, 20-bookworm-slim 20-trixie 22-bookworm 24-bookworm",
        "20, 20-slim 22 24",
        "20-alpine, 22-alpine 24-alpine",
        "20-alpine3.18, 20-alpine3.22 22-alpine3.22 24-alpine3.22",
        "20.10.0-alpine3.18, 20.19.4-alpine3.21 20.10.0-alpine3.19 22.17.1-alpine3.22"
            + " 24.4.1-alpine3.22",
        "20.9.0-bookworm-slim, 20.19.4-bookworm-slim 20.19.4-trixie-slim 22.17.1-bookworm-slim",
        "24-bookworm-slim, -",
        "bookworm-slim, trixie-slim",
        "alpine3.21, alpine3.22",
        "latest, slim",
        "iron, iron-slim",
        "lts-alpine, -"
      })
  void ofNode(String tag, String expected) {
    check("library/node", NODE, tag, expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "3.11, 3.13 3.11-slim",
        "3.11-slim, 3.13-slim",
        "3.11.4-slim, 3.11.13-slim 3.13.5-slim",
        "3.11.4, 3.11.13 3.13.5 3.11.13-slim",
        "3.11-bullseye, 3.11-slim-bullseye 3.11-trixie",
        "3.11-slim-bullseye, 3.13-slim-bookworm 3.11-slim-trixie",
        "3.11.4-slim-bookworm, 3.11.13-slim-bookworm 3.13.5-slim-bookworm 3.11.13-slim-trixie",
        "2.7-slim, 3.13-slim",
        "3-slim, -",
        "3.14-rc-slim, -",
        "3.14.0rc1, -",
        "3.11-windowsservercore-ltsc2022, -"
      })
  void ofPython(String tag, String expected) {
    check("library/python", PYTHON, tag, expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "8-jdk, 11-jdk 21-jdk",
        "8u392-b08-jdk, 8u452-b09-jdk",
        "8u392-b08-jre-jammy, 8u452-b09-jre-jammy",
        "17-jre, 21-jre 25-jre",
        "18-jre, 21-jre 25-jre",
        "17-jre-jammy, 17-jre-noble 21-jre-jammy 25-jre-noble",
        "17.0.9_9-jre-jammy, 17.0.16_8-jre-jammy 17.0.16_8-jre-noble 21.0.8_9-jre-jammy"
            + " 25_36-jre-noble",
        "17.0.8.1_1-jre-jammy, 17.0.16_8-jre-jammy 17.0.16_8-jre-noble 21.0.8_9-jre-jammy"
            + " 25_36-jre-noble",
        "17-jre-alpine, 21-jre-alpine",
        "17-jre-ubi9-minimal, -",
        "17-jdk-jammy, 17-jdk-noble"
      })
  void ofTemurin(String tag, String expected) {
    check("library/eclipse-temurin", TEMURIN, tag, expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "1.21, 1.24",
        "1.21-bookworm, 1.24-bookworm 1.24-trixie",
        "1.21.5-bookworm, 1.21.13-bookworm 1.24.6-bookworm 1.24.6-trixie",
        "1.21-alpine3.18, 1.21-alpine3.19",
        "1.20-bullseye, 1.24-bookworm 1.24-trixie",
        "1.21rc3-bookworm, -",
        "tip, -"
      })
  void ofGo(String tag, String expected) {
    check("library/golang", GOLANG, tag, expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "1.25.3, 1.25.5 1.29.1",
        "1.25.3-alpine, 1.25.5-alpine 1.29.1-alpine",
        "1.25.3-alpine-slim, 1.25.5-alpine-slim 1.29.1-alpine-slim",
        "1.25.3-alpine3.18-slim, 1.25.5-alpine3.19-slim 1.29.1-alpine3.22-slim",
        "1.25.3-bookworm-perl, 1.29.1-bookworm-perl",
        "stable-alpine3.20-slim, stable-alpine3.21-slim",
        "mainline, -"
      })
  void ofNginx(String tag, String expected) {
    check("library/nginx", NGINX, tag, expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "15-bullseye, 15-bookworm 16-bookworm 17-bookworm",
        "15.4-bookworm, 15.13-bookworm 16.9-bookworm 17.5-bookworm",
        "16.1-alpine3.19, 16.9-alpine3.22 17.5-alpine3.22",
        "16, 17",
        "16beta1, -",
        "17, -"
      })
  void ofPostgres(String tag, String expected) {
    check("library/postgres", POSTGRES, tag, expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "9.3, 9.6",
        "9.3-1552, 9.3-1610 9.6-1752587672",
        "9.3-1361.1699548029, 9.3-1610 9.6-1752587672",
        "9.3-1552-source, 9.3-1610-source 9.5-1732804088-source",
        "latest, -"
      })
  void ofUbi(String tag, String expected) {
    check("ubi9", UBI9, tag, expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"latest", "nonroot", "debug", "debug-nonroot", "nonroot-amd64"})
  void ofDistrolessNothingMoves(String tag) {
    check("distroless/java17-debian12", DISTROLESS, tag, null);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "6.0, 8.0 10.0",
        "6.0-jammy, 8.0-jammy 10.0-noble",
        "8.0-jammy, 8.0-noble 10.0-noble",
        "8.0.0-jammy, 8.0.18-jammy 8.0.18-noble",
        "8.0-jammy-chiseled, 8.0-noble-chiseled",
        "8.0-bookworm-slim, 10.0-bookworm-slim",
        "8.0-bookworm-slim-amd64, -",
        "9.0-preview, -"
      })
  void ofDotnet(String tag, String expected) {
    check("dotnet/aspnet", DOTNET, tag, expected);
  }

  @ParameterizedTest
  @CsvSource({
    "1.25.3-debian-11-r0, 1.25.4-debian-12-r3 1.27.0-debian-12-r1 2.0.0-debian-12-r0",
    "1.25.3-debian-11-r9, 1.25.4-debian-12-r3 1.27.0-debian-12-r1 2.0.0-debian-12-r0",
    "1.25.2-debian-11-r0, 1.25.4-debian-12-r3 1.27.0-debian-12-r1 2.0.0-debian-12-r0"
  })
  void ofBitnami(String tag, String expected) {
    check("bitnami/nginx", BITNAMI, tag, expected);
  }

  @Test
  void noMoreThanAskedForAreGiven() {
    assertThat(BaseTags.rank("library/debian", "11.8", DEBIAN, 2))
        .containsExactly("11.11", "11.8-slim");
    assertThat(BaseTags.rank("library/debian", "11.8", DEBIAN, 0)).isEmpty();
  }

  @Test
  void theOrderOfTheListDoesNotMatter() {
    Random random = new Random(11);
    for (int i = 0; i < 20; i++) {
      List<String> shuffled = new ArrayList<>(NODE);
      Collections.shuffle(shuffled, random);
      assertThat(BaseTags.rank("library/node", "20.10.0-alpine3.18", shuffled, 9))
          .isEqualTo(BaseTags.rank("library/node", "20.10.0-alpine3.18", NODE, 9));
    }
  }

  @Test
  void tagsThatMeanHarmAreOnlyTags() {
    List<String> odd =
        new ArrayList<>(
            List.of(
                "-",
                "--",
                "_",
                "1.",
                ".1",
                "1..2",
                "1_",
                "1_2_3",
                "u",
                "8u",
                "99999999999999999999",
                "1.99999999999999999999",
                "v",
                "alpine",
                "alpine.",
                "b",
                "12-",
                "9".repeat(128),
                "1-".repeat(64),
                "latest-",
                "-latest"));
    odd.addAll(DEBIAN);
    for (String tag : odd) {
      assertThat(BaseTags.rank("library/debian", tag, odd, 10))
          .as(tag)
          .hasSizeLessThanOrEqualTo(6)
          .doesNotContain(tag);
    }
    assertThat(BaseTags.rank("library/debian", "11", odd, 10))
        .containsExactly("11-slim", "12", "13");
  }

  @Test
  void aFullRepositoryIsRankedQuickly() {
    List<String> many =
        IntStream.range(0, 50_000)
            .mapToObj(i -> i % 20 + "." + i / 20 % 50 + "." + i / 1000 + "-bookworm-slim")
            .toList();
    assertThat(BaseTags.rank("library/app", "3.7.9-bookworm-slim", many, 9))
        .containsExactly(
            "3.7.49-bookworm-slim",
            "3.49.49-bookworm-slim",
            "4.49.49-bookworm-slim",
            "19.49.49-bookworm-slim");
  }

  private static void check(
      String repository, List<String> tags, String tag, @Nullable String expected) {
    assertThat(BaseTags.rank(repository, tag, tags, 9))
        .isEqualTo(expected == null ? List.of() : tags(expected));
  }

  private static List<String> tags(String text) {
    return List.of(text.split(" "));
  }
}
