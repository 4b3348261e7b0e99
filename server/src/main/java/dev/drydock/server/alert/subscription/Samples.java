package dev.drydock.server.alert.subscription;

import dev.drydock.server.alert.AlertKind;
import dev.drydock.server.alert.Message;
import dev.drydock.server.alert.Message.Group;
import dev.drydock.server.alert.Message.Item;
import dev.drydock.server.alert.Subjects;
import dev.drydock.server.alert.channel.DeliveryException;
import dev.drydock.server.alert.channel.Outlets;
import dev.drydock.server.secret.UnreadableSecretException;
import dev.drydock.server.web.Problem;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/// Sends a message that shows what messages look like, at once, and says what became of it.
@Component
class Samples {
  private final ChannelStore channels;
  private final Outlets outlets;
  private final Clock clock;

  Samples(ChannelStore channels, Outlets outlets, Clock clock) {
    this.channels = channels;
    this.outlets = outlets;
    this.clock = clock;
  }

  /// What became of a sample.
  ///
  /// @param key of the message, as the receiver has it
  /// @param receipt what the receiver gave back: the address of an issue; may be empty
  record Delivered(UUID key, String receipt) {}

  Delivered send(
      ChannelStore.Row channel, String organisation, @Nullable String team, String title) {
    Message message = message(organisation, team, title);
    try {
      return new Delivered(message.key(), channels.open(channel).deliver(message, outlets));
    } catch (DeliveryException | UnreadableSecretException e) {
      throw new Problem(
          HttpStatus.BAD_GATEWAY, "The sample did not arrive: " + e.getMessage());
    }
  }

  private Message message(String organisation, @Nullable String team, String title) {
    Item finding =
        new Item(
            AlertKind.NEW_FINDING,
            "CVE-0000-0000",
            false,
            "critical",
            "act",
            List.of("example 1.2.3"),
            List.of("1.2.4"),
            "This vulnerability does not exist",
            "");
    UUID key = UUID.randomUUID();
    Group group =
        new Group(
            // of its own: a sample is no part of what was told before
            Subjects.marker(organisation, team, "sample/" + key),
            "example (deb)",
            List.of(finding),
            0,
            List.of("registry.example.com/shop/cart:1.4"),
            1);
    return new Message(key, clock.instant(), true, organisation, team, title, List.of(group), 0);
  }
}
