package dev.drydock.server.access;

import dev.drydock.server.web.ClientAddress;
import dev.drydock.server.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses what a caller asks beyond the [LimitsSettings]: one that runs wild leaves the server to
/// the others.
class RateLimitFilter extends OncePerRequestFilter {
  /// Registries tell of each push by itself, and some do not say again what was refused: a release
  /// of everything at once is no attack.
  private static final int STORM = 20;

  private final RateLimit callers;
  private final RateLimit addresses;
  private final RateLimit registries;
  private final ProblemWriter problems;

  RateLimitFilter(LimitsSettings settings, Clock clock, ProblemWriter problems) {
    this.callers = new RateLimit(settings.requestsPerSecond(), settings.requestsAtOnce(), clock);
    this.addresses =
        new RateLimit(settings.addressRequestsPerSecond(), settings.addressRequestsAtOnce(), clock);
    this.registries =
        new RateLimit(
            settings.addressRequestsPerSecond() * STORM,
            settings.addressRequestsAtOnce() * STORM,
            clock);
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Caller> caller = CallerAuthentication.current();
    Duration wait =
        caller.isPresent()
            ? callers.take(key(caller.get()))
            : strangers(request).take(ClientAddress.network(request.getRemoteAddr()));
    if (wait.isZero()) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
    problems.write(
        response,
        HttpStatus.TOO_MANY_REQUESTS,
        "That is more than one caller may ask in a short time: wait as long as Retry-After says");
  }

  private RateLimit strangers(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/webhooks/") ? registries : addresses;
  }

  private static String key(Caller caller) {
    Integer token = caller.token();
    return token == null ? "account " + caller.account() : "token " + token;
  }
}
