package dev.drydock.server.fleet.ingest;

import dev.drydock.origin.BaseRecognition;
import dev.drydock.origin.Origins;
import dev.drydock.server.access.Caller;
import dev.drydock.server.component.ComponentStore;
import dev.drydock.server.component.StoredSet;
import dev.drydock.server.fleet.ImageSignatures;
import dev.drydock.server.fleet.Owners.Project;
import dev.drydock.server.fleet.Repetition;
import dev.drydock.server.fleet.RepositoryImages;
import dev.drydock.server.fleet.Times;
import dev.drydock.server.fleet.ingest.ImageStore.Stored;
import dev.drydock.server.web.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Takes an image into the fleet, in one transaction: its document, its components, where it lies,
/// what points to it. The same upload again changes nothing.
@Service
class Ingest {
  private final ImageStore images;
  private final RepositoryStore repositories;
  private final RepositoryImages watch;
  private final ImageSignatures signatures;
  private final ComponentStore components;
  private final Replacement replacement;
  private final Repetition repetition;
  private final Clock clock;

  Ingest(
      ImageStore images,
      RepositoryStore repositories,
      RepositoryImages watch,
      ImageSignatures signatures,
      ComponentStore components,
      Replacement replacement,
      Repetition repetition,
      Clock clock) {
    this.images = images;
    this.repositories = repositories;
    this.watch = watch;
    this.signatures = signatures;
    this.components = components;
    this.replacement = replacement;
    this.repetition = repetition;
    this.clock = clock;
  }

  /// @param created whether the image is new to the organisation
  record Outcome(Received received, boolean created) {}

  /// @param replacing whose word it is that the document takes the place of one that is there;
  ///   `null` where it does not
  /// @throws Problem 403 where they may not say so, 409 where the repository is another project's
  Outcome receive(Project project, Arrival arrival, @Nullable Caller replacing) {
    return repetition.run(() -> store(project, arrival, replacing));
  }

  private Outcome store(Project project, Arrival arrival, @Nullable Caller replacing) {
    Optional<Stored> known = images.find(project.organisation(), arrival.digest());
    boolean created = false;
    if (known.isEmpty()) {
      created = insert(project, arrival);
      known = images.find(project.organisation(), arrival.digest());
    }
    Stored image = known.orElseThrow(() -> Problem.conflict("The image was taken away just now"));
    if (!created && replacing != null && !image.document().equals(arrival.document().digest())) {
      replacement.require(replacing, project, image.id());
      replace(image.id(), arrival);
      image = images.find(project.organisation(), arrival.digest()).orElse(image);
    }
    place(project, arrival, image);
    return new Outcome(received(project, arrival, image), created);
  }

  private boolean insert(Project project, Arrival arrival) {
    images.keep(arrival.document());
    Origins origins = origins(arrival);
    List<StoredSet> sets = components.store(arrival.bom());
    // after its findings: what it came with was known when it came
    Instant now = Times.now(clock);
    Optional<Integer> id = images.insert(project.organisation(), arrival, origins, now);
    id.ifPresent(image -> images.sets(image, arrival.bom(), origins, sets));
    return id.isPresent();
  }

  private void replace(int image, Arrival arrival) {
    images.keep(arrival.document());
    Origins origins = origins(arrival);
    List<StoredSet> sets = components.store(arrival.bom());
    images.replace(image, arrival, origins);
    images.sets(image, arrival.bom(), origins, sets);
  }

  private static Origins origins(Arrival arrival) {
    return new BaseRecognition(List.of(), null).of(arrival.bom().subject());
  }

  /// Where it lies, and what that changes for the image that lay there before.
  private void place(Project project, Arrival arrival, Stored stored) {
    int image = stored.id();
    Instant clocks = Times.now(clock);
    Instant now = clocks.isBefore(stored.ingestedAt()) ? stored.ingestedAt() : clocks;
    images.names(project.organisation(), image, arrival.digest(), arrival.aliases());
    signatures.seen(image, arrival.signed());
    int repository = repositories.hold(project, arrival.repository(), now);
    repositories.add(repository, image, arrival.released(), now);
    if (arrival.verdict() != null) {
      repositories.judged(project, repository, image, arrival.verdict());
    }
    String tag = arrival.reference().tag();
    Integer before = null;
    if (tag != null && arrival.released()) {
      before = repositories.move(repository, tag, image, now);
    }
    watch.decide(before == null ? new int[] {image} : new int[] {before, image});
  }

  private static Received received(Project project, Arrival arrival, Stored image) {
    return new Received(
        arrival.digest().toString(),
        arrival.repository(),
        arrival.released() ? arrival.reference().tag() : null,
        project.name(),
        project.team(),
        image.document().toString(),
        image.components(),
        image.platform(),
        image.distribution(),
        image.ingestedAt());
  }
}
