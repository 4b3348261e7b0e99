package dev.drydock.server.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/// Reads `Authorization: Bearer …` (RFC 6750, section 2.1). A token that is not known leaves the
/// request without a caller: the matrix then refuses it.
class BearerTokenFilter extends OncePerRequestFilter {
  private static final String SCHEME = "Bearer ";
  private static final int LONGEST = 512;

  private final ApiTokens tokens;

  BearerTokenFilter(ApiTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header != null
        && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        && header.length() <= LONGEST) {
      tokens
          .caller(header.substring(SCHEME.length()).strip())
          .ifPresent(CallerAuthentication::establish);
    }
    chain.doFilter(request, response);
  }
}
