package dev.turnup.connectors.sandbox.standin;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * By which components a system's services are known besides the ones that they came into being for:
 * whoever has a service changed may ask for it by their own component from then on.
 */
public final class KnownAs {

  private final OutsideSystem system;
  private final JdbcClient jdbc;

  public KnownAs(OutsideSystem system, JdbcClient jdbc) {
    this.system = system;
    this.jdbc = jdbc;
  }

  /** {@code resource} is the service of the call's component, too. */
  public void note(Call call, String resource) {
    call.involved()
        .component()
        .ifPresent(
            component ->
                jdbc.sql(
                        """
                        insert into sandbox.known_as (system, component, resource)
                        values (:system, :component, :resource)
                            on conflict do nothing
                        """)
                    .param("system", system.code())
                    .param("component", component)
                    .param("resource", resource)
                    .update());
  }

  /** The ids of the services that are known by {@code component}. */
  public List<String> of(String component) {
    return jdbc.sql(
            """
              select resource
                from sandbox.known_as
               where system = :system
                 and component = :component
            order by resource
            """)
        .param("system", system.code())
        .param("component", component)
        .query(String.class)
        .list();
  }
}
