package dev.drydock.server.identity;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The two ends of a sign-in at an identity provider, both visited by the browser.
@RestController
@RequestMapping("/api/v1/oidc")
class OidcController {
  private final OidcProviders providers;
  private final OidcSignIn signIn;
  private final Secrets secrets;
  private final IdentitySettings settings;

  OidcController(
      OidcProviders providers, OidcSignIn signIn, Secrets secrets, IdentitySettings settings) {
    this.providers = providers;
    this.signIn = signIn;
    this.secrets = secrets;
    this.settings = settings;
  }

  /// @param title what to call it
  record Provider(String name, String title) {}

  record Providers(List<Provider> items) {}

  @GetMapping
  @Operation(
      operationId = "listIdentityProviders",
      summary = "Where one may sign in: a browser begins at /api/v1/oidc/{provider}")
  Providers list() {
    return new Providers(
        providers.settings().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(
                entry ->
                    new Provider(
                        entry.getKey(),
                        Objects.requireNonNullElse(entry.getValue().title(), entry.getKey())))
            .toList());
  }

  @GetMapping("/{provider}")
  @Operation(
      operationId = "beginSignIn",
      summary = "Sends the browser to an identity provider to sign in")
  ResponseEntity<Void> begin(@PathVariable String provider, HttpServletRequest request) {
    String browser = secrets.make();
    URI target = signIn.begin(provider, request, browser);
    return ResponseEntity.status(HttpStatus.FOUND)
        .header(HttpHeaders.SET_COOKIE, SessionCookie.SIGN_IN.set(browser, OidcRequests.TIME))
        .location(target)
        .build();
  }

  @GetMapping("/{provider}/callback")
  @Operation(
      operationId = "endSignIn",
      summary = "Where an identity provider sends the browser back to; sets the session's cookie")
  ResponseEntity<Void> end(
      @PathVariable String provider,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String code,
      @RequestParam(required = false) @Nullable String error,
      @RequestParam(name = "iss", required = false) @Nullable String issuer,
      HttpServletRequest request) {
    String secret =
        signIn.end(
            provider,
            new OidcSignIn.Callback(state, code, error, issuer),
            SessionCookie.SIGN_IN.read(request).orElse(null));
    return ResponseEntity.status(HttpStatus.FOUND)
        .header(
            HttpHeaders.SET_COOKIE,
            SessionCookie.SESSION.set(secret, settings.sessionAbsolute()),
            SessionCookie.SIGN_IN.clear())
        .location(URI.create("/"))
        .build();
  }
}
