package dev.turnup.engine.application;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;

/**
 * A real PostgreSQL that nobody has to install: started with the application, stopped with it, its
 * data kept in one directory. After a crash of the application the server goes on; the next start
 * on the same directory takes it over.
 */
class EmbeddedDatabase implements JdbcConnectionDetails, DisposableBean {

  private static final String USER = "postgres";

  private final EmbeddedPostgres server;

  private EmbeddedDatabase(EmbeddedPostgres server) {
    this.server = server;
  }

  /** Starts the server on the data in {@code directory}, which is created when missing. */
  static EmbeddedDatabase startIn(Path directory) {
    try {
      Files.createDirectories(directory);
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(directory)
              .setCleanDataDirectory(false)
              .setPGStartupWait(Duration.ofSeconds(60))
              // the library turns both off for tests; an accepted order must survive a power cut
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("max_connections", "200")
              // closed in destroy(), after the connection pool; a hook would race with it for 30 s
              .setRegisterShutdownHook(false);
      portOfServerLeftRunning(directory).ifPresent(builder::setPort);
      return new EmbeddedDatabase(builder.start());
    } catch (IOException | IllegalStateException e) {
      throw new BadConfiguration(
          "no PostgreSQL could be started in %s (%s); if another Turnup uses that directory stop it or choose another with --turnup.data-directory=…, or use a server with --spring.datasource.url=…; root needs user namespaces for it, any other user does not"
              .formatted(directory, e.getMessage()),
          e);
    }
  }

  /** PostgreSQL's own note of its process (line 1) and port (line 4). */
  private static OptionalInt portOfServerLeftRunning(Path directory) throws IOException {
    Path note = directory.resolve("postmaster.pid");
    if (!Files.exists(note)) {
      return OptionalInt.empty();
    }
    List<String> lines = Files.readAllLines(note);
    boolean running =
        lines.size() > 3 && ProcessHandle.of(Long.parseLong(lines.get(0).strip())).isPresent();
    return running ? OptionalInt.of(Integer.parseInt(lines.get(3).strip())) : OptionalInt.empty();
  }

  @Override
  public String getJdbcUrl() {
    return server.getJdbcUrl(USER, "postgres");
  }

  @Override
  public String getUsername() {
    return USER;
  }

  /** The server trusts whoever reaches it, and listens on this machine only. */
  @Override
  public String getPassword() {
    return "";
  }

  @Override
  public void destroy() throws IOException {
    server.close();
  }
}
