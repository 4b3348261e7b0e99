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

  /// @param arguments see `drydock serve --help`
  public static void main(String[] arguments) {
    ServerArguments understood;
    try {
      understood = ServerArguments.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println("drydock: " + e.getMessage());
      System.exit(2);
      return;
    }
    if (understood.help().isPresent()) {
      System.out.print(understood.help().get());
      return;
    }
    SpringApplication.run(DrydockServer.class, understood.settings());
  }
}
