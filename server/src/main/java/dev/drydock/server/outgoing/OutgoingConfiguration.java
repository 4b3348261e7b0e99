package dev.drydock.server.outgoing;

import dev.drydock.image.registry.ProxyRules;
import java.nio.file.Path;
import javax.net.ssl.HttpsURLConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The one client, and the proxies of processes, with the operator's allow-list and proxy.
@Configuration(proxyBeanMethods = false)
class OutgoingConfiguration {

  @Bean
  TrustedCertificates trustedCertificates(OutgoingSettings settings) {
    String environment = System.getenv("SSL_CERT_FILE");
    Path file =
        settings.certificates() == null && environment != null && !environment.isBlank()
            ? Path.of(environment)
            : settings.certificates();
    TrustedCertificates trusted =
        file == null ? TrustedCertificates.ofJdk() : TrustedCertificates.in(file);
    // what Spring Security asks identity providers with, and lets nobody replace
    trusted
        .context()
        .ifPresent(tls -> HttpsURLConnection.setDefaultSSLSocketFactory(tls.getSocketFactory()));
    return trusted;
  }

  @Bean
  AddressCheck addressCheck(OutgoingSettings settings) {
    return new AddressCheck(new AllowList(settings.allow()), OutgoingClient.systemNames());
  }

  @Bean(destroyMethod = "close")
  OutgoingClient outgoingClient(
      AddressCheck check, TrustedCertificates trusted, OutgoingSettings settings) {
    return new OutgoingClient(
        check, proxies(settings), trusted, settings.connectTimeout(), settings.timeout());
  }

  @Bean(destroyMethod = "close")
  ForwardProxies forwardProxies(AddressCheck check, OutgoingSettings settings) {
    return new ForwardProxies(
        check, proxies(settings), settings.connectTimeout(), settings.timeout());
  }

  private static ProxyRules proxies(OutgoingSettings settings) {
    return settings.proxy() == null
        ? ProxyRules.fromEnvironment(System.getenv())
        : new ProxyRules(settings.proxy(), settings.proxy(), settings.noProxy());
  }
}
