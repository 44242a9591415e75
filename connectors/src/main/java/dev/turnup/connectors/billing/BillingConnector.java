package dev.turnup.connectors.billing;

import dev.turnup.connectors.Call;
import dev.turnup.connectors.CallOutcome;
import dev.turnup.connectors.Operations;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What Turnup wants from billing (TMF637: a billed product). No method blocks; a stage completes on
 * a thread of the HTTP client, so what follows must not block there.
 */
public interface BillingConnector extends Operations {

  /** Topic {@code billing.start-billing}. */
  CompletionStage<CallOutcome<Bill>> startBilling(Call call, StartBilling request);

  /** Topic {@code billing.stop-billing}: ends what is billed for a product. */
  CompletionStage<CallOutcome<StoppedBill>> stopBilling(Call call, StopBilling request);

  /** What a call with {@code call}'s key ended, if it did. */
  CompletionStage<CallOutcome<Optional<StoppedBill>>> findStop(Call call);

  /** Topic {@code billing.charge-visit}: a charge that is made once. */
  CompletionStage<CallOutcome<Charged>> charge(Call call, Charge request);

  /** The charge that a call with {@code call}'s key made, if one did. */
  CompletionStage<CallOutcome<Optional<Charged>>> findCharge(Call call);

  /** Topic {@code billing.check-credit}: whether the customer may order. */
  CompletionStage<CallOutcome<Credit>> checkCredit(Call call, String customer);

  /** The bill that a call with {@code call}'s key started, if one did. */
  CompletionStage<CallOutcome<Optional<Bill>>> findBill(Call call);

  /** Topic {@code billing.confirm-billing}: all that is billed for the call's component. */
  CompletionStage<CallOutcome<List<Bill>>> confirmBilling(Call call);

  /**
   * @param site the site's id, empty for an item without one
   * @param product id of the product that is billed
   * @param offering what was sold
   * @param customer id of the customer, who has one account however much is billed to it
   * @param paymentMode prepaid or postpaid
   * @param effective the day from which is billed, at the site
   */
  record StartBilling(
      String site,
      String product,
      String offering,
      String customer,
      String paymentMode,
      LocalDate effective,
      Map<String, String> characteristics) {}

  /**
   * @param product id of the product that was billed
   * @param effective the first day that is not billed any more, at the site
   */
  record StopBilling(String site, String product, String customer, LocalDate effective) {}

  /**
   * @param status {@code terminated} is billed no more, anything else is
   * @param effective the first day that is not billed any more, if it ends
   */
  record StoppedBill(String billId, String status, Optional<LocalDate> effective) {}

  /**
   * @param site the site's id, empty without one
   * @param code what is charged, as billing knows it; the price is billing's
   * @param reason for people, on the bill
   * @param customer id of the customer
   * @param day on which it came about
   */
  record Charge(String site, String code, String reason, String customer, LocalDate day) {}

  /**
   * @param code what is charged
   */
  record Charged(String chargeId, String code, LocalDate day) {}

  /** What billing thinks of a customer. */
  sealed interface Credit {

    record Approved() implements Credit {}

    /** A business no. */
    record Refused(String code, String reason) implements Credit {}
  }

  /**
   * @param status {@code active} is billed, anything else is not
   * @param account id of the customer's account
   */
  record Bill(String billId, String status, String offering, LocalDate effective, String account) {}
}
