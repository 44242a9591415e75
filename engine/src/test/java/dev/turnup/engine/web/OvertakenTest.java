package dev.turnup.engine.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import dev.turnup.engine.order.StaleVersion;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class OvertakenTest {

  private final PlatformTransactionManager manager = mock(PlatformTransactionManager.class);
  private final AtomicInteger attempts = new AtomicInteger();

  @Test
  void beginsAnewWhereAnotherWasFasterOrADeadlockEndedIt() {
    String done =
        again(
            () ->
                switch (attempts.incrementAndGet()) {
                  case 1 -> throw new CannotAcquireLockException("deadlock detected");
                  case 2 -> throw new StaleVersion("order PO-1");
                  default -> "done";
                });

    assertThat(done).isEqualTo("done");
    verify(manager, times(2)).rollback(null);
  }

  @Test
  void givesUpInTheEnd() {
    assertThatThrownBy(() -> again(() -> failing(new CannotAcquireLockException("deadlock"))))
        .isInstanceOf(CannotAcquireLockException.class);
    assertThat(attempts).hasValue(10);
  }

  @Test
  void repeatsNothingThatFailsForAnotherReason() {
    assertThatThrownBy(() -> again(() -> failing(new DataIntegrityViolationException("null"))))
        .isInstanceOf(DataIntegrityViolationException.class);
    assertThat(attempts).hasValue(1);
  }

  private String failing(RuntimeException why) {
    attempts.incrementAndGet();
    throw why;
  }

  private String again(Supplier<String> work) {
    return Overtaken.again(new TransactionTemplate(manager), work);
  }
}
