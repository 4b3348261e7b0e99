package dev.drydock.hygiene;

import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.Word;
import dev.drydock.hygiene.Observation.Severity;
import dev.drydock.secret.SecretKind;
import dev.drydock.secret.SecretNames;
import dev.drydock.secret.SecretText;
import dev.drydock.secret.SecretTokens;
import java.util.List;

/// Secrets in a Dockerfile. Says where they are and of which name, never what they are.
final class DockerfileSecrets {
  private static final String REVOKE =
      "revoke it, and give it to the build with RUN --mount=type=secret, or to the container when it"
          + " starts";

  private final BuildSource source;
  private final List<Observation> all;

  DockerfileSecrets(BuildSource source, List<Observation> all) {
    this.source = source;
    this.all = all;
  }

  private void add(
      String rule,
      Severity severity,
      String message,
      Instruction at,
      String instruction,
      String remedy) {
    all.add(
        new Observation(
            rule, severity, message, null, 1, -1, instruction, remedy, source.place(at)));
  }

  /// Whoever has the image reads arguments in its history, whatever their default.
  void argument(Instruction argument) {
    for (Word word : argument.words()) {
      int equals = word.text().indexOf('=');
      String name = equals < 0 ? word.text() : word.text().substring(0, equals);
      String value = equals < 0 ? "" : word.text().substring(equals + 1);
      if (!isName(name)) {
        continue;
      }
      if (SecretNames.secret(name, value)) {
        add(
            "secret/build-argument",
            Severity.HIGH,
            "the default of the build argument " + name + " is a secret",
            argument,
            "ARG " + name,
            REVOKE);
      } else if (SecretNames.named(name) && SecretNames.unquoted(value).isEmpty()) {
        add(
            "secret/build-argument",
            Severity.MEDIUM,
            "the build argument "
                + name
                + " is a secret by its name, and arguments can be read in the history of an image",
            argument,
            "ARG " + name,
            "give it to the build with RUN --mount=type=secret,id=… in its place");
      }
    }
  }

  void environment(Instruction environment) {
    List<Word> words = environment.words();
    if (words.isEmpty()) {
      return;
    }
    if (words.getFirst().text().indexOf('=') < 0) { // ENV NAME and the rest of the line
      String name = words.getFirst().text();
      int from = environment.argumentText().indexOf(name) + name.length();
      variable(environment, name, environment.argumentText().substring(from).strip());
      return;
    }
    for (Word word : words) {
      int equals = word.text().indexOf('=');
      if (equals > 0) {
        variable(environment, word.text().substring(0, equals), word.text().substring(equals + 1));
      }
    }
  }

  private void variable(Instruction environment, String name, String value) {
    if (isName(name) && (SecretNames.secret(name, value) || SecretText.holdsSecret(value))) {
      add(
          "secret/environment",
          Severity.HIGH,
          "the variable " + name + " holds a secret, which whoever has the image can read",
          environment,
          "ENV " + name,
          REVOKE);
    }
  }

  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() < 100
        && text.chars()
            .allMatch(
                c ->
                    c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || c == '_');
  }

  /// Whether the instruction that was looked at last has a secret already.
  private boolean isTold(Observation.Place place) {
    for (int i = all.size() - 1; i >= 0 && place.equals(all.get(i).place()); i--) {
      if (all.get(i).severity() == Severity.HIGH) {
        return true;
      }
    }
    return false;
  }

  /// Texts that tell by themselves that they are secrets, wherever in an instruction they stand.
  void tokens(Instruction instruction) {
    if (SecretText.holdsSecret(instruction.raw()) && !isTold(source.place(instruction))) {
      List<SecretKind> found = SecretTokens.in(instruction.raw());
      add(
          "secret/instruction",
          Severity.HIGH,
          (found.isEmpty() ? SecretKind.PASSWORD : found.getFirst()).title()
              + " stands in the Dockerfile",
          instruction,
          instruction.keyword(),
          REVOKE);
    }
  }
}
