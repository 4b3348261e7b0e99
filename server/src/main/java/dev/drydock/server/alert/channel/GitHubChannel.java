package dev.drydock.server.alert.channel;

import dev.drydock.server.alert.Message;
import dev.drydock.server.alert.channel.ChannelSettings.Part;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Issues of a GitHub repository by its [REST interface](https://docs.github.com/rest/issues),
/// version 2022-11-28; GitHub Enterprise Server too. All of them carry the label `drydock`: a list by
/// label is true at once, the search is not.
record GitHubChannel(String base, String repository, String token) implements Channel {
  private static final URI PUBLIC = URI.create("https://api.github.com");
  private static final int PAGE = 100;
  private static final int MOST_PAGES = 20;
  private static final String LABEL = "drydock";

  static Channel of(ChannelSettings settings) throws InvalidChannelException {
    settings.only(Part.ADDRESS, Part.PROJECT, Part.SECRET);
    String repository = settings.needProject("the repository, owner/name");
    if (!repository.matches("[A-Za-z0-9-]+/[A-Za-z0-9._-]+") || repository.contains("..")) {
      throw new InvalidChannelException("say the project as owner/name");
    }
    URI address = settings.address() == null ? PUBLIC : settings.address();
    return new GitHubChannel(
        Addresses.base(address),
        repository,
        settings.needSecret("a token that may read and write the repository's issues"));
  }

  @Override
  public String shown() {
    return base + ", " + repository;
  }

  @Override
  public String deliver(Message message, Outlets outlets) throws DeliveryException {
    Map<String, String> headers =
        Map.of(
            "Authorization", "Bearer " + token,
            "Accept", "application/vnd.github+json",
            "X-GitHub-Api-Version", "2022-11-28");
    Tracker tracker =
        new Tracker(
            new JsonService(outlets, headers),
            outlets.mapper(),
            base + "/repos/" + repository + "/issues");
    return IssueDelivery.deliver(message, tracker, outlets.issues(), true);
  }

  @Override
  public String toString() {
    return "GitHubChannel[" + shown() + "]"; // never the token
  }

  private record Tracker(JsonService service, JsonMapper mapper, String issues)
      implements IssueTracker {

    @Override
    public Optional<Issue> open(String id) throws DeliveryException {
      return openOnly(service.getIfThere(URI.create(issues + "/" + id)));
    }

    private static Optional<Issue> openOnly(JsonNode issue) {
      if (!issue.path("state").asString("").equals("open")) {
        return Optional.empty();
      }
      return Optional.of(read(issue));
    }

    private static Issue read(JsonNode issue) {
      return new Issue(
          Long.toString(issue.path("number").asLong(0)),
          issue.path("html_url").asString(""),
          issue.path("body").asString(""));
    }

    @Override
    public Optional<Issue> find(String marker) throws DeliveryException {
      for (int page = 1; page <= MOST_PAGES; page++) {
        JsonNode list =
            service.get(
                URI.create(
                    issues
                        + "?state=open&labels="
                        + LABEL
                        + "&per_page="
                        + PAGE
                        + "&page="
                        + page));
        for (JsonNode issue : list) {
          if (issue.path("body").asString("").contains("drydock:" + marker)) {
            return openOnly(issue);
          }
        }
        if (list.size() < PAGE) {
          return Optional.empty();
        }
      }
      return Optional.empty();
    }

    @Override
    public boolean commented(Issue issue, String key) throws DeliveryException {
      for (int page = 1; page <= MOST_PAGES; page++) {
        JsonNode list =
            service.get(
                URI.create(
                    issues
                        + "/"
                        + issue.id()
                        + "/comments?per_page="
                        + PAGE
                        + "&page="
                        + page));
        for (JsonNode comment : list) {
          if (comment.path("body").asString("").contains(key)) {
            return true;
          }
        }
        if (list.size() < PAGE) {
          return false;
        }
      }
      return false;
    }

    @Override
    public Issue create(String marker, String title, String text) throws DeliveryException {
      ObjectNode body = mapper.createObjectNode().put("title", title).put("body", text);
      body.putArray("labels").add(LABEL);
      return read(service.post(URI.create(issues), body));
    }

    @Override
    public void comment(Issue issue, String text) throws DeliveryException {
      service.post(
          URI.create(issues + "/" + issue.id() + "/comments"),
          mapper.createObjectNode().put("body", text));
    }
  }
}
