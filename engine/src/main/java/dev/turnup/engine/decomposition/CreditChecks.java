package dev.turnup.engine.decomposition;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.Subject;
import java.util.concurrent.CompletionStage;

/** Who knows whether a customer may order. No method waits for the answer. */
public interface CreditChecks {

  /** Asks for a verdict on a customer. */
  CompletionStage<Outcome<Verdict>> checkCredit(CallKey key, Inquiry request);

  /**
   * Whom is asked about.
   *
   * @param customer the customer's id
   */
  record Inquiry(Subject subject, String customer) {}

  /**
   * The verdict.
   *
   * @param code why not, for tables: {@code credit-refused} if nothing more is known; else empty
   * @param reason the same for people
   */
  record Verdict(boolean approved, String code, String reason) {}
}
