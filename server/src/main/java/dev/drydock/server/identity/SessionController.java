package dev.drydock.server.identity;

import dev.drydock.server.access.Caller;
import dev.drydock.server.audit.AuditLog;
import dev.drydock.server.web.Problem;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/// Signing in with a browser, and out. JSON only: a form of another site cannot send it.
@RestController
class SessionController {
  static final String PATH = "/api/v1/session";

  private final SignIn signIn;
  private final Sessions sessions;
  private final OidcSignOut signOut;
  private final IdentitySettings settings;
  private final AuditLog audit;
  private final TransactionTemplate transaction;

  SessionController(
      SignIn signIn,
      Sessions sessions,
      OidcSignOut signOut,
      IdentitySettings settings,
      AuditLog audit,
      TransactionTemplate transaction) {
    this.signIn = signIn;
    this.sessions = sessions;
    this.signOut = signOut;
    this.settings = settings;
    this.audit = audit;
    this.transaction = transaction;
  }

  record NameAndPassword(
      @NotNull @Size(max = 200) String name, @NotNull @Size(max = 256) String password) {
    @Override
    public String toString() {
      return "NameAndPassword[name=" + name + "]"; // never the password
    }
  }

  record PasswordChange(
      @NotNull @Size(max = 256) String current, @NotNull @Size(max = 256) String next) {
    @Override
    public String toString() {
      return "PasswordChange[]"; // never a password
    }
  }

  /// @param csrfToken what requests that change something send as `X-CSRF-Token`; absent where a
  ///   token says who asks, which needs none
  record Session(String account, @Nullable String csrfToken) {}

  /// @param endSession the page of the identity provider that ends the session there
  record SignedOut(URI endSession) {}

  @PostMapping(path = PATH, consumes = MediaType.APPLICATION_JSON_VALUE)
  @Operation(operationId = "signIn", summary = "Signs in with name and password; sets a cookie")
  ResponseEntity<Session> signIn(
      @Valid @RequestBody NameAndPassword body, HttpServletRequest request) {
    String secret = signIn.withPassword(body.name(), body.password(), request.getRemoteAddr());
    return opened(body.name(), secret);
  }

  @GetMapping(PATH)
  @Operation(operationId = "getSession", summary = "Who has signed in")
  Session get(@AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    return new Session(
        caller.name(),
        caller.token() == null
            ? SessionCookie.SESSION.read(request).map(Sessions::crossSiteToken).orElse(null)
            : null);
  }

  @DeleteMapping(PATH)
  @Operation(
      operationId = "signOut",
      summary =
          "Signs out; where an identity provider can end its session too, the answer says where the browser does that")
  ResponseEntity<SignedOut> signOut(
      @AuthenticationPrincipal Caller caller, HttpServletRequest request) {
    Optional<URI> elsewhere =
        caller.token() == null ? end(caller, request).flatMap(signOut::at) : Optional.empty();
    ResponseEntity.BodyBuilder answer =
        ResponseEntity.status(elsewhere.isPresent() ? HttpStatus.OK : HttpStatus.NO_CONTENT)
            .header(HttpHeaders.SET_COOKIE, SessionCookie.SESSION.clear());
    return elsewhere.map(page -> answer.body(new SignedOut(page))).orElseGet(answer::build);
  }

  /// @return the identity provider at which the session began; empty for none
  private Optional<String> end(Caller caller, HttpServletRequest request) {
    return Objects.requireNonNull(
        transaction.execute(
            _ -> {
              Optional<String> provider =
                  SessionCookie.SESSION.read(request).flatMap(sessions::end);
              audit.record(caller, null, "session.ended", "account/" + caller.name(), null, null);
              return provider;
            }));
  }

  @PutMapping("/api/v1/account/password")
  @Operation(
      operationId = "changePassword",
      summary = "Changes your own password; all your other sessions are over")
  ResponseEntity<Session> changePassword(
      @AuthenticationPrincipal Caller caller,
      @Valid @RequestBody PasswordChange body,
      HttpServletRequest request) {
    if (caller.token() != null) {
      throw new Problem(
          HttpStatus.FORBIDDEN,
          "A password is changed by its owner, not with a token: sign in first");
    }
    String secret =
        signIn.changePassword(caller, body.current(), body.next(), request.getRemoteAddr());
    return opened(caller.name(), secret);
  }

  private ResponseEntity<Session> opened(String account, String secret) {
    return ResponseEntity.ok()
        .header(
            HttpHeaders.SET_COOKIE, SessionCookie.SESSION.set(secret, settings.sessionAbsolute()))
        .body(new Session(account, Sessions.crossSiteToken(secret)));
  }
}
