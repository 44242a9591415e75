package dev.turnup.connectors.sandbox.clock;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/**
 * The machine's time plus the offset that the database keeps for all nodes. The offset is read when
 * the clock is made, before anything can run by it, and followed from then on ({@link
 * ClockFollower}). A node that was frozen reads the offset again before it tells the time, so that
 * it never wakes up in the past.
 */
public final class SandboxClock extends Clock implements AutoCloseable {

  private static final Duration TRUSTED_FOR = Duration.ofSeconds(2);

  private final DataSource dataSource;
  private final Object reading = new Object();

  /** Its own for life: whoever asks the time may hold the last connection of the pool. */
  private Connection connection;

  private volatile long offsetMillis;
  private volatile long readAtNanos;

  /** Tells the sandbox's time of the database behind {@code dataSource}. */
  public SandboxClock(DataSource dataSource) {
    this.dataSource = dataSource;
    try {
      this.connection = dataSource.getConnection();
      follow(read());
    } catch (SQLException e) {
      throw new IllegalStateException("the sandbox's clock cannot be read", e);
    }
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new InZone(this, zone);
  }

  /** To the millisecond, as the offset is and as every row keeps it. */
  @Override
  public Instant instant() {
    if (System.nanoTime() - readAtNanos > TRUSTED_FOR.toNanos()) {
      refresh();
    }
    return Instant.ofEpochMilli(System.currentTimeMillis() + offsetMillis);
  }

  /** How far it is ahead of the machine's time. */
  public Duration ahead() {
    return Duration.ofMillis(offsetMillis);
  }

  @Override
  public long millis() {
    return instant().toEpochMilli();
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  /** The offset was read just now. */
  void follow(long offsetMillis) {
    this.offsetMillis = offsetMillis;
    this.readAtNanos = System.nanoTime();
  }

  private void refresh() {
    synchronized (reading) {
      if (System.nanoTime() - readAtNanos <= TRUSTED_FOR.toNanos()) {
        return;
      }
      try {
        if (!connection.isValid(1)) {
          connection.close();
          connection = dataSource.getConnection();
        }
        follow(read());
      } catch (SQLException e) {
        // Without the database nothing else of this node works either; the last offset known is
        // nearer to the truth than none, and is asked for again.
        readAtNanos = System.nanoTime() - TRUSTED_FOR.toNanos() / 2;
      }
    }
  }

  private long read() throws SQLException {
    try (PreparedStatement question =
            connection.prepareStatement("select offset_millis from sandbox.clock");
        ResultSet answer = question.executeQuery()) {
      if (!answer.next()) {
        throw new SQLException("sandbox.clock has no row");
      }
      return answer.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    synchronized (reading) {
      connection.close();
    }
  }

  private static final class InZone extends Clock {

    private final SandboxClock clock;
    private final ZoneId zone;

    InZone(SandboxClock clock, ZoneId zone) {
      this.clock = clock;
      this.zone = zone;
    }

    @Override
    public ZoneId getZone() {
      return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
      return new InZone(clock, other);
    }

    @Override
    public Instant instant() {
      return clock.instant();
    }
  }
}
