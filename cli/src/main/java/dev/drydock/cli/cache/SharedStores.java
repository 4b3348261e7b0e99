package dev.drydock.cli.cache;

import dev.drydock.cache.CircuitBreakerStore;
import dev.drydock.cache.DirectoryStore;
import dev.drydock.cache.LayerStore;
import dev.drydock.cache.registry.RegistryStore;
import dev.drydock.cache.s3.AwsCredentials;
import dev.drydock.cache.s3.S3Location;
import dev.drydock.cache.s3.S3Store;
import dev.drydock.cache.web.WebStore;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.RegistrySettings;
import dev.drydock.image.registry.UrlTransport;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The stores that the user shares with others: `--layer-cache`.
final class SharedStores {
  private static final String WAIT = "DRYDOCK_CACHE_WAIT";
  private static final String TOKEN = "DRYDOCK_CACHE_TOKEN";
  private static final String DIRECTORY = "dir:";
  private static final String REGISTRY = "registry:";
  private static final Duration DEFAULT_WAIT = Duration.ofSeconds(2);
  private static final Pattern PASSWORD = Pattern.compile("//[^/@]*@");
  private static final Pattern THIS_MACHINE =
      Pattern.compile("localhost|\\[::1]|127(\\.[0-9]{1,3}){3}");

  private final Surroundings surroundings;
  private final List<String> plain;
  private final boolean offline;
  private @Nullable ExecutorService threads;

  SharedStores(Surroundings surroundings, Invocation invocation) {
    this.surroundings = surroundings;
    this.plain = invocation.values("--insecure-registry");
    this.offline = invocation.has("--offline");
  }

  /// Those that wait for a network: one for each task. `null` where all stores are near.
  @Nullable ExecutorService threads() {
    return threads;
  }

  /// `null` where it lies across the network, and that is not to be used.
  @Nullable LayerStore of(String text) throws Failure {
    try {
      if (text.startsWith(DIRECTORY) && text.length() > DIRECTORY.length()) {
        return new DirectoryStore(
            PathArgument.of(text.substring(DIRECTORY.length())),
            LayerCaches.size(surroundings),
            InstantSource.system());
      }
      LayerStore distant = distant(text);
      if (distant == null) {
        throw new IllegalArgumentException(
            "it can be dir:DIRECTORY, s3://BUCKET/PREFIX, registry:HOST/REPOSITORY or"
                + " https://HOST/PATH");
      }
      return offline ? null : new CircuitBreakerStore(distant, patience(), started());
    } catch (IllegalArgumentException e) {
      throw Failure.usage(
          "--layer-cache is '"
              + shown(text)
              + "'; "
              + ErrorLine.oneLine(String.valueOf(e.getMessage())));
    }
  }

  /// Without a password that somebody wrote where none belongs.
  private static String shown(String text) {
    return PASSWORD.matcher(ErrorLine.oneLine(text)).replaceFirst("//…@");
  }

  private ExecutorService started() {
    ExecutorService running = threads;
    if (running == null) {
      running = surroundings.waitingThreads();
      threads = running;
    }
    return running;
  }

  private @Nullable LayerStore distant(String text) throws Failure {
    if (text.startsWith("s3://")) {
      S3Location location = S3Location.parse(text, surroundings.environment());
      requireTls(location.address("x"));
      return new S3Store(
          location,
          AwsCredentials.of(surroundings.environment()),
          new UrlTransport(settings()),
          InstantSource.system());
    }
    if (text.startsWith(REGISTRY)) {
      ImageReference reference = ImageReference.parse(text.substring(REGISTRY.length()));
      RegistryRepository repository =
          surroundings
              .network()
              .repository(reference, surroundings.limits(), surroundings.userHome(), settings());
      return new RegistryStore(repository, surroundings.limits(), Thread::sleep);
    }
    if (text.startsWith("https://") || text.startsWith("http://")) {
      URI address = address(text);
      requireTls(address);
      String token = surroundings.environment().getOrDefault(TOKEN, "").strip();
      return new WebStore(address, token.isEmpty() ? null : token, new UrlTransport(settings()));
    }
    return null;
  }

  private static URI address(String text) {
    URI address;
    try {
      address = new URI(text.endsWith("/") ? text : text + "/");
    } catch (URISyntaxException _) {
      throw new IllegalArgumentException("it is no address of the web");
    }
    if (address.getHost() == null
        || address.getRawUserInfo() != null
        || address.getRawQuery() != null
        || address.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "it can be https://HOST/PATH alone; a token goes into " + TOKEN);
    }
    return address;
  }

  /// Without TLS anybody on the way could answer in the place of the store.
  private void requireTls(URI address) {
    if (!"https".equals(address.getScheme())
        && !THIS_MACHINE.matcher(address.getHost()).matches()
        && !plain.contains(address.getRawAuthority())) {
      throw new IllegalArgumentException(
          "without TLS others can write what it answers; use https, or allow it by"
              + " --insecure-registry "
              + address.getRawAuthority());
    }
  }

  /// Asked once: what fails is found in the layers instead.
  private RegistrySettings settings() throws Failure {
    RegistrySettings usual = surroundings.network().settings(Clock.systemUTC(), plain);
    return new RegistrySettings(
        usual.proxies(),
        usual.certificateAuthorities(),
        usual.plainHttp(),
        patience(),
        patience(),
        1,
        usual.firstWait(),
        usual.longestWait(),
        usual.userAgent(),
        usual.clock(),
        usual.sleeper(),
        usual.random());
  }

  private Duration patience() throws Failure {
    String text = surroundings.environment().getOrDefault(WAIT, "").strip();
    if (text.isEmpty()) {
      return DEFAULT_WAIT;
    }
    try {
      int seconds = Integer.parseInt(text);
      if (seconds >= 1 && seconds <= 60) {
        return Duration.ofSeconds(seconds);
      }
    } catch (NumberFormatException _) {
      // said below
    }
    throw Failure.usage(
        WAIT
            + " is '"
            + ErrorLine.oneLine(text)
            + "'; it can be a number of seconds, from 1 to 60");
  }
}
