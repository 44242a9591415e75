package dev.turnup.connectors.sandbox.standin;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Numbers for what comes into being in the sandbox: {@code RSV-12}. */
public final class ResourceNumbers {

  private ResourceNumbers() {}

  public static long next(JdbcClient jdbc) {
    return jdbc.sql("select nextval('sandbox.resource_number')").query(Long.class).single();
  }
}
