package dev.drydock.server.connect;

import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.Platform;
import dev.drydock.image.manifest.ImageIndex;
import dev.drydock.image.manifest.ImageManifest;
import dev.drydock.image.manifest.Manifest;
import dev.drydock.image.manifest.ManifestReader;
import dev.drydock.image.manifest.NotAnImage;
import dev.drydock.image.manifest.PlatformSelection;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.server.fleet.ImageDigest;
import dev.drydock.server.fleet.Owners;
import dev.drydock.server.fleet.Owners.Project;
import dev.drydock.server.fleet.Signed;
import dev.drydock.server.fleet.Times;
import dev.drydock.server.fleet.ingest.RegistryArrivals;
import dev.drydock.server.secret.UnreadableSecretException;
import dev.drydock.server.web.Problem;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Does what one row of `push` asks for. Every step may be done again: the image is taken in once,
/// and its tag is moved in the transaction that ends the row.
@Component
class Bringing {
  private static final int MAX_DEPTH = 4;

  private final ConnectionStore connections;
  private final PushQueue queue;
  private final RegistryAccess registries;
  private final AttachedBoms attached;
  private final SignatureLook signatures;
  private final CommandLine commandLine;
  private final RegistryArrivals arrivals;
  private final Owners owners;
  private final ConnectSettings settings;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Bringing(
      ConnectionStore connections,
      PushQueue queue,
      RegistryAccess registries,
      AttachedBoms attached,
      SignatureLook signatures,
      CommandLine commandLine,
      RegistryArrivals arrivals,
      Owners owners,
      ConnectSettings settings,
      PlatformTransactionManager manager,
      Clock clock) {
    this.connections = connections;
    this.queue = queue;
    this.registries = registries;
    this.attached = attached;
    this.signatures = signatures;
    this.commandLine = commandLine;
    this.arrivals = arrivals;
    this.owners = owners;
    this.settings = settings;
    this.transactions = new TransactionTemplate(manager);
    this.clock = clock;
  }

  /// Where there is nothing to bring in, for good.
  private static final class NothingThereException extends Exception {
    private static final long serialVersionUID = 1;

    NothingThereException(String message) {
      super(message);
    }
  }

  void bring(Claimed claimed) throws InterruptedException {
    Optional<Connection> connection = connections.find(claimed.connection());
    if (connection.isEmpty()) {
      return; // the row is gone with it
    }
    try {
      Told told = claimed.told();
      ImageReference reference =
          connection
              .get()
              .reference(told.repository(), told.tag())
              .orElseThrow(() -> new NothingThereException("The registry has another name now"));
      switch (told.action()) {
        case PUSHED -> pushed(claimed, connection.get(), reference);
        case DELETED -> deleted(claimed, connection.get(), reference);
      }
    } catch (NothingThereException e) {
      queue.passedOver(claimed, oneLine(e));
    } catch (Problem e) {
      queue.failed(claimed, oneLine(e), e.status().is5xxServerError());
    } catch (IOException | UnreadableSecretException e) {
      queue.failed(claimed, oneLine(e), true);
    }
  }

  private static String oneLine(Exception e) {
    String words = e.getMessage();
    String line =
        (words == null ? e.getClass().getSimpleName() : words).replaceAll("\\p{Cntrl}+", " ");
    return line.length() > 500 ? line.substring(0, 500) : line;
  }

  private void pushed(Claimed claimed, Connection connection, ImageReference reference)
      throws IOException, InterruptedException, UnreadableSecretException, NothingThereException {
    Told told = claimed.told();
    ImageDigest named = told.digest();
    if (named == null) {
      resolve(claimed, connection, reference);
      return;
    }
    Project project = project(connection, reference);
    StoredManifest image = image(connection, reference, named);
    ImageDigest digest = digest(image.digest());
    if (!arrivals.known(connection.organisation(), digest)) {
      arrivals.bring(project, reference, digest, document(connection, reference, image));
    }
    Signed signed =
        signatures.look(
            registries.repository(connection, reference),
            named.equals(digest) ? List.of(digest) : List.of(digest, named));
    transactions.executeWithoutResult(
        _ -> {
          if (!arrivals.place(project, reference, digest, named, () -> queue.latest(claimed))) {
            throw Problem.conflict("The image was taken away just now");
          }
          arrivals.signed(connection.organisation(), digest, signed);
          queue.done(claimed);
        });
  }

