package dev.turnup.engine.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.copy.CopyIn;

/**
 * Very many orders, written by COPY: each is a copy of one that Turnup has made itself, in all
 * tables, under numbers and ids of its own. What the copies share is what orders share: models,
 * places, people.
 */
final class Multitude {

  /** Tables that no row of an order is in, and whose ids orders only mention. */
  private static final String SHARED =
      "act_(re|id)_.*|act_ge_(property|schema_log)|act_ru_(filter|jobdef)|.*flyway.*";

  private static final int FLUSH = 1 << 18;

  /** As far back as Turnup counts by itself. */
  private static final Duration CAME_WITHIN = Duration.ofDays(30);

  private static final int MOMENTS = 480;
  private static final int TOGETHER = 500;

  private final Server server;
  private final LocalDateTime now = LocalDateTime.now();
  private final Map<String, List<String>> lines = new LinkedHashMap<>();
  private final Set<String> sharedIds = new HashSet<>();
  private long copies;

  /** Reads everything that is there, which is to be little. */
  Multitude(Server server) throws SQLException, IOException {
    this.server = server;
    for (List<String> table :
        server.rows(
            """
            select schemaname || '.' || tablename, tablename
              from pg_tables
             where schemaname in ('turnup', 'public')
             order by 1
            """)) {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      server.copyManager().copyOut("copy " + table.get(0) + " to stdout", content);
      List<String> rows = content.toString(UTF_8).lines().toList();
      if (table.get(1).matches(SHARED)) {
        rows.forEach(
            row -> Template.ID.matcher(row).results().forEach(id -> sharedIds.add(id.group())));
      } else if (!rows.isEmpty()) {
        lines.put(table.get(0), rows);
      }
    }
  }

  /**
   * Writes copies of an order that nothing is done with meanwhile, as if they had come by and by.
   */
  void copy(String number, int many) throws SQLException, IOException {
    List<String> words = wordsOf(number);
    server.execute("set session_replication_role = replica");
    int moments = Math.min(MOMENTS, (many + TOGETHER - 1) / TOGETHER);
    for (int moment = 0; moment < moments; moment++) {
      Duration back = CAME_WITHIN.multipliedBy(moment).dividedBy(moments);
      Template template = new Template(lines, words, sharedIds, new Dates(now, back));
      copy(template, share(many, moment + 1, moments) - share(many, moment, moments));
    }
    server.execute("set session_replication_role = origin");
  }

  private static int share(int many, int moment, int moments) {
    return (int) ((long) many * moment / moments);
  }

  private void copy(Template template, int many) throws SQLException, IOException {
    for (String table : template.tables()) {
      CopyIn copy = server.copyManager().copyIn("copy " + table + " from stdin");
      StringBuilder out = new StringBuilder();
      for (long i = 0; i < many; i++) {
        template.write(table, copies + i, out);
        if (out.length() > FLUSH || i == many - 1) {
          byte[] bytes = out.toString().getBytes(UTF_8);
          copy.writeToCopy(bytes, 0, bytes.length);
          out.setLength(0);
        }
      }
      copy.endCopy();
    }
    copies += many;
  }

  private List<String> wordsOf(String number) throws SQLException {
    List<String> words = new ArrayList<>(List.of(number));
    words.add(
        server.text("select customer_id from turnup.product_order where id = '" + number + "'"));
    server
        .rows(
            "select reference from turnup.capacity_reservation where reference is not null and"
                + " order_id = '"
                + number
                + "'")
        .forEach(reference -> words.add(reference.get(0)));
    return words;
  }
}
