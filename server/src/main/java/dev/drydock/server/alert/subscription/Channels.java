package dev.drydock.server.alert.subscription;

import dev.drydock.server.access.Caller;
import dev.drydock.server.alert.channel.Channel;
import dev.drydock.server.alert.channel.ChannelSettings;
import dev.drydock.server.alert.channel.InvalidChannelException;
import dev.drydock.server.alert.subscription.ChannelStore.Row;
import dev.drydock.server.audit.AuditLog;
import dev.drydock.server.outgoing.OutgoingClient;
import dev.drydock.server.outgoing.RefusedAddressException;
import dev.drydock.server.secret.UnreadableSecretException;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import dev.drydock.server.web.Versions;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What users do with channels.
@Component
class Channels {
  private final ChannelStore store;
  private final OutgoingClient outgoing;
  private final AuditLog audit;

  Channels(ChannelStore store, OutgoingClient outgoing, AuditLog audit) {
    this.store = store;
    this.outgoing = outgoing;
    this.audit = audit;
  }

  Page<ChannelView> list(Owner owner, PageRequest page) {
    List<Row> rows = store.list(owner, page.key(""), page.fetch());
    return Page.of(rows, page, row -> List.of(row.name())).map(this::view);
  }

  ChannelView get(Owner owner, String name) {
    return view(row(owner, name));
  }

  @Transactional
  public ChannelView create(Caller caller, Owner owner, String name, ChannelRequest request) {
    ChannelSettings settings = request.settings(null);
    check(request, settings);
    if (!store.insert(owner, name, request.kind(), settings)) {
      throw Problem.conflict(
          "There is a channel " + name + " already: read it and edit it with If-Match");
    }
    ChannelView view = get(owner, name);
    audit.record(
        caller, owner.organisation(), "channel.created", subject(owner, name), null, view);
    return view;
  }

  @Transactional
  public ChannelView update(
      Caller caller, Owner owner, String name, int version, ChannelRequest request) {
    Row row = row(owner, name);
    ChannelSettings settings = request.settings(secretToKeep(row, request));
    check(request, settings);
    if (!store.update(row, version, request.kind(), settings)) {
      throw Versions.changed();
    }
    ChannelView view = get(owner, name);
    audit.record(
        caller, owner.organisation(), "channel.edited", subject(owner, name), view(row), view);
    return view;
  }

  /// A secret stays only with the receiver that it was entered for: else who edits a channel could
  /// have it sent to a server of their own.
  private @Nullable String secretToKeep(Row row, ChannelRequest request) {
    if (request.secret() != null) {
      return null;
    }
    ChannelSettings known;
    try {
      known = store.settings(row);
    } catch (UnreadableSecretException _) {
      return null; // it is entered anew just now, as the message asks
    }
    if (known.secret() == null) {
      return null;
    }
    if (row.kind() != request.kind() || !sameHost(known.address(), request.address())) {
      throw Problem.invalid(
          "The channel would go elsewhere with the secret that was entered for another place: enter the secret, too");
    }
    return known.secret();
  }

  private static boolean sameHost(@Nullable URI one, @Nullable URI other) {
    return one == null || other == null
        ? one == other
        : Objects.equals(one.getScheme(), other.getScheme())
            && Objects.equals(one.getRawAuthority(), other.getRawAuthority());
  }

  @Transactional
  public void delete(Caller caller, Owner owner, String name, int version) {
    Row row = row(owner, name);
    int users = store.users(row);
    if (users > 0) {
      throw Problem.conflict(
          "Subscriptions ("
              + users
              + ") tell by this channel: remove them or give them another channel first");
    }
    if (!store.delete(row, version)) {
      throw Versions.changed();
    }
    audit.record(
        caller, owner.organisation(), "channel.removed", subject(owner, name), view(row), null);
  }

  private void check(ChannelRequest request, ChannelSettings settings) {
    try {
      request.kind().open(settings);
      if (settings.address() != null) {
        outgoing.check(settings.address());
      }
    } catch (InvalidChannelException e) {
      throw Problem.invalid("This is no channel yet: " + e.getMessage());
    } catch (RefusedAddressException e) {
      throw Problem.invalid("The server does not go to that address: " + e.getMessage());
    }
  }

  private Row row(Owner owner, String name) {
    return store
        .find(owner, name)
        .orElseThrow(() -> Problem.notFound("There is no channel " + name + " here"));
  }

  private ChannelView view(Row row) {
    String goesTo;
    try {
      Channel channel = store.open(row);
      goesTo = channel.shown();
    } catch (UnreadableSecretException e) {
      goesTo = e.getMessage() == null ? "" : e.getMessage();
    }
    return new ChannelView(
        row.name(),
        row.kind(),
        goesTo,
        row.version(),
        row.failures(),
        row.restsUntil() == null ? null : row.restsUntil().toInstant(),
        row.lastFailure().isEmpty() ? null : row.lastFailure());
  }

  private static String subject(Owner owner, String name) {
    return (owner.team() == null ? "channel/" : "team-channel/" + owner.team() + "/") + name;
  }
}
