package dev.drydock.server.outgoing;

import dev.drydock.image.registry.ProxyRules;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/// Builds the two clients that [OutgoingClient] has: one that goes to checked addresses itself, and
/// one that goes to the operator's proxy. They are apart so that a user who names the proxy as a
/// target is checked as everybody is.
final class Clients {
  private static final int CONNECTIONS = 64;
  private static final int CONNECTIONS_TO_ONE = 8;
  private static final Duration KEPT = Duration.ofSeconds(30);

  private Clients() {}

  static CloseableHttpClient direct(
      AddressCheck check, TrustedCertificates trusted, Duration connectTimeout, Duration timeout) {
    return builder(new CheckedNames(check), trusted, connectTimeout, timeout).build();
  }

  static CloseableHttpClient proxied(
      ProxyRules proxies, TrustedCertificates trusted, Duration connectTimeout, Duration timeout) {
    BasicCredentialsProvider credentials = new BasicCredentialsProvider();
    Stream.of(proxies.http(), proxies.https())
        .filter(proxy -> proxy != null && proxy.getRawUserInfo() != null)
        .forEach(proxy -> addPassword(credentials, proxy));
    return builder(null, trusted, connectTimeout, timeout)
        .setRoutePlanner(new ProxyRoutes(proxies))
        .setDefaultCredentialsProvider(credentials)
        .build();
  }

  private static HttpClientBuilder builder(
      @Nullable DnsResolver names,
      TrustedCertificates trusted,
      Duration connectTimeout,
      Duration timeout) {
    PoolingHttpClientConnectionManagerBuilder connections =
        PoolingHttpClientConnectionManagerBuilder.create()
            .setMaxConnTotal(CONNECTIONS)
            .setMaxConnPerRoute(CONNECTIONS_TO_ONE)
            .setDefaultConnectionConfig(
                ConnectionConfig.custom()
                    .setConnectTimeout(Timeout.of(connectTimeout))
                    .setSocketTimeout(Timeout.of(timeout))
                    .setTimeToLive(TimeValue.of(KEPT))
                    .build());
    trusted
        .context()
        .ifPresent(tls -> connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(tls)));
    if (names != null) {
      connections.setDnsResolver(names);
    }
    HttpClientBuilder builder =
        HttpClients.custom()
            .setConnectionManager(connections.build())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setConnectionRequestTimeout(Timeout.of(timeout))
                    .setResponseTimeout(Timeout.of(timeout))
                    .build());
    return builder
        .setUserAgent("drydock")
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableContentCompression()
        .disableCookieManagement();
  }

  private static void addPassword(BasicCredentialsProvider credentials, URI proxy) {
    String plain =
        URLDecoder.decode(proxy.getRawUserInfo().replace("+", "%2B"), StandardCharsets.UTF_8);
    int colon = plain.indexOf(':');
    String user = colon < 0 ? plain : plain.substring(0, colon);
    char[] password = colon < 0 ? new char[0] : plain.substring(colon + 1).toCharArray();
    credentials.setCredentials(
        new AuthScope(proxy.getHost(), port(proxy)),
        new UsernamePasswordCredentials(user, password));
  }

  static int port(URI proxy) {
    return proxy.getPort() < 0 ? 80 : proxy.getPort();
  }

  /// Gives connections the addresses that were checked.
  private static final class CheckedNames implements DnsResolver {
    private final AddressCheck check;

    CheckedNames(AddressCheck check) {
      this.check = check;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return check.addresses(host).toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  private static final class ProxyRoutes extends DefaultRoutePlanner {
    private final ProxyRules proxies;

    ProxyRoutes(ProxyRules proxies) {
      super(null);
      this.proxies = proxies;
    }

    @Override
    protected HttpHost determineProxy(HttpHost target, HttpContext context) throws HttpException {
      try {
        URI proxy = proxies.proxyFor(new URI(target.toURI()));
        if (proxy != null) {
          return new HttpHost("http", proxy.getHost(), port(proxy));
        }
      } catch (URISyntaxException e) {
        throw new HttpException("not an address", e);
      }
      // this client looks nothing up that was checked: it must not go anywhere by itself
      throw new HttpException("no proxy for " + target.getHostName());
    }
  }
}
