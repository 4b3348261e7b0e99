package dev.drydock.image.registry;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;

/// How registries are spoken to.
///
/// @param certificateAuthorities PEM files whose certificates are trusted beside those of the JDK
/// @param plainHttp registries (`host[:port]`) that may be spoken to without TLS; this machine
///   always may
/// @param connectTimeout for one connection
/// @param readTimeout for the next bytes of an answer
/// @param attempts of one request, the first one included
/// @param longestWait the most that a registry may make us wait between two attempts
/// @param clock tells the age of tokens
/// @param random spreads the retries of many clients
public record RegistrySettings(
    ProxyRules proxies,
    List<Path> certificateAuthorities,
    Set<String> plainHttp,
    Duration connectTimeout,
    Duration readTimeout,
    int attempts,
    Duration firstWait,
    Duration longestWait,
    String userAgent,
    InstantSource clock,
    Sleeper sleeper,
    RandomGenerator random) {

  public RegistrySettings {
    certificateAuthorities = List.copyOf(certificateAuthorities);
    plainHttp = Set.copyOf(plainHttp);
  }

  /// Waits.
  @FunctionalInterface
  public interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;
  }

  /// What suits people at a terminal and CI jobs alike.
  public static RegistrySettings defaults(
      ProxyRules proxies, String userAgent, InstantSource clock, RandomGenerator random) {
    return new RegistrySettings(
        proxies,
        List.of(),
        Set.of(),
        Duration.ofSeconds(15),
        Duration.ofSeconds(30),
        5,
        Duration.ofMillis(400),
        Duration.ofSeconds(60),
        userAgent,
        clock,
        Thread::sleep,
        random);
  }

  public RegistrySettings withCertificateAuthorities(List<Path> files) {
    return new RegistrySettings(
        proxies,
        files,
        plainHttp,
        connectTimeout,
        readTimeout,
        attempts,
        firstWait,
        longestWait,
        userAgent,
        clock,
        sleeper,
        random);
  }

  public RegistrySettings withPlainHttp(Set<String> registries) {
    return new RegistrySettings(
        proxies,
        certificateAuthorities,
        registries,
        connectTimeout,
        readTimeout,
        attempts,
        firstWait,
        longestWait,
        userAgent,
        clock,
        sleeper,
        random);
  }

  public RegistrySettings withTimeouts(Duration connect, Duration read) {
    return new RegistrySettings(
        proxies,
        certificateAuthorities,
        plainHttp,
        connect,
        read,
        attempts,
        firstWait,
        longestWait,
        userAgent,
        clock,
        sleeper,
        random);
  }

  public RegistrySettings withSleeper(Sleeper other) {
    return new RegistrySettings(
        proxies,
        certificateAuthorities,
        plainHttp,
        connectTimeout,
        readTimeout,
        attempts,
        firstWait,
        longestWait,
        userAgent,
        clock,
        other,
        random);
  }

  boolean mayBePlain(String registry) {
    return plainHttp.contains(registry.toLowerCase(Locale.ROOT));
  }
}
