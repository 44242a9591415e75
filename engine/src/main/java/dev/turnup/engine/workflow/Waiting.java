package dev.turnup.engine.workflow;

import dev.turnup.engine.order.OrderId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How many orders wait for something.
 *
 * @param first the one that was promised for the earliest day, if any waits
 * @param promised that day, if any was promised
 */
record Waiting(int orders, Optional<OrderId> first, Optional<LocalDate> promised) {

  /** Of a row with {@code orders}, {@code order_id} and {@code promised_date}. */
  static Waiting of(ResultSet row) throws SQLException {
    return new Waiting(
        row.getInt("orders"),
        Optional.ofNullable(row.getString("order_id")).map(OrderId::new),
        Optional.ofNullable(row.getObject("promised_date", LocalDate.class)));
  }

  /** For people; a whole sentence. */
  String told() {
    if (first.isEmpty()) {
      return "No order waits for it.";
    }
    return (orders == 1 ? "1 order waits" : orders + " orders wait")
        + " for it, first of all "
        + first.get()
        + promised.map(day -> ", which was promised for " + day).orElse("")
        + ".";
  }
}
