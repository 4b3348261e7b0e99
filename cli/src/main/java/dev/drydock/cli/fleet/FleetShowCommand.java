package dev.drydock.cli.fleet;

import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.json.CompactJson;
import dev.drydock.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// `drydock fleet show`: whose an image is, where it runs, how it stands, and what to do about it.
final class FleetShowCommand {
  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  private FleetShowCommand() {}

  static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    String image =
        invocation.argument("an image, such as registry.example.com/shop/cart:1.4, or its digest");
    String format = invocation.format();
    ServerConnection server = ServerConnection.of(surroundings, invocation);
    String path = "/images/" + digest(surroundings, server, image);
    Json detail = server.get(path);
    Json plan = plan(surroundings, server, path);
    String text =
        format.equals("json") ? CompactJson.text(both(detail, plan)) + "\n" : text(detail, plan);
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Output.write(invocation.value("--output"), surroundings.out(), out -> out.write(bytes));
    return ExitCode.OK;
  }

  /// A server without advisories still knows all the rest.
  private static Json plan(Surroundings surroundings, ServerConnection server, String path)
      throws IOException, InterruptedException, Failure {
    try {
      return server.get(path + "/plan");
    } catch (ServerUnreachableException e) {
      surroundings.err().println("drydock: no plan: " + ErrorLine.of(e));
      return new Json.Null();
    }
  }

  private static Json both(Json detail, Json plan) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("image", detail);
    members.put("plan", plan);
    return new Json.Obj(members);
  }

  /// Of the image that the user means.
  private static String digest(Surroundings surroundings, ServerConnection server, String image)
      throws IOException, InterruptedException, Failure {
    if (DIGEST.matcher(image).matches()) {
      return image;
    }
    ImageReference name = FleetName.of(image, surroundings.platform(), surroundings.limits());
    List<Json> found =
        server
            .get("/images?all=true&limit=1&reference=" + ServerConnection.encoded(name.toString()))
            .items("items");
    if (found.isEmpty()) {
      found = server.get("/images?limit=2&name=" + ServerConnection.encoded(image)).items("items");
    }
    return switch (found.size()) {
      case 0 ->
          throw Failure.input(
              server.base()
                  + " knows no image "
                  + ErrorLine.oneLine(name.familiar())
                  + "; see drydock fleet images, or bring it with drydock scan --server",
              null);
      case 1 -> FleetLists.text(found.getFirst(), "digest");
      default ->
          throw Failure.input(
              "several images are called so, for instance "
                  + name(found.get(0))
                  + " and "
                  + name(found.get(1))
                  + "; write the whole name (drydock fleet images)",
              null);
    };
  }

  static Json first(List<Json> items) {
    return items.isEmpty() ? new Json.Null() : items.getFirst();
  }

  /// The first of its names.
  static String name(Json image) {
    Json holding = first(image.items("holdings"));
    List<String> tags = holding.texts("tags");
    String repository = FleetLists.text(holding, "repository");
    return ErrorLine.oneLine(
        tags.isEmpty()
            ? repository + "@" + FleetLists.text(image, "digest").replaceFirst("^(.{19}).*", "$1…")
            : repository + ":" + tags.getFirst());
  }

  private static String text(Json detail, Json plan) {
    Json image = detail.get("image").orElse(new Json.Null());
    StringBuilder out = new StringBuilder();
    line(out, name(image) + "  " + FleetLists.text(image, "digest"));
    line(
        out,
        FleetLists.text(image, "distribution")
            + " "
            + FleetLists.text(image, "platform")
            + ", "
            + FleetLists.number(image, "components")
            + " components, known since "
            + FleetLists.text(image, "ingestedAt"));
    owners(out, image);
    runs(out, detail);
    gate(out, detail);
    signed(out, image);
    findings(out, image);
    plan(out, plan);
    return out.toString();
  }

  private static void owners(StringBuilder out, Json image) {
    for (Json holding : image.items("holdings")) {
      String contact = FleetLists.text(holding, "contact");
      line(
          out,
          "OWNER   team "
              + FleetLists.text(holding, "team")
              + (contact.isEmpty() ? "" : " (" + contact + ")")
              + ", project "
              + FleetLists.text(holding, "project")
              + ": "
              + FleetLists.text(holding, "repository")
              + (holding.texts("tags").isEmpty()
                  ? ""
                  : ":" + String.join(", :", holding.texts("tags")))
              + (holding.isTrue("watched") ? "" : ", not watched any more"));
    }
    Json base = image.get("base").orElse(new Json.Null());
    String reference = FleetLists.text(base, "reference");
    if (!reference.isEmpty()) {
      line(out, "BASE    " + reference);
    }
  }

  private static void runs(StringBuilder out, Json detail) {
    for (Json one : detail.items("deployments")) {
      line(
          out,
          "RUNS    "
              + FleetLists.text(one, "environment")
              + ": "
              + FleetLists.text(one, "cluster")
              + " "
              + FleetLists.text(one, "namespace")
              + "/"
              + FleetLists.text(one, "workload")
              + " ×"
              + FleetLists.number(one, "replicas")
              + (one.isTrue("internetFacing") ? ", reached from the internet" : ""));
    }
  }

  private static void gate(StringBuilder out, Json detail) {
    Json gate = detail.get("gate").orElse(new Json.Null());
    String verdict = FleetLists.text(gate, "verdict");
    if (!verdict.isEmpty()) {
      line(out, "GATE    " + verdict + " at " + FleetLists.text(gate, "at"));
    }
  }

  private static void signed(StringBuilder out, Json image) {
    switch (FleetLists.text(image, "signed")) {
      case "verified" -> line(out, "SIGNED  yes, and verified");
      case "present" ->
          line(out, "SIGNED  there is a signature that nobody has verified: drydock verify");
      case "none" -> line(out, "SIGNED  no");
      default -> {
        // nobody has looked
      }
    }
  }

  private static void findings(StringBuilder out, Json image) {
    Json numbers = image.get("findings").orElse(new Json.Null());
    line(
        out,
        "OPEN    "
            + FleetLists.number(numbers, "act")
            + " to act on now, "
            + FleetLists.number(numbers, "attend")
            + " to attend to soon, "
            + FleetLists.number(numbers, "track")
            + " for the next regular update ("
            + FleetLists.number(numbers, "critical")
            + " critical, "
            + FleetLists.number(numbers, "high")
            + " high)"
            + excused(numbers));
  }

  private static String excused(Json numbers) {
    String count = FleetLists.number(numbers, "excused");
    return count.equals("0") ? "" : "; " + count + " more excused by exceptions";
  }

  private static void plan(StringBuilder out, Json document) {
    List<Json> actions = document.get("plan").map(plan -> plan.items("actions")).orElse(List.of());
    if (actions.isEmpty()) {
      return;
    }
    out.append('\n');
    line(out, "WHAT TO DO");
    int number = 1;
    for (Json action : actions) {
      String origin = FleetLists.text(action, "origin");
      line(
          out,
          "%2d. %s: removes %s (%s effort%s)"
              .formatted(
                  number++,
                  FleetLists.text(action, "title"),
                  FleetLists.number(action, "findings"),
                  FleetLists.text(action, "effort"),
                  origin.equals("base")
                      ? ", in the base image"
                      : origin.isEmpty() ? "" : ", in the " + origin));
    }
  }

  private static void line(StringBuilder out, String text) {
    out.append(ErrorLine.oneLine("|" + text).substring(1)).append('\n');
  }
}
