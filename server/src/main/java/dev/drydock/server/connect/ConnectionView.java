package dev.drydock.server.connect;

import dev.drydock.server.connect.ConnectionRequest.Rule;
import dev.drydock.server.connect.webhook.RegistryKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A connection as users see it: no secrets.
///
/// @param user absent where anybody may read
/// @param webhook the path of the server that the registry tells; absent where no secret was given
/// @param project of what no rule names
/// @param discoveredAt when all of the registry was looked at last
/// @param lastFailure why the last look was not whole
record ConnectionView(
    String name,
    RegistryKind kind,
    String registry,
    boolean plainHttp,
    @Nullable String user,
    @Nullable String webhook,
    @Nullable String project,
    List<Rule> rules,
    @Nullable Integer discoveryMinutes,
    @Nullable Instant discoveredAt,
    @Nullable String lastFailure,
    int version) {
  ConnectionView {
    rules = List.copyOf(rules);
  }

  static ConnectionView of(String organisation, Connection connection) {
    return new ConnectionView(
        connection.name(),
        connection.kind(),
        connection.registry(),
        connection.plain(),
        connection.user().isEmpty() ? null : connection.user(),
        connection.webhookSecret() == null
            ? null
            : "/webhooks/" + organisation + "/" + connection.name(),
        connection.project(),
        connection.rules().stream()
            .map(rule -> new Rule(rule.pattern().text(), rule.project()))
            .toList(),
        connection.discovery(),
        connection.discoveredAt(),
        connection.failure().isEmpty() ? null : connection.failure(),
        connection.version());
  }
}
