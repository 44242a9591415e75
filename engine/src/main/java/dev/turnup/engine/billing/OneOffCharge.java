package dev.turnup.engine.billing;

import dev.turnup.engine.billing.Billing.Charge;
import dev.turnup.engine.billing.Billing.Charged;
import dev.turnup.engine.order.CallKey;
import dev.turnup.engine.order.Failure;
import dev.turnup.engine.order.Outcome;
import dev.turnup.engine.order.OutsideStep;
import dev.turnup.engine.order.StepResult;
import dev.turnup.engine.order.Vouched;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Charges a customer for something, once. No bill of a service starts. */
abstract class OneOffCharge<I>
    implements OutsideStep<I, Charge, Charged>, Vouched<Charge, Charged> {

  private final Billing billing;

  OneOffCharge(Billing billing) {
    this.billing = billing;
  }

  @Override
  public final Optional<String> intentOf(I id) {
    return Optional.of(id.toString());
  }

  @Override
  public final CompletionStage<Outcome<Charged>> call(CallKey key, Charge request) {
    return billing.charge(key, request);
  }

  @Override
  public final CompletionStage<Outcome<Optional<Charged>>> find(CallKey key, Charge request) {
    return billing.findCharge(key, request.subject());
  }

  @Override
  public final Charged done(CallKey key, Charge request, String reference) {
    return new Charged(reference, request.code(), request.day());
  }

  /** Billing has charged something else under our key; asked again, it says the same. */
  static StepResult differs(String charged, String wanted) {
    return StepResult.fellOut(
        new Failure(
            "billing",
            "charge-differs",
            ("billing has charged %s instead of %s: undo it there, or the customer pays that,"
                    + " whatever is decided here")
                .formatted(charged, wanted)));
  }
}
