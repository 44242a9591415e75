package dev.turnup.connectors.sandbox;

import dev.turnup.connectors.sandbox.clock.ClockFollower;
import dev.turnup.connectors.sandbox.clock.NextDue;
import dev.turnup.connectors.sandbox.clock.SandboxClock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The sandbox's time, for a node that works by it: the clock, and the follower that holds this
 * node's {@link NextDue}s still while the clock is walked.
 */
@Configuration(proxyBeanMethods = false)
public class SandboxClockConfiguration {

  @Bean(destroyMethod = "close")
  SandboxClock sandboxClock(DataSource dataSource) {
    SandboxSchema.migrate(dataSource);
    return new SandboxClock(dataSource);
  }

  @Bean
  ClockFollower sandboxClockFollower(
      DataSource dataSource, SandboxClock clock, ObjectProvider<NextDue> works) {
    return new ClockFollower(dataSource, clock, () -> works.orderedStream().toList());
  }
}
