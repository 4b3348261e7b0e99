package dev.drydock.server.gate;

import dev.drydock.policy.reading.Problem;
import java.util.List;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Answers with each mistake of a policy: document, line, column and what to write instead.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class PolicyRefusedAdvice {
  private static final int MOST = 100;

  @ExceptionHandler
  ProblemDetail refused(PolicyRefused refused) {
    ProblemDetail detail =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.UNPROCESSABLE_CONTENT, String.valueOf(refused.getMessage()));
    detail.setProperty("problems", answers(refused.problems()));
    return detail;
  }

  static List<Mistake> answers(List<Problem> problems) {
    return problems.stream().limit(MOST).map(Mistake::of).toList();
  }
}
