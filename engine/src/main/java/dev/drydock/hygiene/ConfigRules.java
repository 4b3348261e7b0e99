package dev.drydock.hygiene;

import dev.drydock.hygiene.Observation.Place;
import dev.drydock.hygiene.Observation.Severity;
import dev.drydock.image.ImageConfig;
import dev.drydock.secret.SecretNames;
import dev.drydock.secret.SecretText;
import java.util.ArrayList;
import java.util.List;
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
        instruction(
            HistoryInstruction.of(createdBy),
            source == null ? null : source.place(source.entries().get(i)));
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
        if (SecretNames.secret(name, value) || SecretText.holdsSecret(value)) {
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

  private void instruction(HistoryInstruction instruction, @Nullable Place place) {
    String argument = secretArgument(instruction);
    if (argument != null) {
      buildArgument(argument, place);
    }
    boolean told = argument != null && instruction.keyword().equals("ARG");
    if (!told
        && SecretText.holdsSecret(instruction.text())
        && !setsKnownVariable(instruction.text())) {
      add(
          "secret/instruction",
          Severity.HIGH,
          "an instruction holds a secret, and the history of the image tells it",
          instruction.keyword(),
          KEEP_OUT,
          place);
    }
    if (addsUnchecked(instruction) && !isChecked(place)) {
      String line = instruction.text().lines().findFirst().orElse("");
      add(
          "remote-add",
          Severity.MEDIUM,
          place == null
              ? "a file of the network was added, and nothing tells that it was checked"
              : "a file of the network was added unchecked: tomorrow it may be another one",
          Addresses.withoutSecretsIn(line),
          "say what it has to be: ADD --checksum=sha256:… ADDRESS",
          place);
    }
    if (runsWhatItFetches(instruction)) {
      add(
          "remote-script",
          Severity.MEDIUM,
          "a script of the network was run unchecked: tomorrow it may be another one",
          instruction.keyword(),
          "fetch it, compare its digest (sha256sum -c), then run it; or install a package",
          place);
    }
  }

  /// Whether the Dockerfile has an `ADD --checksum=…` there: builders do not write into the history
  /// that they check.
  private boolean isChecked(@Nullable Place place) {
    return source != null
        && place != null
        && source.instructions().stream()
            .anyMatch(
                one ->
                    one.firstLine() == place.line()
                        && one.is("ADD")
                        && one.flag("checksum").isPresent());
  }

  private static boolean addsUnchecked(HistoryInstruction instruction) {
    String line = instruction.text().lines().findFirst().orElse("");
    if (!line.regionMatches(true, 0, "ADD ", 0, "ADD ".length())) {
      return false;
    }
    boolean unchecked = false;
    for (String word : line.substring("ADD ".length()).split(" ", -1)) {
      if (word.startsWith("--checksum=")) {
        return false;
      }
      RemoteSource remote = RemoteSource.of(SecretNames.unquoted(word));
      unchecked |= remote != null && !remote.fixed();
    }
    return unchecked;
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
  private boolean setsKnownVariable(String instruction) {
    if (!instruction.startsWith("ENV ")) {
      return false;
    }
    for (Observation one : all) {
      String told = one.instruction();
      if (one.rule().equals("secret/environment")
          && told != null
          && instruction.contains(told.substring("ENV".length()) + "=")) {
        return true;
      }
    }
    return false;
  }

  /// The name of a secret one among the arguments of the build; `null` where there is none.
  private static @Nullable String secretArgument(HistoryInstruction instruction) {
    for (String argument : instruction.arguments()) {
      int equals = argument.indexOf('=');
      if (SecretNames.secret(argument.substring(0, equals), argument.substring(equals + 1))) {
        return argument.substring(0, equals);
      }
    }
    return null;
  }

  private static boolean runsWhatItFetches(HistoryInstruction instruction) {
    String text = instruction.text();
    if (!instruction.keyword().equals("RUN") || !text.contains("curl") && !text.contains("wget")) {
      return false;
    }
    String script = text.startsWith("RUN ") ? text.substring(4) : text;
    int command = script.indexOf(" -c ");
    if (command > 0 && script.startsWith("/")) {
      script = script.substring(command + 4);
    }
    return ShellPipeline.of(script).stream().anyMatch(ShellPipeline::runsWhatItFetches);
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
