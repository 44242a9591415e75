package dev.turnup.engine.web;

import org.springframework.http.HttpStatus;

/** A request that is answered with a problem of the caller's, never with one of ours. */
final class RequestRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  RequestRefused(Problem problem) {
    super(problem.reason());
    this.problem = problem;
  }

  /** 400: the request cannot be read or breaks a rule of the standard. */
  static RequestRefused malformed(String code, String reason, String message) {
    return new RequestRefused(new Problem(HttpStatus.BAD_REQUEST, code, reason, message));
  }

  /** 413: refused while it was read, so that nothing large is ever held. */
  static RequestRefused tooLarge(String reason) {
    return new RequestRefused(
        new Problem(
            HttpStatus.PAYLOAD_TOO_LARGE, "too-large", reason, "Send it as several orders."));
  }

  Problem problem() {
    return problem;
  }
}
