package dev.turnup.engine.workflow;

import dev.turnup.engine.order.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.util.Optional;

/** Moments in rows as people are told of them where the row's order is. */
final class LocalMoment {

  private LocalMoment() {}

  /** In the row's {@code time_zone}, or UTC without one; empty text for no moment. */
  static String of(ResultSet row, String column) throws SQLException {
    Timestamp moment = row.getTimestamp(column);
    if (moment == null) {
      return "";
    }
    ZoneId zone =
        Optional.ofNullable(row.getString("time_zone")).map(ZoneId::of).orElse(ZoneId.of("UTC"));
    return Moments.told(moment.toInstant(), zone);
  }
}
