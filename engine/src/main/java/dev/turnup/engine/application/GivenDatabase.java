package dev.turnup.engine.application;

import org.springframework.boot.autoconfigure.jdbc.JdbcConnectionDetails;

/** A PostgreSQL that somebody runs: {@code spring.datasource.url}. */
class GivenDatabase implements JdbcConnectionDetails {

  private final String url;
  private final String user;
  private final String password;

  GivenDatabase(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  @Override
  public String getJdbcUrl() {
    return url;
  }

  @Override
  public String getUsername() {
    return user;
  }

  @Override
  public String getPassword() {
    return password;
  }
}
