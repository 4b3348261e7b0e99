package dev.drydock.server.identity;

import dev.drydock.server.web.Problem;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.stereotype.Component;

/// Where a browser goes to end its session at the identity provider too (OpenID Connect
/// RP-Initiated Logout 1.0): else the next who sits there signs in as the same without a password.
///
/// ID tokens are not kept, so none is sent as a hint, and the provider may ask whether it is meant.
@Component
class OidcSignOut {
  private static final Logger LOG = LoggerFactory.getLogger(OidcSignOut.class);

  private final OidcProviders providers;
  private final OidcSettings settings;

  OidcSignOut(OidcProviders providers, OidcSettings settings) {
    this.providers = providers;
    this.settings = settings;
  }

  /// @return empty where the provider has no such page, or does not answer: signing out here does
  ///   not wait for it
  Optional<URI> at(String provider) {
    try {
      ClientRegistration registration = providers.findByRegistrationId(provider);
      if (registration == null
          || !(registration
                  .getProviderDetails()
                  .getConfigurationMetadata()
                  .get("end_session_endpoint")
              instanceof String page)) {
        return Optional.empty();
      }
      StringBuilder address = new StringBuilder(page);
      address.append(page.indexOf('?') < 0 ? '?' : '&');
      address.append("client_id=").append(encoded(registration.getClientId()));
      settings
          .base()
          .ifPresent(
              base -> address.append("&post_logout_redirect_uri=").append(encoded(base + "/")));
      URI target = URI.create(address.toString());
      URI issuer = URI.create(String.valueOf(registration.getProviderDetails().getIssuerUri()));
      // a browser is sent to a page without TLS only where all of the provider is so
      boolean safe =
          "https".equalsIgnoreCase(target.getScheme())
              || "http".equalsIgnoreCase(target.getScheme())
                  && "http".equalsIgnoreCase(issuer.getScheme());
      return safe && target.getHost() != null ? Optional.of(target) : Optional.empty();
    } catch (Problem | IllegalArgumentException e) {
      LOG.info("The session at {} cannot be ended: {}", provider, e.getMessage());
      return Optional.empty();
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
