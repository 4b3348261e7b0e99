package dev.drydock.server.identity;

import dev.drydock.server.access.Caller;
import dev.drydock.server.access.CallerAuthentication;
import dev.drydock.server.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/// Reads the cookie of who has signed in. Where it says who asks, a request that changes something
/// has to prove that it comes from a page of this server: it sends the session's token as header.
class SessionFilter extends OncePerRequestFilter {
  static final String HEADER = "X-CSRF-Token";

  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private final Sessions sessions;
  private final ProblemWriter problems;

  SessionFilter(Sessions sessions, ProblemWriter problems) {
    this.sessions = sessions;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<String> secret = SessionCookie.SESSION.read(request);
    if (secret.isEmpty() || saysOtherwise(request)) {
      chain.doFilter(request, response);
      return;
    }
    Optional<Caller> caller = sessions.caller(secret.get());
    if (caller.isPresent() && !SAFE.contains(request.getMethod())) {
      String sent = request.getHeader(HEADER);
      if (sent == null || !Secrets.same(sent, Sessions.crossSiteToken(secret.get()))) {
        problems.write(
            response,
            HttpStatus.FORBIDDEN,
            "Nothing was changed, because nothing shows that you meant it: send the csrfToken of GET /api/v1/session as X-CSRF-Token");
        return;
      }
    }
    caller.ifPresent(CallerAuthentication::establish);
    chain.doFilter(request, response);
  }

  /// A token counts before a cookie, and who signs in is somebody else from then on.
  private static boolean saysOtherwise(HttpServletRequest request) {
    return request.getHeader(HttpHeaders.AUTHORIZATION) != null
        || (request.getMethod().equals("POST")
            && request.getRequestURI().equals(SessionController.PATH));
  }
}
