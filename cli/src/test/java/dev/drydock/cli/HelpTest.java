package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.cli.command.CommandModel;
import dev.drydock.explain.Handbook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HelpTest {
  @TempDir private Path home;

  static List<CommandModel> commands() {
    List<CommandModel> all = new ArrayList<>();
    collect(Commands.root(), all);
    return all;
  }

  private static void collect(CommandModel command, List<CommandModel> all) {
    all.add(command);
    for (CommandModel inner : command.commands()) {
      collect(inner, all);
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void namesEveryOptionAndEveryFormatOnEightyColumns(CommandModel command) {
    String help = help(command);

    for (CommandModel.Option option : command.options()) {
      assertThat(help).contains(option.name());
    }
    for (CommandModel inner : command.commands()) {
      assertThat(help).contains(inner.word());
    }
    for (String format : command.formats()) {
      assertThat(help).contains(format);
    }
    assertThat(help).contains("USAGE", "EXAMPLES");
    assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void namesNoOptionThatIsNotThere(CommandModel command) {
    String help = help(command);
    int examples = help.indexOf("EXAMPLES");

    List<String> known = new ArrayList<>();
    commands().forEach(one -> one.options().forEach(option -> known.add(option.name())));
    for (String word : help.substring(0, examples).split("[^a-z0-9-]+")) {
      if (word.startsWith("--") && word.length() > 2) {
        assertThat(known).contains(word);
      }
    }
  }

  @Test
  void theVersionIsOneLine() {
    assertThat(Run.in(home, "--version")).isEqualTo(new Run(0, "drydock development\n", ""));
    assertThat(Run.in(home, "-V")).isEqualTo(new Run(0, "drydock development\n", ""));
    assertThat(Run.in(home, "--version", "--quiet"))
        .isEqualTo(new Run(0, "drydock development\n", ""));
  }

  @Test
  void everyCommandOfTheHandbookIsOne() {
    TreeSet<String> known = new TreeSet<>();
    Commands.root().commands().forEach(command -> known.add(command.word()));
    Handbook.topics().stream()
        .flatMap(topic -> topic.next().stream())
        .filter(line -> line.startsWith("    drydock "))
        .map(line -> line.strip().split(" ")[1])
        .forEach(command -> assertThat(known).contains(command));
  }

  private String help(CommandModel command) {
    List<String> args = new ArrayList<>(List.of(command.name().split(" ")));
    args.removeIf(String::isEmpty);
    args.add("--help");
    Run run = Run.in(home, args.toArray(String[]::new));
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    return run.out();
  }
}
