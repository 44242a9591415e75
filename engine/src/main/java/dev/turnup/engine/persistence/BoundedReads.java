package dev.turnup.engine.persistence;

import java.sql.SQLException;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Searches for strangers: one that takes too long is given up, and keeps no connection. */
@Component
final class BoundedReads {

  /** As PostgreSQL writes it. */
  static final String TIMEOUT = "1s";

  private static final String QUERY_CANCELLED = "57014";

  /** The class of what is wrong with data, all of which was sent: an expression, a position. */
  private static final String BAD_DATA = "22";

  private final OrderSearchMapper mapper;
  private final TransactionTemplate transaction;

  BoundedReads(OrderSearchMapper mapper, PlatformTransactionManager transactions) {
    this.mapper = mapper;
    transaction = new TransactionTemplate(transactions);
    transaction.setReadOnly(true);
  }

  /** Reads in a transaction of its own, each statement within the time. */
  <T> T within(String timeout, Supplier<T> statement) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              mapper.bound(timeout);
              return statement.get();
            }));
  }

  static boolean tookTooLong(DataAccessException failure) {
    return stateOf(failure).equals(QUERY_CANCELLED);
  }

  static boolean isUnreadable(DataAccessException failure) {
    return stateOf(failure).startsWith(BAD_DATA);
  }

  private static String stateOf(DataAccessException failure) {
    return failure.getMostSpecificCause() instanceof SQLException cause
        ? Objects.requireNonNullElse(cause.getSQLState(), "")
        : "";
  }
}
