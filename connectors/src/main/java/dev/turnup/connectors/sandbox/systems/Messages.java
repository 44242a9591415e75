package dev.turnup.connectors.sandbox.systems;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.connectors.sandbox.standin.Json;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What customers were told, by mail or otherwise. */
public final class Messages {

  private final JdbcClient jdbc;

  public Messages(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * @param channel {@code webhook} or {@code mail}
   * @param body what was sent, as it was sent
   */
  record Message(
      String channel,
      String key,
      Optional<String> order,
      Optional<String> recipient,
      Optional<String> subject,
      String body) {}

  /** Keeps {@code message}, unless one of its key is there; returns its number. */
  long keep(Message message, Instant now) {
    return jdbc.sql(
            """
               insert into sandbox.message (channel, key, at, order_id, recipient, subject, body)
               values (:channel, :key, :at, :order, :recipient, :subject, :body)
                   on conflict on constraint uq_message_key
                   do update set key = excluded.key
            returning id
            """)
        .param("channel", message.channel())
        .param("key", message.key())
        .param("at", now.atOffset(ZoneOffset.UTC))
        .param("order", message.order().orElse(null))
        .param("recipient", message.recipient().orElse(null))
        .param("subject", message.subject().orElse(null))
        .param("body", message.body())
        .query(Long.class)
        .single();
  }

  /** All messages, of one order or of all, in the order they came; for people. */
  public List<ObjectNode> all(Optional<String> order) {
    return jdbc.sql(
            """
              select channel, key, at, order_id, recipient, subject, body
                from sandbox.message
               where cast(:order as text) is null
                  or order_id = :order
            order by id
            """)
        .param("order", order.orElse(null))
        .query(
            (row, number) ->
                Json.object()
                    .put("channel", row.getString("channel"))
                    .put("key", row.getString("key"))
                    .put("at", row.getObject("at", OffsetDateTime.class).toInstant().toString())
                    .put("order", row.getString("order_id"))
                    .put("recipient", row.getString("recipient"))
                    .put("subject", row.getString("subject"))
                    .put("body", row.getString("body")))
        .list();
  }
}
