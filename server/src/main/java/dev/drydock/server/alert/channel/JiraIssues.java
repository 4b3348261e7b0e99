package dev.drydock.server.alert.channel;

import java.net.URI;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Jira's issues. A group's marker is a label of its own: labels are found exactly, texts are not.
///
/// @param cloud whether texts are documents (Atlassian Document Format) and the interface is version
///   3; else they are plain, and it is version 2
record JiraIssues(
    JsonService service,
    JsonMapper mapper,
    String base,
    String project,
    String issueType,
    boolean cloud)
    implements IssueTracker {
  private static final String FIELDS = "status,description";
  private static final int LONGEST_TITLE = 250;

  private URI address(String path) {
    return URI.create(base + "/rest/api/" + (cloud ? "3" : "2") + path);
  }

  private static String label(String marker) {
    return "drydock-" + marker;
  }

  @Override
  public Optional<Issue> open(String id) throws DeliveryException {
    JsonNode issue =
        service.getIfThere(address("/issue/" + Addresses.encoded(id) + "?fields=" + FIELDS));
    return openOnly(issue);
  }

  private Optional<Issue> openOnly(JsonNode issue) {
    JsonNode category = issue.path("fields").path("status").path("statusCategory").path("key");
    if (!issue.has("key") || category.asString("").equals("done")) {
      return Optional.empty();
    }
    String key = issue.path("key").asString("");
    return Optional.of(
        new Issue(
            key,
            JiraChannel.browse(base, key).toString(),
            issue.path("fields").path("description").toString()));
  }

  @Override
  public Optional<Issue> find(String marker) throws DeliveryException {
    ObjectNode query = mapper.createObjectNode();
    query.put(
        "jql",
        "project = \""
            + project
            + "\" AND labels = \""
            + label(marker)
            + "\" AND statusCategory != Done ORDER BY created DESC");
    query.put("maxResults", 1);
    ArrayNode fields = query.putArray("fields");
    fields.add("status").add("description");
    JsonNode found = service.post(address(cloud ? "/search/jql" : "/search"), query);
    return openOnly(found.path("issues").path(0));
  }

  @Override
  public boolean commented(Issue issue, String key) throws DeliveryException {
    JsonNode comments =
        service.get(
            address(
                "/issue/"
                    + Addresses.encoded(issue.id())
                    + "/comment?orderBy=-created&maxResults=100"));
    for (JsonNode comment : comments.path("comments")) {
      if (comment.path("body").toString().contains(key)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Issue create(String marker, String title, String text) throws DeliveryException {
    ObjectNode body = mapper.createObjectNode();
    ObjectNode fields = body.putObject("fields");
    fields.putObject("project").put("key", project);
    fields.putObject("issuetype").put("name", issueType);
    fields.put("summary", title.substring(0, Math.min(title.length(), LONGEST_TITLE)));
    fields.set("description", text(text));
    fields.putArray("labels").add("drydock").add(label(marker));
    String key = service.post(address("/issue"), body).path("key").asString("");
    if (key.isEmpty()) {
      throw DeliveryException.later("Jira did not say which issue it opened");
    }
    return new Issue(key, JiraChannel.browse(base, key).toString(), text);
  }

  @Override
  public void comment(Issue issue, String text) throws DeliveryException {
    ObjectNode body = mapper.createObjectNode();
    body.set("body", text(text));
    service.post(address("/issue/" + Addresses.encoded(issue.id()) + "/comment"), body);
  }

  /// Paragraphs of plain text: no markup, so that no name can be one.
  private JsonNode text(String text) {
    if (!cloud) {
      return mapper.getNodeFactory().stringNode(plain(text));
    }
    ObjectNode document = mapper.createObjectNode().put("type", "doc").put("version", 1);
    ArrayNode paragraphs = document.putArray("content");
    for (String line : text.split("\n", -1)) {
      if (!line.isBlank()) {
        paragraphs
            .addObject()
            .put("type", "paragraph")
            .putArray("content")
            .addObject()
            .put("type", "text")
            .put("text", line);
      }
    }
    return document;
  }

  /// Jira's own markup begins with signs that names may hold.
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length() + 32);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ("{[!|".indexOf(c) >= 0) {
        plain.append('\\');
      }
      plain.append(c);
    }
    return plain.toString();
  }
}
