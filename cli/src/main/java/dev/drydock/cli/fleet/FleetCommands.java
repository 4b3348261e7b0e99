package dev.drydock.cli.fleet;

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

/// `drydock fleet`: what the organisation's server knows.
public final class FleetCommands {
  private FleetCommands() {}

  public static CommandModel model() {
    return new CommandModel(
        "fleet",
        List.of(
            command(
                "fleet images",
                Options.TEAM,
                new Option("--priority", null, Kind.VALUE),
                new Option("--all", null, Kind.FLAG)),
            command("fleet show"),
            command("fleet who"),
            new CommandModel(
                "fleet teams",
                List.of(),
                CommandModel.with(Options.FORMAT, Options.OUTPUT, Options.SERVER),
                List.of("table", "json"),
                false)),
        CommandModel.COMMON,
        List.of(),
        false);
  }

  private static CommandModel command(String name, Option... more) {
    List<Option> options =
        new ArrayList<>(CommandModel.with(Options.FORMAT, Options.OUTPUT, Options.SERVER));
    options.addAll(List.of(more));
    return new CommandModel(name, List.of(), options, List.of("table", "json"), true);
  }

  public static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    return switch (invocation.command()) {
      case "fleet images" -> FleetLists.images(surroundings, invocation);
      case "fleet who" -> FleetLists.who(surroundings, invocation);
      case "fleet teams" -> FleetLists.teams(surroundings, invocation);
      case "fleet show" -> FleetShowCommand.run(surroundings, invocation);
      default ->
          throw Failure.usage(
              "fleet needs to know what to do: images, show, who or teams; see `drydock fleet"
                  + " --help`");
    };
  }
}
