package dev.turnup.connectors.sandbox;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The sandbox's own tables, in its own schema with its own history. */
final class SandboxSchema {

  private SandboxSchema() {}

  /** Brings the schema up to date; several nodes may do so at once. */
  static void migrate(DataSource dataSource) {
    Flyway.configure()
        .dataSource(dataSource)
        .schemas("sandbox")
        .table("schema_history")
        .locations("classpath:sandbox/migration")
        .load()
        .migrate();
  }
}
