package dev.turnup.engine.cost;

import static java.util.Map.entry;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * A PostgreSQL on an empty directory, in processes of its own. Who is measured connects as {@link
 * #MEASURED}, who measures as somebody else, so that the statements of the two are told apart.
 */
final class Server implements AutoCloseable {

  private static final String MEASURED = "measured";
  private static final String DATABASE = "postgres";

  /** The same for all rows. */
  static final Map<String, String> SETTINGS =
      new TreeMap<>(
          Map.ofEntries(
              entry("fsync", "on"),
              entry("synchronous_commit", "on"),
              entry("full_page_writes", "on"),
              entry("max_connections", "200"),
              entry("shared_buffers", "512MB"),
              entry("max_wal_size", "8GB"),
              entry("checkpoint_timeout", "30min"),
              entry("shared_preload_libraries", "pg_stat_statements"),
              entry("pg_stat_statements.track_utility", "off"),
              entry("pg_stat_statements.track_planning", "on"),
              entry("pg_stat_statements.max", "20000"),
              // the plans of what is asked periodically are read there
              entry("logging_collector", "on"),
              entry("log_destination", "jsonlog")));

  private final EmbeddedPostgres postgres;
  private final ProcessHandle process;
  private final Path directory;
  private final Connection connection;
  private final ProcessHandle ownBackend;

  /** What this connection has committed itself. */
  private long ownCommits;

  private Server(
      EmbeddedPostgres postgres, ProcessHandle process, Path directory, Connection connection)
      throws SQLException {
    this.postgres = postgres;
    this.process = process;
    this.directory = directory;
    this.connection = connection;
    this.ownBackend = ProcessHandle.of(number("select pg_backend_pid()")).orElseThrow();
  }

  /** Starts one that keeps what it has committed, and counts statements. */
  static Server measured() throws IOException, SQLException {
    return start(SETTINGS);
  }

  /** Starts one for the stand-ins, which cost as little as can be. */
  static Server forStandIns() throws IOException, SQLException {
    return start(Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off"));
  }

  private static Server start(Map<String, String> settings) throws IOException, SQLException {
    Path directory = Files.createTempDirectory("order-cost-");
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory)
            .setCleanDataDirectory(true)
            .setPGStartupWait(Duration.ofMinutes(1));
    settings.forEach(builder::setServerConfig);
    EmbeddedPostgres postgres = builder.start();
    long pid =
        Long.parseLong(Files.readAllLines(directory.resolve("postmaster.pid")).get(0).strip());
    Server server =
        new Server(
            postgres,
            ProcessHandle.of(pid).orElseThrow(),
            directory,
            DriverManager.getConnection(postgres.getJdbcUrl("postgres", DATABASE)));
    server.execute("create role " + MEASURED + " superuser login");
    if (settings.containsKey("shared_preload_libraries")) {
      server.execute("create extension pg_stat_statements");
    }
    return server;
  }

  /** What whoever is measured connects to. */
  String url() {
    return postgres.getJdbcUrl(MEASURED, DATABASE);
  }

  /** Processor time of all its processes, but for the one that measures. */
  long cpuMillis() {
    return Proc.cpuMillis(process) - Proc.cpuMillis(ownBackend);
  }

  /** What is free where its files are. */
  long freeBytes() throws IOException {
    return Files.getFileStore(directory).getUsableSpace();
  }

  String version() throws SQLException {
    return text("show server_version");
  }

  /** What has been done since the start, by whoever is measured. */
  record Work(long statements, long commits, long walBytes) {}

  Work work() throws SQLException {
    // a backend tells what it did a moment later
    execute("select pg_stat_clear_snapshot()");
    return new Work(
        number(
            "select coalesce(sum(calls), 0) from pg_stat_statements s join pg_roles r on r.oid = s.userid"
                + " where rolname = '"
                + MEASURED
                + "'"),
        number("select xact_commit from pg_stat_database where datname = current_database()")
            - ownCommits,
        number("select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')"));
  }

  /** Bytes of all tables and indexes, without what is free in them. */
  long size() throws SQLException {
    execute("vacuum full");
    return number("select pg_database_size(current_database())");
  }

  /**
   * What may differ between two databases of one engine, without the names of indexes: indexes,
   * foreign keys, triggers, what is kept of a column's values, how tables are stored.
   */
  SortedSet<String> engineTables() throws SQLException {
    return rows(
            """
            with engine as (
                select c.oid, c.relname, c.reloptions
                  from pg_class c
                 where c.relnamespace = 'public'::regnamespace
                   and c.relkind = 'r'
                   and c.relname like 'act\\_%')
            select regexp_replace(pg_get_indexdef(i.indexrelid), 'INDEX \\S+ ON public.', 'index on ')
              from engine e
              join pg_index i on i.indrelid = e.oid
            union
            select 'foreign key of ' || e.relname || ': ' || pg_get_constraintdef(c.oid)
              from engine e
              join pg_constraint c on c.conrelid = e.oid
             where c.contype = 'f'
            union
            select 'trigger ' || pg_get_triggerdef(t.oid)
              from engine e
              join pg_trigger t on t.tgrelid = e.oid
             where not t.tgisinternal
            union
            select concat_ws(' ', 'statistics of ' || e.relname || '.' || a.attname, a.attstattarget::text, a.attoptions::text)
              from engine e
              join pg_attribute a on a.attrelid = e.oid
             where a.attnum > 0
               and (a.attoptions is not null or coalesce(a.attstattarget, -1) <> -1)
            union
            select 'storage of ' || e.relname || ' ' || e.reloptions::text
              from engine e
             where e.reloptions is not null
            """)
        .stream()
        .map(row -> row.get(0))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  CopyManager copyManager() throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      ownCommits++;
      statement.execute(sql);
    }
  }

  long number(String sql) throws SQLException {
    return Long.parseLong(text(sql));
  }

  long number(String sql, Instant since) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      ownCommits++;
      statement.setTimestamp(1, Timestamp.from(since));
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  /** Its log files, each line JSON. */
  List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("log"))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  /** How it would look for what it is asked, with placeholders for the values. */
  List<String> plan(String sql) throws SQLException {
    // a statement with placeholders and no values is refused when it is prepared first
    String unprepared = postgres.getJdbcUrl("postgres", DATABASE) + "&preferQueryMode=simple";
    try (Connection simple = DriverManager.getConnection(unprepared);
        Statement statement = simple.createStatement();
        ResultSet lines = statement.executeQuery("explain (generic_plan, costs off) " + sql)) {
      List<String> plan = new ArrayList<>();
      while (lines.next()) {
        plan.add(lines.getString(1));
      }
      return plan;
    }
  }

  String text(String sql) throws SQLException {
    return rows(sql).get(0).get(0);
  }

  List<List<String>> rows(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      ownCommits++;
      try (ResultSet found = statement.executeQuery(sql)) {
        List<List<String>> rows = new ArrayList<>();
        while (found.next()) {
          List<String> row = new ArrayList<>();
          for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
            row.add(String.valueOf(found.getString(i)));
          }
          rows.add(row);
        }
        return rows;
      }
    }
  }

  @Override
  public void close() throws IOException, SQLException {
    connection.close();
    postgres.close();
  }
}
