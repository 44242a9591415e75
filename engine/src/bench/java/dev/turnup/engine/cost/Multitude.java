package dev.turnup.engine.cost;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/**
 * Very many orders, written by COPY: each is a copy of one that Turnup has made itself, in all
 * tables, under numbers and ids of its own. What the copies share is what orders share: models,
 * places, people.
 */
final class Multitude {

  /** Tables that no row of an order is in, and whose ids orders only mention. */
  private static final String SHARED =
      "act_(re|id)_.*|act_ge_(property|schema_log)|act_ru_(filter|jobdef)|.*flyway.*";

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  /** The same as it is in texts that are kept as bytes. */
  private static final Pattern ID_IN_HEX =
      Pattern.compile("(?:3[0-9]|6[1-6]){8}2d(?:(?:3[0-9]|6[1-6]){4}2d){3}(?:3[0-9]|6[1-6]){12}");

  /** Far above the numbers that are given meanwhile. */
  private static final long FIRST_NUMBER = 10_000_000;

  private static final int FLUSH = 1 << 18;

  private final Server server;
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
      copyManager().copyOut("copy " + table.get(0) + " to stdout", content);
      List<String> rows = content.toString(UTF_8).lines().toList();
      if (table.get(1).matches(SHARED)) {
        rows.forEach(row -> ID.matcher(row).results().forEach(id -> sharedIds.add(id.group())));
      } else if (!rows.isEmpty()) {
        lines.put(table.get(0), rows);
      }
    }
  }

  private CopyManager copyManager() throws SQLException {
    return server.copyManager();
  }

  /** An order's rows by table, cut into what stays and what differs in each copy. */
  private record Template(Map<String, List<List<String>>> rows) {}

  /** Writes copies of an order that nothing is done with meanwhile. */
  void copy(String number, int many) throws SQLException, IOException {
    Template template = template(number);
    server.execute("set session_replication_role = replica");
    for (Map.Entry<String, List<List<String>>> table : template.rows().entrySet()) {
      CopyIn copy = copyManager().copyIn("copy " + table.getKey() + " from stdin");
      StringBuilder out = new StringBuilder();
      for (long i = 0; i < many; i++) {
        for (List<String> row : table.getValue()) {
          write(row, copies + i, out);
        }
        if (out.length() > FLUSH || i == many - 1) {
          byte[] bytes = out.toString().getBytes(UTF_8);
          copy.writeToCopy(bytes, 0, bytes.length);
          out.setLength(0);
        }
      }
      copy.endCopy();
    }
    server.execute("set session_replication_role = origin");
    copies += many;
  }

  /** Odd parts differ in each copy. */
  private static void write(List<String> row, long copy, StringBuilder out) {
    for (int i = 0; i < row.size(); i++) {
      out.append(i % 2 == 0 ? row.get(i) : another(row.get(i), copy));
    }
    out.append('\n');
  }

  private static String another(String part, long copy) {
    if (part.startsWith("PO-")) {
      return "PO-" + (FIRST_NUMBER + copy);
    }
    if (ID.matcher(part).matches()) {
      UUID id = UUID.fromString(part);
      return new UUID(
              id.getMostSignificantBits() ^ mixed(copy),
              id.getLeastSignificantBits() ^ mixed(~copy))
          .toString();
    }
    if (ID_IN_HEX.matcher(part).matches()) {
      String id = new String(HexFormat.of().parseHex(part), UTF_8);
      return HexFormat.of().formatHex(another(id, copy).getBytes(UTF_8));
    }
    return part + "-" + copy;
  }

  /** Spreads numbers over all bits (SplitMix64), so that no two copies share an id. */
  private static long mixed(long number) {
    long mixed = (number + 1) * 0x9e3779b97f4a7c15L;
    mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  private Template template(String number) throws SQLException {
    Set<String> own = new HashSet<>(Set.of(number));
    own.add(
        server.text("select customer_id from turnup.product_order where id = '" + number + "'"));
    server
        .rows(
            "select reference from turnup.capacity_reservation where reference is not null and order_id = '"
                + number
                + "'")
        .forEach(reference -> own.add(reference.get(0)));
    Map<String, Set<String>> found = new HashMap<>();
    for (boolean more = true; more; ) {
      more = false;
      for (Map.Entry<String, List<String>> table : lines.entrySet()) {
        for (String line : table.getValue()) {
          if (isOf(line, own)
              && found.computeIfAbsent(table.getKey(), t -> new HashSet<>()).add(line)) {
            more = true;
            own.addAll(idsOf(line));
          }
        }
      }
    }
    Map<String, List<List<String>>> rows = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> table : lines.entrySet()) {
      List<List<String>> cut =
          table.getValue().stream()
              .filter(found.getOrDefault(table.getKey(), Set.of())::contains)
              .map(line -> cut(line, own))
              .toList();
      if (!cut.isEmpty()) {
        rows.put(table.getKey(), cut);
      }
    }
    return new Template(rows);
  }

  private static boolean isOf(String line, Set<String> own) {
    for (String cell : line.split("\t")) {
      if (own.contains(cell)) {
        return true;
      }
    }
    return false;
  }

  /** Ids that stand in a cell of their own. */
  private List<String> idsOf(String line) {
    List<String> ids = new ArrayList<>();
    for (String cell : line.split("\t")) {
      if (ID.matcher(cell).matches() && !sharedIds.contains(cell)) {
        ids.add(cell);
      }
    }
    return ids;
  }

  private List<String> cut(String line, Set<String> own) {
    String words =
        String.join(
            "|",
            own.stream()
                .filter(word -> !ID.matcher(word).matches())
                .map(word -> Pattern.quote(word) + "(?![0-9])")
                .toList());
    Matcher parts = Pattern.compile(ID + "|" + ID_IN_HEX + "|" + words).matcher(line);
    List<String> cut = new ArrayList<>();
    int from = 0;
    while (parts.find()) {
      if (!sharedIds.contains(parts.group())) {
        cut.add(line.substring(from, parts.start()));
        cut.add(parts.group());
        from = parts.end();
      }
    }
    cut.add(line.substring(from));
    return cut;
  }
}
