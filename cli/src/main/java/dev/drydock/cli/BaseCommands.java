package dev.drydock.cli;

import dev.drydock.cli.CommandModel.Kind;
import dev.drydock.cli.CommandModel.Option;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// `drydock base`: candidates, what approvers decide about base images, and what there is.
final class BaseCommands {
  private static final Option FORMAT = new Option("--format", "-f", Kind.VALUE);
  private static final Option OUTPUT = new Option("--output", "-o", Kind.VALUE);
  private static final Option BASES = new Option("--bases", null, Kind.VALUE);
  private static final Option PLAIN = new Option("--insecure-registry", null, Kind.LIST);
  private static final Option KEY = new Option("--key", null, Kind.VALUE);
  private static final Option PASSWORD = new Option("--password-file", null, Kind.VALUE);
  private static final Option REASON = new Option("--reason", null, Kind.VALUE);

  private BaseCommands() {}

  static CommandModel model() {
    return new CommandModel(
        "base",
        List.of(
            BasePipelineCommand.model(),
            approve(),
            decide("base deprecate", new Option("--replacement", null, Kind.VALUE)),
            decide("base retire", new Option("--replacement", null, Kind.VALUE)),
            decide("base revoke"),
            look("base list"),
            look("base show"),
            look("base history"),
            BaseDiffCommand.model()),
        CommandModel.COMMON,
        List.of(),
        false);
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
    List<Option> options = new ArrayList<>(CommandModel.with(KEY, PASSWORD, REASON, BASES, PLAIN));
    options.addAll(List.of(more));
    return new CommandModel(name, List.of(), options, List.of(), true);
  }

  private static CommandModel look(String name) {
    return new CommandModel(
        name,
        List.of(),
        CommandModel.with(FORMAT, OUTPUT, BASES, PLAIN),
        List.of("table", "json"),
        true);
  }

  static int run(Surroundings surroundings, Invocation invocation)
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
      default -> BaseListCommand.run(surroundings, invocation);
    };
  }
}
