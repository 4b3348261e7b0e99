package dev.drydock.image.registry;

import java.io.IOException;
import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// [ProxyRules] as [java.net.http.HttpClient] takes them.
public final class ClientProxies {
  private ClientProxies() {}

  public static ProxySelector selector(ProxyRules rules) {
    return new Proxies(rules);
  }

  /// Answers a proxy with the user and password of its address, and nobody else.
  public static Authenticator passwords(ProxyRules rules) {
    return new ProxyPassword(rules);
  }

  private static final class Proxies extends ProxySelector {
    private final ProxyRules rules;

    Proxies(ProxyRules rules) {
      this.rules = rules;
    }

    @Override
    public List<Proxy> select(URI target) {
      URI proxy = rules.proxyFor(target);
      if (proxy == null) {
        return List.of(Proxy.NO_PROXY);
      }
      int port = proxy.getPort() < 0 ? 80 : proxy.getPort();
      return List.of(
          new Proxy(
              Proxy.Type.HTTP,
              new InetSocketAddress(Hosts.withoutBrackets(proxy.getHost()), port)));
    }

    @Override
    public void connectFailed(URI target, SocketAddress address, IOException failure) {
      // the client says it itself
    }
  }

  private static final class ProxyPassword extends Authenticator {
    private final ProxyRules rules;

    ProxyPassword(ProxyRules rules) {
      this.rules = rules;
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
      if (getRequestorType() != RequestorType.PROXY || getRequestingURL() == null) {
        return null;
      }
      URI proxy = rules.proxyFor(URI.create(getRequestingURL().toString()));
      String user = proxy == null ? null : proxy.getRawUserInfo();
      if (user == null) {
        return null;
      }
      String plain = URLDecoder.decode(user.replace("+", "%2B"), StandardCharsets.UTF_8);
      int colon = plain.indexOf(':');
      return colon < 0
          ? new PasswordAuthentication(plain, new char[0])
          : new PasswordAuthentication(
              plain.substring(0, colon), plain.substring(colon + 1).toCharArray());
    }
  }
}
