package dev.drydock.server;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;

/// The program `drydock serve`.
@SpringBootApplication(
    proxyBeanMethods = false,
    exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
public class DrydockServer {

  /// @param arguments options of Spring Boot, `--server.port=8480`
  public static void main(String[] arguments) {
    SpringApplication.run(DrydockServer.class, arguments);
  }
}
