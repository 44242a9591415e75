package dev.turnup.engine.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.CannotAcquireLockException;

class PassingTest {

  @ParameterizedTest
  @CsvSource({
    "55P03, HELD_UP",
    "55006, DATABASE_AWAY",
    "57P01, DATABASE_AWAY",
    "08006, DATABASE_AWAY",
    "53300, DATABASE_AWAY",
    "40P01, OVERTAKEN",
    "40001, OVERTAKEN"
  })
  void isWhatTheDatabaseSays(String state, Passing passing) {
    assertThat(Passing.of(new CannotAcquireLockException("why", new SQLException("why", state))))
        .contains(passing);
  }

  @Test
  void isADatabaseWithoutAConnectionToSpare() {
    assertThat(Passing.of(new IllegalStateException(new SQLTransientConnectionException("none"))))
        .contains(Passing.DATABASE_AWAY);
  }

  @Test
  void isNoBug() {
    assertThat(Passing.of(new IllegalStateException(new SQLException("why", "23514")))).isEmpty();
  }
}
