package dev.drydock.server.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.filter.OncePerRequestFilter;

/// Answers 503 with `Retry-After` (RFC 9110, 10.2.3) wherever the database did not: in a
/// controller, or before one, where the caller is looked up.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnreachableDatabaseFilter extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(UnreachableDatabaseFilter.class);
  private static final String SECONDS = "5";

  /// SQLSTATE classes (PostgreSQL, appendix A): connection exception, operator intervention.
  private static final String CONNECTION = "08";

  private static final String INTERVENTION = "57P";

  /// What the pool's connection says to all that follows what broke it, such as the rollback, whose
  /// failure then stands in the place of the first one.
  private static final String CLOSED = "Connection is closed";

  private final ProblemWriter problems;

  UnreachableDatabaseFilter(ProblemWriter problems) {
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try {
      chain.doFilter(request, response);
    } catch (ServletException | IOException | RuntimeException e) {
      if (response.isCommitted() || !means(e)) {
        throw e;
      }
      LOG.warn("The database does not answer: {}", e.getMessage());
      response.reset();
      response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS);
      problems.write(
          response,
          HttpStatus.SERVICE_UNAVAILABLE,
          "The database does not answer just now, so most likely nothing was changed. Try again in a few seconds");
    }
  }

  /// Whether an exception comes from a database that does not answer.
  static boolean means(@Nullable Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && isAway(sql)
          || cause instanceof TransactionSystemException system
              && means(system.getApplicationException())) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAway(SQLException e) {
    String state = e.getSQLState();
    return e instanceof java.sql.SQLTransientConnectionException // the pool has none left to give
        || state != null && (state.startsWith(CONNECTION) || state.startsWith(INTERVENTION))
        || state == null && CLOSED.equals(e.getMessage());
  }
}
