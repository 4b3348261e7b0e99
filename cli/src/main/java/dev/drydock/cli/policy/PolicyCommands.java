package dev.drydock.cli.policy;

import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.limits.Bounded;
import dev.drydock.policy.Level;
import dev.drydock.policy.Verdict;
import dev.drydock.policy.Violation;
import dev.drydock.policy.facts.Facts;
import dev.drydock.policy.facts.RecordedFacts;
import dev.drydock.policy.gate.Context;
import dev.drydock.policy.gate.Gate;
import dev.drydock.policy.reading.PolicyReader;
import dev.drydock.policy.rule.Policy;
import dev.drydock.policy.rule.PolicyWords;
import dev.drydock.policy.rule.Scope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// `drydock policy`: what a policy says, and what it would have done.
public final class PolicyCommands {
  private static final int MOST_SCANS = 10_000;

  private PolicyCommands() {}

  public static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    return switch (invocation.command()) {
      case "policy show" -> show(surroundings, invocation);
      case "policy explain" -> explain(surroundings, invocation);
      case "policy test" -> test(surroundings, invocation);
      case "policy push" -> PolicyPush.run(surroundings, invocation);
      default -> check(surroundings, invocation);
    };
  }

  /// The text of a policy, that which comes along where none is there.
  private static int show(Surroundings surroundings, Invocation invocation)
      throws IOException, Failure {
    String given = invocation.value("--policy");
    byte[] text =
        given == null || given.equals(PolicyReader.BUILT_IN)
            ? PolicyReader.builtInText()
            : Bounded.readFile(PathArgument.of(given), surroundings.limits().documentBytes());
    return write(surroundings, new String(text, StandardCharsets.UTF_8));
  }

  private static int check(Surroundings surroundings, Invocation invocation)
      throws IOException, Failure {
    LoadedPolicy loaded = LoadedPolicy.of(surroundings, invocation);
    Policy policy = loaded.policy();
    return write(
        surroundings,
        "The policy is right: "
            + counted(policy.rules().size(), "rule")
            + ", "
            + counted(policy.excuses().size(), "exception")
            + ". "
            + loaded.words()
            + "\n");
  }

  private static int explain(Surroundings surroundings, Invocation invocation)
      throws IOException, Failure {
    LoadedPolicy loaded = LoadedPolicy.of(surroundings, invocation);
    StringBuilder text = new StringBuilder("Policy: ").append(loaded.words()).append('\n');
    for (List<String> paragraph : PolicyWords.of(loaded.policy())) {
      text.append('\n').append(ErrorLine.oneLine(paragraph.getFirst())).append('\n');
      for (String line : paragraph.subList(1, paragraph.size())) {
        text.append("    ").append(ErrorLine.oneLine(line)).append('\n');
      }
    }
    return write(surroundings, text.toString());
  }

  private static int test(Surroundings surroundings, Invocation invocation)
      throws IOException, Failure {
    String directory = invocation.value("--scans");
    if (directory == null) {
      throw Failure.usage(
          "policy test needs the directory with what `drydock scan --format json` wrote; name it"
              + " with --scans DIR");
    }
    LoadedPolicy loaded = LoadedPolicy.of(surroundings, invocation);
    Scope.Setting setting = PolicySetting.of(surroundings.environment(), invocation);
    Trial trial = new Trial(loaded.policy(), setting);
    for (Path file : scans(PathArgument.of(directory))) {
      trial.judge(surroundings, file);
    }
    write(surroundings, trial.words(loaded.words()));
    return trial.unreadable > 0 ? ExitCode.INPUT : ExitCode.OK;
  }

  private static List<Path> scans(Path directory) throws IOException, Failure {
    if (!Files.isDirectory(directory)) {
      throw Failure.input(directory + " of --scans is no directory; check the path", null);
    }
    try (Stream<Path> all = Files.list(directory)) {
      List<Path> scans =
          all.filter(file -> file.toString().endsWith(".json") && Files.isRegularFile(file))
              .sorted()
              .limit(MOST_SCANS)
              .toList();
      if (scans.isEmpty()) {
        throw Failure.input(
            "there is no .json in "
                + directory
                + "; `drydock scan --format json -o DIR/NAME.json IMAGE` writes one",
            null);
      }
      return scans;
    }
  }

  /// A policy on its way through scans.
  private static final class Trial {
    private final Policy policy;
    private final Scope.Setting setting;
    private final StringBuilder lines = new StringBuilder();
    private final Map<String, Integer> stoppedBy = new TreeMap<>();
    private int stopped;
    private int passed;
    private int unreadable;

    private Trial(Policy policy, Scope.Setting setting) {
      this.policy = policy;
      this.setting = setting;
    }

    /// As it would have been judged on the day of the scan.
    private void judge(Surroundings surroundings, Path file) {
      String name = ErrorLine.oneLine(String.valueOf(file.getFileName()));
      Facts facts;
      try {
        facts =
            RecordedFacts.read(
                Bounded.readFile(file, surroundings.limits().documentBytes()),
                name,
                surroundings.limits());
      } catch (IOException e) {
        unreadable++;
        lines.append("UNREADABLE  ").append(ErrorLine.of(e)).append('\n');
        return;
      }
      Verdict verdict = Gate.judge(policy, facts, new Context(facts.at(), setting, null));
      Map<String, Integer> rules = new LinkedHashMap<>();
      for (Violation violation : verdict.of(Level.DENY)) {
        rules.merge(violation.rule(), 1, Integer::sum);
      }
      rules.keySet().forEach(rule -> stoppedBy.merge(rule, 1, Integer::sum));
      stopped += rules.isEmpty() ? 0 : 1;
      passed += rules.isEmpty() ? 1 : 0;
      lines
          .append(rules.isEmpty() ? "PASSED      " : "BLOCKED     ")
          .append(name)
          .append("  ")
          .append(ErrorLine.oneLine(facts.image().reference()))
          .append(details(rules, verdict))
          .append('\n');
    }

    private static String details(Map<String, Integer> rules, Verdict verdict) {
      StringBuilder details = new StringBuilder();
      rules.forEach(
          (rule, count) ->
              details
                  .append(details.isEmpty() ? ": " : ", ")
                  .append(rule)
                  .append(" (")
                  .append(count)
                  .append(')'));
      int warned = verdict.of(Level.WARN).size();
      if (warned > 0) {
        details.append(details.isEmpty() ? ": " : ", ").append(counted(warned, "warning"));
      }
      if (!verdict.excused().isEmpty()) {
        details
            .append(details.isEmpty() ? ": " : ", ")
            .append(verdict.excused().size())
            .append(" excused");
      }
      return details.toString();
    }

    private String words(String which) {
      StringBuilder text = new StringBuilder("Policy: ").append(which).append("\n\n").append(lines);
      text.append("\nIt would have stopped ")
          .append(stopped)
          .append(" of ")
          .append(counted(stopped + passed, "image"))
          .append('.');
      stoppedBy.forEach(
          (rule, count) ->
              text.append("\n    ").append(rule).append(" stops ").append(counted(count, "image")));
      return text.append('\n').toString();
    }
  }

  private static String counted(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  private static int write(Surroundings surroundings, String text) throws IOException, Failure {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Output.write(null, surroundings.out(), out -> out.write(bytes));
    return ExitCode.OK;
  }
}
