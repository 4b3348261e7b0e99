package dev.drydock.server.identity;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Sign-ins at identity providers that have begun, in the database: they may end at another
/// replica. Each ends once, in time, and in the browser in which it began.
@Component
class OidcRequests {
  static final Duration TIME = Duration.ofMinutes(10);

  private final JdbcClient database;
  private final JsonMapper mapper;
  private final Clock clock;

  OidcRequests(JdbcClient database, JsonMapper mapper, Clock clock) {
    this.database = database;
    this.mapper = mapper;
    this.clock = clock;
  }

  /// What has to be known when the browser comes back.
  ///
  /// @param attributes of Spring Security: the provider's name, the nonce, the verifier of PKCE
  record Begun(
      String authorizationUri,
      String clientId,
      String redirectUri,
      String state,
      Map<String, String> attributes) {

    OAuth2AuthorizationRequest request() {
      return OAuth2AuthorizationRequest.authorizationCode()
          .authorizationUri(authorizationUri)
          .clientId(clientId)
          .redirectUri(redirectUri)
          .scope("openid")
          .state(state)
          .attributes(all -> all.putAll(attributes))
          .build();
    }

    @Override
    public String toString() {
      return "Begun[authorizationUri=" + authorizationUri + "]"; // never the verifier
    }
  }

  /// @param browser the secret of the cookie
  void save(Begun begun, String browser) {
    database
        .sql("insert into oidc_request (state, browser, document, expires_at) values (?, ?, ?, ?)")
        .params(
            Secrets.digest(begun.state()),
            Secrets.digest(browser),
            mapper.writeValueAsString(begun),
            Timestamp.from(clock.instant().plus(TIME)))
        .update();
  }

  /// Takes one out.
  ///
  /// @return empty where there is none, it took too long, or another browser began it
  Optional<Begun> take(String state, String browser) {
    return database
        .sql(
            "delete from oidc_request where state = ? and browser = ? and expires_at > ? returning document")
        .params(Secrets.digest(state), Secrets.digest(browser), Timestamp.from(clock.instant()))
        .query(String.class)
        .optional()
        .map(document -> mapper.readValue(document, Begun.class));
  }

  /// Forgets those that nobody ended.
  int purge() {
    return database
        .sql("delete from oidc_request where expires_at <= ?")
        .param(Timestamp.from(clock.instant()))
        .update();
  }
}
