package dev.turnup.engine.cost;

import static java.util.Map.entry;

import java.util.Map;
import java.util.TreeMap;

/**
 * What rows are set to, wherever that may differ. What they have in common – connections, the
 * server, the JVM's heap – is said above their table; how the engine's tables differ is read from
 * the databases.
 */
final class RowSettings {

  private static final String NONE = "none";
  private static final String OFF = "off";

  /** Of what only stands where Turnup would. */
  private static final Map<String, String> BARE =
      Map.ofEntries(
          entry("HTTP", "the JDK's server, 16 threads; nothing is checked"),
          entry("login", NONE),
          entry("outside calls", "none, answered at once"),
          entry("notices, events, timeline", NONE),
          entry("domain tables", NONE),
          entry(
              "JVM", "on the class path, with the JDK's own archive of classes; no other options"),
          entry("logging", "INFO, Logback's own pattern"),
          entry("transactions", "by JDBC"));

  /** As many as Turnup has, see its {@code turnup.at-once}. */
  static final int JOBS_AT_ONCE =
      Math.min(8, Math.max(2, Runtime.getRuntime().availableProcessors()));

  private static final String JOBS =
      JOBS_AT_ONCE + " threads, queue 40, 20 jobs an acquisition, wait 0.5 s";

  private static final Map<Row, Map<String, String>> OF =
      Map.of(
          Row.FLOOR,
          Map.ofEntries(
              entry("jobs", "8 threads, one step in a transaction, polled every 20 ms when idle"),
              entry("outside work", "a step as any other"),
              entry("save points", "each a transaction"),
              entry("history", "one row for each durable point"),
              entry("variables", NONE),
              entry("domain tables", "one row for each order, with its document"),
              entry("index on due dates", "of orders, of unfinished ones")),
          Row.CAMUNDA,
          Map.ofEntries(
              entry("jobs", JOBS),
              entry("relay of jobs", "none: each is acquired"),
              entry("order of acquisition", "as found"),
              entry("outside work", "8 threads, up to 32 fetched, one in a transaction"),
              entry("save points", "each a transaction"),
              entry("history", "activity, removal time at start"),
              entry("history clean-up", "no window, so none by itself"),
              entry("variables", "Camunda's; a list has a second row (Spin, JSON); not in history"),
              entry("index on due dates", "yes"),
              entry("authorization", OFF),
              entry("engine plugins", "Spin"),
              entry("ids", "UUID"),
              entry("metrics", OFF),
              entry("failed jobs", "3 tries, at once"),
              entry("limits of queries", NONE)),
          Row.FLOWABLE,
          Map.ofEntries(
              entry("jobs", "8 threads, queue 2048, 100 jobs an acquisition, wait 0.5 s"),
              entry("relay of jobs", "its executor's: told of a job once that is committed"),
              entry("order of acquisition", "as found"),
              entry(
                  "outside work",
                  "8 threads, up to 32 fetched topic by topic, one in a transaction"),
              entry("save points", "each a transaction"),
              entry("history", "activity"),
              entry("history clean-up", OFF),
              entry("variables", "Flowable's; a list is serialized by Java; not in history"),
              entry("index on due dates", "yes, of timers"),
              entry("authorization", "it has none; identities and event registry off"),
              entry("engine plugins", NONE),
              entry("ids", "numbers, a block of 2,500 at a time"),
              entry("metrics", "it has none"),
              entry("failed jobs", "3 tries, 10 s apart"),
              entry("limits of queries", NONE)),
          Row.TURNUP,
          Map.ofEntries(
              entry(
                  "HTTP",
                  "Tomcat, Spring MVC and Security; orders checked by TMF622's schema and Turnup's rules"),
              entry("login", "with each request, a password of the engine's"),
              entry("outside calls", "over HTTP, 16 at a time and system, answers kept"),
              entry("notices, events, timeline", "all of them"),
              entry("domain tables", "Turnup's"),
              entry(
                  "JVM",
                  "unpacked, with an archive of classes that the first start makes (`-XX:ArchiveClassesAtExit`, then `-XX:SharedArchiveFile`)"),
              entry("logging", "INFO, a line about an order with its number; some libraries less"),
              entry("transactions", "by Spring, engine and domain in one"),
              entry("jobs", JOBS),
              entry(
                  "relay of jobs",
                  "what a node makes is written locked and run by it, on the order's own thread"),
              entry(
                  "order of acquisition",
                  "half by priority, half by due date; planned for its values"),
              entry(
                  "outside work",
                  "locked as it is made; prepared, applied and completed up to 32 in a transaction; as many threads as for jobs apply, 6 do the rest"),
              entry("save points", "passed while nothing fails, up to 20 in a transaction"),
              entry(
                  "history",
                  "Turnup's own level (no activities, no variables), removal time at start"),
              entry("history clean-up", "2 to 5 h"),
              entry(
                  "variables",
                  "Camunda's; a list of ids is text in the variable's row; not in history"),
              entry("index on due dates", "yes"),
              entry("authorization", "on"),
              entry(
                  "engine plugins",
                  "Spin, and Turnup's (`workflow/engine`): reads of an instance at once, definitions kept, checked deployments and queries, owners of fallouts, order's number in the log"),
              entry("ids", "UUID"),
              entry("metrics", "the engine's off; Micrometer's on, orders counted every minute"),
              entry("failed jobs", "5 tries, 10 s to 15 min apart"),
              entry("limits of queries", "2,000 rows")));

  private RowSettings() {}

  /** By name. */
  static Map<String, String> of(Row row) {
    Map<String, String> settings = new TreeMap<>(BARE);
    settings.putAll(OF.get(row));
    return settings;
  }
}
