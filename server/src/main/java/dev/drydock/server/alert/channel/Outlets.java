package dev.drydock.server.alert.channel;

import dev.drydock.server.outgoing.OutgoingClient;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSender;
import tools.jackson.databind.json.JsonMapper;

/// What channels send with.
///
/// @param mail `null` where the operator has named no mail server
/// @param mailFrom the sender of e-mails
/// @param issues which issues a channel has opened
public record Outlets(
    OutgoingClient http,
    @Nullable JavaMailSender mail,
    String mailFrom,
    IssueMemory issues,
    JsonMapper mapper,
    Clock clock) {

  /// Which issue a channel has for a group, kept from message to message.
  public interface IssueMemory {
    /// @return empty string where none is known
    String issue(String marker);

    void remember(String marker, String issue);
  }

  /// The same for another channel.
  public Outlets with(IssueMemory other) {
    return new Outlets(http, mail, mailFrom, other, mapper, clock);
  }
}
