package dev.turnup.connectors.sandbox.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Every request that reached a stand-in, questions and refused ones included. */
public final class Requests {

  private final JdbcClient jdbc;

  public Requests(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What reached {@code system}, for one order or for all, in the order it came; for people. */
  public List<ObjectNode> of(OutsideSystem system, Optional<String> order) {
    return jdbc.sql(
            """
              select sequence, at, operation, key, order_id, component, fault, status
                from sandbox.request
               where system = :system
                 and (cast(:order as text) is null or order_id = :order)
            order by sequence
            """)
        .param("system", system.code())
        .param("order", order.orElse(null))
        .query(
            (row, number) -> {
              ObjectNode json = Json.object().put("sequence", row.getLong("sequence"));
              json.put("at", row.getObject("at", OffsetDateTime.class).toInstant().toString());
              json.put("operation", system.topic(row.getString("operation")));
              put(json, "key", row.getString("key"));
              put(json, "fault", row.getString("fault"));
              put(json, "order", row.getString("order_id"));
              put(json, "component", row.getString("component"));
              Optional.ofNullable(row.getObject("status", Integer.class))
                  .ifPresent(status -> json.put("status", status));
              return json;
            })
        .list();
  }

  /** Writes down that {@code call} came, and what is said to it; no status: nothing. */
  void came(OutsideSystem system, String operation, Call call, Optional<Integer> status) {
    jdbc.sql(
            """
            insert into sandbox.request (at, system, operation, key, order_id, component, fault,
                                         status)
            values (:at, :system, :operation, :key, :order, :component, :fault, :status)
            """)
        .param("at", call.at().atOffset(ZoneOffset.UTC))
        .param("system", system.code())
        .param("operation", operation)
        .param("key", call.key().orElse(null))
        .param("order", call.involved().order().orElse(null))
        .param("component", call.involved().component().orElse(null))
        .param("fault", call.fault().map(fault -> fault.mode().code()).orElse(null))
        .param("status", status.orElse(null))
        .update();
  }

  private static void put(ObjectNode json, String name, @Nullable String value) {
    if (value != null) {
      json.put(name, value);
    }
  }
}
