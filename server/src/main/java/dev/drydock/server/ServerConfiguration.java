package dev.drydock.server;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What every capability is told instead of looking for it.
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

  @Bean
  Clock clock() {
    return Clock.systemUTC();
  }
}
