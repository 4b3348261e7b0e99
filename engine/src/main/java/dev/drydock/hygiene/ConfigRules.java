package dev.drydock.hygiene;

import dev.drydock.hygiene.Observation.Severity;
import dev.drydock.image.ImageConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is careless in the configuration of an image and in the instructions that it tells of.
final class ConfigRules {
  private static final String BASE_NAME = "org.opencontainers.image.base.name";
  private static final String SOURCE = "org.opencontainers.image.source";
  private static final String KEEP_OUT =
      "revoke it, and give it to the container when it starts, or to the build with RUN"
          + " --mount=type=secret";

  private ConfigRules() {}

  static List<Observation> of(ImageConfig config) {
    if (config.digest() == null) {
      return List.of(); // a directory, which has none
    }
    List<Observation> all = new ArrayList<>();
    user(config, all);
    environment(config, all);
    for (ImageConfig.HistoryEntry entry : config.history()) {
      if (entry.createdBy() != null) {
        instruction(entry.createdBy(), all);
      }
    }
    base(config.labels(), all);
    if (!config.healthcheck()) {
      all.add(
          observation(
              "no-healthcheck",
              Severity.LOW,
              "nothing says how to tell whether the container works",
              null,
              "add a HEALTHCHECK, unless Kubernetes' probes do the same"));
    }
    if (!config.labels().containsKey(SOURCE)) {
      all.add(
          observation(
              "no-source-label",
              Severity.LOW,
              "the image does not say which source it was built from",
              null,
              "add LABEL " + SOURCE + "=ADDRESS, so that its owner can be found"));
    }
    return all;
  }

  /// @param instruction that it is about; `null` where it is about none
  private static Observation observation(
      String rule, Severity severity, String message, @Nullable String instruction, String remedy) {
    return new Observation(rule, severity, message, null, 1, -1, instruction, remedy);
  }

  private static void user(ImageConfig config, List<Observation> all) {
    String user = config.user() == null ? "" : config.user();
    int colon = user.indexOf(':');
    String name = colon < 0 ? user : user.substring(0, colon);
    if (name.isEmpty() || name.equals("0") || name.equals("root")) {
      all.add(
          observation(
              "root-user",
              Severity.MEDIUM,
              "the process runs as root: whoever breaks into it may do everything in the container",
              null,
              "add USER with a user of its own as the last instruction but CMD or ENTRYPOINT"));
    }
  }

  private static void environment(ImageConfig config, List<Observation> all) {
    for (String variable : config.environment()) {
      int equals = variable.indexOf('=');
      if (equals > 0) {
        String name = variable.substring(0, equals);
        String value = variable.substring(equals + 1);
        if (SecretNames.secret(name, value) || !SecretTokens.in(value).isEmpty()) {
          all.add(
              observation(
                  "secret/environment",
                  Severity.HIGH,
                  "the variable " + name + " of the image holds a secret",
                  "ENV " + name,
                  KEEP_OUT));
        }
      }
    }
  }

  private static void instruction(String createdBy, List<Observation> all) {
    String argument = buildArgument(createdBy);
    if (argument != null) {
      all.add(
          observation(
              "secret/build-argument",
              Severity.HIGH,
              "the build argument "
                  + argument
                  + " was a secret, and the history of the image tells it",
              "ARG " + argument,
              KEEP_OUT));
    } else if (!SecretTokens.in(createdBy).isEmpty()) {
      all.add(
          observation(
              "secret/instruction",
              Severity.HIGH,
              "an instruction holds a secret, and the history of the image tells it",
              keyword(createdBy),
              KEEP_OUT));
    }
    String lower = createdBy.toLowerCase(Locale.ROOT);
    if (lower.startsWith("add http://") || lower.startsWith("add https://")) {
      all.add(
          observation(
              "remote-add",
              Severity.MEDIUM,
              "a file of the network was added unchecked: tomorrow it may be another one",
              createdBy.lines().findFirst().orElse(createdBy),
              "say what it has to be: ADD --checksum=sha256:… ADDRESS"));
    }
    if (pipedToShell(lower)) {
      all.add(
          observation(
              "remote-script",
              Severity.MEDIUM,
              "a script of the network was run unchecked: tomorrow it may be another one",
              keyword(createdBy),
              "fetch it, compare its digest (sha256sum -c), then run it; or install a package"));
    }
  }

  /// The name of a secret one among the arguments that builders note before a command: `|2 A=1 B=2
  /// /bin/sh -c …`; `null` where there is none.
  private static @Nullable String buildArgument(String createdBy) {
    int bar = createdBy.indexOf('|');
    if (bar != 0 && !createdBy.startsWith("RUN |")) {
      return null;
    }
    String[] words = createdBy.substring(bar + 1).split(" ", 64);
    for (int i = 1; i < words.length && words[i].indexOf('=') > 0; i++) {
      int equals = words[i].indexOf('=');
      if (SecretNames.secret(words[i].substring(0, equals), words[i].substring(equals + 1))) {
        return words[i].substring(0, equals);
      }
    }
    return null;
  }

  private static boolean pipedToShell(String lower) {
    int fetch = Math.max(lower.indexOf("curl "), lower.indexOf("wget "));
    int pipe = fetch < 0 ? -1 : lower.indexOf('|', fetch);
    if (pipe < 0) {
      return false;
    }
    String into = lower.substring(pipe + 1).strip();
    if (into.startsWith("sudo ")) {
      into = into.substring(5).strip();
    }
    return into.startsWith("sh ")
        || into.startsWith("bash ")
        || into.equals("sh")
        || into.equals("bash")
        || into.startsWith("python3 -")
        || into.startsWith("bash -");
  }

  /// The instruction without its arguments, which may hold the secret.
  private static String keyword(String createdBy) {
    int space = createdBy.indexOf(' ');
    String word = space < 0 ? createdBy : createdBy.substring(0, space);
    return word.length() <= 12 && word.chars().allMatch(Character::isUpperCase) ? word : "RUN";
  }

  private static void base(Map<String, String> labels, List<Observation> all) {
    String base = labels.get(BASE_NAME);
    if (base == null || base.isEmpty() || base.equals("scratch") || base.contains("@")) {
      return;
    }
    int colon = base.lastIndexOf(':');
    String tag = colon > base.lastIndexOf('/') ? base.substring(colon + 1) : "latest";
    if (tag.equals("latest")) {
      all.add(
          observation(
              "moving-base",
              Severity.LOW,
              "the base image is " + base + ", whatever that is on the day of the build",
              "FROM " + base,
              "name a version and its digest: FROM NAME:VERSION@sha256:…"));
    }
  }
}
