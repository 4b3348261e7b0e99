package dev.drydock.server.outgoing;

import dev.drydock.image.registry.ProxyRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The one client, with the operator's allow-list and proxy.
@Configuration(proxyBeanMethods = false)
class OutgoingConfiguration {

  @Bean(destroyMethod = "close")
  OutgoingClient outgoingClient(OutgoingSettings settings) {
    ProxyRules proxies =
        settings.proxy() == null
            ? ProxyRules.fromEnvironment(System.getenv())
            : new ProxyRules(settings.proxy(), settings.proxy(), settings.noProxy());
    return new OutgoingClient(
        new AddressCheck(new AllowList(settings.allow()), OutgoingClient.systemNames()),
        proxies,
        settings.connectTimeout(),
        settings.timeout());
  }
}
