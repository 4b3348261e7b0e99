package dev.drydock.cli.fleet;

import dev.drydock.cli.command.CommandModel;
import dev.drydock.cli.command.CommandModel.Kind;
import dev.drydock.cli.command.CommandModel.Option;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.command.Options;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// `drydock inventory import`: tells the organisation's server what a cluster runs.
public final class InventoryCommand {
  private static final int LARGEST = 1 << 30;
  private static final int SHOWN = 10;

  private InventoryCommand() {}

  public static CommandModel model() {
    return new CommandModel(
        "inventory",
        List.of(
            new CommandModel(
                "inventory import",
                List.of(),
                CommandModel.with(
                    Options.SERVER,
                    Options.ENVIRONMENT,
                    new Option("--cluster", null, Kind.VALUE),
                    new Option("--internet-facing", null, Kind.LIST),
                    new Option("--allow-empty", null, Kind.FLAG)),
                List.of(),
                true)),
        CommandModel.COMMON,
        List.of(),
        false);
  }

  public static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    if (!invocation.command().equals("inventory import")) {
      throw Failure.usage(
          "inventory needs to know what to do: import; see `drydock inventory --help`");
    }
    List<String> file = invocation.arguments(1);
    String cluster = invocation.value("--cluster");
    if (cluster == null) {
      throw Failure.usage("say which cluster this is, with --cluster NAME");
    }
    ServerConnection server = ServerConnection.of(surroundings, invocation);
    Json pods = read(surroundings, file.isEmpty() ? "-" : file.getFirst());
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed, 1 << 16)) {
      PodList.write(pods, out);
    }
    Json answer =
        server.send(
            "PUT",
            "/clusters/" + ServerConnection.encoded(cluster) + "/inventory" + query(invocation),
            packed.toByteArray(),
            "application/json");
    tell(surroundings, invocation, answer);
    return ExitCode.OK;
  }

  private static String query(Invocation invocation) throws Failure {
    StringBuilder query = new StringBuilder("?allowEmpty=" + invocation.has("--allow-empty"));
    String environment = invocation.value("--environment");
    if (environment != null) {
      query.append("&environment=").append(ServerConnection.encoded(environment));
    }
    for (String facing : invocation.values("--internet-facing")) {
      query.append("&internetFacing=").append(ServerConnection.encoded(facing));
    }
    return query.toString();
  }

  private static Json read(Surroundings surroundings, String file) throws IOException, Failure {
    byte[] bytes =
        file.equals("-")
            ? Bounded.readAll(surroundings.in(), LARGEST, "standard input")
            : Bounded.readFile(PathArgument.of(file), LARGEST);
    Limits usual = surroundings.limits();
    Limits large =
        new Limits(
            usual.layerEntries(),
            usual.layerBytes(),
            usual.expansionRatio(),
            usual.fileBytes(),
            LARGEST,
            usual.nesting(),
            usual.pathBytes(),
            usual.symlinks(),
            usual.archiveEntries(),
            usual.archiveBytes(),
            usual.components());
    return new JsonReader(large).read(bytes, file.equals("-") ? "standard input" : file);
  }

  private static void tell(Surroundings surroundings, Invocation invocation, Json answer) {
    if (invocation.has("--quiet")) {
      return;
    }
    surroundings
        .err()
        .println(
            "drydock: "
                + FleetLists.number(answer, "running")
                + " containers run in "
                + ErrorLine.oneLine(FleetLists.text(answer, "cluster"))
                + ": "
                + FleetLists.number(answer, "opened")
                + " are new, "
                + FleetLists.number(answer, "closed")
                + " are gone");
    List<String> unknown = answer.texts("unknownImages");
    if (!unknown.isEmpty()) {
      surroundings
          .err()
          .println(
              "drydock: "
                  + FleetLists.number(answer, "unknown")
                  + " of their images are not known to the server yet, for instance "
                  + ErrorLine.oneLine(
                      String.join(", ", unknown.subList(0, Math.min(SHOWN, unknown.size()))))
                  + "; bring them with drydock scan --server");
    }
  }
}
