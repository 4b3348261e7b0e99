package dev.drydock.base.testing;

import dev.drydock.base.testing.CommandRunner.Command;
import dev.drydock.base.testing.CommandRunner.Ended;
import dev.drydock.base.testing.StructureTests.CommandTest;
import dev.drydock.base.testing.StructureTests.Variable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Runs tests of commands. One that prepares something for itself gets the files of the image for
/// itself; the others share one copy of them.
final class CommandTestRun {
  private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private final TestedImage image;
  private final Path shared;
  private final CommandRunner runner;
  private final List<Variable> variables;
  private final Users.Ids ids;

  CommandTestRun(TestedImage image, Path shared, CommandRunner runner, List<Variable> variables)
      throws IOException {
    this.image = image;
    this.shared = shared;
    this.runner = runner;
    this.variables = variables;
    this.ids = new Users(image, shared).of(image.config().user());
  }

  /// @return why it failed
  List<String> run(CommandTest test) throws IOException, InterruptedException {
    if (ids.problem() != null) {
      return List.of(ids.problem());
    }
    boolean prepares = !test.setup().isEmpty() || !test.teardown().isEmpty();
    Path root = prepares ? image.roots().fresh() : shared;
    Map<String, String> environment = environment(test);
    Substitution substitution = new Substitution(environment);
    for (List<String> command : test.setup()) {
      Ended ended = runner.run(command(root, substitution.in(command), environment));
      if (ended.exitCode() != 0) {
        return List.of(
            "setup failed with "
                + ended.exitCode()
                + ": "
                + String.join(" ", command)
                + end(ended.errors()));
      }
    }
    Ended ended = runner.run(command(root, substitution.in(test.words()), environment));
    for (List<String> command : test.teardown()) {
      runner.run(command(root, substitution.in(command), environment));
    }
    return judge(test, ended);
  }

  private Command command(Path root, List<String> words, Map<String, String> environment) {
    String directory = image.config().start().workingDirectory();
    return new Command(
        root,
        words,
        environment,
        directory.isEmpty() || image.view().behind(directory).isEmpty() ? "/" : directory,
        ids.user(),
        ids.group());
  }

  private Map<String, String> environment(CommandTest test) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", PATH);
    environment.put("HOME", "/");
    environment.putAll(Substitution.variables(image.config().environment()));
    List<Variable> own = new ArrayList<>(variables);
    own.addAll(test.variables());
    for (Variable variable : own) {
      environment.put(variable.key(), new Substitution(environment).in(variable.value()));
    }
    return environment;
  }

  private static List<String> judge(CommandTest test, Ended ended) {
    List<String> reasons = new ArrayList<>();
    if (ended.exitCode() != test.exitCode()) {
      reasons.add(
          "it ended with "
              + ended.exitCode()
              + ", and should with "
              + test.exitCode()
              + end(ended.errors()));
    }
    reasons.addAll(StructureTestRun.texts(test.output(), ended.output(), "its output"));
    reasons.addAll(StructureTestRun.texts(test.errors(), ended.errors(), "its error output"));
    return reasons;
  }

  /// The last line that it said, for people.
  private static String end(String errors) {
    List<String> lines = errors.lines().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty() ? "" : " (" + lines.getLast().strip() + ")";
  }
}
