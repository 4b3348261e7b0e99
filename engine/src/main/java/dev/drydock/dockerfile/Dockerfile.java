package dev.drydock.dockerfile;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A Dockerfile that was read without a loss: every character of its text belongs to one of its
/// [pieces][#pieces()] ([Dockerfile reference](https://docs.docker.com/reference/dockerfile)).
///
/// @param path for messages
/// @param escape the character that continues lines
/// @param pieces all lines, in order
/// @param globals the instructions before the first `FROM`, which are `ARG`s
public record Dockerfile(
    String path,
    String text,
    char escape,
    List<Directive> directives,
    List<Piece> pieces,
    List<Instruction> globals,
    List<Stage> stages) {

  public Dockerfile {
    directives = List.copyOf(directives);
    pieces = List.copyOf(pieces);
    globals = List.copyOf(globals);
    stages = List.copyOf(stages);
  }

  /// @throws DockerfileException where BuildKit would refuse it too, or it goes over a limit
  public static Dockerfile parse(String path, String text) throws DockerfileException {
    return new DockerfileParser(path, text).parse();
  }

  /// The stage that a build makes: the last one where nobody names one.
  public Stage target() {
    return stages.getLast();
  }

  /// The stage of that name or number, as `--target` and `--from` mean it.
  public Optional<Stage> stage(String name) {
    return stage(name, stages.size());
  }

  /// As [#stage(String)], among the stages before `end`; of several of one name the last.
  public Optional<Stage> stage(String name, int end) {
    Optional<Stage> named = named(name, end);
    return named.isPresent() ? named : numbered(name, end);
  }

  /// The stage before `end` that is called so.
  public Optional<Stage> named(String name, int end) {
    String wanted = name.toLowerCase(Locale.ROOT);
    for (Stage stage : stages.subList(0, end).reversed()) {
      if (wanted.equals(stage.name())) {
        return Optional.of(stage);
      }
    }
    return Optional.empty();
  }

  private Optional<Stage> numbered(String name, int end) {
    if (name.isEmpty() || name.length() > 6 || !name.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    int index = Integer.parseInt(name);
    return index < end ? Optional.of(stages.get(index)) : Optional.empty();
  }
}
