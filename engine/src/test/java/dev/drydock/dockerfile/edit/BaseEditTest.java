package dev.drydock.dockerfile.edit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.dockerfile.resolution.Base;
import dev.drydock.dockerfile.resolution.BuildArguments;
import dev.drydock.dockerfile.resolution.Resolution;
import dev.drydock.text.TextEdit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseEditTest {
  private static final String DIGEST =
      "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  private static final String OTHER =
      "sha256:fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210";

  private static Dockerfile parse(String text) throws DockerfileException {
    return Dockerfile.parse("Dockerfile", text);
  }

  private static BaseEdit change(String text, String reference) throws DockerfileException {
    return change(text, reference, Map.of());
  }

  private static BaseEdit change(String text, String reference, Map<String, String> given)
      throws DockerfileException {
    Dockerfile file = parse(text);
    return new DockerfileEditor(Resolution.of(file, new BuildArguments(given, null, null)))
        .changeBase(file.target(), reference);
  }

  private static String applied(String text, BaseEdit edit) {
    assertThat(edit).isInstanceOf(BaseEdit.Changed.class);
    return TextEdit.apply(text, ((BaseEdit.Changed) edit).edits());
  }

  /// `|` stands for the end of a line.
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "FROM node:18,node:20,FROM node:20",
        "FROM node:18-alpine AS build,node:20-alpine,FROM node:20-alpine AS build",
        "FROM node,node:20,FROM node:20",
        "FROM --platform=linux/arm64  node:18   as x,node:20,FROM --platform=linux/arm64  node:20   as x",
        "from node:18,node:20,from node:20",
        "FROM \"node:18\",node:20,FROM \"node:20\"",
        "FROM node:18,gcr.io/distroless/nodejs20-debian12,FROM gcr.io/distroless/nodejs20-debian12",
        "FROM docker.io/library/node:18,node:20,FROM docker.io/library/node:20",
        "FROM node:18,docker.io/library/node:20,FROM node:20",
        "FROM localhost:5000/app:1,localhost:5000/app:2,FROM localhost:5000/app:2",
        "FROM localhost:5000/app,localhost:5000/app:2,FROM localhost:5000/app:2",
        // the whole reference in one ARG
        "ARG BASE=node:18|FROM $BASE,node:20,ARG BASE=node:20|FROM $BASE",
        "ARG BASE=node|FROM ${BASE},node:20,ARG BASE=node:20|FROM ${BASE}",
        "ARG BASE='node:18'|FROM ${BASE} AS b,debian:12,ARG BASE='debian:12'|FROM ${BASE} AS b",
        "ARG A=1 BASE=\"node:18\" C=3|FROM ${BASE},node:20,ARG A=1 BASE=\"node:20\" C=3|FROM ${BASE}",
        // the tag, or a part of it
        "ARG TAG=18|FROM node:${TAG},node:20,ARG TAG=20|FROM node:${TAG}",
        "ARG V=18|FROM node:$V-alpine,node:20-alpine,ARG V=20|FROM node:$V-alpine",
        "ARG V=18|FROM node:${V}-alpine3.18,node:20-alpine3.20,ARG V=20|FROM node:${V}-alpine3.20",
        "ARG V=18|FROM node:${V}-alpine3.18,node:18-alpine3.20,ARG V=18|FROM node:${V}-alpine3.20",
        "ARG V=3.12|ARG OS=slim|FROM python:${V}-${OS},python:3.13-slim,ARG V=3.13|ARG OS=slim|FROM python:${V}-${OS}",
        "ARG V=3.12|ARG OS=bullseye|FROM python:${V}-${OS},python:3.13-bookworm,ARG V=3.13|ARG OS=bookworm|FROM python:${V}-${OS}",
        "ARG V=20|FROM ubuntu:${V}.04,ubuntu:22.04,ARG V=22|FROM ubuntu:${V}.04",
        "ARG V=|FROM node:${V:-18},node:20,ARG V=|FROM node:${V:-20}",
        "FROM node:${V-18},node:20,FROM node:${V-20}",
        "ARG V=8|FROM app:${V:+jdk}-x,app:jre-x,ARG V=8|FROM app:${V:+jre}-x",
        // name and tag
        "ARG R=node|ARG T=18|FROM ${R}:${T},node:20,ARG R=node|ARG T=20|FROM ${R}:${T}",
        "ARG R=node|ARG T=18|FROM ${R}:${T},debian:12,ARG R=debian|ARG T=12|FROM ${R}:${T}",
        "ARG H=r.io|FROM ${H}/node:18,r.io/base/node:20,ARG H=r.io|FROM ${H}/base/node:20",
        "ARG H=r.io/|FROM ${H}node:18,r.io/node:20,ARG H=r.io/|FROM ${H}node:20",
        // ARGs of ARGs
        "ARG T=18|ARG B=node:${T}|FROM $B,node:20,ARG T=20|ARG B=node:${T}|FROM $B",
        "ARG T=18|ARG B=node:${T}|FROM $B,debian:12,ARG T=12|ARG B=debian:${T}|FROM $B",
        "ARG T=17|ARG T=18|FROM node:$T,node:20,ARG T=17|ARG T=20|FROM node:$T",
        // what cannot be shared out goes into FROM
        "ARG V=18|FROM node:${V}-alpine,debian,ARG V=18|FROM debian",
      })
  void theCharactersChangeThatHoldThePart(String text, String reference, String after)
      throws DockerfileException {
    String before = text.replace('|', '\n') + "\nRUN make\n";

    BaseEdit edit = change(before, reference);

    String now = applied(before, edit);
    assertThat(now).isEqualTo(after.replace('|', '\n') + "\nRUN make\n");
    Dockerfile file = parse(now);
    Base base = Resolution.of(file, BuildArguments.none()).base(file.target());
    assertThat(base).isInstanceOf(Base.Image.class);
    assertThat(((BaseEdit.Changed) edit).after()).isEqualTo(((Base.Image) base).reference());
  }

  @Test
  void aDigestIsReplacedOrAdded() throws DockerfileException {
    String pinned = "FROM node:18@" + DIGEST + "\n";
    assertThat(applied(pinned, change(pinned, "node:20@" + OTHER)))
        .isEqualTo("FROM node:20@" + OTHER + "\n");
    assertThat(applied("FROM node:18\n", change("FROM node:18\n", "node:20@" + OTHER)))
        .isEqualTo("FROM node:20@" + OTHER + "\n");
    assertThat(applied("FROM node\n", change("FROM node\n", "node:20@" + OTHER)))
        .isEqualTo("FROM node:20@" + OTHER + "\n");
  }

  @Test
  void aDigestOfTheOldImageDoesNotStay() throws DockerfileException {
    String pinned = "FROM node:18@" + DIGEST + "\n";

    BaseEdit edit = change(pinned, "node:20");

    assertThat(applied(pinned, edit)).isEqualTo("FROM node:20\n");
    assertThat(((BaseEdit.Changed) edit).notes())
        .containsExactly("the digest named the image of before and is gone: pin the new one");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "FROM node:18,FROM node:18@D",
        "FROM node,FROM node@D",
        "FROM \"node:18\" AS b,FROM \"node:18@D\" AS b",
        "ARG T=18|FROM node:${T},ARG T=18|FROM node:${T}@D",
        "ARG T=18|FROM \"node:$T\",ARG T=18|FROM \"node:$T@D\"",
        "ARG B=node:18|FROM $B,ARG B=node:18@D|FROM $B",
        "ARG B=\"node:18\"|FROM $B,ARG B=\"node:18@D\"|FROM $B",
        "ARG R=node|FROM $R:18,ARG R=node|FROM $R:18@D",
      })
  void pinningAddsTheDigest(String text, String after) throws DockerfileException {
    String before = text.replace('|', '\n');
    Dockerfile file = parse(before);
    DockerfileEditor editor = new DockerfileEditor(Resolution.of(file, BuildArguments.none()));

    BaseEdit edit = editor.pin(file.target(), DIGEST);

    String now = applied(before, edit);
    assertThat(now).isEqualTo(after.replace('|', '\n').replace("@D", "@" + DIGEST));
    Dockerfile pinned = parse(now);
    DockerfileEditor again = new DockerfileEditor(Resolution.of(pinned, BuildArguments.none()));
    assertThat(again.pin(pinned.target(), DIGEST)).isEqualTo(new BaseEdit.Satisfied());
    assertThat(applied(now, again.pin(pinned.target(), OTHER)))
        .isEqualTo(now.replace(DIGEST, OTHER));
  }

  @Test
  void aSharedArgumentIsSaid() throws DockerfileException {
    String text =
        """
        ARG GO=1.21
        FROM golang:${GO} AS build
        FROM debian:12 AS other
        FROM golang:${GO}-alpine
        """;

    BaseEdit edit = change(text, "golang:1.22-alpine");

    Dockerfile file = parse(text);
    assertThat(edit)
        .isEqualTo(
            new BaseEdit.Changed(
                List.of(new TextEdit(7, 11, "1.22")),
                1,
                "golang:1.21-alpine",
                "golang:1.22-alpine",
                List.of(file.stages().getFirst()),
                List.of()));
  }

  @Test
  void whatIsSaidAlreadyIsNotSaidAgain() throws DockerfileException {
    assertThat(change("ARG T=20\nFROM node:$T\n", "docker.io/library/node:20"))
        .isEqualTo(new BaseEdit.Satisfied());
  }

  @Test
  void whatCannotBeChangedIsRefusedWithTheMend() throws DockerfileException {
    assertThat(change("FROM scratch\n", "node:20"))
        .isEqualTo(new BaseEdit.Refused("stage 0 builds upon scratch: it has no base to change"));
    assertThat(change("FROM a AS b\nFROM b\n", "node:20"))
        .isEqualTo(
            new BaseEdit.Refused("stage 1 builds upon stage \"b\": change the base of that"));
    assertThat(change("ARG T\nFROM node:$T\n", "node:20"))
        .isEqualTo(
            new BaseEdit.Refused(
                "line 2: what stage 0 builds upon cannot be told: T has no default: give it"
                    + " (--build-arg T=…)"));
    assertThat(change("ARG T=18\nFROM node:$T\n", "node:20", Map.of("T", "19")))
        .isEqualTo(
            new BaseEdit.Refused(
                "T is given to the build: change it there (--build-arg T=…); the base should"
                    + " become node:20"));
    assertThat(change("ARG V=18.1\nFROM node:${V%.*}\n", "node:20"))
        .isEqualTo(
            new BaseEdit.Refused("it is made from V by a pattern; the base should become node:20"));
    assertThat(change("ARG V=1\nFROM a${V}:${V}\n", "b2:3")).isInstanceOf(BaseEdit.Changed.class);
    for (String hostile :
        List.of("", "node:20 AS x", "node\nRUN evil", "$(x)", "node:", "a@b", "-x")) {
      assertThat(change("FROM node:18\n", hostile))
          .isEqualTo(new BaseEdit.Refused("the new base is no reference of an image"));
    }
  }

  @Test
  void aVariableThatWouldHaveToBeTwoThingsStays() throws DockerfileException {
    String text = "ARG V=1\nFROM a${V}:${V}\n";

    BaseEdit edit = change(text, "a2:3");

    assertThat(applied(text, edit)).isEqualTo("ARG V=1\nFROM a2:3\n");
    assertThat(((BaseEdit.Changed) edit).notes()).containsExactly("FROM does not use V any more");
  }

  @Test
  void otherBytesStay() throws DockerfileException {
    String text =
        "\uFEFF# syntax=docker/dockerfile:1\r\n\r\nFROM \\\r\n  # why\r\n\tnode:18 \\\r\n\r\n AS x";

    assertThat(applied(text, change(text, "node:20"))).isEqualTo(text.replace("18", "20"));
  }
}
