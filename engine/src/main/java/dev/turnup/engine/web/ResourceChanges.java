package dev.turnup.engine.web;

import dev.turnup.engine.resource.Outcome;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes of what visits are planned with, each in a transaction. */
@Component
class ResourceChanges {

  private final TransactionTemplate transaction;

  ResourceChanges(PlatformTransactionManager transactions) {
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * @throws RequestRefused 409 if somebody else changed what it rests on at the same moment
   */
  Outcome of(Supplier<Outcome> change) {
    try {
      return Objects.requireNonNull(transaction.execute(status -> change.get()));
    } catch (DataIntegrityViolationException | ConcurrencyFailureException meanwhile) {
      throw new RequestRefused(
          new Problem(
              HttpStatus.CONFLICT,
              "changed-meanwhile",
              "something else has come to need this, or to contradict it, at the same moment",
              "Read what is there, and send it again."));
    }
  }
}
