package dev.drydock.server.alert.channel;

import dev.drydock.server.alert.Message;
import dev.drydock.server.alert.channel.ChannelSettings.Part;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Issues of a Jira project: of Jira Cloud where a user is named
/// ([REST version 3](https://developer.atlassian.com/cloud/jira/platform/rest/v3/)), else of Jira
/// Data Center with a personal access token (version 2).
///
/// @param user `null` of Jira Data Center
record JiraChannel(
    String base, String project, String issueType, @Nullable String user, String token)
    implements Channel {

  static Channel of(ChannelSettings settings) throws InvalidChannelException {
    settings.only(Part.ADDRESS, Part.PROJECT, Part.USER, Part.ISSUE_TYPE, Part.SECRET);
    String project = settings.needProject("the project's key, SHOP");
    if (!project.matches("[A-Za-z][A-Za-z0-9_]{0,60}")) {
      throw new InvalidChannelException("say the project by its key, SHOP");
    }
    String user = settings.user();
    if (user != null && (user.isBlank() || user.indexOf(':') >= 0)) {
      throw new InvalidChannelException("the user of Jira Cloud is an e-mail address");
    }
    return new JiraChannel(
        Addresses.base(settings.needAddress("https://yours.atlassian.net")),
        project,
        settings.issueType() == null ? "Task" : settings.issueType(),
        user,
        settings.needSecret(
            "of Jira Cloud an API token, beside its user; of Jira Data Center a personal access token"));
  }

  @Override
  public String shown() {
    return base + ", " + project;
  }

  @Override
  public String deliver(Message message, Outlets outlets) throws DeliveryException {
    JsonService service = new JsonService(outlets, Map.of("Authorization", authorization()));
    JiraIssues issues =
        new JiraIssues(service, outlets.mapper(), base, project, issueType, user != null);
    return IssueDelivery.deliver(message, issues, outlets.issues(), false);
  }

  private String authorization() {
    return user == null
        ? "Bearer " + token
        : "Basic "
            + Base64.getEncoder()
                .encodeToString((user + ":" + token).getBytes(StandardCharsets.UTF_8));
  }

  /// Where the address leads, for people.
  static URI browse(String base, String key) {
    return URI.create(base + "/browse/" + Addresses.encoded(key));
  }

  @Override
  public String toString() {
    return "JiraChannel[" + shown() + "]"; // never the token
  }
}
