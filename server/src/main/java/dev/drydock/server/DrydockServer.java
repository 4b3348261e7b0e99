package dev.drydock.server;

import dev.drydock.server.operate.backup.BackupCommands;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/// The program `drydock serve`.
///
/// Beans are named after their classes with the package, so that capabilities need not agree on
/// names of what is theirs alone.
@SpringBootApplication(
    proxyBeanMethods = false,
    nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
    exclude = UserDetailsServiceAutoConfiguration.class)
@ConfigurationPropertiesScan
public class DrydockServer {
  private static final int NOT_STARTED = 3;

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
    if (understood.copy().isPresent()) {
      System.exit(copy(understood.copy().get(), understood.settings()));
    }
    try {
      SpringApplication.run(DrydockServer.class, understood.settings());
    } catch (RuntimeException _) {
      // it has been said why
      System.exit(NOT_STARTED);
    }
  }

  private static int copy(ServerArguments.Copy copy, String[] settings) {
    BackupCommands commands = new BackupCommands(System.err, Clock.systemUTC());
    return copy.back()
        ? commands.restore(copy.file(), settings)
        : commands.backup(copy.file(), settings);
  }
}
