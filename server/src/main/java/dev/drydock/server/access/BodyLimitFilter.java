package dev.drydock.server.access;

import dev.drydock.server.web.BoundedBody;
import dev.drydock.server.web.Problem;
import dev.drydock.server.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/// Refuses bodies larger than the endpoint's [Rule] allows: at once where the request says how
/// large it is, else where it turns out to be.
class BodyLimitFilter extends OncePerRequestFilter {
  private final ProblemWriter problems;

  BodyLimitFilter(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (!(request.getAttribute(AccessDecision.RULE) instanceof Rule rule)) {
      chain.doFilter(request, response); // an error page: nobody reads a body
      return;
    }
    if (request.getContentLengthLong() > rule.body()) {
      Problem problem = BoundedBody.tooLarge(rule.body());
      String message = problem.getMessage();
      problems.write(response, HttpStatus.CONTENT_TOO_LARGE, message == null ? "" : message);
      return;
    }
    chain.doFilter(new BoundedBody(request, rule.body()), response);
  }
}
