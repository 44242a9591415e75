package dev.turnup.engine.cost;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * The floor: a state machine written for one flow. It commits wherever Turnup's models make an
 * order durable, looks for what is due, and keeps one row of history for each step.
 */
final class FloorRow {

  /**
   * Of a mobile line: 13 asynchronous continuations and timers, and 10 external tasks. What is
   * accepted is durable before.
   */
  private static final int STEPS = 23;

  /**
   * The promise is made, and what is to wait waits: the order is decomposed, its capacity checked,
   * found, reserved, and the answers are gathered.
   */
  private static final int STEP_BEFORE_START = 5;

  private static final int WORKERS = 8;
  private static final long IDLE_MILLIS = 20;

  private final DataSource database;

  private FloorRow(DataSource database) {
    this.database = database;
  }

  public static void main(String[] args) throws IOException, SQLException {
    FloorRow row = new FloorRow(Intake.pool(args[1]));
    row.createTables();
    for (int i = 0; i < WORKERS; i++) {
      new Thread(row::work, "worker-" + i).start();
    }
    Intake.serve(Integer.parseInt(args[0]), row::accept);
  }

  private void createTables() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table if not exists floor_order (
              id          text        primary key,
              document    jsonb       not null,
              later       boolean     not null,
              step        integer     not null default 0,
              due         timestamptz not null,
              finished_at timestamptz);
          create index if not exists ix_floor_order_due on floor_order (due) where finished_at is null;
          create index if not exists ix_floor_order_finished on floor_order (finished_at);
          create table if not exists floor_event (
              order_id text        not null,
              step     integer     not null,
              at       timestamptz not null,
              primary key (order_id, step));
          """);
    }
  }

  private void accept(Intake.Order order) {
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into floor_order (id, document, later, due) values (?, ?::jsonb, ?, clock_timestamp())")) {
      insert.setString(1, order.id());
      insert.setString(2, order.document());
      insert.setBoolean(3, order.isLater());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void work() {
    try {
      while (true) {
        if (!step()) {
          Thread.sleep(IDLE_MILLIS);
        }
      }
    } catch (SQLException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One step of one order that is due, if there is one. */
  private boolean step() throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      boolean found = step(connection);
      connection.commit();
      connection.setAutoCommit(true);
      return found;
    }
  }

  private static boolean step(Connection connection) throws SQLException {
    try (PreparedStatement next =
            connection.prepareStatement(
                """
                  select id, step, later
                    from floor_order
                   where due <= clock_timestamp()
                     and finished_at is null
                order by due
                   limit 1
                     for update skip locked
                """);
        ResultSet rows = next.executeQuery()) {
      if (!rows.next()) {
        return false;
      }
      String id = rows.getString(1);
      int step = rows.getInt(2) + 1;
      boolean waits = rows.getBoolean(3) && step == STEP_BEFORE_START;
      try (PreparedStatement move =
              connection.prepareStatement(
                  """
                  update floor_order
                     set step = ?,
                         due = clock_timestamp() + case when ? then interval '60 days' else interval '0' end,
                         finished_at = case when ? then clock_timestamp() end
                   where id = ?
                  """);
          PreparedStatement note =
              connection.prepareStatement(
                  "insert into floor_event (order_id, step, at) values (?, ?, clock_timestamp())")) {
        move.setInt(1, step);
        move.setBoolean(2, waits);
        move.setBoolean(3, step == STEPS);
        move.setString(4, id);
        move.executeUpdate();
        note.setString(1, id);
        note.setInt(2, step);
        note.executeUpdate();
      }
      return true;
    }
  }
}
