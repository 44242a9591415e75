package dev.turnup.connectors.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.turnup.connectors.sandbox.clock.SandboxClock;
import dev.turnup.connectors.sandbox.standin.PortTaken;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

class SandboxConfigurationTest {

  private static final String[] FREE_PORTS = {
    "sandbox.ports.control=0",
    "sandbox.ports.network=0",
    "sandbox.ports.inventory=0",
    "sandbox.ports.billing=0",
    "sandbox.ports.workforce=0",
    "sandbox.ports.messaging=0",
    "sandbox.ports.smtp=0",
    "sandbox.callback-base-url="
  };

  private static ApplicationContextRunner on(HikariDataSource database) {
    return new ApplicationContextRunner()
        .withUserConfiguration(SandboxConfiguration.class)
        .withBean(
            DataSource.class, () -> database, definition -> definition.setDestroyMethodName(""))
        .withPropertyValues(FREE_PORTS);
  }

  @Test
  void startsOnAnEmptyDatabaseWithNothingElse() {
    try (HikariDataSource database = SandboxDatabase.bare()) {
      on(database)
          .run(
              context -> {
                assertThat(context).hasNotFailed();
                Sandbox sandbox = context.getBean(Sandbox.class);
                assertThat(sandbox.baseUrls())
                    .containsOnlyKeys("network", "inventory", "billing", "workforce", "messaging");
                assertThat(sandbox.baseUrls().values()).doesNotHaveDuplicates();
                assertThat(sandbox.smtpPort()).isPositive();
              });
    }
  }

  @Test
  void saysWhichPortIsTakenAndWhatToDo() {
    try (HikariDataSource database = SandboxDatabase.bare()) {
      on(database)
          .run(
              first -> {
                int port = first.getBean(Sandbox.class).baseUrls().get("billing").getPort();
                on(database)
                    .withPropertyValues("sandbox.ports.billing=" + port)
                    .run(
                        second ->
                            assertThat(second)
                                .getFailure()
                                .rootCause()
                                .isInstanceOf(PortTaken.class)
                                .hasMessageContaining("port " + port + " of the sandbox's billing")
                                .hasMessageContaining("--sandbox.ports.billing="));
              });
    }
  }

  @Test
  void severalNodesMayMakeItsTablesAtOnce() {
    try (HikariDataSource database = SandboxDatabase.bare()) {
      CompletableFuture<Void> other =
          CompletableFuture.runAsync(() -> SandboxSchema.migrate(database));
      SandboxSchema.migrate(database);
      other.join();

      Integer rows =
          JdbcClient.create(database)
              .sql("select count(*) from sandbox.clock")
              .query(Integer.class)
              .single();
      assertThat(rows).isEqualTo(1);
    }
  }

  @Test
  void aNodeMayFollowTheClockWithoutServingTheSystems() {
    try (HikariDataSource database = SandboxDatabase.bare()) {
      new ApplicationContextRunner()
          .withUserConfiguration(SandboxClockConfiguration.class)
          .withBean(
              DataSource.class, () -> database, definition -> definition.setDestroyMethodName(""))
          .run(
              context ->
                  assertThat(context)
                      .hasSingleBean(SandboxClock.class)
                      .doesNotHaveBean(Sandbox.class));
    }
  }
}
