package dev.drydock.server.access;

import org.springframework.http.HttpStatus;
import org.springframework.security.authorization.AuthorizationResult;

/// Why the matrix refuses somebody who has said who asks. What one may not see is answered like
/// what is not there: whoever tries names learns nothing from the difference.
enum Refusal implements AuthorizationResult {
  NOT_THERE(
      HttpStatus.NOT_FOUND,
      "There is no such thing, or you may not see it: check the names, or ask a maintainer of the team"),
  NOT_GRANTED(
      HttpStatus.FORBIDDEN,
      "You may see this, but your role is not enough to do that: ask a maintainer of the team or an admin"),
  NO_SUCH_ENDPOINT(
      HttpStatus.NOT_FOUND,
      "The API has no such address: /api/v1/openapi describes all that it has"),
  OTHER_METHOD(
      HttpStatus.METHOD_NOT_ALLOWED,
      "This address does not know that method: /api/v1/openapi describes those that it has");

  private final HttpStatus status;
  private final String detail;

  Refusal(HttpStatus status, String detail) {
    this.status = status;
    this.detail = detail;
  }

  @Override
  public boolean isGranted() {
    return false;
  }

  HttpStatus status() {
    return status;
  }

  String detail() {
    return detail;
  }
}
