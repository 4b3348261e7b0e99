package dev.drydock.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.drydock.server.ServerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Connections to the database that the settings name, or to one that the server starts.
@Configuration(proxyBeanMethods = false)
public class DatabaseConfiguration {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Bean(destroyMethod = "close")
  @ConditionalOnProperty(name = "drydock.database.url", matchIfMissing = true, havingValue = "none")
  EmbeddedPostgres embeddedPostgres(ServerSettings server, DatabaseSettings settings)
      throws IOException, InterruptedException {
    Path directory = server.data().resolve("database");
    return settings.join() ? EmbeddedPostgres.join(directory) : EmbeddedPostgres.start(directory);
  }

  @Bean(destroyMethod = "close")
  HikariDataSource dataSource(DatabaseSettings settings, @Nullable EmbeddedPostgres embedded) {
    HikariConfig config = new HikariConfig();
    String url = settings.url();
    if (embedded != null || url == null) {
      EmbeddedPostgres own = Objects.requireNonNull(embedded);
      config.setJdbcUrl(own.url());
      config.setUsername(own.username());
      config.setPassword(own.password());
    } else {
      config.setJdbcUrl(url.startsWith("jdbc:") ? url : "jdbc:" + url);
      config.setUsername(settings.username());
      config.setPassword(settings.password());
    }
    config.setMaximumPoolSize(settings.connections());
    config.setConnectionTimeout(PATIENCE.toMillis());
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("ApplicationName", "drydock");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    return new HikariDataSource(config);
  }
}
