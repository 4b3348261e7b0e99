package dev.drydock.server.alert.channel;

import dev.drydock.server.alert.Message;
import dev.drydock.server.alert.channel.ChannelSettings.Part;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Issues of a GitLab project by its [REST interface](https://docs.gitlab.com/api/issues/),
/// version 4; gitlab.com and one's own.
record GitLabChannel(String base, String project, String token) implements Channel {
  private static final URI PUBLIC = URI.create("https://gitlab.com");
  private static final int PAGE = 100;
  private static final String LABEL = "drydock";

  static Channel of(ChannelSettings settings) throws InvalidChannelException {
    settings.only(Part.ADDRESS, Part.PROJECT, Part.SECRET);
    URI address = settings.address() == null ? PUBLIC : settings.address();
    return new GitLabChannel(
        Addresses.base(address),
        settings.needProject("the project, group/name"),
        settings.needSecret("a token with the scope api of somebody who may open issues"));
  }

  @Override
  public String shown() {
    return base + ", " + project;
  }

  @Override
  public String deliver(Message message, Outlets outlets) throws DeliveryException {
    Tracker tracker =
        new Tracker(
            new JsonService(outlets, Map.of("PRIVATE-TOKEN", token)),
            outlets.mapper(),
            base + "/api/v4/projects/" + Addresses.encoded(project) + "/issues");
    return IssueDelivery.deliver(message, tracker, outlets.issues(), true);
  }

  @Override
  public String toString() {
    return "GitLabChannel[" + shown() + "]"; // never the token
  }

  private record Tracker(JsonService service, JsonMapper mapper, String issues)
      implements IssueTracker {

    @Override
    public Optional<Issue> open(String id) throws DeliveryException {
      return openOnly(service.getIfThere(URI.create(issues + "/" + id)));
    }

    private static Optional<Issue> openOnly(JsonNode issue) {
      if (!issue.path("state").asString("").equals("opened")) {
        return Optional.empty();
      }
      return Optional.of(read(issue));
    }

    private static Issue read(JsonNode issue) {
      return new Issue(
          Long.toString(issue.path("iid").asLong(0)),
          issue.path("web_url").asString(""),
          issue.path("description").asString(""));
    }

    @Override
    public Optional<Issue> find(String marker) throws DeliveryException {
      JsonNode list =
          service.get(
              URI.create(
                  issues
                      + "?state=opened&labels="
                      + LABEL
                      + "&in=description&search="
                      + Addresses.encoded("drydock:" + marker)));
      for (JsonNode issue : list) {
        if (issue.path("description").asString("").contains("drydock:" + marker)) {
          return openOnly(issue);
        }
      }
      return Optional.empty();
    }

    @Override
    public boolean commented(Issue issue, String key) throws DeliveryException {
      JsonNode notes =
          service.get(
              URI.create(
                  issues
                      + "/"
                      + issue.id()
                      + "/notes?order_by=created_at&sort=desc&per_page="
                      + PAGE));
      for (JsonNode note : notes) {
        if (note.path("body").asString("").contains(key)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public Issue create(String marker, String title, String text) throws DeliveryException {
      ObjectNode body = mapper.createObjectNode();
      body.put("title", title).put("description", text).put("labels", LABEL);
      return read(service.post(URI.create(issues), body));
    }

    @Override
    public void comment(Issue issue, String text) throws DeliveryException {
      service.post(
          URI.create(issues + "/" + issue.id() + "/notes"),
          mapper.createObjectNode().put("body", text));
    }
  }
}
