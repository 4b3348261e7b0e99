package dev.drydock.server.connect;

import dev.drydock.image.registry.ImageReference;
import dev.drydock.server.connect.Told.Action;
import dev.drydock.server.connect.webhook.Notification;
import dev.drydock.server.connect.webhook.Notification.Confirmation;
import dev.drydock.server.connect.webhook.Notification.Deleted;
import dev.drydock.server.connect.webhook.Notification.Pushed;
import dev.drydock.server.fleet.ImageDigest;
import dev.drydock.server.fleet.Times;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Decides which of a registry's notifications are of interest, and queues those.
@Component
class Intake {
  /// So cosign names what belongs to an image: `sha256-….sig`.
  private static final Pattern ATTACHED = Pattern.compile("sha256-[0-9a-f]{64}([.-].{0,40})?");

  private final PushQueue queue;
  private final SignatureLook signatures;
  private final Clock clock;

  Intake(PushQueue queue, SignatureLook signatures, Clock clock) {
    this.queue = queue;
    this.signatures = signatures;
    this.clock = clock;
  }

  /// What became of the notifications of one request.
  ///
  /// @param taken that are of interest
  /// @param passedOver that are not
  record Taken(int taken, int passedOver) {}

  Taken take(Connection connection, List<Notification> notifications) {
    List<Told> told = new ArrayList<>();
    for (Notification notification : notifications) {
      told(connection, notification).ifPresent(told::add);
    }
    queue.add(connection.id(), told);
    return new Taken(told.size(), notifications.size() - told.size());
  }

  /// Whether a tag is one of those by which signatures and documents lie beside images.
  static boolean attached(String tag) {
    return ATTACHED.matcher(tag).matches();
  }

  private Optional<Told> told(Connection connection, Notification notification) {
    return switch (notification) {
      // parts of an index, signatures and attestations come by digest; what runs is told by
      // clusters
      case Pushed pushed ->
          pushed.tag() == null
              ? Optional.empty()
              : told(
                  connection,
                  Action.PUSHED,
                  pushed.repository(),
                  pushed.digest(),
                  pushed.tag(),
                  pushed.at());
      case Deleted deleted ->
          deleted.tag() == null && deleted.digest() == null
              ? Optional.empty()
              : told(
                  connection,
                  Action.DELETED,
                  deleted.repository(),
                  deleted.digest(),
                  deleted.tag(),
                  deleted.at());
      case Confirmation _ -> Optional.empty();
    };
  }

  private Optional<Told> told(
      Connection connection,
      Action action,
      String repository,
      @Nullable String digest,
      @Nullable String tag,
      @Nullable Instant at) {
    Optional<ImageReference> reference = connection.reference(repository, tag == null ? "" : tag);
    if (reference.isPresent() && tag != null && action == Action.PUSHED) {
      signatures.tag(connection.organisation(), tag);
    }
    if (reference.isEmpty() || tag != null && attached(tag)) {
      return Optional.empty();
    }
    Optional<ImageDigest> parsed = digest == null ? Optional.empty() : ImageDigest.parse(digest);
    String path = reference.get().repository();
    if (digest != null && parsed.isEmpty() || connection.project(path).isEmpty()) {
      return Optional.empty();
    }
    Instant when = at == null ? Times.now(clock) : at;
    return Optional.of(new Told(action, path, tag == null ? "" : tag, parsed.orElse(null), when));
  }
}
