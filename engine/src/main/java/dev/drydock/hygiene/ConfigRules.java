package dev.drydock.hygiene;

import dev.drydock.hygiene.Observation.Place;
import dev.drydock.hygiene.Observation.Severity;
import dev.drydock.image.ImageConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is careless in the configuration of an image and in the instructions that it tells of; with
/// the line of the Dockerfile, where the image was built from one that is known.
final class ConfigRules {
  private static final String BASE_NAME = "org.opencontainers.image.base.name";
  private static final String SOURCE = "org.opencontainers.image.source";
  private static final String KEEP_OUT =
      "revoke it, and give it to the container when it starts, or to the build with RUN"
          + " --mount=type=secret";

  private final @Nullable BuildSource source;
  private final List<Observation> all = new ArrayList<>();

  /// @param source `null` where none is known
  ConfigRules(@Nullable BuildSource source) {
    this.source = source != null && source.fits() ? source : null;
  }

  List<Observation> of(ImageConfig config) {
    if (config.digest() == null) {
      return List.of(); // a directory, which has none
    }
    user(config);
    environment(config);
    List<ImageConfig.HistoryEntry> history = config.history();
    for (int i = 0; i < history.size(); i++) {
      String createdBy = history.get(i).createdBy();
      if (createdBy != null) {
        instruction(createdBy, source == null ? null : source.place(source.entries().get(i)));
      }
    }
    base(config.labels());
    if (!config.healthcheck()) {
      add(
          "no-healthcheck",
          Severity.LOW,
          "nothing says how to tell whether the container works",
          null,
          "add a HEALTHCHECK, unless Kubernetes' probes do the same",
          source == null ? null : source.lastOf("HEALTHCHECK"));
    }
    if (!config.labels().containsKey(SOURCE)) {
      add(
          "no-source-label",
          Severity.LOW,
          "the image does not say which source it was built from",
          null,
          "add LABEL " + SOURCE + "=ADDRESS, so that its owner can be found",
          source == null ? null : source.place(source.target().from()));
    }
    return all;
  }

  /// @param instruction that it is about; `null` where it is about none
  /// @param place of it; `null` where none is known
  private void add(
      String rule,
      Severity severity,
      String message,
      @Nullable String instruction,
      String remedy,
      @Nullable Place place) {
    all.add(new Observation(rule, severity, message, null, 1, -1, instruction, remedy, place));
  }

  private void user(ImageConfig config) {
    String user = config.user() == null ? "" : config.user();
    int colon = user.indexOf(':');
    String name = colon < 0 ? user : user.substring(0, colon);
    if (name.isEmpty() || name.equals("0") || name.equals("root")) {
      add(
          "root-user",
          Severity.MEDIUM,
          "the process runs as root: whoever breaks into it may do everything in the container",
          null,
          "add USER with a user of its own as the last instruction but CMD or ENTRYPOINT",
          source == null ? null : source.lastOf("USER"));
    }
  }

  private void environment(ImageConfig config) {
    for (String variable : config.environment()) {
      int equals = variable.indexOf('=');
      if (equals > 0) {
        String name = variable.substring(0, equals);
        String value = variable.substring(equals + 1);
        if (SecretNames.secret(name, value) || !SecretTokens.in(value).isEmpty()) {
          add(
              "secret/environment",
              Severity.HIGH,
              "the variable " + name + " of the image holds a secret",
              "ENV " + name,
              KEEP_OUT,
              source == null ? null : source.variable("ENV", name));
        }
      }
    }
  }

  private void instruction(String createdBy, @Nullable Place place) {
    String argument = buildArgument(createdBy);
    if (argument != null) {
      buildArgument(argument, place);
    } else if (!SecretTokens.in(createdBy).isEmpty() && !setsKnownVariable(createdBy)) {
      add(
          "secret/instruction",
          Severity.HIGH,
          "an instruction holds a secret, and the history of the image tells it",
          keyword(createdBy),
          KEEP_OUT,
          place);
    }
    String lower = createdBy.toLowerCase(Locale.ROOT);
    if (lower.startsWith("add http://") || lower.startsWith("add https://")) {
      add(
          "remote-add",
          Severity.MEDIUM,
          "a file of the network was added unchecked: tomorrow it may be another one",
          Addresses.withoutSecretsIn(createdBy.lines().findFirst().orElse(createdBy)),
          "say what it has to be: ADD --checksum=sha256:… ADDRESS",
          place);
    }
    if (runsWhatItFetches(createdBy)) {
      add(
          "remote-script",
          Severity.MEDIUM,
          "a script of the network was run unchecked: tomorrow it may be another one",
          keyword(createdBy),
          "fetch it, compare its digest (sha256sum -c), then run it; or install a package",
          place);
    }
  }

  /// Every instruction after it repeats an argument.
  private void buildArgument(String name, @Nullable Place place) {
    String instruction = "ARG " + name;
    for (Observation one : all) {
      if (instruction.equals(one.instruction())) {
        return;
      }
    }
    Place declared = source == null ? null : source.variable("ARG", name);
    add(
        "secret/build-argument",
        Severity.HIGH,
        "the build argument " + name + " was a secret, and the history of the image tells it",
        instruction,
        KEEP_OUT,
        declared == null ? place : declared);
  }

  /// Whether it is an `ENV` of a variable that was told of already.
  private boolean setsKnownVariable(String createdBy) {
    for (Observation one : all) {
      if (one.rule().equals("secret/environment") && createdBy.contains(one.instruction() + "=")) {
        return true;
      }
    }
    return false;
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

  /// Builders write `RUN |1 A=1 /bin/sh -c SCRIPT # buildkit`, or the instruction as it is.
  private static boolean runsWhatItFetches(String createdBy) {
    if (!createdBy.contains("curl") && !createdBy.contains("wget")) {
      return false;
    }
    String script = createdBy.startsWith("RUN ") ? createdBy.substring(4) : createdBy;
    int command = script.indexOf(" -c ");
    if (command > 0 && (script.startsWith("|") || script.startsWith("/"))) {
      script = script.substring(command + 4);
    }
    return ShellPipeline.of(script).stream().anyMatch(ShellPipeline::runsWhatItFetches);
  }

  /// The instruction without its arguments, which may hold the secret.
  private static String keyword(String createdBy) {
    int space = createdBy.indexOf(' ');
    String word = space < 0 ? createdBy : createdBy.substring(0, space);
    return word.length() <= 12 && word.chars().allMatch(Character::isUpperCase) ? word : "RUN";
  }

  private void base(Map<String, String> labels) {
    String base = labels.get(BASE_NAME);
    if (base == null || base.isEmpty() || base.equals("scratch") || base.contains("@")) {
      return;
    }
    int colon = base.lastIndexOf(':');
    String tag = colon > base.lastIndexOf('/') ? base.substring(colon + 1) : "latest";
    if (tag.equals("latest") && source == null) { // a Dockerfile tells it itself
      add(
          "moving-base",
          Severity.MEDIUM,
          "the base image is " + base + ", whatever that is on the day of the build",
          "FROM " + base,
          "name a version and its digest: FROM NAME:VERSION@sha256:…",
          null);
    }
  }
}
