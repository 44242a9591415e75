package dev.turnup.connectors.sandbox.standin;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The faults that are set, as rows: set once, they strike whichever node serves the request. */
public final class Faults {

  private static final Comparator<Fault> MOST_PRECISE_FIRST =
      Comparator.comparingInt(Fault::precision).reversed().thenComparing(Fault::id);

  private final JdbcClient jdbc;
  private final AccessNodes nodes;

  public Faults(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.nodes = new AccessNodes(jdbc);
  }

  /** The faults of {@code system}, used up ones included, in the order they were set. */
  public List<Fault> of(OutsideSystem system) {
    return jdbc.sql(
            """
              select id, system, operation, mode, times, times_left, delay_millis, order_id,
                     component, site, node
                from sandbox.fault
               where system = :system
            order by id
            """)
        .param("system", system.code())
        .query((row, number) -> read(row))
        .list();
  }

  /** Sets {@code fault}, whose id is chosen here. */
  public Fault set(Fault fault, Instant now) {
    return jdbc.sql(
            """
               insert into sandbox.fault (system, operation, mode, times, times_left, delay_millis,
                                          order_id, component, site, node, set_at)
               values (:system, :operation, :mode, :times, :times, :delay, :order, :component, :site,
                       :node, :now)
            returning id, system, operation, mode, times, times_left, delay_millis, order_id,
                      component, site, node
            """)
        .param("system", fault.system().code())
        .param("operation", fault.operation().orElse(null))
        .param("mode", fault.mode().code())
        .param("times", fault.times().isPresent() ? fault.times().getAsInt() : null)
        .param("delay", fault.delay().map(Duration::toMillis).orElse(null))
        .param("order", fault.order().orElse(null))
        .param("component", fault.component().orElse(null))
        .param("site", fault.site().orElse(null))
        .param("node", fault.node().orElse(null))
        .param("now", now.atOffset(ZoneOffset.UTC))
        .query((row, number) -> read(row))
        .single();
  }

  /** Takes the fault away; false if somebody else has. */
  public boolean remove(long id) {
    return jdbc.sql("delete from sandbox.fault where id = :id").param("id", id).update() == 1;
  }

  /** What goes wrong with this call; one of the fault's times is used up by it. */
  Optional<Fault> strike(OutsideSystem system, String operation, Involved involved) {
    return strike(system, operation, involved, fault -> fault.mode() != FaultMode.REFUSE);
  }

  /** What goes wrong with telling something at {@code site}; one of its times is used up by it. */
  public Optional<Fault> strikeNotice(OutsideSystem system, String eventType, String site) {
    return strike(system, eventType, Involved.at(site), fault -> fault.mode().callsBack());
  }

  private Optional<Fault> strike(
      OutsideSystem system, String operation, Involved involved, Predicate<Fault> possible) {
    return of(system).stream()
        .filter(possible)
        .filter(fault -> fault.strikes(operation, involved, nodes))
        .sorted(MOST_PRECISE_FIRST)
        .filter(this::use)
        .findFirst();
  }

  /** False if another call was faster to use it up. */
  private boolean use(Fault fault) {
    return fault.left().isEmpty()
        || jdbc.sql(
                    """
                    update sandbox.fault
                       set times_left = times_left - 1
                     where id = :id
                       and times_left > 0
                    """)
                .param("id", fault.id())
                .update()
            == 1;
  }

  private static Fault read(ResultSet row) throws SQLException {
    return new Fault(
        row.getLong("id"),
        OutsideSystem.named(row.getString("system")).orElseThrow(),
        Optional.ofNullable(row.getString("operation")),
        FaultMode.named(row.getString("mode")).orElseThrow(),
        number(row.getObject("times", Integer.class)),
        number(row.getObject("times_left", Integer.class)),
        Optional.ofNullable(row.getObject("delay_millis", Long.class)).map(Duration::ofMillis),
        Optional.ofNullable(row.getString("order_id")),
        Optional.ofNullable(row.getString("component")),
        Optional.ofNullable(row.getString("site")),
        Optional.ofNullable(row.getString("node")));
  }

  private static OptionalInt number(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
