package dev.drydock.server.alert.subscription;

import dev.drydock.server.access.Caller;
import dev.drydock.server.alert.subscription.Schedule.QuietHours;
import dev.drydock.server.alert.subscription.SubscriptionStore.Row;
import dev.drydock.server.audit.AuditLog;
import dev.drydock.server.component.FindingWords;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import dev.drydock.server.web.Versions;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// What users do with subscriptions.
@Component
public class Subscriptions {
  private static final int MOST = 200;

  private final SubscriptionStore store;
  private final ChannelStore channels;
  private final Owners owners;
  private final AuditLog audit;

  Subscriptions(SubscriptionStore store, ChannelStore channels, Owners owners, AuditLog audit) {
    this.store = store;
    this.channels = channels;
    this.owners = owners;
    this.audit = audit;
  }

  Page<SubscriptionView> list(Owner owner, PageRequest page) {
    int after = number(page.key("0"));
    return Page.of(
            store.list(owner, after, page.fetch()),
            page,
            row -> List.of(Integer.toString(row.id())))
        .map(this::view);
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }

  SubscriptionView get(Owner owner, int id) {
    return view(row(owner, id));
  }

  @Transactional
  public SubscriptionView create(Caller caller, Owner owner, SubscriptionRequest request) {
    if (store.count(owner) >= MOST) {
      throw Problem.conflict(
          "There are " + MOST + " subscriptions already: widen one of them instead of adding more");
    }
    int id =
        store.insert(
            owner,
            channel(owner, request).id(),
            request,
            owners.projects(owner, request.projectNames()));
    SubscriptionView view = get(owner, id);
    audit.record(
        caller, owner.organisation(), "subscription.created", subject(owner, id), null, view);
    return view;
  }

  @Transactional
  public SubscriptionView update(
      Caller caller, Owner owner, int id, int version, SubscriptionRequest request) {
    SubscriptionView before = get(owner, id);
    if (!store.update(
        owner,
        id,
        version,
        channel(owner, request).id(),
        request,
        owners.projects(owner, request.projectNames()))) {
      throw Versions.changed();
    }
    SubscriptionView view = get(owner, id);
    audit.record(
        caller, owner.organisation(), "subscription.edited", subject(owner, id), before, view);
    return view;
  }

  @Transactional
  public void remove(Caller caller, Owner owner, int id, int version) {
    SubscriptionView before = get(owner, id);
    if (!store.remove(owner, id, version)) {
      throw Versions.changed();
    }
    audit.record(
        caller, owner.organisation(), "subscription.removed", subject(owner, id), before, null);
  }

  /// The channel that a subscription tells by.
  ChannelStore.Row channelOf(Owner owner, int id) {
    Integer channel = row(owner, id).channel();
    return Optional.ofNullable(channel)
        .flatMap(channels::find)
        .orElseThrow(
            () -> Problem.conflict("The subscription has lost its channel: give it another one"));
  }

  /// The team's own channel of that name, or the organisation's.
  ChannelStore.Row channel(Owner owner, SubscriptionRequest request) {
    return channels
        .find(owner, request.channel())
        .or(() -> channels.find(owner.whole(), request.channel()))
        .orElseThrow(
            () ->
                Problem.invalid(
                    "There is no channel "
                        + request.channel()
                        + ", neither here nor of the organisation: make one first with PUT …/channels/"
                        + request.channel()));
  }

  private Row row(Owner owner, int id) {
    return store
        .find(owner, id)
        .orElseThrow(() -> Problem.notFound("There is no subscription " + id + " here"));
  }

  private SubscriptionView view(Row row) {
    Schedule schedule = row.schedule();
    QuietHours quiet = schedule.quiet();
    return new SubscriptionView(
        row.id(),
        row.version(),
        row.title(),
        row.channelName(),
        List.of(row.kinds()),
        owners.names(row.projects()),
        List.of(row.environments()),
        FindingWords.severity(row.severity()).word(),
        FindingWords.priority(row.priority()).word(),
        row.fixable(),
        schedule.rhythm().name().toLowerCase(Locale.ROOT),
        schedule.hour(),
        schedule.weekday().name().toLowerCase(Locale.ROOT),
        schedule.zone().getId(),
        quiet == null ? null : new SubscriptionRequest.Quiet(quiet.from(), quiet.until()),
        row.paused());
  }

  private static String subject(Owner owner, int id) {
    return (owner.team() == null ? "subscription/" : "team-subscription/" + owner.team() + "/")
        + id;
  }
}
