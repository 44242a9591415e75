package dev.turnup.engine.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.engine.order.AcceptOrder;
import dev.turnup.engine.order.AcceptOrder.Acceptance;
import dev.turnup.engine.order.OrderSubmission;
import dev.turnup.engine.scheduling.ClaimVisits;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes a posted order in: all of it, once, and committed before anybody is told. */
@Component
class Intake {

  /** What is kept of a task or a subscription, of which a list shows a hundred at once. */
  private static final int SMALL_BYTES = 64 * 1024;

  private static final Pattern KEY =
      Pattern.compile("\\p{Graph}{1," + ProductOrderStructure.MAX_ID_LENGTH + "}");

  private final AcceptOrder acceptOrder;
  private final ClaimVisits claimVisits;
  private final TransactionTemplate transaction;
  private final boolean externalIdIsUnique;

  Intake(
      AcceptOrder acceptOrder,
      ClaimVisits claimVisits,
      PlatformTransactionManager transactions,
      @Value("${turnup.intake.external-id-unique}") boolean externalIdIsUnique) {
    this.acceptOrder = acceptOrder;
    this.claimVisits = claimVisits;
    this.transaction = new TransactionTemplate(transactions);
    this.externalIdIsUnique = externalIdIsUnique;
  }

  /**
   * Reads the order document of a request.
   *
   * @throws RequestRefused if it is too large, unreadable or structurally wrong
   */
  static ObjectNode documentIn(HttpServletRequest request) throws IOException {
    ObjectNode document = objectIn(request);
    ProductOrderStructure.check(document);
    return document;
  }

  /**
   * Reads the JSON object of a request that may be as large as an order.
   *
   * @throws RequestRefused if it is too large or unreadable
   */
  static ObjectNode objectIn(HttpServletRequest request) throws IOException {
    return objectIn(request, StrictJson.MAX_BYTES);
  }

  /** Reads the JSON object of a request that is smaller than orders may be. */
  static ObjectNode smallObjectIn(HttpServletRequest request) throws IOException {
    return objectIn(request, SMALL_BYTES);
  }

  private static ObjectNode objectIn(HttpServletRequest request, int most) throws IOException {
    if (request.getContentLengthLong() > most) {
      throw RequestRefused.tooLarge(most);
    }
    String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      throw RequestRefused.encodedBody();
    }
    return StrictJson.objectFrom(request.getInputStream(), most);
  }

  /**
   * Accepts the order, or recognises it as one that was posted before.
   *
   * @param idempotencyKey as the caller's header gives it
   * @throws RequestRefused 400 if the key is no key
   */
  Acceptance take(ObjectNode document, String caller, Optional<String> idempotencyKey) {
    SentOrder sent = new SentOrder(document);
    OrderSubmission submission = sent.from(caller, keyOf(sent, idempotencyKey));
    return Objects.requireNonNull(transaction.execute(status -> accepted(sent, submission)));
  }

  private Acceptance accepted(SentOrder sent, OrderSubmission submission) {
    Acceptance acceptance = acceptOrder.from(submission);
    if (acceptance instanceof Acceptance.Accepted accepted) {
      claimVisits.forOrder(accepted.orderId(), submission.caller(), sent.visits());
    }
    return acceptance;
  }

  /**
   * The key under which a request may be sent again.
   *
   * @throws RequestRefused 400 if it is no key
   */
  static Optional<String> keyIn(Optional<String> header) {
    if (header.filter(key -> !KEY.matcher(key).matches()).isPresent()) {
      throw RequestRefused.malformed(
          "invalid-key",
          "Idempotency-Key is not 1 to 255 printable ASCII characters without blanks",
          "");
    }
    return header;
  }

  /** The header and the sender's own number are two kinds of key, which never meet. */
  private Optional<String> keyOf(SentOrder sent, Optional<String> header) {
    return keyIn(header)
        .map(key -> "key:" + key)
        .or(
            () ->
                sent.externalId().filter(id -> externalIdIsUnique).map(id -> "external-id:" + id));
  }
}
