package dev.drydock.cli.fleet;

import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.Columns;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.json.CompactJson;
import dev.drydock.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `drydock fleet images`, `drydock fleet who` and `drydock fleet teams`: lists of the server, all
/// pages of them.
final class FleetLists {
  /// What nobody reads to its end on a terminal, and no pipe should wait for.
  private static final int MOST = 10_000;

  private static final int PAGE = 200;

  private FleetLists() {}

  static int images(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    List<String> name = invocation.arguments(1);
    StringBuilder query = new StringBuilder("/images?limit=" + PAGE);
    if (!name.isEmpty()) {
      query.append("&name=").append(ServerConnection.encoded(name.getFirst()));
    }
    add(query, "team", invocation.value("--team"));
    add(query, "priority", invocation.value("--priority"));
    if (invocation.has("--all")) {
      query.append("&all=true");
    }
    List<Json> items = all(ServerConnection.of(surroundings, invocation), query.toString());
    Columns table = new Columns("IMAGE", "TEAM", "ACT", "ATTEND", "TRACK", "RUNS", "CAME");
    for (Json image : items) {
      Json numbers = image.get("findings").orElse(new Json.Null());
      Json holding = FleetShowCommand.first(image.items("holdings"));
      table.row(
          FleetShowCommand.name(image),
          text(holding, "team"),
          number(numbers, "act"),
          number(numbers, "attend"),
          number(numbers, "track"),
          number(image, "deployments"),
          day(text(image, "ingestedAt")));
    }
    write(surroundings, invocation, items, table, "no image: bring one with drydock scan --server");
    return ExitCode.OK;
  }

  static int who(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    String what =
        invocation.argument("a vulnerability such as CVE-2021-44228, or a purl such as pkg:npm/qs");
    String parameter = what.startsWith("pkg:") ? "purl" : "vulnerability";
    List<Json> items =
        all(
            ServerConnection.of(surroundings, invocation),
            "/components?limit=" + PAGE + "&" + parameter + "=" + ServerConnection.encoded(what));
    Columns table = new Columns("COMPONENT", "IMAGES", "TEAMS", "PRIORITY", "FIXED IN");
    for (Json item : items) {
      Json component = item.get("component").orElse(new Json.Null());
      Json finding = item.get("finding").orElse(new Json.Null());
      List<String> teams = new ArrayList<>();
      for (Json team : item.items("teams")) {
        teams.add(text(team, "team") + " " + number(team, "images"));
      }
      table.row(
          text(component, "name") + " " + text(component, "version"),
          number(item, "images"),
          String.join(", ", teams),
          text(finding, "priority"),
          String.join(", ", finding.texts("fixedIn")));
    }
    write(surroundings, invocation, items, table, "nobody has it in an image that is watched");
    return ExitCode.OK;
  }

  static int teams(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    List<Json> items =
        all(ServerConnection.of(surroundings, invocation), "/summaries?limit=" + PAGE);
    Columns table = new Columns("TEAM", "IMAGES", "URGENT", "ACT", "ATTEND", "TRACK", "SINCE");
    for (Json team : items) {
      Json numbers = team.get("findings").orElse(new Json.Null());
      table.row(
          text(team, "team"),
          number(team, "images"),
          number(team, "urgent"),
          number(numbers, "act"),
          number(numbers, "attend"),
          number(numbers, "track"),
          day(text(team, "oldestAct")));
    }
    write(surroundings, invocation, items, table, "no team yet");
    return ExitCode.OK;
  }

  private static void add(StringBuilder query, String name, @Nullable String value) {
    if (value != null) {
      query.append('&').append(name).append('=').append(ServerConnection.encoded(value));
    }
  }

  /// @param path with a query
  static List<Json> all(ServerConnection server, String path)
      throws IOException, InterruptedException, Failure {
    List<Json> items = new ArrayList<>();
    String next = "";
    do {
      Json page =
          server.get(path + (next.isEmpty() ? "" : "&after=" + ServerConnection.encoded(next)));
      items.addAll(page.items("items"));
      String following = page.text("next");
      next = following == null || following.equals(next) ? "" : following;
    } while (!next.isEmpty() && items.size() < MOST);
    return items;
  }

  private static void write(
      Surroundings surroundings,
      Invocation invocation,
      List<Json> items,
      Columns table,
      String nothing)
      throws IOException, Failure {
    String text;
    if (invocation.format().equals("json")) {
      Map<String, Json> members = new LinkedHashMap<>();
      members.put("items", new Json.Array(items));
      text = CompactJson.text(new Json.Obj(members)) + "\n";
    } else {
      text = table.isEmpty() ? nothing + "\n" : table.text();
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Output.write(invocation.value("--output"), surroundings.out(), out -> out.write(bytes));
  }

  static String text(Json json, String name) {
    String text = json.text(name);
    return text == null ? "" : text;
  }

  static String number(Json json, String name) {
    return json.integer(name).map(String::valueOf).orElse("0");
  }

  /// Of a moment.
  static String day(String moment) {
    return moment.length() < 10 ? moment : moment.substring(0, 10);
  }
}
