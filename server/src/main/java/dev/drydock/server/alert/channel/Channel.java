package dev.drydock.server.alert.channel;

import dev.drydock.server.alert.Message;

/// A way to a receiver, with all that it needs to get there. One file each; [ChannelKind] lists them.
public sealed interface Channel
    permits EmailChannel,
        SlackChannel,
        TeamsChannel,
        WebhookChannel,
        JiraChannel,
        GitHubChannel,
        GitLabChannel {

  /// Delivers. A message that comes again has the same key: whoever can know it does, and delivers
  /// nothing twice; the others pass the key on.
  ///
  /// @return what the receiver gave back, for people: the address of an issue; may be empty
  /// @throws DeliveryException says what happened, and whether to try again helps
  String deliver(Message message, Outlets outlets) throws DeliveryException;

  /// Where it goes, without secrets.
  String shown();
}
