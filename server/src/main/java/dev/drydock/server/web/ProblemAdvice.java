package dev.drydock.server.web;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/// Turns what goes wrong into answers of RFC 9457. What nobody foresaw gets a number, which the log
/// has too; its words stay in the log.
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ProblemDetail problem(Problem problem) {
    String message = problem.getMessage();
    return ProblemDetail.forStatusAndDetail(problem.status(), message == null ? "" : message);
  }

  @ExceptionHandler
  ProblemDetail unforeseen(Exception e) throws Exception {
    if (UnreachableDatabaseFilter.means(e)) {
      throw e; // the filter answers, for what controllers ask and for what is asked before them
    }
    String number = UUID.randomUUID().toString();
    LOG.error("Problem {}", number, e);
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "Something went wrong that nobody foresaw; the server's log tells more under " + number);
  }
}
