package dev.drydock.dockerfile;

import dev.drydock.limits.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Parts the instructions of a Dockerfile into stages, and refuses what no builder would take.
final class Stages {
  private static final Set<String> KNOWN =
      Set.of(
          "ADD",
          "ARG",
          "CMD",
          "COPY",
          "ENTRYPOINT",
          "ENV",
          "EXPOSE",
          "FROM",
          "HEALTHCHECK",
          "LABEL",
          "MAINTAINER",
          "ONBUILD",
          "RUN",
          "SHELL",
          "STOPSIGNAL",
          "USER",
          "VOLUME",
          "WORKDIR");

  private final String path;
  private final String text;
  private final List<Directive> directives;
  private final List<Instruction> globals = new ArrayList<>();
  private final List<Stage> stages = new ArrayList<>();
  private @Nullable Instruction from;
  private List<Instruction> current = new ArrayList<>();

  Stages(String path, String text, List<Directive> directives) {
    this.path = path;
    this.text = text;
    this.directives = directives;
  }

  Dockerfile of(List<Piece> pieces, char escape) throws DockerfileException {
    boolean ownGrammar = hasGrammarOfItsOwn();
    for (Piece piece : pieces) {
      if (piece instanceof Instruction instruction) {
        check(instruction, ownGrammar);
        add(instruction, ownGrammar);
      }
    }
    endStage();
    if (stages.isEmpty()) {
      throw new DockerfileException(path, 1, "no FROM: nothing says what to build upon");
    }
    return new Dockerfile(path, text, escape, directives, pieces, globals, stages);
  }

  /// Whether `# syntax=` names a builder that may know instructions of its own.
  private boolean hasGrammarOfItsOwn() {
    for (Directive directive : directives) {
      if (directive.name().equals("syntax")) {
        String image = directive.value();
        return !image.startsWith("docker/dockerfile:")
            && !image.startsWith("docker.io/docker/dockerfile:")
            && !image.equals("docker/dockerfile");
      }
    }
    return false;
  }

  private void add(Instruction instruction, boolean ownGrammar) throws DockerfileException {
    if (instruction.is("FROM")) {
      endStage();
      from = instruction;
    } else if (from != null) {
      current.add(instruction);
    } else if (instruction.is("ARG") || ownGrammar && !KNOWN.contains(instruction.keyword())) {
      globals.add(instruction);
    } else {
      throw error(instruction, instruction.keyword() + " before the first FROM: move it below");
    }
  }

  private void endStage() throws DockerfileException {
    if (from != null) {
      if (stages.size() == Limits.DOCKERFILE_STAGES) {
        throw error(from, "more than %,d stages".formatted(Limits.DOCKERFILE_STAGES));
      }
      stages.add(new Stage(stages.size(), name(from), from, current));
      current = new ArrayList<>();
    }
  }

  private static @Nullable String name(Instruction from) {
    List<Word> words = from.words();
    return words.size() == 3 ? words.get(2).text().toLowerCase(Locale.ROOT) : null;
  }

  private void check(Instruction instruction, boolean ownGrammar) throws DockerfileException {
    if (!KNOWN.contains(instruction.keyword()) && !ownGrammar) {
      throw error(instruction, "unknown instruction " + shown(instruction.keyword()));
    }
    switch (instruction.keyword()) {
      case "FROM" -> checkFrom(instruction);
      case "COPY", "ADD" -> {
        int words =
            instruction.exec() == null ? instruction.words().size() : instruction.exec().size();
        if (words < 2) {
          throw error(instruction, instruction.keyword() + " needs a source and a destination");
        }
      }
      case "ONBUILD" -> checkTrigger(instruction);
      case "ARG", "ENV", "LABEL", "EXPOSE", "USER", "WORKDIR", "STOPSIGNAL", "HEALTHCHECK" -> {
        if (instruction.arguments() == instruction.logical().length()) {
          throw error(instruction, instruction.keyword() + " has no arguments");
        }
      }
      default -> {
        // RUN, CMD and the like take anything
      }
    }
  }

  private void checkFrom(Instruction from) throws DockerfileException {
    List<Word> words = from.words();
    if (words.size() == 3 && words.get(1).text().equalsIgnoreCase("as")) {
      if (!isStageName(words.get(2).text().toLowerCase(Locale.ROOT))) {
        throw error(
            from,
            "%s is no name for a stage: take letters, digits, and - _ . after a letter"
                .formatted(shown(words.get(2).text())));
      }
    } else if (words.size() != 1) {
      throw error(from, "FROM needs an image, and may have AS and a name behind it");
    }
  }

  private static boolean isStageName(String name) {
    return name.charAt(0) >= 'a'
        && name.charAt(0) <= 'z'
        && name.chars()
            .allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "-_.".indexOf(c) >= 0);
  }

  private void checkTrigger(Instruction instruction) throws DockerfileException {
    Instruction trigger = instruction.trigger();
    if (trigger == null) {
      throw error(instruction, "ONBUILD has no instruction");
    }
    if (trigger.is("ONBUILD") || trigger.is("FROM") || trigger.is("MAINTAINER")) {
      throw error(instruction, trigger.keyword() + " cannot be the instruction of an ONBUILD");
    }
  }

  /// A word of the file for a message of one line.
  private static String shown(String word) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < Math.min(word.length(), 40); i++) {
      char c = word.charAt(i);
      plain.append(c < ' ' || c >= '\u007F' ? '?' : c);
    }
    return plain.toString();
  }

  private DockerfileException error(Instruction instruction, String what) {
    return new DockerfileException(path, instruction.firstLine(), what);
  }
}
