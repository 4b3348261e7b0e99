package dev.drydock.server.alert.channel;

import dev.drydock.server.alert.HttpSink.Answer;
import dev.drydock.server.alert.HttpSink.Received;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The few requests of GitHub, GitLab and Jira that alerts make, over one list of issues; whatever
/// else is asked is answered 400.
final class StubTracker {
  final Map<Integer, Ticket> tickets = new TreeMap<>();
  private final ChannelKind kind;
  private final JsonMapper mapper = new JsonMapper();

  /// One issue.
  static final class Ticket {
    String title = "";
    String text = "";
    List<String> labels = new ArrayList<>();
    boolean open = true;
    final List<String> comments = new ArrayList<>();
  }

  /// One that is there.
  Ticket ticket(int id) {
    return Objects.requireNonNull(tickets.get(id));
  }

  StubTracker(ChannelKind kind) {
    this.kind = kind;
  }

  synchronized Answer answer(Received request) {
    String path = URLDecoder.decode(request.path(), StandardCharsets.UTF_8);
    return switch (kind) {
      case GITHUB -> github(request, path);
      case GITLAB -> gitlab(request, path);
      case JIRA -> jira(request, path);
      case EMAIL, SLACK, TEAMS, WEBHOOK -> throw new IllegalStateException();
    };
  }

  private Answer github(Received request, String path) {
    if (!request.header("authorization").equals("Bearer t0ken")
        || !request.header("x-github-api-version").equals("2022-11-28")) {
      return new Answer(401, "{}");
    }
    String issues = "/api/v3/repos/acme/cart/issues";
    if (request.method().equals("GET") && path.startsWith(issues + "?")) {
      assert path.contains("state=open&labels=drydock");
      return list(ticket -> ticket.open && ticket.labels.contains("drydock"), false);
    }
    return common(request, path, issues, "/comments", "body");
  }

  private Answer gitlab(Received request, String path) {
    if (!request.header("private-token").equals("t0ken")) {
      return new Answer(401, "{}");
    }
    String issues = "/api/v4/projects/acme/cart/issues";
    if (!request.path().startsWith("/api/v4/projects/acme%2Fcart/issues")) {
      return new Answer(404, "{}");
    }
    if (request.method().equals("GET") && path.startsWith(issues + "?")) {
      String search = path.replaceFirst(".*&search=", "");
      return list(ticket -> ticket.open && ticket.text.contains(search), false);
    }
    return common(request, path, issues, "/notes", "description");
  }

  private Answer jira(Received request, String path) {
    if (!request.header("authorization").equals("Basic bWU6dDBrZW4=")) {
      return new Answer(401, "{}");
    }
    if (request.method().equals("POST") && path.equals("/rest/api/3/search/jql")) {
      String jql = mapper.readTree(request.body()).get("jql").asString();
      String label = jql.replaceFirst(".*labels = \"([^\"]*)\".*", "$1");
      return list(ticket -> ticket.open && ticket.labels.contains(label), true);
    }
    return common(request, path, "/rest/api/3/issue", "/comment", "description");
  }

  private Answer common(
      Received request, String path, String issues, String comments, String textName) {
    String rest =
        path.substring(Math.min(path.length(), issues.length())).replaceFirst("\\?.*", "");
    if (request.method().equals("POST") && rest.isEmpty()) {
      return create(mapper.readTree(request.body()), textName);
    }
    String id = rest.replaceFirst("^/", "").replaceFirst("/.*", "").replace("SHOP-", "");
    Ticket ticket = id.matches("[0-9]+") ? tickets.get(Integer.parseInt(id)) : null;
    if (ticket == null) {
      return new Answer(id.matches("[0-9]+") ? 404 : 400, "{}");
    }
    if (rest.endsWith(comments)) {
      if (request.method().equals("POST")) {
        ticket.comments.add(mapper.readTree(request.body()).get("body").toString());
        return new Answer(201, "{}");
      }
      ArrayNode all = mapper.createArrayNode();
      ticket.comments.forEach(comment -> all.addObject().put("body", comment));
      JsonNode shown =
          kind == ChannelKind.JIRA ? mapper.createObjectNode().set("comments", all) : all;
      return new Answer(200, shown.toString());
    }
    return new Answer(200, shown(Integer.parseInt(id), ticket).toString());
  }

  private Answer create(JsonNode body, String textName) {
    JsonNode fields = kind == ChannelKind.JIRA ? body.get("fields") : body;
    Ticket ticket = new Ticket();
    ticket.title = fields.get(kind == ChannelKind.JIRA ? "summary" : "title").asString();
    JsonNode text = fields.get(textName);
    ticket.text = text.isString() ? text.asString() : text.toString();
    JsonNode labels = fields.get("labels");
    if (labels.isArray()) {
      labels.forEach(label -> ticket.labels.add(label.asString()));
    } else {
      ticket.labels.add(labels.asString());
    }
    int id = tickets.size() + 1;
    tickets.put(id, ticket);
    return new Answer(201, shown(id, ticket).toString());
  }

  @FunctionalInterface
  private interface Wanted {
    boolean is(Ticket ticket);
  }

  private Answer list(Wanted wanted, boolean within) {
    ArrayNode found = mapper.createArrayNode();
    tickets.forEach(
        (id, ticket) -> {
          if (wanted.is(ticket)) {
            found.add(shown(id, ticket));
          }
        });
    JsonNode shown = within ? mapper.createObjectNode().set("issues", found) : found;
    return new Answer(200, shown.toString());
  }

  private ObjectNode shown(int id, Ticket ticket) {
    ObjectNode issue = mapper.createObjectNode();
    switch (kind) {
      case GITHUB -> {
        issue.put("number", id).put("html_url", "https://example.com/" + id);
        issue.put("state", ticket.open ? "open" : "closed").put("body", ticket.text);
      }
      case GITLAB -> {
        issue.put("iid", id).put("web_url", "https://example.com/" + id);
        issue.put("state", ticket.open ? "opened" : "closed").put("description", ticket.text);
      }
      case JIRA -> {
        issue.put("key", "SHOP-" + id);
        ObjectNode fields = issue.putObject("fields");
        fields.put("description", ticket.text);
        fields
            .putObject("status")
            .putObject("statusCategory")
            .put("key", ticket.open ? "new" : "done");
      }
      case EMAIL, SLACK, TEAMS, WEBHOOK -> throw new IllegalStateException();
    }
    return issue;
  }
}
