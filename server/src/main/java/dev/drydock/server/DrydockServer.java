package dev.drydock.server;

import dev.drydock.server.operate.backup.BackupCommands;
import java.time.Clock;
import java.util.Set;
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
  private static final Set<String> COMMANDS = Set.of("backup", "restore");

  /// @param arguments nothing or `backup FILE` or `restore FILE`, then what `drydock serve --help`
  ///   tells
  public static void main(String[] arguments) {
    if (arguments.length > 0 && COMMANDS.contains(arguments[0])) {
      System.exit(new BackupCommands(System.err, Clock.systemUTC()).run(arguments));
    }
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
