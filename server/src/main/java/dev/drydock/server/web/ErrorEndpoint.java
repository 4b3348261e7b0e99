package dev.drydock.server.web;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/// Where the servlet container sends requests that failed before any controller: answered as all
/// problems are.
@Hidden
@RestController
class ErrorEndpoint implements ErrorController {

  @RequestMapping("${server.error.path:/error}")
  ResponseEntity<ProblemDetail> answer(HttpServletRequest request) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    HttpStatus status = code instanceof Integer number ? HttpStatus.resolve(number) : null;
    HttpStatus known = status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    String detail =
        known.is4xxClientError()
            ? "The request cannot be read as it is: check its address, headers and body"
            : "Something went wrong that nobody foresaw; the server's log tells more";
    return ResponseEntity.status(known).body(ProblemDetail.forStatusAndDetail(known, detail));
  }
}
