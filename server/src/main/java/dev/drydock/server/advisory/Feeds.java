package dev.drydock.server.advisory;

import dev.drydock.advisory.Progress;
import dev.drydock.advisory.feed.FeedFetcher;
import dev.drydock.advisory.feed.FeedSources;
import dev.drydock.advisory.index.AdvisoryIndex;
import dev.drydock.advisory.store.AdvisoryStore;
import dev.drydock.image.registry.ClientProxies;
import dev.drydock.image.registry.ProxyRules;
import dev.drydock.limits.Limits;
import dev.drydock.server.ServerSettings;
import dev.drydock.server.advisory.AdvisorySettings.Source;
import dev.drydock.server.outgoing.TrustedCertificates;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// The place that advisories come from, as the settings name it, and what this replica keeps of it.
@Component
class Feeds {
  private static final Logger LOG = LoggerFactory.getLogger(Feeds.class);

  /// About all ecosystems at once.
  private static final Set<String> OF_ALL = Set.of("KEV", "EPSS");

  private static final Duration CONNECT = Duration.ofSeconds(20);

  private final AdvisorySettings settings;
  private final Path directory;
  private final Path snapshot;
  private final AdvisoryStore store;
  private final TrustedCertificates trusted;

  Feeds(
      AdvisorySettings settings, ServerSettings server, TrustedCertificates trusted, Clock clock) {
    this.trusted = trusted;
    this.settings = settings;
    this.directory = server.data().resolve("advisories");
    this.snapshot = server.home().resolve("advisories").resolve("snapshot.idx");
    this.store = new AdvisoryStore(directory, null, Limits.defaults(), clock);
  }

  /// What comes along with the program.
  Optional<Path> snapshot() {
    return Files.isRegularFile(snapshot) ? Optional.of(snapshot) : Optional.empty();
  }

  /// Whether an operator chose what the advisories are, so that nothing else is put in its place.
  boolean chosen() {
    return settings.source() instanceof Source.Given;
  }

  /// What the settings name.
  String from() {
    return settings.from();
  }

  /// Whether a feed is still to be had, where the settings say so of each.
  boolean wants(String feed) {
    return chosen()
        || settings.ecosystems().isEmpty()
        || OF_ALL.contains(feed)
        || settings.ecosystems().contains(feed);
  }

  /// Gets what is new.
  ///
  /// @return the newest index; empty where there is no source
  /// @throws IOException where the source is down, or what it has is damaged: one line with the
  ///   mend
  Optional<Path> newest() throws IOException, InterruptedException {
    return switch (settings.source()) {
      case Source.Nothing() -> Optional.empty();
      case Source.Publishers() -> Optional.of(fetched(publishers()));
      case Source.Mirror(var base) ->
          Optional.of(fetched(FeedSources.mirror(base, ecosystems(FeedSources.official()))));
      case Source.Given(Path path) -> Optional.of(given(path));
    };
  }

  private FeedSources publishers() {
    FeedSources official = FeedSources.official();
    return new FeedSources(
        official.osvMirror(), ecosystems(official), official.kev(), official.epss());
  }

  private List<String> ecosystems(FeedSources official) {
    return settings.ecosystems().isEmpty() ? official.ecosystems() : settings.ecosystems();
  }

  private Path fetched(FeedSources sources) throws IOException, InterruptedException {
    Path index = directory.resolve("advisories.idx");
    removeOfAnotherVersion(index);
    ProxyRules proxies = ProxyRules.fromEnvironment(System.getenv());
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(ClientProxies.selector(proxies))
            .authenticator(ClientProxies.passwords(proxies));
    trusted.context().ifPresent(builder::sslContext);
    try (HttpClient client = builder.build()) {
      AdvisoryStore.Update update =
          store.update(new FeedFetcher(client, sources, Progress.silent()), Progress.silent());
      if (!update.fetched().missing().isEmpty()) {
        LOG.info(
            "There are no advisories of {} at the mirror",
            String.join(", ", update.fetched().missing()));
      }
    }
    return index;
  }

  /// So that the feeds are compiled again, though they have not changed.
  private static void removeOfAnotherVersion(Path index) throws IOException {
    if (Files.exists(index)) {
      try {
        AdvisoryIndex.open(index);
      } catch (IOException e) {
        LOG.info("The advisories are compiled anew: {}", e.getMessage());
        Files.delete(index);
      }
    }
  }

  private Path given(Path path) throws IOException, InterruptedException {
    Path index = store.open(path, Progress.silent()).file();
    Path compiled = directory.resolve("given");
    if (Files.isDirectory(compiled)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(compiled, "*.idx")) {
        for (Path file : files) {
          if (!file.equals(index)) {
            Files.deleteIfExists(file);
          }
        }
      }
    }
    return index;
  }
}
