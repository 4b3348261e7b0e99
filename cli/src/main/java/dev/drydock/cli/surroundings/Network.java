package dev.drydock.cli.surroundings;

import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.image.Image;
import dev.drydock.image.ImageException;
import dev.drydock.image.registry.AttachedDocuments;
import dev.drydock.image.registry.ClientAuthorities;
import dev.drydock.image.registry.ClientProxies;
import dev.drydock.image.registry.CredentialFile;
import dev.drydock.image.registry.CredentialStore;
import dev.drydock.image.registry.DocumentKind;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.ProxyRules;
import dev.drydock.image.registry.RegistryImages;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.RegistrySettings;
import dev.drydock.image.registry.RegistryTags;
import dev.drydock.image.source.ImageRequest;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// What leaves this machine, and how: proxies, certificates, credentials.
public final class Network {
  private final Map<String, String> environment;
  private final ProxyRules proxies;

  Network(Map<String, String> environment) throws Failure {
    this.environment = environment;
    try {
      this.proxies = ProxyRules.fromEnvironment(environment);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(ErrorLine.oneLine(String.valueOf(e.getMessage())));
    }
  }

  /// @param userHome where `.docker` is; `null` where there is none
  /// @param plain registries that may be spoken to without TLS
  public Image pull(
      String reference,
      ImageRequest request,
      @Nullable Path userHome,
      Clock clock,
      List<String> plain)
      throws IOException, InterruptedException {
    return RegistryImages.open(
        parse(reference),
        request.platform(),
        request.platformGiven(),
        request.limits(),
        credentials(userHome, request.limits()),
        settings(clock, plain));
  }

  /// A reference for the image of each platform.
  ///
  /// @param userHome where `.docker` is; `null` where there is none
  /// @param plain registries that may be spoken to without TLS
  public List<String> platforms(
      String reference,
      ImageRequest request,
      @Nullable Path userHome,
      Clock clock,
      List<String> plain)
      throws IOException, InterruptedException {
    List<String> references = new ArrayList<>();
    for (ImageReference one :
        RegistryImages.platforms(
            parse(reference),
            request.limits(),
            credentials(userHome, request.limits()),
            settings(clock, plain))) {
      references.add(one.toString());
    }
    return references;
  }

  /// The tags of the repository that a reference names.
  ///
  /// @param userHome where `.docker` is; `null` where there is none
  /// @param plain registries that may be spoken to without TLS
  public RegistryTags.Listing tags(
      String reference, Limits limits, @Nullable Path userHome, Clock clock, List<String> plain)
      throws IOException, InterruptedException {
    return RegistryTags.list(
        parse(reference), limits, credentials(userHome, limits), settings(clock, plain));
  }

  /// The repository that a reference names, to be read and written.
  ///
  /// @param userHome where `.docker` is; `null` where there is none
  /// @param plain registries that may be spoken to without TLS
  public RegistryRepository repository(
      String reference, Limits limits, @Nullable Path userHome, Clock clock, List<String> plain)
      throws ImageException {
    return repository(parse(reference), limits, userHome, settings(clock, plain));
  }

  public RegistryRepository repository(
      ImageReference reference, Limits limits, @Nullable Path userHome, RegistrySettings settings) {
    return new RegistryRepository(reference, credentials(userHome, limits), settings, limits);
  }

  /// Documents of a kind that lie beside an image in its registry.
  ///
  /// @param userHome where `.docker` is; `null` where there is none
  /// @param plain registries that may be spoken to without TLS
  public AttachedDocuments.Found attached(
      String reference,
      DocumentKind kind,
      ImageRequest request,
      @Nullable Path userHome,
      Clock clock,
      List<String> plain)
      throws IOException, InterruptedException {
    return AttachedDocuments.find(
        parse(reference),
        kind,
        request.platform(),
        request.platformGiven(),
        request.limits(),
        credentials(userHome, request.limits()),
        settings(clock, plain));
  }

  private static ImageReference parse(String reference) throws ImageException {
    try {
      return ImageReference.parse(reference);
    } catch (IllegalArgumentException e) {
      throw new ImageException(
          ImageException.Kind.NOT_FOUND, ErrorLine.oneLine(String.valueOf(e.getMessage())), e);
    }
  }

  public RegistrySettings settings(Clock clock, List<String> plain) {
    RegistrySettings settings =
        RegistrySettings.defaults(
                proxies, "drydock/" + Surroundings.version(), clock, new SplittableRandom())
            .withPlainHttp(lowerCase(plain));
    String authorities = environment.get("SSL_CERT_FILE");
    if (authorities != null && !authorities.isEmpty()) {
      settings = settings.withCertificateAuthorities(List.of(Path.of(authorities)));
    }
    return settings;
  }

  /// What `docker login` and `podman login` left, and what `REGISTRY_AUTH_FILE` names, which counts
  /// before both (containers-auth.json(5)).
  ///
  /// @param userHome `null` where there is none
  public CredentialStore credentials(@Nullable Path userHome, Limits limits) {
    List<CredentialStore> stores = new ArrayList<>();
    String named = environment.get("REGISTRY_AUTH_FILE");
    if (named != null && !named.isEmpty()) {
      stores.add(CredentialFile.at(Path.of(named), limits));
    }
    stores.add(CredentialFile.docker(docker(userHome), limits));
    for (String variable : List.of("XDG_RUNTIME_DIR", "XDG_CONFIG_HOME")) {
      String directory = environment.get(variable);
      if (directory != null && directory.startsWith("/")) {
        stores.add(CredentialFile.at(Path.of(directory, "containers", "auth.json"), limits));
      }
    }
    if (userHome != null) {
      Path file = userHome.resolve(".config").resolve("containers").resolve("auth.json");
      stores.add(CredentialFile.at(file, limits));
    }
    return CredentialStore.firstOf(stores.toArray(CredentialStore[]::new));
  }

  private Path docker(@Nullable Path userHome) {
    String configured = environment.get("DOCKER_CONFIG");
    if (configured != null && !configured.isEmpty()) {
      return Path.of(configured);
    }
    return userHome == null ? Path.of(".docker") : userHome.resolve(".docker");
  }

  private static Set<String> lowerCase(List<String> registries) {
    Set<String> result = new HashSet<>();
    for (String registry : registries) {
      result.add(registry.toLowerCase(Locale.ROOT));
    }
    return result;
  }

  /// For feeds; follows no redirects by itself.
  HttpClient client() {
    return builder().build();
  }

  /// For services that may have a certificate of the user's own authority, as registries may.
  HttpClient serviceClient() throws ImageException {
    String authorities = environment.get("SSL_CERT_FILE");
    return authorities == null || authorities.isEmpty()
        ? client()
        : builder().sslContext(ClientAuthorities.context(List.of(Path.of(authorities)))).build();
  }

  private HttpClient.Builder builder() {
    return HttpClient.newBuilder()
        .connectTimeout(Duration.ofSeconds(20))
        .followRedirects(HttpClient.Redirect.NEVER)
        .proxy(ClientProxies.selector(proxies))
        .authenticator(ClientProxies.passwords(proxies));
  }
}
