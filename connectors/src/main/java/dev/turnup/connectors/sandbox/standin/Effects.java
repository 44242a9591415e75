package dev.turnup.connectors.sandbox.standin;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the stand-ins were asked to do and did: one row for each key, whatever happens. */
public final class Effects {

  private static final String COLUMNS =
      """
      id, operation, key, path, body, order_id, item, component, delivery, specification, site,
      requests, effects, sequence, coalesce(done_at, asked_at) as at, effective_date, resource,
      status, answer
      """;

  private final JdbcClient jdbc;

  public Effects(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What {@code system} was asked to do, for one order or for all, in the order it was done. */
  public List<EffectRow> of(OutsideSystem system, Optional<String> order) {
    return jdbc.sql(
            """
              select %s
                from sandbox.effect
               where system = :system
                 and (cast(:order as text) is null or order_id = :order)
            order by sequence nulls last,
                     id
            """
                .formatted(COLUMNS))
        .param("system", system.code())
        .param("order", order.orElse(null))
        .query((row, number) -> read(row))
        .list();
  }

  Optional<EffectRow> byKey(OutsideSystem system, String key) {
    return jdbc.sql(
            """
            select %s
              from sandbox.effect
             where system = :system
               and key = :key
            """
                .formatted(COLUMNS))
        .param("system", system.code())
        .param("key", key)
        .query((row, number) -> read(row))
        .optional();
  }

  /** The row, locked until the end of the transaction. */
  EffectRow locked(long id) {
    return jdbc.sql("select %s from sandbox.effect where id = :id for update".formatted(COLUMNS))
        .param("id", id)
        .query((row, number) -> read(row))
        .single();
  }

  /**
   * Counts the request, and returns the key's row, locked until the end of the transaction: of two
   * that ask at once, one waits for the other and finds it done.
   */
  EffectRow asked(OutsideSystem system, String operation, String key, Call call) {
    Involved involved = call.involved();
    return jdbc.sql(
            """
               insert into sandbox.effect (system, key, operation, path, body, order_id, item,
                                           component, delivery, specification, site, asked_at,
                                           requests)
               values (:system, :key, :operation, :path, cast(:body as jsonb), :order, :item,
                       :component, :delivery, :specification, :site, :at, 1)
                   on conflict on constraint uq_effect_key
                   do update set requests = effect.requests + 1
            returning %s
            """
                .formatted(COLUMNS))
        .param("system", system.code())
        .param("key", key)
        .param("operation", operation)
        .param("path", call.path())
        .param("body", Json.write(call.body()))
        .param("order", involved.order().orElse(null))
        .param("item", involved.item().orElse(null))
        .param("component", involved.component().orElse(null))
        .param("delivery", involved.delivery().orElse(null))
        .param("specification", involved.specification().orElse(null))
        .param("site", involved.site().orElse(null))
        .param("at", call.at().atOffset(ZoneOffset.UTC))
        .query((row, number) -> read(row))
        .single();
  }

  void done(long id, Work.Done done, Instant now) {
    answered(id, done.reply(), Optional.of(done.resource()));
    completed(id, done.effectiveDate(), now);
  }

  /** Keeps the answer; whether anything was done is another question. */
  void answered(long id, Reply reply, Optional<String> resource) {
    jdbc.sql(
            """
            update sandbox.effect
               set status = :status,
                   answer = cast(:answer as jsonb),
                   resource = :resource
             where id = :id
            """)
        .param("status", reply.status())
        .param("answer", Json.write(reply.body()))
        .param("resource", resource.orElse(null))
        .param("id", id)
        .update();
  }

  void completed(long id, Optional<String> effectiveDate, Instant now) {
    jdbc.sql(
            """
            update sandbox.effect
               set effects = effects + 1,
                   sequence = nextval('sandbox.effect_sequence'),
                   done_at = :now,
                   effective_date = :effectiveDate
             where id = :id
            """)
        .param("now", now.atOffset(ZoneOffset.UTC))
        .param("effectiveDate", effectiveDate.orElse(null))
        .param("id", id)
        .update();
  }

  private static EffectRow read(ResultSet row) throws SQLException {
    return new EffectRow(
        row.getLong("id"),
        row.getString("operation"),
        row.getString("key"),
        row.getString("path"),
        Json.reread(row.getString("body")),
        new Involved(
            Optional.ofNullable(row.getString("order_id")),
            Optional.ofNullable(row.getString("item")),
            Optional.ofNullable(row.getString("component")),
            Optional.ofNullable(row.getString("delivery")),
            Optional.ofNullable(row.getString("specification")),
            Optional.ofNullable(row.getString("site"))),
        row.getInt("requests"),
        row.getInt("effects"),
        Optional.ofNullable(row.getObject("sequence", Long.class)),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getString("effective_date")),
        Optional.ofNullable(row.getString("resource")),
        Optional.ofNullable(row.getObject("status", Integer.class)),
        Optional.ofNullable(row.getString("answer")).<JsonNode>map(Json::reread));
  }
}
