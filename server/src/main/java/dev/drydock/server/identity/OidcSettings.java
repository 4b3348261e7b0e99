package dev.drydock.server.identity;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Identity providers that people may sign in at (OpenID Connect Core 1.0).
///
/// @param address of this server, as browsers see it; where there is none, requests say it
/// @param providers by name; accounts are called `provider:name`
@ConfigurationProperties("drydock.oidc")
record OidcSettings(@Nullable URI address, @DefaultValue Map<String, Provider> providers) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

  OidcSettings {
    providers = Map.copyOf(providers);
    for (String name : providers.keySet()) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "drydock.oidc.providers."
                + name
                + ": the name of a provider has up to 32 lower case letters, digits and '-'");
      }
    }
  }

  /// The server's address without a slash at its end.
  Optional<String> base() {
    return Optional.ofNullable(address)
        .map(URI::toString)
        .map(text -> text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
  }

  /// One identity provider.
  ///
  /// @param title what the sign-in page calls it
  /// @param issuer its address: `/.well-known/openid-configuration` below it says the rest
  /// @param clientSecret `null` for a public client
  /// @param nameClaim the claim with what the provider calls somebody
  /// @param groupsClaim the claim with the groups of somebody
  /// @param adminGroups whose members are admins of the whole server
  /// @param algorithm how ID tokens are signed
  record Provider(
      @Nullable String title,
      String issuer,
      String clientId,
      @Nullable String clientSecret,
      @DefaultValue({"openid", "profile", "email"}) List<String> scopes,
      @DefaultValue("preferred_username") String nameClaim,
      @DefaultValue("groups") String groupsClaim,
      @DefaultValue List<String> adminGroups,
      @DefaultValue("RS256") String algorithm) {
    Provider {
      scopes = List.copyOf(scopes);
      adminGroups = List.copyOf(adminGroups);
      if (!scopes.contains("openid")) {
        throw new IllegalArgumentException("drydock.oidc.providers.*.scopes: openid is missing");
      }
    }

    @Override
    public String toString() {
      return "Provider[issuer=" + issuer + ", clientId=" + clientId + "]"; // never the secret
    }
  }
}
