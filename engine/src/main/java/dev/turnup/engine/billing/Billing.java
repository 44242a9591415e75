package dev.turnup.engine.billing;

import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.Subject;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Where bills are made. No method waits for the answer. */
public interface Billing {

  /** Starts to bill a product; the same key starts it once. */
  CompletionStage<Outcome<Bill>> startBilling(CallKey key, BillRequest request);

  /** What was started under this key, if anything was. */
  CompletionStage<Outcome<Optional<Bill>>> findBill(CallKey key, Subject subject);

  /** Ends what is billed for a product; the same key ends it once. */
  CompletionStage<Outcome<StoppedBill>> stopBilling(CallKey key, BillStop request);

  /** What was ended under this key, if anything was. */
  CompletionStage<Outcome<Optional<StoppedBill>>> findStop(CallKey key, Subject subject);

  /** Charges something that is paid once; the same key charges it once. */
  CompletionStage<Outcome<Charged>> charge(CallKey key, Charge request);

  /** What was charged under this key, if anything was. */
  CompletionStage<Outcome<Optional<Charged>>> findCharge(CallKey key, Subject subject);

  /** Everything that is billed for a component. */
  CompletionStage<Outcome<Bills>> confirmBilling(CallKey key, Inquiry request);

  /**
   * A product to bill.
   *
   * @param product by which later orders name it
   * @param customer the customer's id; all that a customer has goes on one account
   * @param paymentMode {@code prepaid} or {@code postpaid}
   * @param effective the first day that is billed, in the site's time zone
   */
  record BillRequest(
      Subject subject,
      String product,
      String offering,
      String customer,
      String paymentMode,
      LocalDate effective,
      Map<String, String> characteristics) {}

  /**
   * A product to bill no more.
   *
   * @param product by the name that it was billed under
   * @param effective the first day that is not billed, in the site's time zone
   */
  record BillStop(Subject subject, String product, String customer, LocalDate effective) {}

  /**
   * What became of a bill that was to end.
   *
   * @param reference billing's own id
   * @param effective the first day that is not billed; empty if it does not end
   */
  record StoppedBill(String reference, boolean stopped, Optional<LocalDate> effective) {}

  /**
   * Something that is paid once.
   *
   * @param code what for, as billing knows it; the price is billing's
   * @param reason for people, on the bill
   * @param customer the customer's id
   * @param day on which it came about, in the site's time zone
   */
  record Charge(Subject subject, String code, String reason, String customer, LocalDate day) {}

  /**
   * @param reference billing's own id
   */
  record Charged(String reference, String code, LocalDate day) {}

  /** Whom is asked about. */
  record Inquiry(Subject subject) {}

  /** All that was found. */
  record Bills(List<Bill> bills) {}

  /**
   * Something that is billed.
   *
   * @param reference billing's own id
   * @param status {@code active} if it is being billed
   * @param account the customer's account
   */
  record Bill(String reference, String status, LocalDate effective, String account) {
    static final String ACTIVE = "active";

    boolean isActive() {
      return status.equals(ACTIVE);
    }
  }
}
