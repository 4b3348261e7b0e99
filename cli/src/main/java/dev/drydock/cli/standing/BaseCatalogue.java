package dev.drydock.cli.standing;

import dev.drydock.approval.Catalogue;
import dev.drydock.approval.CatalogueReader;
import dev.drydock.approval.CataloguedBase;
import dev.drydock.approval.EvidenceFigures;
import dev.drydock.attest.KeptDocuments;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.surroundings.Network;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.image.Digest;
import dev.drydock.image.registry.CredentialStore;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.RegistryRepositories;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.RegistrySettings;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The registry of approved bases, asked over the network.
public final class BaseCatalogue implements AutoCloseable {
  /// Questions at the same time: they wait for a network, not for processors.
  private static final int THREADS = 8;

  private final BaseRegistry registry;
  private final Limits limits;
  private final Clock clock;
  private final CredentialStore credentials;
  private final RegistrySettings settings;
  private final KeptDocuments kept;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS,
          task -> {
            Thread thread = new Thread(task, "drydock-bases");
            thread.setDaemon(true);
            return thread;
          });

  public BaseCatalogue(Surroundings surroundings, Invocation invocation, BaseRegistry registry)
      throws Failure {
    this.registry = registry;
    this.limits = surroundings.limits();
    this.clock = surroundings.clock();
    Network network = surroundings.network();
    this.credentials = network.credentials(surroundings.userHome(), limits);
    this.settings = network.settings(clock, invocation.values("--insecure-registry"));
    Path cache = surroundings.cacheDirectory(invocation.value("--cache-dir"));
    this.kept = new DocumentCache(cache.resolve("bases"));
  }

  public BaseRegistry registry() {
    return registry;
  }

  public KeptDocuments kept() {
    return kept;
  }

  public RegistryRepository repository(ImageReference reference) {
    return new RegistryRepository(reference, credentials, settings, limits);
  }

  /// @param candidates whether those that nobody has approved yet are wanted too
  public Catalogue read(boolean candidates) throws IOException, InterruptedException {
    return read(repositories(), candidates);
  }

  public Catalogue read(List<ImageReference> repositories, boolean candidates)
      throws IOException, InterruptedException {
    return new CatalogueReader(limits, credentials, settings, kept, threads, clock)
        .read(repositories, registry.rules(), candidates);
  }

  /// What is in bases and what of it is vulnerable, of those whose evidence tells it.
  public Map<Digest, EvidenceFigures> figures(List<CataloguedBase> bases)
      throws IOException, InterruptedException {
    Map<Digest, Future<Optional<EvidenceFigures>>> running = new LinkedHashMap<>();
    for (CataloguedBase base : bases) {
      RegistryRepository repository = repository(ImageReference.parse(base.repository()));
      running.put(
          base.digest(),
          threads.submit(() -> EvidenceFigures.read(repository, base, limits, kept)));
    }
    Map<Digest, EvidenceFigures> figures = new HashMap<>();
    for (Map.Entry<Digest, Future<Optional<EvidenceFigures>>> one : running.entrySet()) {
      try {
        one.getValue().get().ifPresent(found -> figures.put(one.getKey(), found));
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case IOException cause -> throw cause;
          case InterruptedException cause -> throw cause;
          case RuntimeException cause -> throw cause;
          case null, default -> throw new IllegalStateException(e);
        }
      }
    }
    return figures;
  }

  /// Those that are named, else those that the registry lists.
  public List<ImageReference> repositories() throws IOException, InterruptedException {
    if (!registry.repositories().isEmpty()) {
      return registry.repositories();
    }
    List<ImageReference> found = new ArrayList<>();
    for (String name :
        RegistryRepositories.list(registry.registry(), limits, credentials, settings)) {
      found.add(ImageReference.parse(registry.registry().registry() + "/" + name));
    }
    return found;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
