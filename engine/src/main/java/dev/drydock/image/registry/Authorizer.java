package dev.drydock.image.registry;

import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The `Authorization` for one repository: none until the registry asks, then what it asks for
/// (distribution project, "Token Authentication Specification"; basic authentication).
final class Authorizer {
  private static final int MAX_TOKEN_ANSWER = 256 << 10;

  private final ImageReference image;
  private final CredentialStore store;
  private final Transport transport;
  private final RegistrySettings settings;
  private final JsonReader json;

  private boolean looked;
  private @Nullable Credentials credentials;
  private @Nullable String lookupFailure;
  private @Nullable String current;

  Authorizer(
      ImageReference image,
      CredentialStore store,
      Transport transport,
      RegistrySettings settings,
      Limits limits) {
    this.image = image;
    this.store = store;
    this.transport = transport;
    this.settings = settings;
    this.json = new JsonReader(limits);
  }

  /// The header's value for the next request; `null` for none.
  synchronized @Nullable String current() {
    return current;
  }

  /// Whether stored credentials were used, for messages.
  synchronized boolean hasCredentials() {
    return credentials != null;
  }

  /// Why stored credentials could not be read; `null` where nothing went wrong.
  synchronized @Nullable String lookupFailure() {
    return lookupFailure;
  }

  /// Answers a challenge.
  ///
  /// @param registry the address that the challenge came from
  /// @param used the value that was refused
  /// @return the value to try; `null` where there is nothing else to try
  synchronized @Nullable String answer(@Nullable String header, @Nullable String used, URI registry)
      throws IOException, InterruptedException {
    if (current != null && !current.equals(used)) {
      return current; // another thread was faster
    }
    Challenge challenge = Challenge.best(header);
    if (challenge == null) {
      throw new ImageException(
          Kind.REFUSED,
          "the registry "
              + image.registry()
              + " wants a login of a kind that Drydock does not"
              + " know (it offers neither Bearer nor Basic); is it a registry?");
    }
    lookUp();
    if (challenge.scheme().equals("basic")) {
      if (credentials instanceof Credentials.UserPassword user && !user.basic().equals(used)) {
        current = user.basic();
        return current;
      }
      return null;
    }
    current = "Bearer " + token(challenge, registry);
    return current;
  }

  private void lookUp() throws InterruptedException {
    if (looked) {
      return;
    }
    looked = true;
    try {
      credentials = store.find(image).orElse(null);
    } catch (IOException e) {
      // the image may be public: told only if the registry refuses
      lookupFailure = e.getMessage();
    }
  }

  private String token(Challenge challenge, URI registry) throws IOException, InterruptedException {
    URI realm = realm(challenge, registry);
    String scope = challenge.parameter("scope");
    String service = challenge.parameter("service");
    StringBuilder query = new StringBuilder();
    if (service != null) {
      query.append("service=").append(encoded(service)).append('&');
    }
    query
        .append("scope=")
        .append(
            encoded(
                scope == null || scope.isEmpty()
                    ? "repository:" + image.repository() + ":pull"
                    : scope));
    Map<String, String> headers = new HashMap<>();
    headers.put("Accept", "application/json");
    Transport.Request request =
        switch (credentials) {
          case Credentials.IdentityToken(String refresh) ->
              new Transport.Request(
                  Transport.Method.POST,
                  realm,
                  headers,
                  Transport.Body.form(
                      query
                          .append("&grant_type=refresh_token&client_id=drydock&refresh_token=")
                          .append(encoded(refresh))
                          .toString()));
          case Credentials.UserPassword user -> {
            headers.put("Authorization", user.basic());
            yield Transport.Request.get(withQuery(realm, query), headers);
          }
          case null -> Transport.Request.get(withQuery(realm, query), headers);
        };
    try (Transport.Response response = transport.send(request)) {
      if (response.status() != 200) {
        throw RegistryErrors.token(image, realm, response, this);
      }
      return token(Bounded.readAll(response.body(), MAX_TOKEN_ANSWER, "the token"), realm);
    }
  }

  private String token(byte[] answer, URI realm) throws ImageException {
    Json document;
    try {
      document = json.read(answer, "the token");
    } catch (IOException _) {
      document = new Json.Null(); // not as a cause: the parser may quote the token
    }
    String token =
        Optional.ofNullable(document.text("token")).orElse(document.text("access_token"));
    if (token == null || token.isEmpty() || !isHeaderValue(token)) {
      throw new ImageException(
          Kind.UNAVAILABLE,
          "the token service of "
              + image.registry()
              + " at "
              + realm.getHost()
              + " gave no token; try again later");
    }
    return token;
  }

  /// The token service's address, where it may be asked.
  private URI realm(Challenge challenge, URI registry) throws ImageException {
    String text = challenge.parameter("realm");
    URI realm;
    try {
      realm = URI.create(text == null ? "" : text);
    } catch (IllegalArgumentException _) {
      realm = URI.create("");
    }
    boolean https = "https".equalsIgnoreCase(realm.getScheme());
    boolean http = "http".equalsIgnoreCase(realm.getScheme());
    if (!https && !http || realm.getHost() == null || realm.getRawUserInfo() != null) {
      throw new ImageException(
          Kind.REFUSED,
          "the registry "
              + image.registry()
              + " sends us for a token to something that is no web"
              + " address; it is set up wrongly, or means harm");
    }
    if (http && !mayBePlain(realm, registry)) {
      throw new ImageException(
          Kind.REFUSED,
          "the registry "
              + image.registry()
              + " wants the login to go to "
              + realm.getHost()
              + " without encryption; it has to offer its token service by https");
    }
    return realm;
  }

  /// Without TLS only where the registry itself is spoken to without: on this machine, or the very
  /// host that the settings name.
  private boolean mayBePlain(URI realm, URI registry) {
    if (!"http".equals(registry.getScheme())) {
      return false;
    }
    String host = Hosts.withoutBrackets(realm.getHost());
    String registryHost = Hosts.withoutBrackets(registry.getHost());
    return Hosts.isLoopback(host) && Hosts.isLoopback(registryHost)
        || settings.mayBePlain(image.registry()) && host.equalsIgnoreCase(registryHost);
  }

  private static URI withQuery(URI realm, CharSequence query) {
    String text = realm.toString();
    int fragment = text.indexOf('#');
    String plain = fragment < 0 ? text : text.substring(0, fragment);
    return URI.create(plain + (plain.indexOf('?') < 0 ? "?" : "&") + query);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static boolean isHeaderValue(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
        return false;
      }
    }
    return true;
  }
}
