package dev.turnup.connectors.sandbox.systems;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.turnup.connectors.sandbox.standin.Json;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The trouble tickets (TMF621) of those who run the network. */
public final class Tickets {

  private final JdbcClient jdbc;

  public Tickets(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The ticket, if there is one. */
  public Optional<ObjectNode> find(String id) {
    return jdbc.sql("select document from sandbox.trouble_ticket where id = :id")
        .param("id", id)
        .query(String.class)
        .optional()
        .map(text -> Json.copy(Json.reread(text)));
  }

  /** Opens the ticket, or changes it. */
  public void keep(ObjectNode ticket) {
    jdbc.sql(
            """
            insert into sandbox.trouble_ticket (id, document)
            values (:id, cast(:document as jsonb))
                on conflict on constraint pk_trouble_ticket
                do update set document = excluded.document
            """)
        .param("id", ticket.path("id").asText())
        .param("document", Json.write(ticket))
        .update();
  }

  /** All of them; for people. */
  public List<ObjectNode> all() {
    return jdbc
        .sql("select document from sandbox.trouble_ticket order by id")
        .query(String.class)
        .list()
        .stream()
        .map(text -> Json.copy(Json.reread(text)))
        .toList();
  }
}
