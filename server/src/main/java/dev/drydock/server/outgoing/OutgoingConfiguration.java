package dev.drydock.server.outgoing;

import dev.drydock.image.registry.ProxyRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The one client, and the proxies of processes, with the operator's allow-list and proxy.
@Configuration(proxyBeanMethods = false)
class OutgoingConfiguration {

  @Bean
  AddressCheck addressCheck(OutgoingSettings settings) {
    return new AddressCheck(new AllowList(settings.allow()), OutgoingClient.systemNames());
  }

  @Bean(destroyMethod = "close")
  OutgoingClient outgoingClient(AddressCheck check, OutgoingSettings settings) {
    return new OutgoingClient(
        check, proxies(settings), settings.connectTimeout(), settings.timeout());
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
