package dev.drydock.cli;

import dev.drydock.attest.KeptDocuments;
import dev.drydock.base.approval.Catalogue;
import dev.drydock.base.approval.CatalogueReader;
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
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// The registry of approved bases, asked over the network.
final class BaseCatalogue implements AutoCloseable {
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

  BaseCatalogue(Surroundings surroundings, Invocation invocation, BaseRegistry registry)
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

  BaseRegistry registry() {
    return registry;
  }

  KeptDocuments kept() {
    return kept;
  }

  RegistryRepository repository(ImageReference reference) {
    return new RegistryRepository(reference, credentials, settings, limits);
  }

  /// @param candidates whether those that nobody has approved yet are wanted too
  Catalogue read(boolean candidates) throws IOException, InterruptedException {
    return read(repositories(), candidates);
  }

  Catalogue read(List<ImageReference> repositories, boolean candidates)
      throws IOException, InterruptedException {
    return new CatalogueReader(limits, credentials, settings, kept, threads, clock)
        .read(repositories, registry.rules(), candidates);
  }

  private List<ImageReference> repositories() throws IOException, InterruptedException {
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
