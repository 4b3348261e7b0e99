package dev.drydock.server.connect;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.RegistryTags;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.server.connect.Connection.Rule;
import dev.drydock.server.connect.Told.Action;
import dev.drydock.server.fleet.ImageDigest;
import dev.drydock.server.fleet.Times;
import dev.drydock.server.secret.UnreadableSecretException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/// Looks at all that a registry has, and queues what the fleet does not know so: tags that are new,
/// have moved, or are gone. What a webhook has lost is found here.
@Component
class Discovery {
  private final ConnectionStore connections;
  private final RegistryAccess registries;
  private final StoredTags stored;
  private final PushQueue queue;
  private final SignatureLook signatures;
  private final Clock clock;

  Discovery(
      ConnectionStore connections,
      RegistryAccess registries,
      StoredTags stored,
      PushQueue queue,
      SignatureLook signatures,
      Clock clock) {
    this.connections = connections;
    this.registries = registries;
    this.stored = stored;
    this.queue = queue;
    this.signatures = signatures;
    this.clock = clock;
  }

  /// Looks at every registry whose time has come.
  void lookAtDue() throws InterruptedException {
    for (Connection connection : connections.due()) {
      connections.looked(connection.id(), look(connection));
    }
  }

  /// @return why it was not whole, one line; empty where it was
  private String look(Connection connection) throws InterruptedException {
    List<String> failures = new ArrayList<>();
    for (String repository : repositories(connection, failures)) {
      Optional<ImageReference> reference = connection.reference(repository, "");
      if (reference.isPresent() && connection.project(repository).isPresent()) {
        try {
          look(connection, reference.get(), failures);
        } catch (IOException | UnreadableSecretException e) {
          failures.add(repository + ": " + e.getMessage());
        }
      }
    }
    if (failures.isEmpty()) {
      return "";
    }
    String first = failures.getFirst().replaceAll("\\p{Cntrl}+", " ");
    String shown = first.length() > 300 ? first.substring(0, 300) : first;
    return failures.size() == 1 ? shown : shown + " (and " + (failures.size() - 1) + " more)";
  }

  /// What rules name, what the fleet knows, and what the registry lists, where it lists any.
  private Set<String> repositories(Connection connection, List<String> failures)
      throws InterruptedException {
    Set<String> names = new TreeSet<>();
    boolean catalogue = connection.project() != null;
    for (Rule rule : connection.rules()) {
      if (rule.pattern().single()) {
        names.add(rule.pattern().text());
      } else {
        catalogue = true;
      }
    }
    Optional<ImageReference> any = connection.reference("any/image", "");
    if (any.isEmpty()) {
      return names;
    }
    names.addAll(stored.repositories(connection.organisation(), any.get().registry()));
    if (catalogue) {
      try {
        names.addAll(registries.repositories(connection, any.get()));
      } catch (IOException | UnreadableSecretException e) {
        failures.add(String.valueOf(e.getMessage()));
      }
    }
    return names;
  }

  private void look(Connection connection, ImageReference reference, List<String> failures)
      throws IOException, InterruptedException, UnreadableSecretException {
    Instant began = Times.now(clock);
    RegistryRepository repository = registries.repository(connection, reference);
    RegistryTags.Listing listing;
    try {
      listing = repository.tags();
    } catch (ImageException e) {
      if (e.kind() == Kind.NOT_FOUND) {
        return; // catalogues name what was emptied, and rules what is to come
      }
      throw e;
    }
    failures.addAll(listing.warnings());
    String name = reference.registry() + "/" + reference.repository();
    Map<String, Set<ImageDigest>> known = stored.tags(connection.organisation(), name);
    List<Told> told = new ArrayList<>();
    for (String tag : listing.tags()) {
      signatures.tag(connection.organisation(), tag);
      Optional<ImageDigest> now = digest(repository, tag);
      if (now.isPresent() && !known.getOrDefault(tag, Set.of()).contains(now.get())) {
        told.add(new Told(Action.PUSHED, reference.repository(), tag, now.get(), began));
      }
    }
    List<Told> gone = new ArrayList<>();
    if (listing.warnings().isEmpty()) {
      Set<String> left = new HashSet<>(known.keySet());
      listing.tags().forEach(left::remove);
      left.forEach(
          tag -> gone.add(new Told(Action.DELETED, reference.repository(), tag, null, began)));
    }
    queue.addFound(connection.id(), told);
    queue.add(connection.id(), gone);
  }

  private static Optional<ImageDigest> digest(RegistryRepository repository, String tag)
      throws IOException, InterruptedException {
    if (Intake.attached(tag)) {
      return Optional.empty();
    }
    Optional<Digest> said = repository.digest(tag);
    if (said.isEmpty()) {
      said = repository.tagged(tag).map(StoredManifest::digest);
    }
    return said.flatMap(digest -> ImageDigest.parse(digest.toString()));
  }
}
