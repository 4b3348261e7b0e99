package dev.drydock.server.alert.channel;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Every kind of channel there is; a new one is a file and a line here.
public enum ChannelKind {
  EMAIL(EmailChannel::of, false),
  SLACK(SlackChannel::of, false),
  TEAMS(TeamsChannel::of, false),
  WEBHOOK(WebhookChannel::of, false),
  JIRA(JiraChannel::of, true),
  GITHUB(GitHubChannel::of, true),
  GITLAB(GitLabChannel::of, true);

  private final Opening opening;
  private final boolean separating;

  ChannelKind(Opening opening, boolean separating) {
    this.opening = opening;
    this.separating = separating;
  }

  @FunctionalInterface
  private interface Opening {
    Channel open(ChannelSettings settings) throws InvalidChannelException;
  }

  /// @throws InvalidChannelException where the settings are not what the kind needs
  public Channel open(ChannelSettings settings) throws InvalidChannelException {
    return opening.open(settings);
  }

  /// Whether each group has a place of its own there, and so comes in a message of its own.
  public boolean separating() {
    return separating;
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
