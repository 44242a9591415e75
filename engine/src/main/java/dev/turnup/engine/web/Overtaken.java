package dev.turnup.engine.web;

import dev.turnup.engine.order.StaleVersion;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/** An order may move while a request changes it: whoever was slower does it again, at once. */
final class Overtaken {

  private static final int ATTEMPTS = 10;

  private Overtaken() {}

  /**
   * Does the work in a transaction, and in further ones as long as others are faster.
   *
   * @throws StaleVersion if they were every time
   * @throws ConcurrencyFailureException if the database had to choose between both every time
   */
  static <T> T again(TransactionTemplate transaction, Supplier<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
      } catch (StaleVersion | ConcurrencyFailureException overtaken) {
        if (attempt == ATTEMPTS) {
          throw overtaken;
        }
      }
    }
  }
}
