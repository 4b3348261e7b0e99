package dev.drydock.server.identity;

import dev.drydock.server.web.Problem;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.stereotype.Component;

/// The identity providers of the settings. What a provider says of itself is asked for when
/// somebody first wants to sign in there: one that is down does not keep the server from starting.
@Component
class OidcProviders implements ClientRegistrationRepository {
  private static final Logger LOG = LoggerFactory.getLogger(OidcProviders.class);

  private final OidcSettings settings;
  private final Map<String, ClientRegistration> known = new ConcurrentHashMap<>();

  OidcProviders(OidcSettings settings) {
    this.settings = settings;
  }

  Map<String, OidcSettings.Provider> settings() {
    return settings.providers();
  }

  Optional<OidcSettings.Provider> settings(String name) {
    return Optional.ofNullable(settings.providers().get(name));
  }

  @Override
  public @Nullable ClientRegistration findByRegistrationId(String name) {
    OidcSettings.Provider provider = settings.providers().get(name);
    if (provider == null) {
      return null;
    }
    ClientRegistration registration = known.get(name);
    if (registration == null) {
      registration = discover(name, provider);
      known.put(name, registration);
    }
    return registration;
  }

  private ClientRegistration discover(String name, OidcSettings.Provider provider) {
    try {
      ClientRegistration.Builder registration =
          ClientRegistrations.fromIssuerLocation(provider.issuer())
              .registrationId(name)
              .clientId(provider.clientId())
              .redirectUri(
                  settings.base().orElse("{baseUrl}") + "/api/v1/oidc/" + name + "/callback")
              .scope(provider.scopes());
      return provider.clientSecret() == null
          ? registration.clientAuthenticationMethod(ClientAuthenticationMethod.NONE).build()
          : registration.clientSecret(provider.clientSecret()).build();
    } catch (IllegalArgumentException | IllegalStateException e) {
      LOG.warn("The identity provider {} says nothing usable of itself: {}", name, e.getMessage());
      throw new Problem(
          HttpStatus.SERVICE_UNAVAILABLE,
          "The identity provider " + name + " does not answer just now: try again in a minute");
    }
  }
}
