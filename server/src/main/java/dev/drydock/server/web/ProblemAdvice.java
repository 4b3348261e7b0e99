package dev.drydock.server.web;

import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import org.springframework.web.util.DisconnectedClientHelper;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/// Turns what goes wrong into answers of RFC 9457. What nobody foresaw gets a number, which the log
/// has too; its words stay in the log.
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);
  private static final int LONGEST_QUOTE = 60;

  @ExceptionHandler
  ResponseEntity<ProblemDetail> problem(Problem problem) {
    String message = problem.getMessage();
    ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.status());
    problem
        .retryAfter()
        .ifPresent(
            wait -> answer.header(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1)));
    return answer.body(
        ProblemDetail.forStatusAndDetail(problem.status(), message == null ? "" : message));
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
      MethodArgumentNotValidException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    String detail =
        e.getBindingResult().getFieldErrors().stream()
            .map(
                error ->
                    error.isBindingFailure()
                        ? error.getField() + " is not of the kind that it has to be"
                        : error.getField() + " " + error.getDefaultMessage())
            .distinct()
            .sorted()
            .collect(Collectors.joining("; "));
    return handleExceptionInternal(
        e,
        ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, detail),
        headers,
        HttpStatus.UNPROCESSABLE_CONTENT,
        request);
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException e,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return handleExceptionInternal(
        e, ProblemDetail.forStatusAndDetail(status, unreadable(e)), headers, status, request);
  }

  private static String unreadable(HttpMessageNotReadableException e) {
    return switch (e.getCause()) {
      case UnrecognizedPropertyException unknown ->
          "The body has the key "
              + shortened(unknown.getPropertyName())
              + ", which is not known here: is it misspelt?";
      case DatabindException wrong when !wrong.getPath().isEmpty() ->
          "The body's value of "
              + shortened(wrong.getPath().getLast().getPropertyName())
              + " is not of the kind that it has to be";
      case null, default -> "The body is no JSON object of the kind that is taken here";
    };
  }

  private static String shortened(@Nullable String text) {
    if (text == null) {
      return "a list";
    }
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
  }

  @ExceptionHandler
  @Nullable ProblemDetail unforeseen(Exception e) throws Exception {
    if (UnreachableDatabaseFilter.means(e)) {
      throw e; // the filter answers, for what controllers ask and for what is asked before them
    }
    if (DisconnectedClientHelper.isClientDisconnectedException(e)) {
      return null; // nobody is there any more to whom it could be said
    }
    String number = UUID.randomUUID().toString();
    LOG.error("Problem {}", number, e);
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "Something went wrong that nobody foresaw; the server's log tells more under " + number);
  }
}
