package dev.drydock.cli.base;

import dev.drydock.cli.command.CommandModel;
import dev.drydock.cli.command.CommandModel.Kind;
import dev.drydock.cli.command.CommandModel.Option;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.command.Options;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.surroundings.Surroundings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// `drydock base`: candidates, what approvers decide about base images, and what there is.
public final class BaseCommands {
  private BaseCommands() {}

  public static CommandModel model() {
    return new CommandModel(
        "base",
        List.of(
            pipeline(),
            approve(),
            decide("base deprecate", Options.REPLACEMENT),
            decide("base retire", Options.REPLACEMENT),
            decide("base revoke"),
            look("base list"),
            look("base show"),
            look("base history"),
            BaseSuggestCommand.model(),
            clean(),
            diff()),
        CommandModel.COMMON,
        List.of(),
        false);
  }

  private static CommandModel pipeline() {
    return examine(
        "base pipeline",
        Options.BASES,
        new Option("--variant", null, Kind.LIST),
        Options.KEY,
        Options.PASSWORD_FILE,
        Options.TRY_BASES);
  }

  private static CommandModel diff() {
    return examine("base diff", new Option("--profile", null, Kind.VALUE));
  }

  /// What looks into images to the last file of them.
  private static CommandModel examine(String name, Option... more) {
    List<Option> options = new ArrayList<>(CommandModel.with(Options.FORMAT, Options.OUTPUT));
    options.addAll(List.of(more));
    options.addAll(
        List.of(
            Options.ADVISORIES,
            Options.VEX,
            Options.INSECURE_REGISTRY,
            Options.LAYER_CACHE,
            Options.NO_CACHE));
    return new CommandModel(name, List.of(), options, List.of("table", "json", "markdown"), true);
  }

  private static CommandModel clean() {
    return new CommandModel(
        "base clean",
        List.of(),
        CommandModel.with(
            Options.FORMAT,
            Options.OUTPUT,
            Options.BASES,
            Options.DRY_RUN,
            new Option("--older-than", null, Kind.VALUE),
            Options.INSECURE_REGISTRY),
        List.of("table", "json"),
        true);
  }

  private static CommandModel approve() {
    return decide(
        "base approve",
        new Option("--variant", null, Kind.VALUE),
        new Option("--family", null, Kind.VALUE),
        new Option("--tag", null, Kind.LIST),
        new Option("--evidence", null, Kind.LIST),
        new Option("--evidence-key", null, Kind.LIST),
        new Option("--without-evidence", null, Kind.VALUE));
  }

  private static CommandModel decide(String name, Option... more) {
    List<Option> options =
        new ArrayList<>(
            CommandModel.with(
                Options.KEY,
                Options.PASSWORD_FILE,
                Options.REASON,
                Options.BASES,
                Options.INSECURE_REGISTRY));
    options.addAll(List.of(more));
    return new CommandModel(name, List.of(), options, List.of(), true);
  }

  private static CommandModel look(String name) {
    return new CommandModel(
        name,
        List.of(),
        CommandModel.with(Options.FORMAT, Options.OUTPUT, Options.BASES, Options.INSECURE_REGISTRY),
        List.of("table", "json"),
        true);
  }

  public static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    if (invocation.has("--offline")) {
      throw Failure.usage(
          invocation.command() + " needs the registry, and --offline forbids it; leave it out");
    }
    return switch (invocation.command()) {
      case "base pipeline" -> BasePipelineCommand.run(surroundings, invocation);
      case "base diff" -> BaseDiffCommand.run(surroundings, invocation);
      case "base approve" -> BaseApproveCommand.run(surroundings, invocation);
      case "base deprecate", "base retire", "base revoke" ->
          BaseDecideCommand.run(surroundings, invocation);
      case "base clean" -> BaseCleanCommand.run(surroundings, invocation);
      case "base suggest" -> BaseSuggestCommand.run(surroundings, invocation);
      default -> BaseListCommand.run(surroundings, invocation);
    };
  }
}
