package dev.turnup.engine.cost;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The statements of a row, by text: what the next saving is looked for in. */
record Statements(List<Used> used) {

  /**
   * A statement, per order. Texts that differ in the length of a list only are one.
   *
   * @param planned milliseconds
   * @param executed milliseconds
   */
  record Used(
      String text, double calls, double planned, double executed, double walBytes, double rows) {

    private Used and(Used other) {
      return new Used(
          text,
          calls + other.calls,
          planned + other.planned,
          executed + other.executed,
          walBytes + other.walBytes,
          rows + other.rows);
    }
  }

  private static final int LONGEST = 220;

  static Statements of(Server server, int orders) throws SQLException {
    Map<String, Used> byText = new LinkedHashMap<>();
    for (List<String> row :
        server.rows(
            """
            select s.query, s.calls, s.total_plan_time, s.total_exec_time, s.wal_bytes, s.rows
              from pg_stat_statements s
              join pg_roles r on r.oid = s.userid
             where r.rolname = 'measured'
            """)) {
      Used used =
          new Used(
              oneText(row.get(0)),
              perOrder(row.get(1), orders),
              perOrder(row.get(2), orders),
              perOrder(row.get(3), orders),
              perOrder(row.get(4), orders),
              perOrder(row.get(5), orders));
      byText.merge(used.text(), used, Used::and);
    }
    List<Used> used = new ArrayList<>(byText.values());
    used.sort(Comparator.comparingDouble(Used::calls).reversed());
    return new Statements(used);
  }

  private static double perOrder(String number, int orders) {
    return Double.parseDouble(number) / orders;
  }

  static String oneText(String query) {
    String text =
        query
            .replaceAll("\\$\\d+", "?")
            .replaceAll("\\s+", " ")
            .replaceAll("\\?( ?, ?\\?)+", "?, …")
            .replaceAll("(\\(\\?, …\\) ?, ?)+\\(\\?, …\\)", "(?, …), …")
            .strip();
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " …";
  }

  /** The first ones as a table in Markdown: those that run most often. */
  String table(int first) {
    StringBuilder table =
        new StringBuilder(
            "| per order | ms planned | ms executed | WAL bytes | rows | statement |\n|---:|---:|---:|---:|---:|---|\n");
    used.stream()
        .limit(first)
        .forEach(
            s ->
                table.append(
                    "| %.2f | %.3f | %.3f | %.0f | %.1f | `%s` |%n"
                        .formatted(
                            s.calls,
                            s.planned,
                            s.executed,
                            s.walBytes,
                            s.rows,
                            s.text.replace("|", "\\|"))));
    return table.toString();
  }
}
