package dev.turnup.engine.application;

import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether this database belongs to a sandbox, written at its first start. Nobody bills real
 * customers into a stand-in, nor the reverse, by a changed setting.
 */
class DatabaseMark {

  private final JdbcClient database;

  DatabaseMark(DataSource dataSource) {
    this.database = JdbcClient.create(dataSource);
  }

  /**
   * Marks a database that has no mark.
   *
   * @throws BadConfiguration where it is marked otherwise
   */
  void checkFor(boolean sandbox) {
    database
        .sql(
            """
            insert into turnup.installation (sandbox, marked_at)
            values (?, current_timestamp)
                on conflict do nothing
            """)
        .param(sandbox)
        .update();
    boolean marked =
        database.sql("select sandbox from turnup.installation").query(Boolean.class).single();
    if (marked && !sandbox) {
      throw new BadConfiguration(
          "this database belongs to a sandbox; use another one, or start with --turnup.sandbox=true");
    }
    if (!marked && sandbox) {
      throw new BadConfiguration(
          "this database belongs to real outside systems; use another one for the sandbox, or start with --turnup.sandbox=false");
    }
  }
}
