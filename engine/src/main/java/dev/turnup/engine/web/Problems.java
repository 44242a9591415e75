package dev.turnup.engine.web;

import dev.turnup.engine.order.ChangeRefused;
import dev.turnup.engine.order.StaleVersion;
import dev.turnup.engine.order.UnknownOrder;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/**
 * Answers every request that is not carried out, programs with a {@link Problem}, browsers with a
 * page. What is nobody's fault but ours is logged under a number that the answer names; it says
 * nothing else about it.
 */
@RestControllerAdvice
class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
  private static final String RETRY_AFTER_SECONDS = "5";

  @ExceptionHandler
  Object refused(RequestRefused refusal, HttpServletRequest request) {
    return answer(refusal.problem(), new HttpHeaders(), request);
  }

  @ExceptionHandler
  Object unknown(UnknownOrder unknown, HttpServletRequest request) {
    return answer(
        new Problem(HttpStatus.NOT_FOUND, "unknown-order", text(unknown), ""),
        new HttpHeaders(),
        request);
  }

  /** What the order's course does not allow. */
  @ExceptionHandler
  Object refused(ChangeRefused refusal, HttpServletRequest request) {
    String remedy =
        switch (refusal.reason()) {
          case ORDER_ENDED -> "What has ended is not changed any more.";
          case ORDER_RUNS -> "Delete it when it has ended.";
          case ITEMS_CHANGED -> "Leave productOrderItem out, or send it as it was.";
          case RELATIONSHIPS_CHANGED -> "Leave orderRelationship out, or send it as it was.";
          case APPOINTMENT_BOOKED, BEING_DELIVERED, BEING_CANCELLED ->
              "Leave requestedStartDate and requestedCompletionDate out.";
          case CANCELLATION_ASKED -> "Wait for the answer to one of them; all get the same.";
        };
    return answer(
        new Problem(HttpStatus.CONFLICT, refusal.reason().code(), text(refusal), remedy),
        new HttpHeaders(),
        request);
  }

  @ExceptionHandler
  Object mismatch(TypeMismatchException mismatch, HttpServletRequest request) {
    return answer(
        new Problem(
            HttpStatus.BAD_REQUEST,
            "invalid-criterion",
            mismatch.getPropertyName() + " is not of its type",
            ""),
        new HttpHeaders(),
        request);
  }

  /** The database is away or busy; nothing was half done, and the caller may repeat. */
  @ExceptionHandler({
    TransientDataAccessException.class,
    NonTransientDataAccessResourceException.class,
    CannotCreateTransactionException.class,
    StaleVersion.class
  })
  Object busy(Exception busy, HttpServletRequest request) {
    LOG.warn("a request could not be carried out just now: {}", busy.toString());
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    return answer(
        new Problem(
            HttpStatus.SERVICE_UNAVAILABLE,
            "unavailable",
            "the request could not be carried out just now",
            "Send it again; nothing was changed."),
        headers,
        request);
  }

  /** That is not to be read as if nobody could come; for so long it is not asked again. */
  @ExceptionHandler
  Object silent(WorkforceSilent silent, HttpServletRequest request) {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpHeaders.RETRY_AFTER, String.valueOf(FreshOffers.LEFT_ALONE.toSeconds()));
    return answer(
        new Problem(
            HttpStatus.SERVICE_UNAVAILABLE,
            "times-unknown",
            "the workforce system does not say when its people can come",
            "Ask again in a minute; there may be times."),
        headers,
        request);
  }

  /** The caller has gone away; there is nobody to answer. */
  @ExceptionHandler
  void gone(AsyncRequestNotUsableException gone) {}

  /** Everything else: what Spring itself refuses, and bugs. */
  @ExceptionHandler
  Object other(Exception other, HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    if (response.isCommitted()) {
      // a part of a list is out: a connection that breaks tells more than half a list that looks
      // whole
      throw other;
    }
    if (other instanceof ErrorResponse refusal) {
      HttpStatus status = HttpStatus.valueOf(refusal.getStatusCode().value());
      String reason = refusal.getBody().getDetail();
      return answer(
          Problem.of(status, reason == null ? status.getReasonPhrase() : reason),
          refusal.getHeaders(),
          request);
    }
    UUID number = UUID.randomUUID();
    LOG.error("request failed, number {}", number, other);
    return answer(
        new Problem(
            HttpStatus.INTERNAL_SERVER_ERROR,
            "internal-error",
            "the request failed here, not with you",
            "Report it with this number: " + number),
        new HttpHeaders(),
        request);
  }

  static Object answer(Problem problem, HttpHeaders headers, HttpServletRequest request) {
    if (pathOf(request).startsWith(ChoiceController.PATH)) {
      return Page.of(
          "choice",
          "page",
          ChoicePage.problem(problem.reason(), problem.message()),
          problem.httpStatus());
    }
    if (wantsPage(request)) {
      return Page.of("problem", "problem", problem, problem.httpStatus());
    }
    return ResponseEntity.status(problem.httpStatus())
        .headers(headers)
        .contentType(MediaType.APPLICATION_JSON)
        .body(problem);
  }

  /** Pages are for people: a browser says first of all that it wants HTML. */
  private static boolean wantsPage(HttpServletRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    String path = pathOf(request);
    return accept != null
        && accept.startsWith(MediaType.TEXT_HTML_VALUE)
        && (path.equals("/") || path.startsWith("/orders"));
  }

  /** The path that was asked for, where the server has come here from it as well. */
  private static String pathOf(HttpServletRequest request) {
    Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    return failed instanceof String path ? path : request.getRequestURI();
  }

  private static String text(Exception exception) {
    String message = exception.getMessage();
    return message == null ? exception.getClass().getSimpleName() : message;
  }
}
