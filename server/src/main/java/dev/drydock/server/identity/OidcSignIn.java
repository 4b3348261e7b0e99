package dev.drydock.server.identity;

import dev.drydock.server.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.stereotype.Component;

/// Signing in at an identity provider: OpenID Connect's authorization code flow (Core 1.0, section
/// 3.1) with PKCE (RFC 7636), state and nonce.
@Component
class OidcSignIn {
  private static final Logger LOG = LoggerFactory.getLogger(OidcSignIn.class);
  private static final int MOST_GROUPS = 1000;

  private final OidcProviders providers;
  private final OidcRequests requests;
  private final OidcAccounts accounts;
  private final AuthenticationProvider exchange;
  private final DefaultOAuth2AuthorizationRequestResolver resolver;
  private final SignIn signIn;

  OidcSignIn(
      OidcProviders providers,
      OidcRequests requests,
      OidcAccounts accounts,
      AuthenticationProvider oidcExchange,
      SignIn signIn) {
    this.providers = providers;
    this.requests = requests;
    this.accounts = accounts;
    this.exchange = oidcExchange;
    this.resolver = new DefaultOAuth2AuthorizationRequestResolver(providers);
    resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    this.signIn = signIn;
  }

  /// @param browser the secret of the cookie that the browser is given
  /// @return where the browser is sent
  /// @throws Problem 404 where there is no such provider, 503 where it does not answer
  URI begin(String provider, HttpServletRequest request, String browser) {
    if (providers.settings(provider).isEmpty()) {
      throw Problem.notFound("There is no identity provider " + provider);
    }
    OAuth2AuthorizationRequest authorization =
        Objects.requireNonNull(resolver.resolve(request, provider));
    Map<String, String> attributes = new HashMap<>();
    authorization.getAttributes().forEach((key, value) -> attributes.put(key, value.toString()));
    requests.save(
        new OidcRequests.Begun(
            authorization.getAuthorizationUri(),
            authorization.getClientId(),
            Objects.requireNonNull(authorization.getRedirectUri()),
            Objects.requireNonNull(authorization.getState()),
            attributes),
        browser);
    return URI.create(authorization.getAuthorizationRequestUri());
  }

  /// What the provider sent the browser back with (RFC 6749, section 4.1.2; RFC 9207).
  record Callback(
      @Nullable String state,
      @Nullable String code,
      @Nullable String error,
      @Nullable String issuer) {}

  /// @param browser the secret of the cookie
  /// @return the secret of the new session
  /// @throws Problem 400 where nothing of it had begun in this browser, 401 where the provider says
  ///   no
  String end(String provider, Callback callback, @Nullable String browser) {
    Optional<OidcRequests.Begun> begun =
        callback.state() == null || browser == null
            ? Optional.empty()
            : requests.take(callback.state(), browser);
    OAuth2AuthorizationRequest request =
        begun
            .map(OidcRequests.Begun::request)
            .filter(known -> provider.equals(known.getAttribute("registration_id")))
            .orElseThrow(
                () ->
                    new Problem(
                        HttpStatus.BAD_REQUEST,
                        "This sign-in has ended already, took too long, or began in another browser: begin it again"));
    ClientRegistration registration = providers.findByRegistrationId(provider);
    OidcSettings.Provider settings = providers.settings(provider).orElse(null);
    if (registration == null || settings == null) {
      throw Problem.notFound("There is no identity provider " + provider);
    }
    if (callback.issuer() != null
        && !callback.issuer().equals(registration.getProviderDetails().getIssuerUri())) {
      throw refused(provider, "the answer is another provider's");
    }
    OidcUser user = exchanged(registration, request, callback);
    OidcAccounts.Known account = accounts.signedIn(person(provider, settings, user));
    return signIn.open(account.id(), account.name(), provider);
  }

  private OidcUser exchanged(
      ClientRegistration registration, OAuth2AuthorizationRequest request, Callback callback) {
    String provider = registration.getRegistrationId();
    if (callback.code() == null) {
      throw refused(provider, callback.error() == null ? "no code" : "error");
    }
    OAuth2AuthorizationResponse response =
        OAuth2AuthorizationResponse.success(callback.code())
            .redirectUri(request.getRedirectUri())
            .state(callback.state())
            .build();
    try {
      Authentication result =
          exchange.authenticate(
              new OAuth2LoginAuthenticationToken(
                  registration, new OAuth2AuthorizationExchange(request, response)));
      if (result != null && result.getPrincipal() instanceof OidcUser user) {
        return user;
      }
      throw refused(provider, "no ID token");
    } catch (AuthenticationException e) {
      throw refused(provider, String.valueOf(e.getMessage()));
    }
  }

  private static Problem refused(String provider, String reason) {
    LOG.info("A sign-in at {} was not completed: {}", provider, reason);
    return new Problem(
        HttpStatus.UNAUTHORIZED,
        "The identity provider "
            + provider
            + " did not confirm who you are: begin the sign-in again");
  }

  private static OidcAccounts.Person person(
      String provider, OidcSettings.Provider settings, OidcUser user) {
    List<String> groups = groups(user.getClaims().get(settings.groupsClaim()));
    Object name = user.getClaims().get(settings.nameClaim());
    return new OidcAccounts.Person(
        provider,
        String.valueOf(user.getIssuer()),
        user.getSubject(),
        name instanceof String text ? text : "",
        shortened(user.getFullName()),
        Boolean.FALSE.equals(user.getEmailVerified()) ? "" : shortened(user.getEmail()),
        groups,
        groups.stream().anyMatch(settings.adminGroups()::contains));
  }

  private static String shortened(@Nullable String text) {
    if (text == null) {
      return "";
    }
    return text.length() <= 200 ? text : text.substring(0, 200);
  }

  private static List<String> groups(@Nullable Object claim) {
    List<String> groups = new ArrayList<>();
    if (claim instanceof String one) {
      groups.add(one);
    } else if (claim instanceof Collection<?> several) {
      for (Object group : several) {
        if (group instanceof String name && groups.size() < MOST_GROUPS) {
          groups.add(name);
        }
      }
    }
    return groups;
  }
}
