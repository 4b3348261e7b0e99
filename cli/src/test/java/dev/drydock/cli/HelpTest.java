package dev.drydock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class HelpTest {
  @TempDir private Path home;

  static List<CommandSpec> commands() {
    List<CommandSpec> all = new ArrayList<>();
    collect(CommandModel.root(), all);
    return all;
  }

  private static void collect(CommandSpec command, List<CommandSpec> all) {
    all.add(command);
    for (CommandLine inner : command.subcommands().values()) {
      collect(inner.getCommandSpec(), all);
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void namesEveryOptionAndEveryFormatOnEightyColumns(CommandSpec command) {
    String help = help(command);

    for (OptionSpec option : command.options()) {
      assertThat(help).contains(option.longestName());
    }
    for (String inner : command.subcommands().keySet()) {
      assertThat(help).contains(inner);
    }
    for (String format : CommandModel.formats(words(command))) {
      assertThat(help).contains(format);
    }
    assertThat(help).contains("USAGE", "EXAMPLES");
    assertThat(help.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void namesNoOptionThatIsNotThere(CommandSpec command) {
    String help = help(command);
    int examples = help.indexOf("EXAMPLES");

    List<String> known = new ArrayList<>();
    commands().forEach(one -> known.addAll(one.optionsMap().keySet()));
    for (String word : help.substring(0, examples).split("[^a-z-]+")) {
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

  private String help(CommandSpec command) {
    List<String> args = new ArrayList<>(List.of(words(command).split(" ")));
    args.removeIf(String::isEmpty);
    args.add("--help");
    Run run = Run.in(home, args.toArray(String[]::new));
    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    return run.out();
  }

  private static String words(CommandSpec command) {
    String name = command.qualifiedName();
    return name.equals("drydock") ? "" : name.substring("drydock ".length());
  }
}
