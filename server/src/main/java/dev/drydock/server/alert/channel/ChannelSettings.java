package dev.drydock.server.alert.channel;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What users say about a channel; which of it a kind needs, it knows itself.
///
/// @param address of the webhook, or of the service
/// @param recipients e-mail addresses
/// @param project in which issues are opened: `owner/repository`, `group/project`, `SHOP`
/// @param user of Jira Cloud, an e-mail address
/// @param issueType of Jira; `Task` where it is not said
/// @param secret a token, or what webhooks are signed with
public record ChannelSettings(
    @Nullable URI address,
    List<String> recipients,
    @Nullable String project,
    @Nullable String user,
    @Nullable String issueType,
    @Nullable String secret) {
  private static final int LONGEST = 2_000;

  public ChannelSettings {
    recipients = List.copyOf(recipients);
  }

  /// What of it a kind may have.
  enum Part {
    ADDRESS,
    RECIPIENTS,
    PROJECT,
    USER,
    ISSUE_TYPE,
    SECRET
  }

  /// @throws InvalidChannelException where something is said that the kind has no use for
  void only(Part... parts) throws InvalidChannelException {
    List<Part> used = List.of(parts);
    refuse(address != null && !used.contains(Part.ADDRESS), "address");
    refuse(!recipients.isEmpty() && !used.contains(Part.RECIPIENTS), "recipients");
    refuse(project != null && !used.contains(Part.PROJECT), "project");
    refuse(user != null && !used.contains(Part.USER), "user");
    refuse(issueType != null && !used.contains(Part.ISSUE_TYPE), "issueType");
    refuse(secret != null && !used.contains(Part.SECRET), "secret");
  }

  private static void refuse(boolean superfluous, String name) throws InvalidChannelException {
    if (superfluous) {
      throw new InvalidChannelException(
          "a channel of this kind has no " + name + ": leave it out");
    }
  }

  URI needAddress(String example) throws InvalidChannelException {
    if (address == null || address.toString().length() > LONGEST) {
      throw new InvalidChannelException("say the address: " + example);
    }
    return address;
  }

  String needSecret(String what) throws InvalidChannelException {
    return need(secret, "secret", what);
  }

  String needProject(String example) throws InvalidChannelException {
    return need(project, "project", example);
  }

  private static String need(@Nullable String value, String name, String what)
      throws InvalidChannelException {
    if (value == null || value.isBlank()) {
      throw new InvalidChannelException("say the " + name + ": " + what);
    }
    if (value.length() > LONGEST || value.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      throw new InvalidChannelException(
          "the " + name + " is too long, or has signs in it that are none");
    }
    return value;
  }

  /// Without what is not to be seen.
  @Override
  public String toString() {
    return "ChannelSettings[recipients=" + recipients.size() + ", project=" + project + "]";
  }
}
