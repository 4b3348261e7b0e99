package dev.drydock.cli.policy;

import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.fleet.FleetName;
import dev.drydock.cli.fleet.ServerAddress;
import dev.drydock.cli.fleet.ServerConnection;
import dev.drydock.cli.fleet.ServerUnreachableException;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.json.Json;
import dev.drydock.policy.bundle.PolicySource;
import dev.drydock.policy.reading.InvalidPolicyException;
import dev.drydock.policy.reading.PolicyReader;
import dev.drydock.policy.reading.PolicyReader.Document;
import dev.drydock.policy.rule.Policy;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The policy that the organisation's server has for an image: documents of which each inherits
/// from the one before, with the exceptions that were approved there. Where the server does not
/// answer, nobody knows what counts, and nothing is judged.
public final class ServerPolicy {
  /// What `--policy` says for it.
  static final String WORD = "server";

  private static final int MOST_DOCUMENTS = 8;

  private final Surroundings surroundings;
  private final Invocation invocation;

  private ServerPolicy(Surroundings surroundings, Invocation invocation) {
    this.surroundings = surroundings;
    this.invocation = invocation;
  }

  /// The policy for an image: what `--policy` says; else the server's, where a server is named and
  /// has one; else the one of this directory.
  ///
  /// @param image as the user names it
  public static LoadedPolicy orLocal(Surroundings surroundings, Invocation invocation, String image)
      throws IOException, InterruptedException, Failure {
    String given = invocation.value("--policy");
    boolean insists = WORD.equals(given);
    boolean named =
        given == null
            && !invocation.has("--offline")
            && ServerAddress.named(surroundings, invocation, true) != null;
    if (!insists && !named) {
      return LoadedPolicy.of(surroundings, invocation);
    }
    LoadedPolicy loaded = new ServerPolicy(surroundings, invocation).load(image, insists);
    return loaded == null ? LoadedPolicy.of(surroundings, invocation) : loaded;
  }

  /// @param insists whether the one that comes along counts where the server has none
  /// @return `null` where the server has none
  private @Nullable LoadedPolicy load(String image, boolean insists)
      throws IOException, InterruptedException, Failure {
    ServerConnection server = ServerConnection.of(surroundings, invocation);
    Json answer;
    try {
      answer = server.get("/gate-policy?" + query(image));
    } catch (ServerUnreachableException e) {
      throw Failure.input(
          "nobody can tell by which policy to judge, so the gate stays closed: " + ErrorLine.of(e),
          e);
    }
    List<Document> documents = documents(answer);
    if (documents.isEmpty() && !insists) {
      return null;
    }
    if (!insists
        && !invocation.has("--quiet")
        && Files.exists(PathArgument.of(LoadedPolicy.FILE))) {
      surroundings
          .err()
          .println(
              "drydock: "
                  + LoadedPolicy.FILE
                  + " is not asked, since the server has a policy for this; --policy "
                  + LoadedPolicy.FILE
                  + " asks it instead");
    }
    try {
      Policy policy = PolicyReader.readChain(documents, surroundings.limits(), PolicySource.none());
      return new LoadedPolicy(
          policy,
          String.join(", after ", policy.files().reversed()) + " (of " + server.base() + ")",
          answer.text("team"));
    } catch (InvalidPolicyException e) {
      throw LoadedPolicy.mistakes(e);
    }
  }

  private static List<Document> documents(Json answer) throws Failure {
    List<Document> documents = new ArrayList<>();
    for (Json one : answer.items("documents")) {
      String name = one.text("name");
      String text = one.text("text");
      if (name == null || text == null || documents.size() == MOST_DOCUMENTS) {
        throw Failure.input(
            "the server's answer is no policy; is it a newer version than this one?", null);
      }
      documents.add(new Document(name, text));
    }
    return documents;
  }

  /// Whose policy: of the project that the environment names, else of the one that has the image.
  private String query(String image) throws Failure {
    Map<String, String> environment = surroundings.environment();
    String project = ServerAddress.variable(environment, "DRYDOCK_PROJECT");
    if (project != null) {
      return "project=" + ServerConnection.encoded(project);
    }
    String as = invocation.value("--as");
    String reference =
        (as == null
                ? FleetName.of(image, surroundings.platform(), surroundings.limits())
                : FleetName.parse(as))
            .toString();
    String team = invocation.value("--team");
    team = team == null ? ServerAddress.variable(environment, "DRYDOCK_TEAM") : team;
    return "reference="
        + ServerConnection.encoded(reference)
        + (team == null ? "" : "&team=" + ServerConnection.encoded(team));
  }
}
