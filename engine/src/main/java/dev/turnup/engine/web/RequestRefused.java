package dev.turnup.engine.web;

import dev.turnup.engine.order.Decisions.Undecided;
import java.nio.charset.Charset;
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

  /** 400: what only the database can read, and cannot. */
  static RequestRefused unreadable(String why) {
    return malformed("invalid-criterion", "a regular expression or the cursor is none", why);
  }

  /**
   * 400: the database was a second at it.
   *
   * @param narrower criteria that would help
   */
  static RequestRefused tooExpensive(String narrower) {
    return malformed(
        "filter-too-expensive",
        "filter too expensive: it took more than a second",
        "Add a criterion that fewer fulfil, such as " + narrower + ".");
  }

  /** 422: no fault of the caller's, but nothing that would mend itself. */
  static RequestRefused undecided(Undecided undecided) {
    return new RequestRefused(
        new Problem(
            HttpStatus.UNPROCESSABLE_ENTITY,
            "undecided",
            String.valueOf(undecided.getMessage()),
            "A decision table has no usable answer to this; an analyst can mend it."));
  }

  /** 413: refused while it was read, so that nothing large is ever held. */
  static RequestRefused tooLarge(int most) {
    boolean order = most == StrictJson.MAX_BYTES;
    return new RequestRefused(
        new Problem(
            HttpStatus.PAYLOAD_TOO_LARGE,
            "too-large",
            "the body is larger than " + (order ? "5 MB" : most / 1024 + " KB"),
            order ? "Send it as several orders." : "Leave out what is not needed."));
  }

  /** 415: a small body that unfolds into a large one is refused unseen. */
  static RequestRefused encodedBody() {
    return new RequestRefused(
        new Problem(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "unsupported-encoding",
            "the body has a Content-Encoding",
            "Send it as it is."));
  }

  /** 415: JSON is UTF-8 and nothing else. */
  static RequestRefused otherLetters(Charset letters) {
    return new RequestRefused(
        new Problem(
            HttpStatus.UNSUPPORTED_MEDIA_TYPE,
            "unsupported-charset",
            "the body is in " + letters.name(),
            "Send it in UTF-8."));
  }

  /** 404: there is none, or none that this caller may know of. */
  static RequestRefused unknownOrder(String id) {
    return new RequestRefused(
        new Problem(
            HttpStatus.NOT_FOUND,
            "unknown-order",
            "there is no order " + ListRequest.shown(id),
            ""));
  }

  /** 412: somebody else has changed the order since the caller read it. */
  static RequestRefused changedMeanwhile(String id, String tag) {
    return new RequestRefused(
        new Problem(
            HttpStatus.PRECONDITION_FAILED,
            "changed-meanwhile",
            "If-Match does not name what order " + id + " is now: " + tag,
            "Read the order again, and repeat the change on that."));
  }

  Problem problem() {
    return problem;
  }
}
