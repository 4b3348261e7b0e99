package dev.drydock.server.connect;

import dev.drydock.image.registry.CredentialStore;
import dev.drydock.image.registry.Credentials.UserPassword;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.ProxyRules;
import dev.drydock.image.registry.RegistryRepositories;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.RegistrySettings;
import dev.drydock.image.registry.Transport;
import dev.drydock.limits.Limits;
import dev.drydock.server.fleet.FleetSettings;
import dev.drydock.server.outgoing.OutgoingClient;
import dev.drydock.server.secret.Secrets;
import dev.drydock.server.secret.UnreadableSecretException;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Speaks to the registries of connections, with their credentials, by the one client that goes
/// nowhere but where it may.
@Component
class RegistryAccess {
  private final OutgoingClient outgoing;
  private final Secrets secrets;
  private final Limits limits;
  private final Clock clock;
  private final RandomGenerator random;

  RegistryAccess(
      OutgoingClient outgoing,
      Secrets secrets,
      FleetSettings fleet,
      Clock clock,
      RandomGenerator random) {
    this.outgoing = outgoing;
    this.secrets = secrets;
    this.limits = fleet.limits();
    this.clock = clock;
    this.random = random;
  }

  Limits limits() {
    return limits;
  }

  RegistryRepository repository(Connection connection, ImageReference reference)
      throws UnreadableSecretException {
    return new RegistryRepository(
        reference, credentials(connection), settings(connection), limits, transport());
  }

  /// The names of all repositories that the registry lists.
  List<String> repositories(Connection connection, ImageReference any)
      throws IOException, InterruptedException, UnreadableSecretException {
    return RegistryRepositories.all(
        any, limits, credentials(connection), settings(connection), transport());
  }

  /// @return `null` where the registry lets anybody read
  @Nullable String password(Connection connection) throws UnreadableSecretException {
    return connection.password() == null
        ? null
        : secrets.open(connection.password(), connection.context("password"));
  }

  private CredentialStore credentials(Connection connection) throws UnreadableSecretException {
    String password = password(connection);
    if (password == null) {
      return CredentialStore.none();
    }
    UserPassword known = new UserPassword(connection.user(), password);
    return _ -> Optional.of(known);
  }

  private Transport transport() {
    return new OutgoingTransport(outgoing);
  }

  private RegistrySettings settings(Connection connection) {
    RegistrySettings usual =
        RegistrySettings.defaults(
            new ProxyRules(null, null, List.of()), "drydock-server", clock, random);
    return new RegistrySettings(
        usual.proxies(),
        List.of(),
        connection.plain() ? Set.of(connection.registry()) : Set.of(),
        usual.connectTimeout(),
        usual.readTimeout(),
        3,
        usual.firstWait(),
        Duration.ofSeconds(10),
        usual.userAgent(),
        clock,
        usual.sleeper(),
        random);
  }
}
