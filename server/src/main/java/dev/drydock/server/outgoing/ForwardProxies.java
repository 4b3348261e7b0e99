package dev.drydock.server.outgoing;

import dev.drydock.image.registry.ProxyRules;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.springframework.util.unit.DataSize;

/// Opens a [ForwardProxy] for each process that needs one.
public final class ForwardProxies implements AutoCloseable {
  private static final int PASSWORD_BYTES = 24;

  private final TargetSockets targets;
  private final PlainForward plain;
  private final CloseableHttpClient direct;
  private final CloseableHttpClient proxied;
  private final SecureRandom random = new SecureRandom();
  private final Duration idle;

  /// @param idle how long nothing may move in a connection
  ForwardProxies(AddressCheck check, ProxyRules proxies, Duration connectTimeout, Duration idle) {
    this.idle = idle;
    // TLS is between the process and its target: what these two pass on is without
    this.direct = Clients.direct(check, TrustedCertificates.ofJdk(), connectTimeout, idle);
    this.proxied = Clients.proxied(proxies, TrustedCertificates.ofJdk(), connectTimeout, idle);
    this.plain = new PlainForward(check, proxies, direct, proxied);
    this.targets = new TargetSockets(check, proxies, connectTimeout, idle);
  }

  /// @param longest after which it closes by itself
  /// @param most that goes through it
  public ForwardProxy open(Duration longest, DataSize most) throws IOException {
    byte[] password = new byte[PASSWORD_BYTES];
    random.nextBytes(password);
    ForwardProxy proxy =
        new ForwardProxy(
            HexFormat.of().formatHex(password),
            targets,
            plain,
            new ByteBudget(most.toBytes()),
            idle,
            longest);
    proxy.start();
    return proxy;
  }

  @Override
  public void close() throws IOException {
    direct.close();
    proxied.close();
  }
}
