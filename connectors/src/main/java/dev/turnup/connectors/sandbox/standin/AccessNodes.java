package dev.turnup.connectors.sandbox.standin;

import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Which node of the network serves which sites. */
public final class AccessNodes {

  private final JdbcClient jdbc;

  public AccessNodes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The node that serves the site, if somebody has said so; the more of its id, the better. */
  public Optional<String> at(String site) {
    return jdbc.sql(
            """
              select node
                from sandbox.access_node
               where starts_with(:site, sites)
            order by length(sites) desc
               limit 1
            """)
        .param("site", site)
        .query(String.class)
        .optional();
  }

  /** Says that it serves all sites whose ids begin so. */
  public void serves(String node, String sites) {
    jdbc.sql(
            """
            insert into sandbox.access_node (sites, node)
            values (:sites, :node)
                on conflict on constraint pk_access_node
                do update set node = excluded.node
            """)
        .param("sites", sites)
        .param("node", node)
        .update();
  }
}
