package dev.drydock.server.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which database.
///
/// @param url `jdbc:postgresql://host/name`, or `postgresql://host/name`; where there is none, the
///   server starts a PostgreSQL of its own
/// @param connections how many at most
/// @param join whether the server's own PostgreSQL may be that of another server that runs: for
///   commands beside it
@ConfigurationProperties("drydock.database")
public record DatabaseSettings(
    @Nullable String url,
    @Nullable String username,
    @Nullable String password,
    @DefaultValue("16") int connections,
    @DefaultValue("false") boolean join) {

  @Override
  public String toString() {
    return "DatabaseSettings[url=" + url + ", username=" + username + "]"; // never the password
  }
}
