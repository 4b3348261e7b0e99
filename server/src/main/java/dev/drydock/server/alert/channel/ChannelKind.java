package dev.drydock.server.alert.channel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Every kind of channel there is; a new one is a file and a line here.
public enum ChannelKind {
  EMAIL(EmailChannel::of),
  SLACK(SlackChannel::of),
  TEAMS(TeamsChannel::of),
  WEBHOOK(WebhookChannel::of),
  JIRA(JiraChannel::of),
  GITHUB(GitHubChannel::of),
  GITLAB(GitLabChannel::of);

  private final Opening opening;

  ChannelKind(Opening opening) {
    this.opening = opening;
  }

  @FunctionalInterface
  private interface Opening {
    Channel open(ChannelSettings settings) throws InvalidChannelException;
  }

  /// @throws InvalidChannelException where the settings are not what the kind needs
  public Channel open(ChannelSettings settings) throws InvalidChannelException {
    return opening.open(settings);
  }

  /// As the database and the API write it.
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// @throws IllegalArgumentException where there is no such kind
  public static ChannelKind of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