  /// The registry has told a tag only: asks it what that points to.
  private void resolve(Claimed claimed, Connection connection, ImageReference reference)
      throws IOException, InterruptedException, UnreadableSecretException, NothingThereException {
    Told told = claimed.told();
    StoredManifest found =
        registries
            .repository(connection, reference)
            .surelyTagged(told.tag())
            .orElseThrow(() -> new NothingThereException("The tag is not there any more"));
    Told whole =
        new Told(told.action(), told.repository(), told.tag(), digest(found.digest()), told.at());
    transactions.executeWithoutResult(
        _ -> {
          queue.add(connection.id(), List.of(whole));
          queue.done(claimed);
        });
  }

  private Project project(Connection connection, ImageReference reference)
      throws NothingThereException {
    int organisation = connection.organisation();
    Optional<Project> owner =
        owners.projectOf(organisation, reference.registry() + "/" + reference.repository());
    if (owner.isEmpty()) {
      owner =
          connection
              .project(reference.repository())
              .flatMap(name -> owners.project(organisation, name));
    }
    return owner.orElseThrow(
        () ->
            new NothingThereException("No rule of the connection names this repository any more"));
  }

  /// The manifest of the image itself: of an index, that of the platform that is wanted.
  private StoredManifest image(Connection connection, ImageReference reference, ImageDigest named)
      throws IOException, InterruptedException, UnreadableSecretException, NothingThereException {
    RegistryRepository repository = registries.repository(connection, reference);
    ManifestReader reader = new ManifestReader(registries.limits());
    String what = reference.familiar();
    try {
      StoredManifest stored = repository.manifest(Digest.parse(named.toString()));
      for (int depth = 0; depth < MAX_DEPTH; depth++) {
        Manifest manifest = reader.read(stored.body(), stored.mediaType(), what);
        switch (manifest) {
          case ImageManifest image -> {
            NotAnImage.refuse(image, what);
            return stored;
          }
          case ImageIndex index ->
              stored =
                  repository.manifest(
                      PlatformSelection.from(
                              index, Platform.parse(settings.platform()), false, what)
                          .chosen()
                          .digest());
        }
      }
    } catch (ImageException e) {
      if (e.kind() == Kind.NOT_FOUND || e.kind() == Kind.UNSUPPORTED) {
        throw new NothingThereException(oneLine(e));
      }
      throw e;
    }
    throw new NothingThereException("It is an index of indexes, too deep");
  }

  private byte[] document(Connection connection, ImageReference reference, StoredManifest image)
      throws IOException, InterruptedException, UnreadableSecretException {
    ImageReference exact =
        new ImageReference(reference.registry(), reference.repository(), null, image.digest());
    Optional<byte[]> beside = attached.find(registries.repository(connection, exact), image);
    return beside.isPresent()
        ? beside.get()
        : commandLine.bom(connection, registries.password(connection), exact);
  }

  /// What a registry tells of deletions is a hint: it is asked whether that is so.
  private void deleted(Claimed claimed, Connection connection, ImageReference reference)
      throws IOException, InterruptedException, UnreadableSecretException, NothingThereException {
    Told told = claimed.told();
    Instant asked = Times.now(clock);
    RegistryRepository repository = registries.repository(connection, reference);
    ImageDigest digest = told.digest();
    boolean there =
        told.tag().isEmpty() && digest != null
            ? repository.hasManifest(Digest.parse(digest.toString()))
            : repository.surelyTagged(told.tag()).isPresent();
    if (there) {
      throw new NothingThereException("It is still there, or there again");
    }
    transactions.executeWithoutResult(
        _ -> {
          arrivals.untag(
              connection.organisation(),
              reference.registry() + "/" + reference.repository(),
              told.tag().isEmpty() ? null : told.tag(),
              told.tag().isEmpty() ? digest : null,
              asked);
          queue.done(claimed);
        });
  }

  private static ImageDigest digest(Digest digest) {
    return ImageDigest.required(digest.toString());
  }
}
