package dev.drydock.dockerfile;

import dev.drydock.dockerfile.edit.PackageManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Dockerfiles as people write them: some two hundred written out, the rest put together of a
/// `FROM`, what may follow it, and a body.
public final class DockerfileCorpus {
  private DockerfileCorpus() {}

  /// @param manager of its packages; `null` for none
  /// @param fixedBase whether the base of its target cannot be told or changed
  public record Sample(
      String name, String text, @Nullable PackageManager manager, boolean fixedBase) {
    public Dockerfile parse() throws DockerfileException {
      return Dockerfile.parse(name, text);
    }

    public Sample with(String ending, String text) {
      return new Sample(name + ending, text, manager, fixedBase);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  public static List<Sample> all() {
    List<Sample> all = new ArrayList<>(written());
    all.addAll(composed());
    return all;
  }

  /// The sections of the resource files: `=== name manager !base`, then the text.
  public static List<Sample> written() {
    List<Sample> samples = new ArrayList<>();
    for (String file : List.of("languages", "systems", "shapes", "windows")) {
      for (String section : resource("/dockerfile/" + file + ".txt").split("(?m)^=== ")) {
        if (!section.isEmpty()) {
          int newline = section.indexOf('\n');
          samples.add(sample(section.substring(0, newline), section.substring(newline + 1)));
        }
      }
    }
    return samples;
  }

  private static Sample sample(String header, String text) {
    PackageManager manager = null;
    boolean fixed = false;
    String[] words = header.split(" ");
    for (int i = 1; i < words.length; i++) {
      if (words[i].equals("!base")) {
        fixed = true;
      } else {
        manager = PackageManager.valueOf(words[i].toUpperCase(Locale.ROOT));
      }
    }
    return new Sample(words[0], text, manager, fixed);
  }

  public static String resource(String name) {
    try (InputStream in =
        Objects.requireNonNull(DockerfileCorpus.class.getResourceAsStream(name), name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static final List<String> HEADS =
      List.of(
          "FROM debian:12.1",
          "# syntax=docker/dockerfile:1\n\nFROM  debian:12.1  AS  Final",
          "ARG TAG=12.1\nFROM debian:$TAG",
          "ARG REPO=debian\nARG TAG=12.1\n\nFROM ${REPO}:${TAG}",
          "ARG IMAGE=\"debian:12.1\"\nFROM ${IMAGE} AS base\nFROM base",
          "FROM alpine:3.18 AS tools\nRUN apk add make\n\n# the image itself\nFROM debian:12.1",
          "from --platform=linux/amd64 \\\n  debian:12.1 \\\n  as x");

  private static final List<String> MIDDLES =
      List.of(
          "",
          "ENV A=1 \\\n    B=\"two words\"\nARG C\n",
          "\n# labels\nLABEL a=b\n\nUSER root\n",
          "SHELL [\"/bin/bash\", \"-c\"]\nWORKDIR /srv\n");

  private static final List<String> BODIES =
      List.of(
          "RUN apt-get update && apt-get install -y curl=1.0 git\n",
          "RUN apt-get update \\\n && apt-get install -y --only-upgrade \\\n    zlib1g \\\n && true\n",
          "RUN <<EOF\nset -e\napt-get update\napt-get upgrade -y\nEOF\nCMD [\"x\"]\n",
          "COPY --chown=1:1 . .\nHEALTHCHECK CMD true\nENTRYPOINT [\"/x\"]",
          "ARG V=1.0\nRUN apt-get install -y \"curl=${V}\"\n# the end\n",
          "run set -eux; \\\n\t\\\n\tapt-get update; \\\n\tapt-get install -y libssl3 ; \\\n\ttrue\n");

  private static List<Sample> composed() {
    List<Sample> samples = new ArrayList<>();
    for (int head = 0; head < HEADS.size(); head++) {
      for (int middle = 0; middle < MIDDLES.size(); middle++) {
        for (int body = 0; body < BODIES.size(); body++) {
          samples.add(
              new Sample(
                  "composed-%d-%d-%d".formatted(head, middle, body),
                  HEADS.get(head) + "\n" + MIDDLES.get(middle) + BODIES.get(body),
                  PackageManager.APT,
                  false));
        }
      }
    }
    return samples;
  }
}
